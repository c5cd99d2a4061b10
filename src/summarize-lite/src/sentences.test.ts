import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitSentences } from "./sentences.ts";

const split = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end));

/** "|" marks where a sentence ends. */
const CASES: readonly (readonly [name: string, marked: string])[] = [
  ["plain sentences", "The bridge closed.| Traffic stopped."],
  ["titles of persons", "Mayor Ada Brandt met Mr. Oduya and Gen. Kato.| Dr. Weiss was not there."],
  ["initials", "Judge R. T. Vance ruled.| J. Peel, his clerk, agreed."],
  ["an acronym before a name", "The U.S. President left.| The visit took two days."],
  ["an acronym that ends a sentence", "They moved to the U.S.| The firm stayed."],
  ["companies", "She joined Acme Inc. in May.| She left Acme Inc.| The board said nothing."],
  ["months and streets", "On Jan. 5 a fire broke out on Mill St. near the port.| Nobody was hurt."],
  ["numbers", "Prices rose 3.5 percent.| No. 7 was worst hit.| It cost $4.20."],
  ["clock times", "It opens at 9 a.m. Monday.| It closes at 5 p.m.| Visitors pay nothing."],
  ["ellipsis", "He waited...| Then he left.| “It was … odd,” he said."],
  ["an elision in a quotation", "“We feel safe ... And we stay,” she said.| They stayed."],
  ["closing curly marks", "“We won.”| She smiled.| ‘Never.’| (It was late.)| All slept."],
  ["closing straight marks", '"We won."| She smiled.'],
  ["a question inside a sentence", "“Why now?” asked the clerk.| “Who?” she said.| Nobody knew!"],
  ["a speaker after a question", "“Why now?” Ada Brandt asked.| Nobody knew."],
  ["several sentences in one quotation", "“We came.| We saw.| We left,” he said."],
  ["a missing blank", "The vote ended.|The mayor left.|“Good night,” she said."],
  ["addresses and versions", "Read example.com or news.example.org/U.S.Vote in v2.1 for more.| Bye now."],
  ["Chinese", "市议会周一投票。|桥梁将关闭！|为什么？"],
  ["Japanese with a quotation", "市長は「橋を閉じる。」と述べた。|住民は驚いた。"],
  ["Arabic", "هل سقط الجسر؟| نعم سقط الجسر أمس."],
  ["Hindi", "पुल बंद है।| लोग नाराज़ हैं।"],
  ["Ukrainian", "Міст закрили о 9 ранку.| Мер А. Бойко пояснив чому."],
  ["German ordinals and marks", "Am 5. Oktober schloss die Brücke.| „Das ist gut.“| Alle gingen."],
  ["Spanish openers", "El puente cerró.| ¿Por qué?| Nadie lo sabe."],
  ["numbered list", "1. Wash the lid.\n|2. Dry it."],
  ["a tokenized lower-cased corpus", "the bridge closed .| nobody knew why ."],
];

describe("splitSentences", () => {
  test.each(CASES)("handles %s", (_name, marked) => {
    expect(split(marked.replaceAll("|", ""))).toEqual(marked.split("|").map((part) => part.trim()));
  });

  test("gives offsets into the text and numbers paragraphs", () => {
    const text = "Title here\n\nOne. Two.\n\n- Three.\n";
    expect(splitSentences(text, 11)).toEqual([
      { start: 12, end: 16, paragraph: 0 },
      { start: 17, end: 21, paragraph: 0 },
      { start: 25, end: 31, paragraph: 1 },
    ]);
  });

  test("keeps a hard-wrapped paragraph together", () => {
    const text =
      "The council of Harrowgate voted late on Tuesday to close the old iron\nbridge for a year after engineers found cracks in two of its main\nsupports. The mayor thanked the crews.\n\nA second vote is due.";
    expect(split(text)).toHaveLength(3);
    expect(splitSentences(text).map((s) => s.paragraph)).toEqual([0, 0, 1]);
  });

  test("takes a line of its own for a sentence", () => {
    const text = `Witnesses saw the old bridge sway before it closed\n${"Engineers had found cracks in the supports and in the deck ".repeat(3).trim()}.\nMore to come`;
    expect(split(text)).toHaveLength(3);
  });

  test("covers all text that is not white space, in order, without overlap", () => {
    const piece = fc.constantFrom(
      "Mr. ",
      "ended.",
      "The ",
      " ",
      "\n",
      "\n\n",
      "“",
      "”",
      '"',
      "?",
      "!",
      "…",
      "。",
      "a",
      "Z",
      "9",
      "'",
      ")",
      "é",
      "市",
      "ж",
      ". ",
      "- ",
      "\u00a0",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(piece).map((list) => list.join("")),
        ),
        (text) => {
          let at = 0;
          let rest = "";
          for (const { start, end } of splitSentences(text)) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
            rest += text.slice(at, start);
            at = end;
          }
          rest += text.slice(at);
          expect(rest.replace(/[-*•·▪●‣◦–—\s\u200b]/gu, "")).toBe("");
        },
      ),
    );
  });

  test.each([
    ["one word of a million letters", "x".repeat(1_000_000), 1],
    ["a million stops", ".".repeat(1_000_000), 1],
    ["a million blanks", " ".repeat(1_000_000), 0],
    ["a hundred thousand sentences", "It is so. ".repeat(100_000), 100_000],
    ["a hundred thousand lines", "closed to all\n".repeat(100_000), 100_000],
    ["open quotation marks", "“".repeat(500_000), 1],
    ["initials without end", "A. ".repeat(300_000), 1],
  ])("ends on %s", (_name, text, count) => {
    expect(splitSentences(text)).toHaveLength(count);
  });
});
