import { existsSync, readFileSync, readdirSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INVENTED, eventOf } from "./invented-articles.ts";
import type { ClusterArticle } from "./signature.ts";
import { fingerprint } from "./signature.ts";
import type { StoryIndex } from "./story-index.ts";
import { createStoryIndex, storyIdOf } from "./story-index.ts";

const DAY_MS = 86_400_000;
const SEEDS = new URL("../../../../shared/seeds/", import.meta.url);

function named(id: string): ClusterArticle {
  const found = INVENTED.find((article) => article.id === id);
  if (!found) throw new Error(`no article ${id}`);
  return found;
}

/** "a b | c": the ids of each story, all sorted, so that partitions can be compared. */
function partition(pairs: Iterable<readonly [string, string]>): string {
  const stories = Map.groupBy(pairs, ([, storyId]) => storyId);
  return Array.from(stories.values(), (story) =>
    story
      .map(([id]) => id)
      .sort()
      .join(" "),
  )
    .sort()
    .join(" | ");
}

const add = (index: StoryIndex, ...articles: readonly ClusterArticle[]): [string, string][] =>
  index.add(articles).map(({ articleId, storyId }) => [articleId, storyId]);

const TRUTH = partition(INVENTED.map(({ id }) => [id, eventOf(id)]));

describe("a batch of articles", () => {
  it("falls into its events, those of the same people apart", () => {
    expect(partition(add(createStoryIndex(), ...INVENTED))).toBe(TRUTH);
  });

  it("gives the same stories, with the same ids, whatever its order", () => {
    const expected = createStoryIndex().add(INVENTED);
    fc.assert(
      fc.property(fc.shuffledSubarray([...INVENTED], { minLength: INVENTED.length }), (order) => {
        const found = new Map(
          createStoryIndex()
            .add(order)
            .map((assignment) => [assignment.articleId, assignment]),
        );
        for (const assignment of expected) expect(found.get(assignment.articleId)).toEqual(assignment);
      }),
      { numRuns: 25 },
    );
  });

  it("gives each article once, in the batch's order, when one stands in it twice", () => {
    const twice = [named("library-1"), named("ferry-1"), named("library-1")];
    expect(
      createStoryIndex()
        .add(twice)
        .map(({ articleId }) => articleId),
    ).toEqual(["library-1", "ferry-1"]);
  });

  it("names each story by its first article", () => {
    const assignments = createStoryIndex().add(INVENTED);
    expect(assignments.find(({ articleId }) => articleId === "ferry-3")?.storyId).toBe(storyIdOf("ferry-1"));
    expect(storyIdOf("ferry-1")).toMatch(/^s[0-9a-f]{12}$/);
  });

  it("may be empty", () => {
    expect(createStoryIndex().add([])).toEqual([]);
  });

  it("says why: the nearest report and the names they share", () => {
    const because = createStoryIndex()
      .add(INVENTED)
      .find(({ articleId }) => articleId === "library-2")?.because;
    expect(because?.nearest).toBe("library-1");
    expect(because?.names).toContain("Prynne");
    expect(because?.score).toBeGreaterThan(0);
  });
});

describe("articles that come later", () => {
  it("join their story, one by one", () => {
    const index = createStoryIndex();
    expect(partition(INVENTED.flatMap((article) => add(index, article)))).toBe(TRUTH);
    const [again] = index.add([named("ferry-2")]);
    expect(again).toMatchObject({ storyId: storyIdOf("ferry-1"), isNew: false });
  });

  it("find the same stories after a restart", () => {
    const before = createStoryIndex();
    const first = INVENTED.filter(({ id }) => id.endsWith("-1"));
    const rest = INVENTED.filter(({ id }) => !id.endsWith("-1"));
    const known = new Map(add(before, ...first));
    const after = createStoryIndex();
    for (const article of first) after.load([{ ...article, storyId: known.get(article.id) ?? "" }]);
    expect(after.add(rest)).toEqual(before.add(rest));
  });

  it("open a new story when the old one is closed", () => {
    const index = createStoryIndex({ windowMs: 2 * DAY_MS });
    add(index, named("ferry-1"), named("library-1"));
    expect(index.evict(Date.parse("2026-05-21T00:00:00Z"))).toEqual([storyIdOf("ferry-1")]);
    expect(index.size()).toBe(1);
    expect(index.add([named("ferry-2")])[0]).toMatchObject({ storyId: storyIdOf("ferry-2"), isNew: true });
  });

  it("keep a story open from its last article on", () => {
    const index = createStoryIndex({ windowMs: 2 * DAY_MS });
    add(index, named("ferry-1"), named("ferry-3"));
    expect(index.evict(Date.parse("2026-05-21T00:00:00Z"))).toEqual([]);
    expect(index.size()).toBe(2);
  });

  it("count from their arrival when they have no date", () => {
    const index = createStoryIndex({ windowMs: 2 * DAY_MS });
    const undated = { ...named("ferry-1"), publishedAt: null };
    add(index, undated);
    expect(index.evict(undated.takenAt + 2 * DAY_MS)).toEqual([]);
    expect(index.evict(undated.takenAt + 2 * DAY_MS + 1)).toHaveLength(1);
  });

  it("do not meet an article that was taken out", () => {
    const index = createStoryIndex();
    add(index, named("ferry-1"));
    index.remove(["ferry-1", "never-there"]);
    expect(index.size()).toBe(0);
    expect(index.add([named("ferry-2")])[0]).toMatchObject({ isNew: true, because: { score: null } });
  });
});

describe("copies", () => {
  const original = named("ferry-1");
  const reprint = { ...original, id: "reprint", publishedAt: "2026-05-18T11:00:00Z" };
  const short = { ...reprint, id: "short", text: original.text.slice(0, 260) };

  it("point at the earlier of two equal texts", () => {
    const [first, second] = createStoryIndex().add([reprint, original]);
    expect(first).toMatchObject({ articleId: "reprint", copyOf: "ferry-1" });
    expect(second).toMatchObject({ articleId: "ferry-1", copyOf: null });
    expect(second?.storyId).toBe(first?.storyId);
  });

  it("point at the fuller text, also when it comes later", () => {
    const index = createStoryIndex();
    const [early] = index.add([{ ...short, publishedAt: "2026-05-18T06:00:00Z" }]);
    const [full] = index.add([original]);
    expect(full).toMatchObject({ storyId: early?.storyId, copyOf: null, copies: ["short"] });
    expect(index.add([{ ...short, id: "again" }])[0]).toMatchObject({ storyId: early?.storyId, copyOf: "ferry-1" });
  });

  it("do not bind the events of a round-up into one story", () => {
    const lines = ["ferry-1", "library-1", "signing-1"].map((id) => named(id).text);
    const roundUp = { ...original, id: "round-up", publishedAt: null, text: lines.join("\n\n") };
    const found = new Map(add(createStoryIndex(), ...INVENTED, roundUp));
    found.delete("round-up");
    expect(partition(found)).toBe(TRUTH);
  });

  it("are no copies when they are pages without a report", () => {
    const page = { ...original, text: "We use cookies. Read our privacy policy.", publishedAt: null };
    const found = createStoryIndex().add([
      { ...page, id: "one" },
      { ...page, id: "two" },
    ]);
    expect(found.map(({ copyOf }) => copyOf)).toEqual([null, null]);
    expect(new Set(found.map(({ storyId }) => storyId)).size).toBe(2);
  });
});

describe("odd articles", () => {
  it.each([
    ["empty", ""],
    ["one word", "Hello"],
    ["Chinese", "北京市政府周三宣布新的交通计划,预计明年开始实施。".repeat(20)],
    ["Arabic", "قال الوزير إن المحادثات ستستأنف الأسبوع المقبل في العاصمة. ".repeat(20)],
    ["numbers", "1 2 3 4 5 6 7 8 9 10 11 12"],
    ["lone surrogates", "\ud800 word \udc00 ".repeat(30)],
    ["a date that is none", "The council met."],
  ])("get a story of their own: %s", (_, text) => {
    const odd = { ...named("ferry-1"), id: "odd", text, publishedAt: "not a date" };
    const found = new Map(add(createStoryIndex(), ...INVENTED, odd));
    expect([...found.values()].filter((storyId) => storyId === found.get("odd"))).toHaveLength(1);
  });

  it("of one event are joined in Japanese too", () => {
    const report = "大阪の地下鉄で水曜日に火災が発生し、乗客十二人が負傷した。消防が原因を調べている。";
    const second = "地下鉄火災、大阪で十二人負傷。消防は原因を調査中で、水曜日の運行は中止された。";
    const found = add(
      createStoryIndex(),
      { ...named("ferry-1"), id: "one", text: report.repeat(3), language: "ja" },
      { ...named("ferry-1"), id: "two", text: second.repeat(3), language: "ja" },
    );
    expect(new Set(found.map(([, storyId]) => storyId)).size).toBe(1);
  });
});

describe("a signature", () => {
  it("survives JSON, and stands in for its article", () => {
    const signatures = INVENTED.map(
      (article) => JSON.parse(JSON.stringify(fingerprint(article))) as ReturnType<typeof fingerprint>,
    );
    expect(createStoryIndex().add(signatures)).toEqual(createStoryIndex().add(INVENTED));
  });
});

/** Every order of the items. */
function orders<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, i) => orders(items.toSpliced(i, 1)).map((rest) => [item].concat(rest)));
}

const given = (): readonly ClusterArticle[] =>
  readdirSync(SEEDS)
    .sort()
    .map((file) => ({
      id: file,
      text: readFileSync(new URL(file, SEEDS), "utf8"),
      title: null,
      publishedAt: null,
      takenAt: 0,
      language: "en",
    }));

describe("the four given documents", () => {
  /** The first letters of the ids of each story's articles. */
  const storiesOf = (order: readonly ClusterArticle[]): string[][] => {
    const groups = Map.groupBy(createStoryIndex().add(order), ({ storyId }) => storyId);
    const ids = [...groups.values()].map((story) => story.map(({ articleId }) => articleId.slice(0, 3)).sort());
    return ids.sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
  };

  it.skipIf(!existsSync(SEEDS))("are two stories, in every order (skipped where ../shared/seeds is not there)", () => {
    const articles = given();
    for (const order of [articles, articles.toReversed()])
      expect(storiesOf(order)).toEqual([
        ["000", "001"],
        ["002", "003"],
      ]);
  });

  it.skipIf(!existsSync(SEEDS))("are two stories, in every order one by one, when articles may move", () => {
    for (const order of orders(given())) {
      const index = createStoryIndex({ mayMove: true });
      const found = new Map(order.flatMap((article) => add(index, article)));
      expect(partition(Array.from(found, ([id, storyId]) => [id.slice(0, 3), storyId]))).toBe("000 001 | 002 003");
    }
  });
});
