import { afterEach, beforeEach, expect, it } from "vitest";
import { DISCORD_CHANNEL, discordHands } from "./discord-hands.ts";
import { setUpNewsdesk } from "./newsdesk.ts";
import type { Newsdesk } from "./newsdesk.ts";
import { SLACK_CHANNEL, slackHands } from "./slack-hands.ts";

// `copydesk once --now` for two channels that want the same, one on each platform, when little goes well.

const POSTING = /^\/channels\/\d+\/(?:messages|threads)$/u;

let desk: Newsdesk;

beforeEach(async () => {
  desk = await setUpNewsdesk({
    slack: "socket",
    discord: true,
    seeds: (name) => /storm-ottilie|tram/.test(name),
    channels: ({ discord }) => {
      const wanted = 'schedule: "0 8 * * *", topics: [storm ottilie, tram]';
      const inDiscord = discord.channel(DISCORD_CHANNEL).id;
      return `  - { name: slack-news, platform: slack, channel: ${SLACK_CHANNEL}, ${wanted} }\n  - { name: discord-news, platform: discord, channel: "${inDiscord}", ${wanted} }\n`;
    },
  });
});
afterEach(() => desk.close());

it("posts to both once, though each limits, fails and loses answers, and owes nothing at its end", async () => {
  const { slack, discord } = desk;
  const method = "chat.postMessage";
  slack.fault({ method, fault: { kind: "rate_limited", retryAfter: 1 } });
  slack.fault({ method, fault: { kind: "http_error", status: 503, applied: false } });
  slack.fault({ method, fault: { kind: "cut", applied: true } });
  const rule = { method: "POST", path: POSTING };
  const faults = [
    discord.fault({ ...rule, fault: { kind: "rate-limited", retryAfter: 1 } }),
    discord.fault({ ...rule, fault: { kind: "status", status: 503 } }),
    discord.fault({ ...rule, fault: { kind: "lost" } }),
  ];
  expect(await desk.once()).toMatchObject({ editions: 2, owed: 0, dead: 0 });
  expect(slack.faultsWaiting()).toBe(0);
  expect(faults.map(({ hits }) => hits())).toEqual([1, 1, 1]);
  for (const hands of [slackHands(slack), discordHands(discord)]) {
    const [edition, ...more] = hands.posts();
    expect(more).toEqual([]);
    expect(edition?.words()).toMatch(/2 stories/);
    expect(edition === undefined ? [] : hands.thread(edition)).toHaveLength(2);
  }
  expect(await desk.once()).toMatchObject({ owed: 0, dead: 0 });
  expect(slackHands(slack).posts()).toHaveLength(1);
  expect(discordHands(discord).posts()).toHaveLength(1);
});
