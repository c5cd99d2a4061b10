import { describe, expect, test } from "vitest";
import type { Article } from "../../core/article.ts";
import type { SearchHit, Store } from "../store.ts";
import { article, NOW, story } from "./samples.ts";

const TEXTS: Readonly<Record<string, Partial<Article>>> = {
  ferry: {
    title: "Ferry to the islands returns",
    text: "Ferry to the islands returns\n\nThe crossing was voted back in by the council of São Tomé. Tickets cost 84,000 crowns a year.",
    byline: "Ana Pérez",
    tags: ["transport"],
  },
  storm: {
    title: "Storm closes the harbour",
    text: "Storm closes the harbour\n\nThe ferry stayed in port. Lisbon’s mayor, O’Brien, said it would not sail on Monday.",
    publisher: "Island Times",
  },
  tokyo: { title: "東京都の会議", text: "東京都の会議\n\n東京都議会は月曜日に会議を開いた。", publisher: null },
  seoul: { title: "서울 소식", text: "서울 소식\n\n서울에서 회의가 열렸다.", publisher: null },
  thai: { title: null, text: "รัฐบาลไทยประกาศแผนใหม่", publisher: null },
  code: {
    title: "State-of-the-art NEAR/OR AND NOT",
    text: "State-of-the-art NEAR/OR AND NOT\n\nSee www.quay.example and C3PO.",
    publisher: null,
  },
};

export function searchContract(current: () => Store): void {
  const load = async (): Promise<void> => {
    const articles = Object.entries(TEXTS).map(([id, over]) => article(id, over));
    await current().articles.save(articles);
    for (const { id } of articles) await current().stories.save(story(`s-${id}`, [id]));
  };
  const hits = async (query: string, limit = 10): Promise<readonly SearchHit[]> =>
    current().search.articles(query, limit);
  const ids = async (query: string): Promise<readonly string[]> =>
    (await hits(query)).map(({ articleId }) => articleId);

  describe("search", () => {
    test.each([
      ["islands", ["ferry", "storm"]],
      ["the islands returns", ["ferry"]],
      ["ISLAND", ["ferry", "storm"]],
      ["voting", ["ferry"]],
      ["sao tome", ["ferry"]],
      ["São Tomé", ["ferry"]],
      ["perez", ["ferry"]],
      ["transport", ["ferry"]],
      ["lisbon", ["storm"]],
      ["Lisbon's", ["storm"]],
      ["o'brien", ["storm"]],
      ["ferry", ["ferry", "storm"]],
      ["ferry monday", ["storm"]],
      ["ferry tuesday", []],
      ['"ferry stayed"', ["storm"]],
      ['"stayed ferry"', []],
      ["„ferry stayed”", ["storm"]],
      ["84,000", ["ferry"]],
      ["84.000", ["ferry"]],
      ["84 crowns", ["ferry"]],
      ["東京", ["tokyo"]],
      ["議会", ["tokyo"]],
      ["都", ["tokyo"]],
      ["東京都議会は", ["tokyo"]],
      ["東議", []],
      ["서울", ["seoul"]],
      ["회의", ["seoul"]],
      ["ไทย", ["thai"]],
      ["state-of-the-art", ["code"]],
      ["art-of-the-state", []],
      ["quay.example", ["code"]],
      ["c3po", ["code"]],
    ])("%s finds %j", async (query, expected) => {
      await load();
      expect([...(await ids(query))].sort()).toEqual(expected);
    });

    test.each([
      "",
      "   ",
      '"',
      '""',
      "''",
      '"ferry',
      'ferry"',
      "-",
      "-ferry",
      "*",
      "ferr*",
      "fer:*",
      "title:ferry",
      "AND",
      "AND AND",
      "OR NOT",
      "NEAR(ferry, 2)",
      "NEAR/OR",
      "(ferry",
      ")",
      "ferry & | !",
      "<-> ferry",
      "{ferry} : ^ferry",
      "ferry; drop table articles",
      "\\",
      "%_",
      "?1 $1 @a :b",
      "🌊",
      "🌊 ferry",
      "\0",
      "\ud83d",
      "e\u0301\u0301\u0301",
    ])("nothing a person types is an error: %j", async (query) => {
      await load();
      expect(Array.isArray(await hits(query))).toBe(true);
    });

    test.each(["ﷺ", "x", "word ", "東", '"', "é"])("nor is any length of it: %j, 5,000 times", async (piece) => {
      await load();
      expect(await hits(piece.repeat(5000))).toEqual([]);
    });

    test.each(["", "   ", '"', "-*:()", "🌊"])("a query without a word finds nothing: %j", async (query) => {
      await load();
      expect(await hits(query)).toEqual([]);
    });

    test("an operator is a word like any other", async () => {
      await load();
      expect(await ids("near AND not")).toEqual(["code"]);
      expect(await ids("ferry NOT storm")).toEqual(["storm"]);
    });

    test("a word in the title counts more than one in the text, and the limit keeps the best", async () => {
      await load();
      expect((await hits("ferry")).map(({ articleId }) => articleId)).toEqual(["ferry", "storm"]);
      expect((await hits("ferry", 1)).map(({ articleId }) => articleId)).toEqual(["ferry"]);
    });

    test("a hit names story, article and source, and marks the words found in a passage of the text", async () => {
      await load();
      expect(await hits("voting council")).toEqual([
        {
          storyId: "s-ferry",
          articleId: "ferry",
          title: "Ferry to the islands returns",
          publisher: "Coast Courier",
          publishedAt: null,
          snippet:
            "The crossing was \u0001voted\u0002 back in by the \u0001council\u0002 of São Tomé. Tickets cost 84,000 crowns a year.",
        },
      ]);
    });

    test("a phrase is marked as one, in signs without blanks too", async () => {
      await load();
      expect((await hits('"stayed in port"'))[0]?.snippet).toContain("The ferry \u0001stayed in port\u0002. Lisbon’s");
      expect((await hits("月曜日に"))[0]?.snippet).toContain("東京都議会は\u0001月曜日に\u0002会議を開いた。");
    });

    test("an article that stands in no story is not found", async () => {
      await current().articles.save([article("alone")]);
      expect(await ids("quay")).toEqual([]);
    });

    test("an article that another one replaced is not found; one that came back is", async () => {
      const store = current();
      await store.articles.save([article("v1", { text: "The quay" }), article("v2", { text: "The quay, corrected" })]);
      await store.stories.save(story("s1", ["v1", "v2"]));
      await store.articles.supersede("v1", "v2");
      expect(await ids("quay")).toEqual(["v2"]);
      await store.articles.supersede("v2", "v1");
      expect(await ids("quay")).toEqual(["v1"]);
    });

    test("an article saved twice is found once, by its first words", async () => {
      const store = current();
      await store.articles.save([article("a1", { text: "The quay" })]);
      await store.articles.save([article("a1", { text: "The pier" })]);
      await store.stories.save(story("s1", ["a1"]));
      expect(await ids("quay")).toEqual(["a1"]);
      expect(await ids("pier")).toEqual([]);
    });

    test("the search takes part in a transaction", async () => {
      const store = current();
      const work = store.transaction(async (inside) => {
        await inside.articles.save([article("a1")]);
        await inside.stories.save(story("s1", ["a1"]));
        expect(await inside.search.articles("quay", 9)).toHaveLength(1);
        throw new Error("stop");
      });
      await expect(work).rejects.toThrow("stop");
      expect(await ids("quay")).toEqual([]);
    });

    test("a text beyond every bound is taken in and found by its first words", async () => {
      const long = Array.from({ length: 120_000 }, (_, index) => `w${index.toString(36)}`).join(" ");
      await current().articles.save([
        article("long", { text: `Beacon lit\n\n${long}` }),
        article("dense", { text: `Beacon dark\n\n${"東京都議会は月曜日に会議を開いた".repeat(8000)}` }),
        article("same", { text: `Beacon blue\n\n${"tide ".repeat(60_000)}` }),
      ]);
      await current().stories.save(story("s1", ["long", "dense", "same"], { updatedAt: NOW }));
      expect([...(await ids("beacon"))].sort()).toEqual(["dense", "long", "same"]);
      expect(await ids('"beacon lit"')).toEqual(["long"]);
    });
  });
}
