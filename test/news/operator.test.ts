import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../desk.ts";
import type { Running } from "../desk.ts";
import { startDiscord } from "../discord/server.ts";
import type { DiscordServer } from "../discord/server.ts";
import { startSlack } from "../slack/server.ts";
import type { SlackServer } from "../slack/server.ts";
import { DISCORD_CHANNEL, discordHands } from "./discord-hands.ts";
import { until } from "./newsdesk.ts";
import { SLACK_CHANNEL, slackHands } from "./slack-hands.ts";

// What whoever runs the desk meets: the program itself, in an empty folder, with a Slack and a Discord on this machine.

const SEEDS = fileURLToPath(new URL("../../seeds/", import.meta.url));

let slack: SlackServer;
let discord: DiscordServer;
let folder: string;
let running: Running | null;

beforeEach(async () => {
  [slack, discord] = await Promise.all([startSlack(), startDiscord()]);
  folder = mkdtempSync(join(tmpdir(), "copydesk-operator-"));
  running = null;
});
afterEach(async () => {
  running?.process.kill("SIGTERM");
  await running?.ended;
  await Promise.all([slack.close(), discord.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** @param without names of variables that are not set */
function environment(without: readonly string[] = []): Readonly<Record<string, string>> {
  const all = {
    SLACK_BOT_TOKEN: slack.app.botToken,
    SLACK_APP_TOKEN: slack.app.appToken,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
}
const copydesk = (args: readonly string[], over = environment()): Running =>
  run(["--config", "copydesk.yaml", ...args], folder, over);

const channelOn = (name: "slack" | "discord"): string =>
  name === "slack" ? SLACK_CHANNEL : discord.channel(DISCORD_CHANNEL).id;
const BASICS = "folders: [inbox]\ndatabase: desk.sqlite\nweb: false\n";

function configure(schedule: string, names: readonly ("slack" | "discord")[]): void {
  const channels = names.map(
    (name) =>
      `  - { name: ${name}-news, platform: ${name}, channel: "${channelOn(name)}", schedule: ${schedule}, topics: [storm ottilie, tram] }\n`,
  );
  writeFileSync(
    join(folder, "copydesk.yaml"),
    `${BASICS}discord: { servers: ["${discord.world.guild.id}"] }\nchannels:\n${channels.join("")}`,
  );
}

/** Sample articles of two stories. */
function articles(): void {
  const inbox = join(folder, "inbox");
  mkdirSync(inbox, { recursive: true });
  for (const name of readdirSync(SEEDS).filter((one) => /storm-ottilie|tram/.test(one))) {
    copyFileSync(join(SEEDS, name), join(inbox, name));
    utimesSync(join(inbox, name), 1_700_000_000, 1_700_000_000);
  }
}

const posts = { slack: () => slackHands(slack).posts(), discord: () => discordHands(discord).posts() };

describe.each(["slack", "discord"] as const)("setting up %s from nothing", (name) => {
  it("goes from init over a valid configuration, a doctor without faults and a test post to a desk that posts and answers", async () => {
    writeFileSync(join(folder, "copydesk.yaml"), `${BASICS}discord: { servers: ["${discord.world.guild.id}"] }\n`);
    const own = environment(name === "slack" ? ["DISCORD_TOKEN"] : ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]);
    const init = ["init", "--platform", name, "--channel", channelOn(name), "--schedule", "ready"];
    const application = name === "discord" ? ["--application", discord.world.applicationId] : [];
    expect(await copydesk([...init, ...application], own).ended).toMatchObject({ code: 0, stderr: "" });
    expect(await copydesk(["config", "check"], own).ended).toMatchObject({ code: 0 });
    const doctor = await copydesk(["doctor", "--json"], own).ended;
    const findings = JSON.parse(doctor.stdout) as readonly { readonly state: string }[];
    expect(findings.filter(({ state }) => state === "fault")).toEqual([]);
    expect(doctor.code).toBe(0);
    expect(await copydesk(["post", "--test", "Newsroom"], own).ended).toMatchObject({ code: 0 });
    expect(posts[name]()).toHaveLength(1);
    expect(posts[name]()[0]?.words()).toMatch(/Newsroom/);

    articles();
    running = copydesk(["start"], own);
    await until("an edition", () => posts[name]().length > 1, 20_000);
    const hands = name === "slack" ? slackHands(slack) : discordHands(discord);
    const heard = (): boolean => (name === "slack" ? slack.sockets.count() > 0 : discord.world.commands.length > 0);
    await until("an ear", heard, 20_000);
    const seen = await hands.ask({ verb: "help" }).seen;
    expect(seen.kind === "message" && seen.words()).toMatch(/latest/);
  });
});

describe("a start when not all is well", () => {
  it("without a Slack that can be reached goes on with Discord, and posts and answers when Slack is there", async () => {
    configure("ready", ["slack", "discord"]);
    articles();
    slack.setReachable(false);
    running = copydesk(["start"]);
    await until("the posts in Discord", () => posts.discord().length === 2, 20_000);
    expect(posts.slack()).toEqual([]);
    slack.setReachable(true);
    await until("the posts in Slack", () => posts.slack().length === 2, 30_000);
    await slack.connected();
    const seen = await slackHands(slack).ask({ verb: "help" }).seen;
    expect(seen.kind).toBe("message");
  });

  it.each([
    ["slack", "SLACK_BOT_TOKEN", "xoxb-of-another-workspace"],
    ["discord", "DISCORD_TOKEN", "token.of.another-application"],
  ] as const)(
    "with a token that %s does not know says so once, and goes on with the other",
    async (name, variable, token) => {
      configure("ready", ["slack", "discord"]);
      articles();
      running = copydesk(["start"], { ...environment(), [variable]: token });
      const kept = name === "slack" ? posts.discord : posts.slack;
      await until("the posts on the other", () => kept().length === 2, 20_000);
      await running.saying(`Nothing is sent to ${name}, all channels`);
      running.process.kill("SIGTERM");
      const { code, stderr } = await running.ended;
      expect(code).toBe(0);
      expect(stderr.split("Nothing is sent to")).toHaveLength(2);
      expect(stderr).not.toContain(token);
    },
  );

  it("without the token for questions warns of it, and posts", async () => {
    configure("ready", ["slack"]);
    articles();
    running = copydesk(["start"], environment(["SLACK_APP_TOKEN", "DISCORD_TOKEN"]));
    await running.saying("nobody can ask with /news, because SLACK_APP_TOKEN is not set");
    await until("the posts", () => posts.slack().length === 2, 20_000);
    running.process.kill("SIGTERM");
    expect(await running.ended).toMatchObject({ code: 0 });
  });
});
