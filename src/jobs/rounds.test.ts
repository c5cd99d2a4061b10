import { existsSync, renameSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR, openNewsroom, READY, TEXTS } from "./newsroom.fixture.ts";
import type { Newsroom } from "./newsroom.fixture.ts";

let room: Newsroom;

beforeEach(async () => {
  room = await openNewsroom();
});

afterEach(async () => {
  await room.close();
});

/** Files of each story, by story. */
async function filesOfStories(): Promise<readonly string[][]> {
  const stories = await room.store.stories.latest(100);
  const files: string[][] = [];
  for (const story of stories) {
    files.push((await room.store.articles.many(story.articleIds)).map(({ file }) => file).sort());
  }
  return files.sort((a, b) => ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1));
}

describe("a round", () => {
  test("turns files into stories, each posted once", async () => {
    room.write("bridge.txt", TEXTS.bridge);
    room.write("ferries.txt", TEXTS.bridgeAgain);
    room.write("sport/cup.txt", TEXTS.cup);
    expect(await room.round()).toMatchObject({ articles: 3, digests: 2, posts: 2, quarantined: 0 });
    expect(await filesOfStories()).toEqual([["bridge.txt", "ferries.txt"], ["sport/cup.txt"]]);
    expect(room.posted).toHaveLength(2);
  });

  test("brings nothing when nothing has changed, in this process and in the next", async () => {
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    expect(await room.round()).toMatchObject({ articles: 0, digests: 0, posts: 0 });
    room.restart();
    expect(await room.round()).toMatchObject({ articles: 0, digests: 0, posts: 0 });
    expect(room.posted).toHaveLength(1);
  });

  test("takes the same bytes under two names for one article", async () => {
    room.write("a.txt", TEXTS.bridge);
    room.write("b.txt", TEXTS.bridge);
    await room.round();
    room.write("c.txt", TEXTS.bridge);
    expect(await room.round()).toMatchObject({ articles: 0, posts: 0 });
    expect([await room.store.documents.count(), await room.store.articles.count()]).toEqual([3, 1]);
  });

  test("knows a file that was moved, so that it is not posted again", async () => {
    room.write("a.txt", TEXTS.bridge);
    await room.round();
    room.remove("a.txt");
    room.write("archive/a.txt", TEXTS.bridge);
    expect(await room.round()).toMatchObject({ articles: 0, posts: 0 });
  });

  test("loses nothing when a folder vanishes, and floods nobody when it comes back", async () => {
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    renameSync(room.inbox, `${room.inbox}-away`);
    expect(await room.round()).toMatchObject({ articles: 0, missing: [room.inbox] });
    expect(await room.store.articles.count()).toBe(1);
    renameSync(`${room.inbox}-away`, room.inbox);
    expect(await room.round()).toMatchObject({ articles: 0, posts: 0, missing: [] });
    expect(existsSync(room.inbox)).toBe(true);
  });
});

describe("a story that grows", () => {
  test("is posted again, as an update", async () => {
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    room.advance(HOUR);
    room.write("ferries.txt", TEXTS.bridgeAgain);
    expect(await room.round()).toMatchObject({ articles: 1, digests: 1, posts: 1 });
    expect(room.posted.map(({ summary }) => summary.startsWith("Update: "))).toEqual([false, true]);
    expect(await filesOfStories()).toEqual([["bridge.txt", "ferries.txt"]]);
  });

  test("grows also across a restart, and when it happened before the window", async () => {
    room.write("old.md", `---\ndate: 2024-03-03\n---\n${TEXTS.bridge}`);
    await room.round();
    room.restart();
    room.write("old-too.md", `---\ndate: 2024-03-04\n---\n${TEXTS.bridgeAgain}`);
    await room.round();
    expect(await filesOfStories()).toEqual([["old-too.md", "old.md"]]);
  });

  test("is not posted again for a copy of a report that was posted", async () => {
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    room.write("copy.txt", `Tarn bridge shut\n\n${TEXTS.bridge.split("\n\n").slice(1).join("\n\n")}`);
    expect(await room.round()).toMatchObject({ articles: 1, posts: 0 });
    expect(await filesOfStories()).toEqual([["bridge.txt", "copy.txt"]]);
  });
});

describe("a file that is changed", () => {
  test("replaces its article in the story, and a correction is no news", async () => {
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    room.advance(HOUR);
    room.write("bridge.txt", TEXTS.bridge.replace("6 million", "7 million"));
    expect(await room.round()).toMatchObject({ articles: 1, digests: 1, posts: 0 });
    const [story] = await room.store.stories.latest(10);
    const [article, ...others] = await room.store.articles.many(story?.articleIds ?? []);
    expect(others).toEqual([]);
    expect(article?.text).toContain("7 million");
    expect(article).toMatchObject({ copyOf: null, supersededBy: null });
    expect(await room.store.stories.count()).toBe(1);
  });

  test("and changed back gives the first article again", async () => {
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    room.write("bridge.txt", TEXTS.bridge.replace("6 million", "7 million"));
    await room.round();
    room.restart();
    room.write("bridge.txt", TEXTS.bridge);
    expect(await room.round()).toMatchObject({ posts: 0 });
    const [story] = await room.store.stories.latest(10);
    const articles = await room.store.articles.many(story?.articleIds ?? []);
    expect(articles.map(({ text, supersededBy }) => [text.includes("6 million"), supersededBy])).toEqual([
      [true, null],
    ]);
  });

  test("to report something else leaves its story for another", async () => {
    room.write("a.txt", TEXTS.bridge);
    room.write("b.txt", TEXTS.bridgeAgain);
    await room.round();
    room.write("a.txt", TEXTS.comet);
    expect(await room.round()).toMatchObject({ articles: 1 });
    expect(await filesOfStories()).toEqual([["a.txt"], ["b.txt"]]);
  });

  test("while another file still holds the same bytes leaves that one's article alone", async () => {
    room.write("a.txt", TEXTS.bridge);
    room.write("b.txt", TEXTS.bridge);
    await room.round();
    room.write("b.txt", TEXTS.cup);
    await room.round();
    expect(await room.store.stories.count()).toBe(2);
    expect((await room.store.articles.since(0)).map(({ supersededBy }) => supersededBy)).toEqual([null, null]);
  });

  test("makes its copies copies of the new text", async () => {
    room.write("bridge.txt", TEXTS.bridge);
    room.write("copy.txt", `Tarn bridge shut\n\n${TEXTS.bridge.split("\n\n").slice(1, 3).join("\n\n")}`);
    await room.round();
    room.write("bridge.txt", TEXTS.bridge.replace("6 million", "7 million"));
    await room.round();
    const articles = await room.store.articles.since(0);
    const original = articles.find(({ file }) => file === "bridge.txt");
    expect(articles.find(({ file }) => file === "copy.txt")?.copyOf).toBe(original?.id);
    expect((await room.store.digests.since(0))[0]?.reports).toEqual([original?.id]);
  });
});

describe("a file that cannot be used", () => {
  test("is kept aside with a reason, told once, and tried again when it changes", async () => {
    room.write("empty.txt", "");
    room.write("bridge.txt", TEXTS.bridge);
    expect(await room.round()).toMatchObject({ articles: 1, quarantined: 1 });
    expect(await room.round()).toMatchObject({ quarantined: 0 });
    room.restart();
    expect(await room.round()).toMatchObject({ quarantined: 0 });
    expect(await room.store.quarantine.list()).toMatchObject([{ path: "empty.txt", kind: "empty" }]);
    expect(room.logged.filter((line) => line.startsWith("warn: empty.txt was put aside."))).toHaveLength(1);
    room.write("empty.txt", TEXTS.cup);
    expect(await room.round()).toMatchObject({ articles: 1, posts: 1 });
    expect(await room.store.quarantine.list()).toEqual([]);
  });

  test("leaves the list when it is taken away", async () => {
    room.write("empty.txt", "");
    await room.round();
    room.remove("empty.txt");
    await room.round();
    expect(await room.store.quarantine.list()).toEqual([]);
  });

  test("and was good before keeps its article, which a mended file replaces", async () => {
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    room.write("bridge.txt", "");
    await room.round();
    expect(await room.store.articles.since(0)).toHaveLength(1);
    room.write("bridge.txt", TEXTS.bridge.replace("6 million", "7 million"));
    expect(await room.round()).toMatchObject({ posts: 0 });
    expect(await room.store.articles.since(0)).toHaveLength(1);
    expect(await room.store.quarantine.list()).toEqual([]);
  });
});

describe("a document that no transaction takes", () => {
  beforeEach(() => {
    room.poison.add("bad.txt");
    room.write("bad.txt", TEXTS.comet);
  });

  test("alone is put aside with the reason, and the others of its batch land", async () => {
    room.write("bridge.txt", TEXTS.bridge);
    room.write("cup.txt", TEXTS.cup);
    room.write("ferries.txt", TEXTS.bridgeAgain);
    expect(await room.round()).toMatchObject({ articles: 3, quarantined: 1, digests: 2, posts: 2 });
    expect(await filesOfStories()).toEqual([["bridge.txt", "ferries.txt"], ["cup.txt"]]);
    const reason = "The document could not be worked on: nobody foresaw bad.txt";
    expect(await room.store.quarantine.list()).toMatchObject([{ path: "bad.txt", kind: "failed", reason }]);
    expect(room.logged.filter((line) => line.includes("bad.txt was put aside."))).toHaveLength(1);
  });

  test("is put aside also when it comes alone, and nothing more is told of it", async () => {
    expect(await room.round()).toMatchObject({ articles: 0, quarantined: 1 });
    room.restart();
    room.advance(2 * HOUR);
    expect(await room.round()).toMatchObject({ quarantined: 0 });
    expect(room.logged.filter((line) => line.includes("bad.txt"))).toHaveLength(1);
  });

  test("is tried again after an hour, and when it changes", async () => {
    await room.round();
    room.poison.clear();
    expect(await room.round()).toMatchObject({ articles: 0 });
    room.advance(HOUR);
    expect(await room.round()).toMatchObject({ articles: 1, posts: 1 });
    expect(await room.store.quarantine.list()).toEqual([]);
    room.poison.add("other.txt");
    room.write("other.txt", TEXTS.cup);
    await room.round();
    room.poison.clear();
    room.write("other.txt", TEXTS.bridge);
    expect(await room.round()).toMatchObject({ articles: 1, posts: 1 });
  });
});

describe("a process that dies", () => {
  test.each([0, 1, 2, 3, 4])(
    "after %i transactions leaves work that the next one ends, each digest once",
    async (lives) => {
      room.write("bridge.txt", TEXTS.bridge);
      room.write("cup.txt", TEXTS.cup);
      room.dieAfter(lives);
      await expect(room.round()).rejects.toThrow("killed");
      room.restart();
      await room.round();
      expect(await filesOfStories()).toEqual([["bridge.txt"], ["cup.txt"]]);
      expect(await room.store.stories.withoutDigest()).toEqual([]);
      expect(room.posted.map(({ summary }) => summary).sort()).toEqual([
        "Eastholm win Federation Cup tie on penalties",
        "Tarn bridge closed after crack is found",
      ]);
    },
  );

  test("is not needed for leftovers: a round that failed is made good by the next", async () => {
    await room.round();
    room.write("bridge.txt", TEXTS.bridge);
    room.write("cup.txt", TEXTS.cup);
    room.dieAfter(2);
    await expect(room.round()).rejects.toThrow("killed");
    room.dieAfter(Number.POSITIVE_INFINITY);
    expect(await room.round()).toMatchObject({ articles: 0, posts: 2 });
  });

  test("in the middle of a batch goes on in the same process when it was only the database that failed", async () => {
    room.write("bridge.txt", TEXTS.bridge);
    room.dieAfter(0);
    await expect(room.round()).rejects.toThrow("killed");
    room.dieAfter(Number.POSITIVE_INFINITY);
    room.write("ferries.txt", TEXTS.bridgeAgain);
    expect(await room.round()).toMatchObject({ articles: 2, posts: 1 });
    expect(await filesOfStories()).toEqual([["bridge.txt", "ferries.txt"]]);
  });
});

test("a channel with topics gets the stories on them alone", async () => {
  const other = await openNewsroom([
    { ...READY, name: "city", topics: ["Vellmar"] },
    { ...READY, name: "sport", topics: ["federation cup", "tennis"] },
  ]);
  other.write("bridge.txt", TEXTS.bridge);
  other.write("cup.txt", TEXTS.cup);
  other.write("comet.txt", TEXTS.comet);
  await other.round();
  expect(other.posted.map(({ channel }) => channel).sort()).toEqual(["city", "sport"]);
  await other.close();
});
