import { expect, test } from "vitest";
import type { Source } from "summarize-lite";
import { countReports, publishersOf, reportsOf } from "./reports.ts";

const source = (article: string, copyOf: string | null = null): Source => ({
  article,
  publisher: article.toUpperCase(),
  title: null,
  publishedAt: null,
  url: null,
  file: null,
  copyOf,
});
const shape = (sources: readonly Source[]): readonly string[][] =>
  reportsOf({ sources }).map(({ report, copies }) => [report, ...copies].map(({ article }) => article));

test.each<[string, Source[], string[][]]>([
  ["copies stand under the report they repeat", [source("a"), source("b", "a"), source("c")], [["a", "b"], ["c"]]],
  ["a copy of a copy stands under the first", [source("a"), source("b", "a"), source("c", "b")], [["a", "b", "c"]]],
  ["a copy of what is not listed stands by itself", [source("a", "gone")], [["a"]]],
  ["sources that claim to copy each other are both shown", [source("a", "b"), source("b", "a")], [["a"], ["b"]]],
])("%s", (_, sources, expected) => {
  expect(shape(sources)).toEqual(expected);
});

test("publishers are those of independent reports, each once", () => {
  const sources = [source("a"), source("b", "a"), { ...source("c"), publisher: "A" }];
  expect(publishersOf({ sources })).toEqual(["A"]);
});

test.each([
  [1, 1, "1 independent report"],
  [2, 3, "2 independent reports and 1 copy"],
  [1, 3, "1 independent report and 2 copies"],
])("%i of %i sources read %j", (independentReports, count, expected) => {
  expect(countReports({ independentReports, sources: Array.from({ length: count }, () => source("a")) })).toBe(
    expected,
  );
});

test.each([
  [{ ...source("a"), publisher: null, url: "https://www.paper.example/x" }, "paper.example"],
  [{ ...source("a"), publisher: null, url: "javascript:alert(1)", file: "one.txt" }, "one.txt"],
  [{ ...source("a"), publisher: null }, "a source without a name"],
])("a source without a publisher is known by the best it has", (unnamed, expected) => {
  expect(publishersOf({ sources: [unnamed] })).toEqual([expected]);
});
