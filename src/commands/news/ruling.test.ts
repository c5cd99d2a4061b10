import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR, READY, TEXTS } from "../../jobs/newsroom.fixture.ts";
import { actionOf, openNewsdesk, READER, textOf } from "./newsdesk.fixture.ts";
import type { Newsdesk } from "./newsdesk.fixture.ts";

let desk: Newsdesk;

beforeEach(async () => {
  desk = await openNewsdesk([READY], true);
  desk.room.write("bridge.txt", TEXTS.bridge);
  desk.room.write("ferries.txt", TEXTS.bridgeAgain);
  desk.room.write("cup.txt", TEXTS.cup);
  await desk.room.round();
});

afterEach(async () => {
  await desk.close();
});

/** Files of each story, sorted. */
async function files(): Promise<readonly string[][]> {
  const stories = await desk.room.store.stories.latest(9);
  const all = await Promise.all(stories.map(async ({ articleIds }) => await desk.room.store.articles.many(articleIds)));
  return all.map((articles) => articles.map(({ file }) => file).sort()).sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}

async function idOf(file: string): Promise<string> {
  const [article] = await desk.room.store.articles.ofFile(file, 1);
  return (await desk.room.store.stories.ofArticle(article?.id ?? ""))?.id ?? "";
}

const TOGETHER = [["bridge.txt", "ferries.txt"], ["cup.txt"]];
const APART = [["bridge.txt"], ["cup.txt"], ["ferries.txt"]];

/** Says that the file's article does not belong to its story. */
async function split(file: string, who = {}): Promise<string> {
  const form = await desk.form(`split:${await idOf(file)}`, who);
  const [field] = form.fields;
  const [article] = await desk.room.store.articles.ofFile(file, 1);
  if (field?.kind !== "choice") throw new Error("a choice was expected");
  expect(field.choices.map(({ value }) => value)).toContain(article?.id);
  return textOf(await desk.submit(form.action, { first: article?.id ?? "" }, who));
}

describe("“not the same story”", () => {
  test("takes an article out, at the next round, for good", async () => {
    expect(await split("ferries.txt")).toContain("Done: 1 article will leave");
    await desk.room.round();
    expect(await files()).toEqual(APART);
    desk.room.restart();
    desk.room.write("ferries.txt", TEXTS.bridgeAgain.replace("2019", "2018"));
    await desk.room.round();
    expect(await files()).toEqual(APART);
    expect(textOf(await desk.ask(`why ferries.txt`))).toContain("was put here by a person");
  });

  test("lasts when the file goes back to what it said", async () => {
    await split("ferries.txt");
    await desk.room.round();
    for (const year of ["2018", "2019"]) {
      desk.room.write("ferries.txt", TEXTS.bridgeAgain.replace("2019", year));
      await desk.room.round();
    }
    expect(await files()).toEqual(APART);
  });

  test("gives a story whose first article leaves another id than it had", async () => {
    const id = await idOf("bridge.txt");
    const [first] = (await desk.room.store.stories.get(id))?.articleIds ?? [];
    await desk.submit(`split:${id}`, { first: first ?? "" });
    await desk.room.round();
    const ids = await Promise.all(["bridge.txt", "ferries.txt"].map(idOf));
    expect(new Set(ids).size).toBe(2);
    expect(ids).toContain(id);
  });

  test("corrects what was posted, and posts the new story", async () => {
    const before = desk.room.posted.length;
    await split("ferries.txt");
    await desk.room.round();
    const after = desk.room.posted.slice(before);
    expect(after.filter(({ kind }) => kind === "edit")).toHaveLength(1);
    expect(after.filter(({ kind }) => kind === "post").map(({ summary }) => summary)).toEqual([
      "Ferries replace Vellmar's cracked Tarn bridge",
    ]);
  });

  test("says so when a story has one article alone", async () => {
    expect(textOf(await desk.press(`split:${await idOf("cup.txt")}`))).toContain("This story has one article");
  });

  test("of who may not is a wish that others can grant or decline", async () => {
    expect(await split("ferries.txt", READER)).toContain("You may not do it yourself: Ask the channel's creator.");
    await desk.room.round();
    expect(await files()).toEqual(TOGETHER);
    const why = await desk.ask("why bridge");
    expect(textOf(why)).toContain("take out of “");
    expect(textOf(await desk.ask("why bridge", READER))).toContain("1 wish of a reader waits");
    const grant = actionOf(why, "Grant");
    expect(textOf(await desk.press(grant, READER))).toContain("settled by those who may manage");
    expect(textOf(await desk.press(grant))).toContain("Granted");
    expect(textOf(await desk.press(actionOf(why, "Decline")))).toContain("settled already");
    await desk.room.round();
    expect(await files()).toEqual(APART);
  });

  test("in direct messages, which everyone manages, is a wish", async () => {
    const direct = { workspace: "", channel: "@U1" };
    expect(await split("ferries.txt", { ...direct })).toContain("Ask in a channel that you manage");
    expect(textOf(await desk.ask({ kind: "home" }, direct))).toContain("Wishes of readers");
    expect(textOf(await desk.press("rule:1:yes", direct))).toContain("Wishes are settled by those who may manage");
    await desk.room.round();
    expect(await files()).toEqual(TOGETHER);
  });

  test("done twice at one time changes nothing more", async () => {
    await split("ferries.txt");
    await split("ferries.txt");
    await desk.room.round();
    expect(await files()).toEqual(APART);
  });
});

describe("“merge with…”", () => {
  async function merge(): Promise<void> {
    await split("ferries.txt");
    await desk.room.round();
    const form = await desk.form(`merge:${await idOf("ferries.txt")}`);
    const [field] = form.fields;
    if (field?.kind !== "choice") throw new Error("a choice was expected");
    // The most alike stands first.
    expect(field.choices[0]?.value).toBe(await idOf("bridge.txt"));
    await desk.submit(form.action, { story: field.choices[0]?.value ?? "" });
    await desk.room.round();
  }

  test("makes one story of two, whose pages, followers and votes go along", async () => {
    desk.room.advance(HOUR);
    await split("ferries.txt");
    await desk.room.round();
    const [kept, gone] = [await idOf("bridge.txt"), await idOf("ferries.txt")];
    await desk.press(`follow:${gone}`);
    await desk.press(`vote:${gone}:up`);
    await desk.submit(`merge:${gone}`, { story: kept });
    await desk.room.round();
    expect(await files()).toEqual(TOGETHER);
    expect((await desk.ask(`story ${gone}`)).summary).toBe((await desk.ask(`story ${kept}`)).summary);
    expect(textOf(await desk.ask(`story ${kept}`))).toContain("👍 1 · 👎 0");
    expect(
      (await desk.room.store.follows.of({ platform: "console", user: "U1" })).map(({ storyId }) => storyId),
    ).toEqual([kept]);
  });

  test("leads from the posts of the story that is gone to the other, and posts no news that the channel had", async () => {
    await split("ferries.txt");
    await desk.room.round();
    const before = desk.room.posted.length;
    await desk.submit(`merge:${await idOf("ferries.txt")}`, { story: await idOf("bridge.txt") });
    await desk.room.round();
    const after = desk.room.posted.slice(before);
    expect(after.map(({ kind }) => kind)).not.toContain("post");
    const edits = after.filter(({ kind }) => kind === "edit").map(({ message }) => textOf(message));
    expect(edits.map((text) => text.includes("This story is now part of: "))).toEqual([true, false]);
    // The post of the story that stands tells of both reports.
    expect(edits[1]).toContain("2 independent reports");
    const total = desk.room.posted.length;
    await desk.room.round();
    desk.room.restart();
    await desk.room.round();
    expect(desk.room.posted).toHaveLength(total);
  });

  test("lasts over a restart and a corrected file", async () => {
    await merge();
    desk.room.restart();
    desk.room.write("ferries.txt", TEXTS.bridgeAgain.replace("2019", "2018"));
    await desk.room.round();
    expect(await files()).toEqual(TOGETHER);
  });

  test("of one story with itself is answered so", async () => {
    const id = await idOf("bridge.txt");
    expect(textOf(await desk.submit(`merge:${id}`, { story: id }))).toContain("one story already");
  });
});

describe("who follows a story", () => {
  test("is told in a direct message when it grows, once, until it is unfollowed", async () => {
    const id = await idOf("cup.txt");
    await desk.press(`follow:${id}`, { user: "U7" });
    await desk.room.round();
    const direct = () => desk.room.posted.filter(({ channel }) => channel === "direct messages of U7");
    expect(direct()).toEqual([]);
    const again = TEXTS.cup
      .replace("Eastholm win Federation Cup tie on penalties", "Okerlund the hero as Eastholm go through")
      .replace("for the first time since 1988", "after a long wait")
      .replace(
        "Goalkeeper Bram Okerlund saved two kicks and the teenager Corrie Lamb scored the last one.",
        "Two saves by the goalkeeper Bram Okerlund and the last kick by Corrie Lamb settled the tie with Carrick Rovers in front of 9,000 people.",
      )
      .replace(
        /“I have never.*$/s,
        "Gideon Farlowe praised his team of Eastholm Athletic. “They ran until they fell,” he said of the night of the Federation Cup.",
      );
    desk.room.write("cup-again.txt", again);
    await desk.room.round();
    expect(await files()).toContainEqual(["cup-again.txt", "cup.txt"]);
    expect(direct()).toHaveLength(1);
    expect(direct()[0]?.summary).toMatch(/^Update: .*1 new report/);
    desk.room.restart();
    await desk.room.round();
    expect(direct()).toHaveLength(1);
    expect((await desk.press(`follow:${id}`, { user: "U7" })).summary).toContain("do not follow this story any more");
  });
});

describe("why", () => {
  test("says why a story was posted, what its articles share, and what became of its message", async () => {
    const text = textOf(await desk.ask("why tarn bridge"));
    expect(text).toContain(
      "wire: as soon as its digest was ready, 22 November 2026, 12:00 (UTC), because it was new to the channel. It stands in the channel.",
    );
    expect(text).toMatch(/is most like .*: both name .*Vellmar/);
  });

  test("names no channel that is not read here", async () => {
    const text = textOf(await desk.ask("why tarn bridge", { platform: "slack", channel: "C2" }));
    expect(text).toContain("It was posted in 1 other channel.");
    expect(text).not.toContain("wire");
  });

  test("says which topics keep a story out, and what it waits for", async () => {
    await desk.ask("subscribe opera at 8", { channel: "C9" });
    await desk.ask("subscribe bridges at 8 tz UTC", { channel: "C9" });
    const text = textOf(await desk.ask("why tarn bridge", { channel: "C9" }));
    expect(text).toContain("Not in Opera in C9: it is on none of its topics (opera).");
    expect(text).toContain(
      "Not in Bridges in C9 yet: it waits for the next edition: Monday 23 November 2026, 08:00 (UTC)",
    );
  });

  test("says what is wrong with a file that was put aside, and what a copy repeats", async () => {
    desk.room.write("broken.txt", "");
    desk.room.write("copy.txt", `Tarn bridge shut\n\n${TEXTS.bridge.split("\n\n").slice(1).join("\n\n")}`);
    await desk.room.round();
    expect(textOf(await desk.ask("why broken.txt"))).toMatch(/^broken\.txt was put aside: /);
    expect(textOf(await desk.ask("why copy.txt"))).toMatch(
      /^copy\.txt repeats the text of Tarn bridge closed after crack is found/,
    );
    expect(textOf(await desk.ask("why nothing.txt"))).toContain("No story fits “nothing.txt”");
  });

  test("says that a channel is paused, and what to do", async () => {
    desk.room.faults.push({
      ok: false,
      failure: { kind: "refused", what: "channel", reason: "the bot is not in it", mend: "Invite the bot." },
    });
    desk.room.write("comet.txt", TEXTS.comet);
    await desk.room.round();
    expect(textOf(await desk.ask("why comet"))).toContain(
      "It is held: the channel is paused, because the bot is not in it. Invite the bot.",
    );
  });
});
