import { afterEach, describe, expect, it } from "vitest";
import { DISCORD_CHANNEL, discordHands } from "./discord-hands.ts";
import type { Hands } from "./hands.ts";
import { setUpNewsdesk, until } from "./newsdesk.ts";
import type { Newsdesk } from "./newsdesk.ts";
import { SLACK_CHANNEL, slackHands } from "./slack-hands.ts";

// One desk on both platforms, which lose the bot for a while or for good.

const STORM = "2026-11-14_meridian-wire_storm-ottilie.txt";
const TRAM = "2026-11-10_brackwater-beacon_tram-vote.html";
const LENZ = "2026-11-03_meridian-wire_lenz-call.txt";
const STRIKE = "2026-11-20_saltmarsh-sentinel_rail-strike-vote.txt";

const DAY_MS = 86_400_000;
/** Where operators are told. */
const OPERATORS = { slack: "C0EDITORS1", discord: "tea-break" } as const;

let desk: Newsdesk;
let slack: Hands;
let discord: Hands;

/** Both channels want every story; alerts go to the operators' channel on `alerts`. */
async function open(alerts: "slack" | "discord"): Promise<void> {
  desk = await setUpNewsdesk({
    slack: "socket",
    discord: true,
    seeds: (name) => name === STORM,
    channels: (place) =>
      [
        `  - { name: slack-wire, platform: slack, channel: ${SLACK_CHANNEL}, layout: stories }`,
        `  - { name: discord-wire, platform: discord, channel: "${place.discord.channel(DISCORD_CHANNEL).id}", layout: stories }`,
        alerts === "slack"
          ? `  - { name: operators, platform: slack, channel: ${OPERATORS.slack}, topics: [nothing at all] }`
          : `  - { name: operators, platform: discord, channel: "${place.discord.channel(OPERATORS.discord).id}", topics: [nothing at all] }`,
        "alerts: operators",
        "",
      ].join("\n"),
  });
  // An alert is given once a day: no test runs over midnight.
  desk.steered.advance(DAY_MS + DAY_MS / 2 - (desk.steered.clock.now() % DAY_MS));
  slack = slackHands(desk.slack);
  discord = discordHands(desk.discord);
  await desk.start();
  await until("a post on both", () => slack.posts().length === 1 && discord.posts().length === 1);
}

afterEach(() => desk.close());

const headlines = (hands: Hands): readonly string[] => hands.posts().map((post) => post.words().slice(0, 60));
const operatorsTold = (): readonly string[] => [
  ...desk.slack.messages(OPERATORS.slack).map(({ text }) => text),
  ...desk.discord.messages(OPERATORS.discord).map(({ components }) => JSON.stringify(components)),
];
const isAnswered = async (hands: Hands): Promise<boolean> => {
  const seen = await hands.ask({ verb: "help" }).seen.catch(() => null);
  return seen?.kind === "message" && /latest/.test(seen.words());
};

/** Long enough for several tries to come back; a whole minute with OUTAGE_MS=60000. */
const OUTAGE_MS = Number(process.env["OUTAGE_MS"] ?? 2_000);

describe("when the connection on which people ask is cut", () => {
  it(
    "posts go on, and people are answered again in both, with nothing posted twice",
    { timeout: OUTAGE_MS + 30_000 },
    async () => {
      await open("discord");
      desk.slack.sockets.refuse(true);
      desk.slack.sockets.cut();
      desk.discord.gateway.refuse(true);
      desk.discord.gateway.cut();
      desk.drop(TRAM);
      await until("the posts", () => slack.posts().length === 2 && discord.posts().length === 2);
      expect(desk.slack.sockets.count()).toBe(0);
      expect(desk.discord.gateway.connected()).toBe(0);
      await new Promise((resolve) => setTimeout(resolve, OUTAGE_MS));
      desk.slack.sockets.refuse(false);
      desk.discord.gateway.refuse(false);
      // Tries to come back are at most so far apart.
      await until(
        "both connections",
        () => desk.slack.sockets.count() > 0 && desk.discord.gateway.connected() > 0,
        20_000,
      );
      expect(await isAnswered(slack)).toBe(true);
      expect(await isAnswered(discord)).toBe(true);
      desk.drop(LENZ);
      await until("the next posts", () => slack.posts().length === 3 && discord.posts().length === 3);
      expect(new Set(headlines(slack)).size).toBe(3);
      expect(new Set(headlines(discord)).size).toBe(3);
    },
  );
});

describe.each(["slack", "discord"] as const)("when the token of %s is revoked", (lost) => {
  it("that platform pauses with one alert on the other, which goes on; a good token sends what was owed, once", async () => {
    const other = lost === "slack" ? "discord" : "slack";
    await open(other);
    const [gone, kept] = lost === "slack" ? [slack, discord] : [discord, slack];
    if (lost === "slack") desk.slack.setToken("revoked");
    else desk.discord.revokeToken();
    desk.drop(TRAM);
    await until("the post on the other", () => kept.posts().length === 2);
    await until("the alert", () => operatorsTold().length > 0);
    desk.drop(LENZ);
    await until("the next post on the other", () => kept.posts().length === 3);
    // Whoever asks meanwhile is one more occasion to notice.
    if (lost === "slack") desk.slack.slash({ channel: SLACK_CHANNEL, user: "U0AGNES001", text: "why storm" });
    expect(await isAnswered(kept)).toBe(true);
    expect(gone.posts()).toHaveLength(1);

    await desk.stop();
    await desk.start({ [lost]: false });
    desk.drop(STRIKE);
    await until("a post of the new start on the other", () => kept.posts().length === 4);
    await desk.stop();
    expect(operatorsTold()).toEqual([expect.stringMatching(new RegExp(lost, "i"))]);
    expect(gone.posts()).toHaveLength(1);

    if (lost === "slack") desk.slack.setToken("active");
    else desk.discord.world.token = desk.discord.token;
    await desk.start();
    await until("what was owed", () => gone.posts().length === 4);
    expect(await isAnswered(gone)).toBe(true);
    await desk.stop();
    expect(new Set(headlines(gone)).size).toBe(4);
    expect(gone.posts()).toHaveLength(4);
    expect(new Set(headlines(kept)).size).toBe(4);
    expect(kept.posts()).toHaveLength(4);
    expect(operatorsTold()).toHaveLength(1);
  });
});
