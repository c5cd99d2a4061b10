import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/core/commands.ts";
import { DISCORD_CHANNEL, discordHands } from "./discord-hands.ts";
import type { Command, Deed, Hands, Opened, Person, Shown } from "./hands.ts";
import { setUpNewsdesk, until } from "./newsdesk.ts";
import type { Newsdesk } from "./newsdesk.ts";
import { SLACK_CHANNEL, slackHands } from "./slack-hands.ts";

// One conversation between people and the whole desk, held in each way that a platform reaches it. Everything is
// delivered twice, and at the end once more to a desk that was started anew.

const WAYS = ["Slack's Socket Mode", "Slack's HTTP", "Discord's gateway"] as const;

/** The last report of the storm comes later: the story grows by it. */
const LAST_REPORT = "2026-11-16_civic-lantern_storm-ottilie.txt";
const HOUR = 3_600_000;

/** What is asked, and words of what is answered. */
const ASKED: readonly (Command & { readonly answer: string | RegExp })[] = [
  { verb: "latest", answer: "Latest stories" },
  { verb: "latest", words: "storm", options: { topic: "storm" }, answer: "Latest stories on “storm”" },
  { verb: "story", words: "storm ottilie", options: { story: "storm ottilie" }, answer: /Storm Ottilie.*148 kph/ },
  { verb: "search", words: "trawler", options: { words: "trawler" }, answer: "Articles with “trawler”" },
  { verb: "brief", words: "3", options: { minutes: 3 }, answer: /minute/ },
  { verb: "sources", words: "storm ottilie", options: { story: "storm ottilie" }, answer: "4 independent reports" },
  { verb: "why", words: "storm ottilie", options: { about: "storm ottilie" }, answer: /posted/i },
  { verb: "subscriptions", answer: /wire/ },
  { verb: "next", answer: /wire/ },
  { verb: "unsubscribe", answer: /wire/ },
  { verb: "help", answer: "/news" },
];

describe.each(WAYS)("people who reach the desk by %s", (way) => {
  let desk: Newsdesk;
  let hands: Hands;
  const deeds: Deed[] = [];

  beforeAll(async () => {
    desk = await setUpNewsdesk({
      ...(way === "Discord's gateway" ? { discord: true } : { slack: way === "Slack's HTTP" ? "http" : "socket" }),
      channels: ({ discord }) => {
        const [platform, channel] =
          way === "Discord's gateway" ? ["discord", discord.channel(DISCORD_CHANNEL).id] : ["slack", SLACK_CHANNEL];
        return `  - { name: wire, platform: ${platform}, channel: "${channel}", layout: stories, topics: [storm ottilie, tram] }\n`;
      },
      seeds: (name) => name !== LAST_REPORT,
    });
    hands = way === "Discord's gateway" ? discordHands(desk.discord) : slackHands(desk.slack);
    await desk.start();
    await until("two posts", () => hands.posts().length === 2);
  });
  afterAll(() => desk.close());

  const done = (deed: Deed): Deed => {
    deeds.push(deed);
    return deed;
  };
  const asMessage = async (deed: Deed): Promise<Shown> => {
    const seen = await done(deed).seen;
    if (seen.kind !== "message") throw new Error(`a form came: ${seen.title}`);
    return seen;
  };
  const asForm = async (deed: Deed): Promise<Opened> => {
    const seen = await done(deed).seen;
    if (seen.kind !== "form") throw new Error(`a message came: ${seen.words()}`);
    return seen;
  };
  const ask = (command: Command, who?: Person): Promise<Shown> => asMessage(hands.ask(command, who));
  const press = async (on: Shown, label: string, who?: Person): Promise<Shown> => {
    await until(`the button ${label}`, () => on.labels().includes(label));
    return asMessage(hands.press(on, label, who));
  };
  const open = (on: Shown, label: string, who?: Person): Promise<Opened> => asForm(hands.press(on, label, who));
  const fill = (form: Opened, values: Readonly<Record<string, string>>): Promise<Shown> =>
    asMessage(hands.fill(form, values));
  /** In Slack with one more press. */
  const subscribeForm = async (): Promise<Opened> => {
    const seen = await done(hands.ask({ verb: "subscribe" })).seen;
    return seen.kind === "form" ? seen : open(seen, "Fill in a form");
  };
  const postOf = (words: string | RegExp): Shown => {
    const found = hands.posts().find((post) => post.words().match(words) !== null);
    if (found === undefined) throw new Error(`no post has ${String(words)}`);
    return found;
  };

  it.each(ASKED.map((asked) => [`${asked.verb} ${asked.words ?? ""}`.trim(), asked] as const))(
    "get an answer to /news %s",
    async (_, { answer, ...command }) => {
      const shown = await ask(command);
      expect(shown.words()).toMatch(answer);
    },
  );

  it("turn the pages of an answer in its place", async () => {
    const page = await ask({ verb: "latest" });
    const first = page.words();
    await press(page, "Older →");
    await until("the second page", () => page.labels().includes("← Newer"));
    expect(page.words()).not.toBe(first);
    await press(page, "← Newer");
    await until("the first page", () => page.words() === first);
  });

  it("read a story in its sizes, its evidence sentence by sentence, its sources and why they are one", async () => {
    const list = await ask({ verb: "latest" });
    const story = await press(list, "Full story");
    const full = story.words();
    await press(story, "Brief");
    await until("the brief size", () => story.words().length < full.length && story.labels().includes("Full"));
    const evidence = await press(list, "Evidence");
    expect(evidence.words()).toMatch(/sentence 1 of \d+.*In the source/);
    await press(evidence, "Next →");
    await until("the next sentence", () => /sentence 2 of/.test(evidence.words()));
    const sources = await press(evidence, "Sources");
    expect(sources.words()).toMatch(/independent report/);
    expect((await press(sources, "Evidence of each sentence")).words()).toMatch(/sentence 1 of/);
    expect((await press(sources, "Why these?")).words()).toMatch(/Why it was posted, or not/);
  });

  it("press every button of a post and are answered privately", async () => {
    const post = postOf(STORM);
    const before = hands.posts().length;
    expect((await press(post, "Evidence")).words()).toMatch(/sentence 1 of/);
    expect((await press(post, "Sources")).words()).toMatch("4 independent reports");
    expect((await press(post, "Follow this story")).words()).toMatch("You follow this story");
    expect((await press(post, "👍")).words()).toMatch("👍 1 · 👎 0");
    expect((await press(post, "👎", "reader")).words()).toMatch("👍 1 · 👎 1");
    expect((await press(post, "👎")).words()).toMatch("changed to 👎");
    expect((await open(post, "Not the same story")).title).toBe("Not the same story");
    expect((await open(post, "Merge with…")).title).toBe("Merge with…");
    expect(hands.posts()).toHaveLength(before);
  });

  it("share an answer to the channel once", async () => {
    const story = await ask({ verb: "story", words: "seed bank", options: { story: "seed bank" } });
    expect((await press(story, "Share to channel")).words()).toMatch("Shared to this channel.");
    await until("the post", () => shares() > 0);
    expect((await press(story, "Share to channel")).words()).toMatch("This was shared a moment ago.");
    expect(shares()).toBe(1);
  });

  it("subscribe by a form, and the edition comes at its time with its digests in the thread", async () => {
    const form = await subscribeForm();
    expect([...form.fields.keys()]).toEqual(["topics", "schedule", "timezone", "kind", "name"]);
    const made = await fill(form, {
      topics: "tallypay, storm ottilie",
      schedule: "every day at 08:00",
      timezone: "Atlantic/Reykjavik",
      name: "Payments",
    });
    expect(made.words()).toMatch(/Subscribed: Payments.*08:00/);
    expect((await ask({ verb: "subscriptions" })).words().match(/A digest of stories on tallypay/g)).toHaveLength(1);
    desk.steered.advance(untilNext(8, desk.steered.clock.now()) + 120_000);
    await until("the edition", () => editions() > 0);
    const edition = postOf(EDITION);
    expect(edition.words()).toMatch(/2 stories/);
    await until("both digests in the thread", () => hands.thread(edition).length === 2);
    expect((await press(edition, "Full story")).words()).toMatch(/Tallypay|Ottilie/);
    expect((await ask({ verb: "next" })).words()).toMatch(/Payments.*Last edition/);
  });

  it("subscribe by words, and are told what does not work", async () => {
    const wrong = await ask({
      verb: "subscribe",
      words: "storms at 08:00 tz Europe/Lisbn",
      options: { topics: "storms", schedule: "08:00", timezone: "Europe/Lisbn" },
    });
    expect(wrong.words()).toMatch(/Lisbn/);
    const mended = await open(wrong, "Fill in a form");
    expect((await fill(mended, {})).words()).toMatch(/Subscribed: Storms in /);
    const ended = await ask({ verb: "unsubscribe", words: "Storms in", options: { name: "Storms in" } });
    const end = ended.labels().find((label) => label.startsWith("End Storms"));
    const last = end === undefined ? ended : await press(ended, end);
    expect(last.words()).toMatch(/has ended/);
    expect((await ask({ verb: "subscriptions" })).words()).not.toMatch(/Storms in/);
  });

  it("may not manage without the right, and are told who may", async () => {
    const refused = await ask(
      { verb: "subscribe", words: "storms at 08:00", options: { topics: "storms", schedule: "08:00" } },
      "reader",
    );
    expect(refused.words()).toMatch(/You may not manage this channel's subscriptions/);
  });

  it("hear by direct message of a story that they follow when it grows, once", async () => {
    expect(hands.directMessages()).toEqual([]);
    desk.drop(LAST_REPORT);
    await until("the direct message", () => hands.directMessages().length > 0);
    await until("the post's new form", () => /Civic Lantern/.test(postOf(STORM).words()));
    expect(hands.directMessages().map((one) => one.words())).toEqual([expect.stringMatching(/Ottilie/)]);
  });

  it("wish for a story to be split, which those decide who may", async () => {
    const form = await open(postOf(STORM), "Not the same story", "reader");
    const { value } = articleOf(form, "Meridian Wire");
    expect((await fill(form, { first: value })).words()).toMatch("Your wish is kept");
    const why = await ask({ verb: "why", words: "storm ottilie", options: { about: "storm ottilie" } });
    expect((await press(why, "Decline")).words()).toMatch("Declined. Nothing changes.");
  });

  it("split a story: its article leaves, its post changes, and the other story is posted", async () => {
    const before = hands.posts().length;
    for (const words of [postOf(STORM).words(), inThread()]) expect(words).toMatch(/Tern Coast Radio/);
    const form = await open(postOf(STORM), "Not the same story");
    const { value } = articleOf(form, "Tern Coast Radio");
    expect((await fill(form, { first: value })).words()).toMatch("Done: 1 article will leave");
    await until("the post without the article", () => !/Tern Coast Radio/.test(postOf(STORM).words()));
    await until("the thread without it", () => !/Tern Coast Radio/.test(inThread()));
    await until("the post of the other story", () => hands.posts().length === before + 1);
    expect(hands.posts().at(-1)?.words()).toMatch(/Ottilie.*Tern Coast Radio/);
  });

  it("merge two stories: one post points to the other, which has all the sources", async () => {
    const before = hands.posts().length;
    const apart = hands.posts().at(-1);
    if (apart === undefined) throw new Error("there is no post");
    const form = await open(apart, "Merge with…");
    const [[, choices = []] = []] = form.fields;
    const other = choices.find(({ label }) => /Ottilie/.test(label));
    expect((await fill(form, { story: other?.value ?? "" })).words()).toMatch("Done: another story will be one with");
    const pointers = (): number => hands.posts().filter((post) => /is now part of/.test(post.words())).length;
    await until("the pointer", () => pointers() > 0);
    await until("the post with it", () => /Tern Coast Radio/.test(postOf(STORM).words()));
    await until("the thread with it", () => /Tern Coast Radio/.test(inThread()));
    expect(pointers()).toBe(1);
    expect(hands.posts()).toHaveLength(before);
  });

  it("did all this without a fault, a ping or a refusal", () => {
    expect(hands.misconduct()).toEqual([]);
    expect(desk.told()).not.toMatch(/^.*(?:error|could not).*$/im);
  });

  it("find the desk as it was after a restart, and what comes once more changes nothing", async () => {
    const page = await ask({ verb: "latest" });
    const [posts, notes, listed] = [wordsOf(hands.posts()), wordsOf(hands.directMessages()), await state()];
    await desk.stop();
    await desk.start();
    for (const deed of deeds) deed.again();
    await quiet();
    await press(page, "Older →");
    await until("the second page", () => page.labels().includes("← Newer"));
    expect((await press(postOf(STORM), "Evidence")).words()).toMatch(/sentence 1 of/);
    expect(await state()).toEqual(listed);
    await desk.stop();
    expect(wordsOf(hands.posts())).toEqual(posts);
    expect(wordsOf(hands.directMessages())).toEqual(notes);
  });

  /** The storm's digest in the thread of the edition. */
  const inThread = (): string => {
    const found = hands.thread(postOf(EDITION)).map((reply) => reply.words());
    return found.find((words) => STORM.test(words)) ?? "";
  };
  const shares = (): number => hands.posts().filter((post) => /Shared with \/news\./.test(post.words())).length;
  const editions = (): number => hands.posts().filter((post) => EDITION.test(post.words())).length;
  /** Ends when nothing has been said to a platform for a while. */
  const quiet = async (): Promise<void> => {
    const said = (): number => desk.slack.requests.length + desk.discord.requests.length;
    for (let before = -1; before !== said(); await new Promise((resolve) => setTimeout(resolve, 300))) before = said();
  };
  /** What the desk knows of all that was done. */
  const state = async (): Promise<readonly string[]> => {
    const story = { words: "storm ottilie", options: { story: "storm ottilie" } };
    const subscriptions = await ask({ verb: "subscriptions" });
    return [subscriptions.words().replaceAll(/, [^,]*? ago/g, ""), (await ask({ verb: "story", ...story })).words()];
  };
});

const STORM = /^(?!.*Shared with|.*is now part of).*Storm Ottilie/;
const EDITION = /Daily digest: Payments/;

function wordsOf(messages: readonly Shown[]): readonly string[] {
  return messages.map((message) => message.words());
}

function articleOf({ fields }: Opened, publisher: string): { readonly value: string } {
  const found = fields.get("first")?.find(({ label }) => label.startsWith(publisher));
  if (found === undefined) throw new Error(`the form has no article of ${publisher}`);
  return found;
}

/** Milliseconds until the clock of UTC shows this hour. */
function untilNext(hour: number, now: number): number {
  const day = 24 * HOUR;
  return ((hour * HOUR - (now % day) + day - 1) % day) + 1;
}

it("ask every command that there is", () => {
  const asked = new Set([...ASKED.map(({ verb }) => verb), "subscribe"]);
  expect(asked).toEqual(new Set(COMMANDS.map(({ verb }) => verb)));
});
