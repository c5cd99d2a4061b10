import { expect, test } from "vitest";
import type { Digest, Source } from "summarize-lite";
import type { StoryDigest } from "./digest.ts";
import { candidateOf, rankCandidates } from "./edition.ts";

const NOW = Date.parse("2026-11-22T08:00Z");

function source(article: string, publishedAt: string | null): Source {
  return { article, publisher: null, title: null, publishedAt, url: null, file: null, copyOf: null };
}

function storyDigest(storyId: string, reports: readonly string[], publishedAt: string | null = null): StoryDigest {
  const digest: Digest = {
    headline: null,
    lede: null,
    quote: null,
    highlights: [],
    background: [],
    framing: null,
    outlook: [],
    closing: null,
    differences: [],
    unknowns: [],
    sources: reports.map((id) => source(id, publishedAt)),
    independentReports: reports.length,
    headings: { highlights: "", background: "", outlook: "", differences: "", unknowns: "", sources: "" },
    subject: { event: null, field: null },
    language: "en",
    articles: [],
  };
  return { storyId, version: 1, digest, reports, createdAt: NOW };
}

const NONE = new Map<string, readonly string[]>();

test("a story that the channel never had is new", () => {
  expect(candidateOf(storyDigest("s1", ["a1", "a2"]), undefined, NONE)).toMatchObject({ reason: "new", newReports: 2 });
});

test("a story with a report that was not posted has grown", () => {
  expect(candidateOf(storyDigest("s1", ["a1", "a2"]), new Set(["a1"]), NONE)).toMatchObject({
    reason: "grown",
    newReports: 1,
  });
});

test.each([
  ["every report was posted", ["a1"], new Map()],
  ["a report was only corrected", ["a9"], new Map([["a1", ["a9"]]])],
  [
    "a report was corrected twice",
    ["a9"],
    new Map([
      ["a1", ["a5"]],
      ["a5", ["a9"]],
    ]),
  ],
  [
    "replacements run in a circle",
    ["a1"],
    new Map([
      ["a1", ["a2"]],
      ["a2", ["a1"]],
    ]),
  ],
])("a story has nothing new when %s", (_, reports, replaces) => {
  expect(candidateOf(storyDigest("s1", reports), new Set(["a1"]), replaces)).toBeNull();
});

test("more reports come first, then the later published, then the id", () => {
  const due = [
    candidateOf(storyDigest("s3", ["a1"], "2026-11-21T08:00Z"), undefined, NONE),
    candidateOf(storyDigest("s2", ["a2"], "2026-11-22T07:00Z"), undefined, NONE),
    candidateOf(storyDigest("s1", ["a3"], "2026-11-22T07:00Z"), undefined, NONE),
    candidateOf(storyDigest("s9", ["a4", "a5", "a6"], "2026-11-22T06:00Z"), undefined, NONE),
  ].filter((candidate) => candidate !== null);
  const order = rankCandidates(due, NOW).map(({ digest }) => digest.storyId);
  expect(order).toEqual(["s9", "s1", "s2", "s3"]);
  expect(rankCandidates(due.toReversed(), NOW).map(({ digest }) => digest.storyId)).toEqual(order);
});

test("a report dated in the future counts as made now", () => {
  expect(candidateOf(storyDigest("s1", ["a1"], "2031-01-01"), undefined, NONE)?.newestAt).toBe(NOW);
});
