/** What the package promises of any input, and of where it runs. */
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import * as fc from "fast-check";
import { rolldown } from "rolldown";
import { describe, expect, test } from "vitest";
import { digest, summarize, verify } from "./index.ts";
import type { SourceArticle } from "./index.ts";

const REPORT: SourceArticle = {
  id: "harbour",
  publishedAt: "2026-03-06",
  text:
    "The harbour of Port Ansel reopened on Friday, two days after a freighter ran aground at its mouth.\n\n" +
    "“The channel is safe, and no ship was turned away,” harbour master Ines Calder said.\n\n" +
    "Officials warned that storms could close it again next week.",
};

async function bundle(): Promise<string> {
  const made = await rolldown({ input: fileURLToPath(new URL("index.ts", import.meta.url)), platform: "neutral" });
  const { output } = await made.generate({ format: "iife", name: "summarizeLite" });
  expect(output).toHaveLength(1);
  expect(output[0].imports).toEqual([]);
  return output[0].code;
}

describe("where it runs", () => {
  test("imports nothing, and works with what the language and every browser have", async () => {
    const code = await bundle();
    // No process, Buffer, require, console, timers or files in there; browsers have atob.
    const context = createContext({ atob, article: JSON.stringify(REPORT) }, { codeGeneration: { strings: false } });
    const made: unknown = runInContext(
      `${code}; const given = [JSON.parse(article)];
      JSON.stringify({
        made: summarizeLite.digest(given),
        chosen: summarizeLite.summarize(given, { sentences: 2 }),
        failures: summarizeLite.verify(summarizeLite.digest(given), given),
      })`,
      context,
    );
    const expected = { made: digest([REPORT]), chosen: summarize([REPORT], { sentences: 2 }), failures: [] };
    expect(JSON.parse(String(made))).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(expected.made.quote?.speaker).toBe("Ines Calder");
  });
});

const SAID =
  "Mayor Ada Brandt|said|told reporters|on Tuesday|next week|12 million crowns|3 March 2026|He|But|will close|the bridge";
const MARKS = '" “ ” ‘ ’ « » 「 」 ( ) [ — . ! ? … , : \n \n\n \r\n';
const STRANGE = "\u0000 \uFEFF \uD800 \uDC00 \u202E e\u0301 👩‍👩‍👧 市议会 يوم ไทย Photo: http://x.y $& __proto__";
/** News and its dirt in pieces, for texts that come near what a page may hold. */
const PIECES = fc.constantFrom(...SAID.split("|"), ...MARKS.split(" "), ...STRANGE.split(" "));
const TEXTS = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.array(PIECES, { maxLength: 80 }).map((pieces) => pieces.join(" ")),
  fc.array(PIECES, { maxLength: 80 }).map((pieces) => pieces.join("")),
);
const ARTICLES = fc
  .array(
    fc.record({
      text: TEXTS,
      title: fc.option(TEXTS),
      publisher: fc.option(TEXTS),
      publishedAt: fc.option(fc.oneof(fc.constantFrom("2026-03-06", "2026-03-06T08:00:00Z", "9999-99-99"), TEXTS)),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((articles) => articles.map((article, i) => Object.assign(article, { id: String(i) })));

describe("whatever comes in", () => {
  test("no article, an id twice and an empty budget are refused with a RangeError", () => {
    expect(() => digest([])).toThrow(RangeError);
    expect(() => digest([REPORT, REPORT])).toThrow(RangeError);
    expect(() => summarize([REPORT], { words: 0 })).toThrow(RangeError);
  });

  test("a digest of any other articles holds", () => {
    fc.assert(
      fc.property(ARTICLES, (articles) => {
        const made = digest(articles);
        expect(verify(made, articles)).toEqual([]);
        expect(made.sources).toHaveLength(articles.length);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["a megabyte of one word", "bridge ".repeat(150_000)],
    ["one word of a megabyte", "x".repeat(1_000_000)],
    ["a hundred thousand sentences", "The mayor closed the bridge. ".repeat(100_000)],
    ["half a million open quotation marks", "“".repeat(500_000)],
    ["a hundred thousand line breaks", `Mayor Ada Brandt\n`.repeat(100_000)],
  ])("a digest of %s holds", (_name, text) => {
    const articles = [{ id: "a", text }];
    expect(verify(digest(articles), articles)).toEqual([]);
  });
});

/** Processor time of this thread in milliseconds: other threads and programs do not count. */
function processorMs(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

const GROWING: readonly (readonly [string, (size: number) => string])[] = [
  ["sentences", (size) => many(size, (i) => `The mayor of Town${i % 97} closed ${i} bridges on Tuesday.`, " ")],
  ["paragraphs", (size) => many(size, (i) => `Mayor Ada${i % 97} Brandt said that ${i} bridges will close.`, "\n\n")],
  [
    "broken quotations",
    (size) => many(size, (i) => (i % 3 > 0 ? `"He said ${i} was not so.` : "‘They’ “left,” she told"), " "),
  ],
  ["capitals", (size) => "The Mayor Of Harrowgate Ada Brandt ".repeat(size)],
  ["one word", (size) => "bridge ".repeat(8 * size)],
];

function many(size: number, piece: (index: number) => string, between: string): string {
  return Array.from({ length: size }, (_, i) => piece(i)).join(between);
}

describe("cost", () => {
  // Four times the text costs four times as much where cost is linear, sixteen times where it is quadratic.
  test.each(GROWING)("of a digest grows with the length of its text: %s", (_name, textOf) => {
    const costOf = (size: number): number[] => {
      const text = textOf(size);
      return [0, 1].map(() => processorMs(() => digest([{ id: "a", text }])));
    };
    const small = Math.max(...costOf(1500));
    const large = Math.min(...costOf(6000));
    expect(large / small).toBeLessThan(10);
  });
});
