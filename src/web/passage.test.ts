import { expect, test } from "vitest";
import type { Edit } from "summarize-lite";
import { editList } from "../core/edits.ts";
import { excerptsOf, paragraphsOf, rangeIn } from "../core/passage.ts";
import { html, toText } from "./html.ts";
import { lineFlow, marked, pencilled } from "./passage.ts";

const FAMILY = "👩‍👩‍👧‍👦";

test.each([
  ["plain", 0, 5, "plain"],
  ["plain", -3, 99, "plain"],
  ["plain", 2, 2, null],
  ["plain", 4, 2, null],
  ["plain", 9, 12, null],
  ["plain", Number.NaN, 3, null],
  ["plain", 0.5, 3, null],
  ["a🎆b", 1, 3, "🎆"],
  ["a🎆b", 2, 3, "🎆"],
  ["a🎆b", 1, 2, "🎆"],
  ["花火🎆大会", 0, 3, "花火🎆"],
])("of %j, %i to %i is %j: no character is split", (text, start, end, expected) => {
  const range = rangeIn(text, start, end);
  expect(range && text.slice(range.start, range.end)).toBe(expected);
});

test.each([
  ["one\n\ntwo", ["one", "two"]],
  ["one\n \t\n\n\ntwo\nstill two", ["one", "two\nstill two"]],
  ["\n\none\n\n", ["one"]],
  ["", []],
])("paragraphs of %j are %j", (text, expected) => {
  expect(paragraphsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
});

const LONG =
  "A line that no editor wrapped, because it goes on and on until it is longer than any line that a file would hold.";

test.each([
  ["one line", "flow"],
  ["wrapped at\nsome forty signs", "flow"],
  [`${LONG}\n${LONG}`, "lines"],
  ["- one\n- two", "lines"],
  ["1. one\n2. two", "lines"],
])("the line ends of %j: %s", (paragraph, expected) => {
  expect(lineFlow(paragraph)).toBe(expected);
});

test("marks stand around the passages alone", () => {
  const text = `<a> ${FAMILY}集まった。 end`;
  const start = text.indexOf(FAMILY);
  const passage = { start, end: text.indexOf(" end") };
  expect(toText(marked(text, { start: 0, end: text.length }, [passage]))).toBe(
    `&lt;a&gt; <mark>${FAMILY}集まった。</mark> end`,
  );
});

test("passages outside the stretch and doubled ones leave the text whole", () => {
  const text = "abcdefghij";
  const shown = marked(text, { start: 2, end: 8 }, [
    { start: 0, end: 3 },
    { start: 2, end: 5 },
    { start: 3, end: 5 },
    { start: 9, end: 10 },
  ]);
  expect(toText(shown)).toBe("<mark>c</mark><mark>de</mark>fgh");
});

const plainText = (shown: string): string => shown.replaceAll(/<[^>]+>/g, "");

test("an excerpt is the passage's paragraph", () => {
  const text = "First one.\n\nBefore it. The passage. After it.\n\nLast one.";
  const start = text.indexOf("The passage.");
  const [excerpt, ...others] = excerptsOf([{ article: "a", start, end: start + 12 }], new Map([["a", text]]));
  expect(others).toEqual([]);
  expect(excerpt?.cut).toEqual({ before: false, after: false });
  expect(excerpt && text.slice(excerpt.within.start, excerpt.within.end)).toBe("Before it. The passage. After it.");
});

test("passages of one paragraph share an excerpt, in the order of the text; others have their own", () => {
  const text = "One. Two. Three.\n\nFour.";
  const at = (words: string, article = "a") => ({
    article,
    start: text.indexOf(words),
    end: text.indexOf(words) + words.length,
  });
  const texts = new Map([
    ["a", text],
    ["b", text],
  ]);
  const excerpts = excerptsOf([at("Three."), at("Four."), at("One."), at("Two.", "b"), at("One.", "gone")], texts);
  expect(excerpts.map(({ article, passages }) => [article, passages.map(({ evidence }) => evidence)])).toEqual([
    ["a", [2, 0]],
    ["a", [1]],
    ["b", [3]],
  ]);
});

test.each([
  ["words", `${"before it ".repeat(60)}PASSAGE${" after it".repeat(60)}`],
  ["no spaces", `${"前🎆".repeat(300)}PASSAGE${"後🎇".repeat(300)}`],
])("of a long paragraph of %s only the surroundings are shown, and no character is split", (_, text) => {
  const start = text.indexOf("PASSAGE");
  const [excerpt] = excerptsOf([{ article: "a", start, end: start + 7 }], new Map([["a", text]]));
  const shown = excerpt === undefined ? "" : text.slice(excerpt.within.start, excerpt.within.end);
  expect(excerpt?.cut).toEqual({ before: true, after: true });
  expect(shown).toContain("PASSAGE");
  expect(shown.length).toBeLessThan(700);
  expect(shown.isWellFormed()).toBe(true);
});

const edit = (
  was: string,
  at: number,
  change: { drop: "dateline" } | { reason: "pronoun" | "line-break" | "capital"; with: string },
): Edit => {
  const place = { evidence: 0, start: at, end: at + was.length, was };
  return "drop" in change
    ? { kind: "drop", reason: change.drop, ...place }
    : { kind: "replace", reason: change.reason, with: change.with, ...place };
};

test("edits are pencilled into the passage, which stays whole", () => {
  const passage = "OSLO — He said\nso.";
  const edits = [
    edit("OSLO — ", 0, { drop: "dateline" }),
    edit("He", 7, { reason: "pronoun", with: "[Rell]" }),
    edit("\n", 14, { reason: "line-break", with: " " }),
  ];
  const shown = toText(pencilled(passage, edits));
  expect(shown).toBe("<mark><del>OSLO — </del><del>He</del><ins>[Rell]</ins> said\nso.</mark>");
  expect(plainText(shown.replace(/<ins>.*<\/ins>/, ""))).toBe(passage);
});

test("edits that do not fit the passage are not drawn into it", () => {
  expect(toText(pencilled("He said so.", [edit("She", 0, { reason: "pronoun", with: "[Rell]" })]))).toBe(
    "<mark>He said so.</mark>",
  );
});

test("edits are told in words, broken lines once", () => {
  expect(
    editList([
      edit("OSLO — ", 0, { drop: "dateline" }),
      edit("He", 7, { reason: "pronoun", with: "[Rell]" }),
      edit("\n", 14, { reason: "line-break", with: " " }),
      edit("\n", 20, { reason: "line-break", with: " " }),
      edit("s", 30, { reason: "capital", with: "S" }),
    ]),
  ).toEqual([
    "Dropped the dateline “OSLO —”",
    "[Rell] stands for “He”",
    "Joined lines that the file had broken",
    "Capital letter at the start: “S” for “s”",
  ]);
});

test("html of an excerpt keeps hostile text as text", () => {
  const text = `<script>"x"</script>`;
  expect(toText(html`${marked(text, { start: 0, end: text.length }, [{ start: 0, end: 8 }])}`)).toBe(
    "<mark>&lt;script&gt;</mark>&quot;x&quot;&lt;/script&gt;",
  );
});
