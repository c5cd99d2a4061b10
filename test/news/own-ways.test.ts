import { afterEach, expect, it } from "vitest";
import { isRecord } from "../slack/blocks/checks.ts";
import type { View } from "../slack/state.ts";
import { DISCORD_CHANNEL, discordHands } from "./discord-hands.ts";
import { setUpNewsdesk } from "./newsdesk.ts";
import type { Newsdesk } from "./newsdesk.ts";
import { SLACK_CHANNEL, slackHands } from "./slack-hands.ts";

// What one platform has alone, on the whole desk: Slack's Home tab, Discord's completions.

const AGNES = "U0AGNES001";

let desk: Newsdesk;

async function open(platform: "slack" | "discord"): Promise<void> {
  desk = await setUpNewsdesk({
    ...(platform === "slack" ? { slack: "socket" } : { discord: true }),
    seeds: (name) => /storm-ottilie|tram/.test(name),
    channels: ({ discord }) => {
      const channel = platform === "slack" ? SLACK_CHANNEL : discord.channel(DISCORD_CHANNEL).id;
      return `  - { name: harbour, platform: ${platform}, channel: "${channel}", schedule: "0 8 * * *", timezone: Europe/Lisbon }\n`;
    },
  });
  await desk.start();
}
afterEach(() => desk.close());

it("Slack's Home tab says what the channels receive, and each of its buttons opens a window or a form", async () => {
  await open("slack");
  const { slack } = desk;
  const opened = await slack.openHome(AGNES).answer(0);
  if (opened.kind !== "view") throw new Error(`the tab was not filled: ${opened.kind}`);
  expect(JSON.stringify(opened.view.body)).toContain("harbour");
  const buttons = buttonsOf(opened.view);
  expect(buttons.length).toBeGreaterThan(0);
  for (const button of buttons) {
    const answer = await slack.press({ user: AGNES, view: opened.view, ...button, copies: 2 }).answer(0);
    expect(answer).toMatchObject({ kind: "view", view: { type: "modal" } });
    if (answer.kind === "view") slack.dismiss(answer.view);
  }
  expect(slackHands(slack).misconduct()).toEqual([]);
});

function buttonsOf({ body }: View): readonly { readonly actionId: string; readonly blockId: string }[] {
  const blocks = Array.isArray(body["blocks"]) ? body["blocks"].filter(isRecord) : [];
  return blocks.flatMap((block) =>
    [block["elements"], block["accessory"]]
      .flat()
      .filter(isRecord)
      .filter(({ type, action_id }) => type === "button" && typeof action_id === "string")
      .map(({ action_id }) => ({ actionId: String(action_id), blockId: String(block["block_id"]) })),
  );
}

it("Discord completes stories, topics and time zones while they are typed", async () => {
  await open("discord");
  const { discord } = desk;
  const typing = [
    ["story", "story", "ottil", /Storm Ottilie/],
    ["why", "about", "tram", /tram/i],
    ["latest", "topic", "sto", /storm/i],
    ["subscribe", "timezone", "lisb", /Europe\/Lisbon/],
  ] as const;
  for (const [subcommand, option, typed, completion] of typing) {
    const place = { channel: DISCORD_CHANNEL, user: "marit", subcommand };
    const first = await discord.autocomplete({ ...place, options: { [option]: typed }, focused: option }).first;
    if (first.kind !== "choices") throw new Error(`no completions came: ${first.kind}`);
    expect(first.choices.map(({ name }) => name)).toEqual(expect.arrayContaining([expect.stringMatching(completion)]));
  }
  expect(discordHands(discord).misconduct()).toEqual([]);
});
