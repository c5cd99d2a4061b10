import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passage } from "./passage.ts";
import { ftsQuery, parseQuery, tsQuery } from "./query.ts";
import { stem } from "./stem.ts";
import { wordsOf } from "./words.ts";

const terms = (text: string): readonly string[] =>
  wordsOf(text, stem)
    .map((word) => word.term)
    .toArray();

describe("words of a text", () => {
  test.each([
    ["The Council’s vote: 84,000 crowns", ["the", "council", "vote", "84", "000", "crown"]],
    ["São Tomé, Łódź, Ærø, Straße", ["sao", "tome", "lodz", "aero", "strass"]],
    ["O'Brien's", ["o", "brien"]],
    ["S&P, 5's", ["s", "p", "5", "s"]],
    ["Київ — ёлка, Йошкар", ["киiв", "елка", "иошкар"].map((word) => word.replace("i", "і"))],
    ["東京都、日", ["東京", "京都", "都", "日"]],
    ["GPT4モデル", ["gpt4", "モデ", "デル", "ル"]],
    ["서울", ["서울", "울"]],
    ["ＡＢＣ １２", ["abc", "12"]],
    ["🌊 … —", []],
  ])("%s", (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  test("every word stands in the text where it says, and in order", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        let before = 0;
        for (const { start, end, term } of wordsOf(text, stem)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(term).not.toBe("");
          expect(term.length).toBeLessThanOrEqual(64);
          before = start;
        }
      }),
    );
  });
});

describe("a query", () => {
  test.each([
    ["ferry island", '"ferri" AND "island"', "('ferri') & ('island')"],
    ['"Ferry stayed" late', '"ferri stai" AND "late"', "('ferri' <-> 'stai') & ('late')"],
    ['say "it', '"sai" AND "it"', "('sai') & ('it')"],
    ["and/or", '"and or"', "('and' <-> 'or')"],
    ["東京都", '"東京 京都"', "('東京' <-> '京都')"],
    ["都", '"都" *', "('都':*)"],
    ['"東京 大阪"', '"東京 京 大阪"', "('東京' <-> '京' <-> '大阪')"],
    ["'); --", "", ""],
  ])("%s", (typed, fts, ts) => {
    const phrases = parseQuery(typed, stem);
    expect(ftsQuery(phrases)).toBe(fts);
    expect(tsQuery(phrases)).toBe(ts);
  });

  test("holds no sign that means something to a database, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) => {
        const found = parseQuery(typed, stem).flatMap((phrase) => phrase.terms);
        for (const term of found) expect(term).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
      }),
    );
  });
});

describe("a passage", () => {
  const show = (text: string, typed: string): string =>
    passage(text, parseQuery(typed, stem), stem).replaceAll("\u0001", "[").replaceAll("\u0002", "]");
  const filler = "Nothing of note was said about it at the table that day. ".repeat(8);

  test("begins at the sentence of the first word found and ends at a word", () => {
    const text = `Title\n\n${filler}The ferry sails on Monday. ${filler}`;
    expect(show(text, "ferry")).toBe(
      "… The [ferry] sails on Monday. Nothing of note was said about it at the table that day. " +
        "Nothing of note was said about it at the table that day. Nothing of note was said about it at the table that day. Nothing of note was …",
    );
  });

  test("is the one with most of the words, not the first", () => {
    const text = `Title\n\nA ferry. ${filler}The ferry met a storm off the coast.`;
    expect(show(text, "ferry storm")).toBe("… The [ferry] met a [storm] off the coast.");
  });

  test("comes from the text when the title holds the words too", () => {
    expect(show("Ferry sails\n\nThe ferry sailed at noon.", "ferry")).toBe("The [ferry] sailed at noon.");
    expect(show("Ferry sails\n\nIt left at noon.", "ferry")).toBe("[Ferry] sails It left at noon.");
  });

  test("is the opening of the text when the words stand elsewhere, as the publisher's name does", () => {
    expect(show("Title\n\nIt left at noon.", "courier")).toBe("It left at noon.");
  });

  test("marks overlapping finds as one", () => {
    expect(show("東京都議会", "東京都 議会")).toBe("[東京都][議会]".replace("][", ""));
    expect(show("one two three", '"one two" "two three"')).toBe("[one two three]");
  });

  test("shows no mark that stood in the text", () => {
    expect(passage("\u0001A\u0002 ferry", parseQuery("ferry", stem), stem)).toBe("A \u0001ferry\u0002");
  });

  test("of any text and query is one line of bounded length, with its marks in pairs", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("ferry ", "東京", "\n\n", ". ", "x".repeat(90)),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.constantFrom("ferry", "東", "京 ferry", '"ferry 東京"'),
        (pieces, typed) => {
          const found = passage(pieces.join(""), parseQuery(typed, stem), stem);
          expect(found).not.toMatch(/[\r\n]/);
          expect(found.length).toBeLessThan(600);
          const marks = [...found.matchAll(/\p{Cc}/gu)].join("");
          expect(marks).toBe("\u0001\u0002".repeat(marks.length / 2));
        },
      ),
    );
  });
});
