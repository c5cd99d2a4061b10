import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startDiscord } from "../../../test/discord/server.ts";
import type { DiscordServer } from "../../../test/discord/server.ts";
import type { Finding } from "../../core/finding.ts";
import { checkDiscord } from "./check.ts";
import { PERMISSION, PERMISSION_REASONS, inviteLink } from "./invite.ts";

let server: DiscordServer;
beforeEach(async () => {
  server = await startDiscord();
});
afterEach(() => server.close());

async function look(
  channel: string,
  over: { readonly token?: string; readonly ahead?: number; readonly crosspost?: boolean } = {},
) {
  const { token = server.token, ahead = 0, crosspost = false } = over;
  const id = channel.startsWith("@") || /^\d+$/.test(channel) ? channel : server.channel(channel).id;
  const clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };
  return checkDiscord({ token, apiUrl: server.apiUrl, clock }, [
    { name: "News", platform: "discord", channel: id, crosspost },
  ]);
}

const bad = (findings: readonly Finding[]): readonly Finding[] => findings.filter(({ state }) => state !== "ok");

describe("a look at Discord", () => {
  it.each(["daily-news", "bulletins", "stories"])("finds nothing wrong with #%s where all is well", async (channel) => {
    const findings = await look(channel);
    expect(bad(findings)).toEqual([]);
    expect(findings).toHaveLength(4);
  });

  it("asks before anything else whether the token is good", async () => {
    const findings = await look("daily-news", { token: "wrong.bot.token" });
    expect(findings).toEqual([
      {
        state: "fault",
        what: "Discord, the bot's token: the token is not valid (401).",
        mend: expect.stringContaining("DISCORD_TOKEN"),
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain("wrong.bot.token");
  });

  it.each([
    ["VIEW_CHANNEL", "fault", "Copy Channel ID|View Channel"],
    ["SEND_MESSAGES", "fault", "Send Messages"],
    ["CREATE_PUBLIC_THREADS", "fault", "Create Public Threads"],
    ["SEND_MESSAGES_IN_THREADS", "fault", "Send Messages in Threads"],
    ["EMBED_LINKS", "warning", "Embed Links"],
    ["READ_MESSAGE_HISTORY", "warning", "Read Message History"],
  ] as const)("names the right %s where it is missing", async (permission, state, mend) => {
    server.deny("daily-news", [permission]);
    const [finding, ...more] = bad(await look("daily-news"));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ state, mend: expect.stringMatching(mend) });
  });

  it.each([
    [119, []],
    [-119, []],
    [122, ["ahead of"]],
    [-122, ["behind"]],
  ])("takes a clock %i seconds off for what it is", async (seconds, words) => {
    const faults = bad(await look("daily-news", { ahead: seconds * 1_000 }));
    expect(faults).toHaveLength(words.length);
    for (const word of words) expect(faults[0]!.what).toContain(word);
  });

  it("names a channel that is not there, and crossposts that go nowhere", async () => {
    expect(bad(await look("1574042973031628800"))).toMatchObject([
      { state: "fault", mend: expect.stringContaining("Copy Channel ID") },
    ]);
    expect(bad(await look("daily-news", { crosspost: true }))).toMatchObject([
      { state: "warning", what: expect.stringContaining("crosspost") },
    ]);
  });

  it("sees that a person can be reached, and that nobody is there", async () => {
    const { id } = [...server.world.guild.members.values()].find(({ user }) => user.username === "ines")!.user;
    expect(bad(await look(`@${id}`))).toEqual([]);
    expect(bad(await look("@1"))).toMatchObject([{ state: "fault", what: expect.stringContaining("no such person") }]);
  });

  it("posts nothing", async () => {
    await look("daily-news");
    expect(server.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("the link of invitation", () => {
  it("asks for the rights of the table and no more, and for commands", () => {
    const link = new URL(inviteLink("123456789012345678"));
    expect(link.searchParams.get("client_id")).toBe("123456789012345678");
    expect(link.searchParams.get("scope")).toBe("bot applications.commands");
    const bits = BigInt(link.searchParams.get("permissions") ?? "");
    expect(bits).toBe(PERMISSION_REASONS.reduce((sum, { bit }) => sum | PERMISSION[bit], 0n));
    expect(bits & PERMISSION.ADMINISTRATOR).toBe(0n);
    expect(bits & (1n << 17n), "Mention Everyone").toBe(0n);
  });
});
