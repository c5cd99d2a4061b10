import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitSentences } from "./sentences.ts";
import { summarize } from "./summarize.ts";
import type { SourceArticle } from "./types.ts";
import { countWords } from "./words.ts";

const BRIDGE =
  "Harrowgate closes its iron bridge\n\n" +
  "The city council of Harrowgate voted on Tuesday to close the iron bridge for a year after engineers found cracks in two of its supports. " +
  "It was the third vote in a month. But Mayor Ada Brandt refused to say what the repair will cost.\n\n" +
  "“We had no choice,” she said.\n\n" +
  "Photo: the iron bridge in winter. All rights reserved.\n\n" +
  "The bridge was built in 1911 and carries some 9,000 cars a day. They will have to use the tunnel at Dunmarsh.\n\n" +
  "Engineers from the Kestrel Institute said the cracks had grown by two millimetres since the spring. " +
  "The council will decide in March whether to repair the bridge or to build a new one.";

const REPORT: SourceArticle = { id: "bridge", text: BRIDGE, title: "Harrowgate closes its iron bridge" };
const SECOND: SourceArticle = {
  id: "tunnel",
  text:
    "Drivers in Harrowgate face long delays after the council closed the iron bridge because of cracks in its supports. " +
    "The tunnel at Dunmarsh can take 5,000 cars a day, the county said on Wednesday. " +
    "The city council of Harrowgate voted on Tuesday to close the iron bridge for a year after engineers found cracks in two of its supports.",
};

describe("summarize", () => {
  const three = summarize([REPORT], { sentences: 3 });

  test("takes sentences from the article, in the order of its text", () => {
    expect(three.length).toBeGreaterThan(0);
    for (const { article, start, end, text } of three) {
      expect(article).toBe("bridge");
      expect(BRIDGE.slice(start, end).toLowerCase()).toBe(text.toLowerCase());
    }
    expect(three.map(({ start }) => start)).toEqual(three.map(({ start }) => start).toSorted((a, b) => a - b));
  });

  test("begins with what happened, and never takes the title line", () => {
    expect(three[0]?.text).toMatch(/^The city council of Harrowgate voted/);
  });

  test("passes over dirt, bare openers and quotations by nobody", () => {
    const all = summarize([REPORT], { sentences: 50 }).map(({ text }) => text);
    expect(all.join("\n")).not.toMatch(/Photo|rights reserved|“We had|^(?:They will|It was)/m);
    expect(all.length).toBeGreaterThan(3);
  });

  test("gives a sentence that leans on the one before it only behind that one, as one item", () => {
    const text =
      "The ferry to Saltholm ran aground on Monday with 214 people on board, the coast guard said. " +
      "It had left the harbour of Port Ansel in thick fog an hour before. They were brought ashore by fishing boats.";
    const one = summarize([{ id: "ferry", text }], { sentences: 1 });
    expect(one.map((item) => item.text)).toEqual([text.slice(0, text.indexOf(" It had"))]);
    const [all, ...rest] = summarize([{ id: "ferry", text }], { sentences: 4 });
    expect(rest).toEqual([]);
    expect(all).toMatchObject({ text, start: 0, end: text.length });
  });

  test("gives two or three where three are asked for, and as many as asked for otherwise", () => {
    const given = (sentences: number): number =>
      summarize([REPORT], { sentences }).flatMap(({ text }) => splitSentences(text)).length;
    expect([2, 3]).toContain(given(3));
    for (const sentences of [1, 2, 4]) expect(given(sentences)).toBe(sentences);
  });

  test("leaves a dateline out", () => {
    const text = `DUNMARSH, Karsovia (Meridian Wire) — ${BRIDGE.split("\n\n")[1]}`;
    expect(summarize([{ id: "wire", text }], { sentences: 1 })[0]?.text).toMatch(
      /^The city council of Harrowgate voted/,
    );
  });

  test("drops the connective that a sentence opens with", () => {
    const all = summarize([REPORT], { sentences: 50 });
    const mayor = all.find(({ text }) => text.startsWith("Mayor Ada Brandt refused"));
    expect(mayor && BRIDGE.slice(mayor.start - 4, mayor.end)).toMatch(/^But Mayor/);
  });

  test("says one thing once over several articles", () => {
    const texts = summarize([REPORT, SECOND], { sentences: 10 }).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThan(3);
  });

  test.each([20, 40, 80])("keeps within %i words", (words) => {
    const chosen = summarize([REPORT, SECOND], { words });
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.reduce((sum, { text }) => sum + countWords(text), 0)).toBeLessThanOrEqual(words);
  });

  test.each([120, 300])("keeps within %i characters", (characters) => {
    const chosen = summarize([REPORT], { characters });
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(characters);
  });

  test.each([0, -1, Number.NaN])("refuses a budget of %d", (sentences) => {
    expect(() => summarize([REPORT], { sentences })).toThrow(RangeError);
  });

  test("gives nothing for no article and for no text", () => {
    expect(summarize([], { sentences: 3 })).toEqual([]);
    expect(summarize([{ id: "empty", text: " \n " }], { sentences: 3 })).toEqual([]);
  });

  test("gives one sentence when none can be read alone", () => {
    const chosen = summarize([{ id: "a", text: "He left the city. They followed him." }], { sentences: 3 });
    expect(chosen).toHaveLength(1);
  });

  test("reads Chinese and Ukrainian", () => {
    const chinese = summarize(
      [{ id: "zh", text: "市议会周二投票决定关闭铁桥一年。工程师发现两个桥墩有裂缝。居民感到惊讶。" }],
      { sentences: 1 },
    );
    expect(chinese).toHaveLength(1);
    const ukrainian = summarize(
      [
        {
          id: "uk",
          text: "Міська рада у вівторок вирішила закрити міст на рік. Інженери знайшли тріщини у двох опорах.",
        },
      ],
      { sentences: 1 },
    );
    expect(ukrainian).toHaveLength(1);
  });

  test("does not depend on what was summarized before", () => {
    const again = summarize([REPORT], { sentences: 3 });
    summarize([SECOND], { sentences: 1 });
    expect(summarize([REPORT], { sentences: 3 })).toEqual(again);
  });

  test("takes any text, and gives back its own passages within the budget", () => {
    const piece = fc.constantFrom(
      "The mayor ",
      "said ",
      "cracks ",
      ". ",
      "“",
      "” ",
      "\n\n",
      "He ",
      "But ",
      "9 ",
      "市",
      "é",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece).map((list) => list.join("")),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.integer({ min: 1, max: 6 }), (texts, sentences) => {
        const chosen = summarize(
          texts.map((text, i) => ({ id: String(i), text })),
          { sentences },
        );
        expect(chosen.length).toBeLessThanOrEqual(sentences);
        for (const { article, start, end, text } of chosen) {
          expect(texts[Number(article)]!.slice(start, end).slice(1)).toContain(text.slice(2));
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["one word of a million letters", "x".repeat(1_000_000)],
    ["a hundred thousand sentences", "The mayor closed the bridge. ".repeat(100_000)],
    ["half a million open quotation marks", "“".repeat(500_000)],
  ])("ends on %s", (_name, text) => {
    expect(summarize([{ id: "a", text }], { sentences: 3 }).length).toBeLessThanOrEqual(3);
  });
});
