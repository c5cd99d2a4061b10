import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digest, draftDigest } from "./digest.ts";
import { atSize } from "./size.ts";
import type { Digest, Item, SourceArticle } from "./types.ts";
import { DIGEST_PARTS, itemsOf, verify } from "./verify.ts";

const GAZETTE: SourceArticle = {
  id: "gazette",
  title: "Ferry company cancels winter sailings to Aldmoor",
  publisher: "The Pellgate Gazette",
  publishedAt: "2026-11-17T08:00:00Z",
  text: `Ferry company cancels winter sailings to Aldmoor

PELLGATE (Gazette) — The ferry company Norrland Lines cancelled all winter sailings to the island of Aldmoor on Monday, after inspectors found cracks in the hull of its only ship.

The decision leaves 1,200 islanders without a direct link to the mainland until March. Norrland Lines said 84 sailings were affected.

“We could not send families to sea in a ship that we no longer trust,” said Petra Lindqvist, the company's chief executive.

Lindqvist met the island's council on Monday evening. She promised a replacement ship within six weeks.

Meanwhile, the harbour authority will inspect two smaller vessels on Friday.

The ship, the Aldmoor Star, was built in 1988 and was repaired after a collision in 2019.

If no replacement is found, the island's school could close before Christmas, the council warned.

The company has not said who will pay for the repair.

We use cookies to improve your experience. Accept all`,
};

const SENTINEL: SourceArticle = {
  id: "sentinel",
  title: "Aldmoor cut off as Norrland halts ferry",
  publisher: "Island Sentinel",
  publishedAt: "2026-11-17T11:30:00Z",
  text: `Aldmoor cut off as Norrland halts ferry

Islanders on Aldmoor lost their ferry on Monday when Norrland Lines cancelled every winter sailing because of cracks in the hull of the Aldmoor Star.

Norrland Lines said 96 sailings were affected by the decision until March.

Council leader Jonas Wick said the island had food for three weeks. “Nobody will go hungry, but nobody will get to a hospital appointment either,” Wick said.

The regional government plans to charter a cargo boat for supplies next week.

In 2019 the island was cut off for nine days after the same ship hit the pier.

The council is expected to vote on a rescue loan on Thursday.`,
};

const texts = (items: readonly Item[]): string[] => items.map(({ text }) => text);
const everyItem = (made: Digest): readonly Item[] => DIGEST_PARTS.flatMap((part) => itemsOf(made, part));

describe("digest of two reports", () => {
  const made = digest([GAZETTE, SENTINEL]);

  it("takes a source's headline and opens with what happened", () => {
    expect([GAZETTE.title, SENTINEL.title]).toContain(made.headline?.text);
    expect(made.lede?.text).toMatch(/cancelled (?:all|every) winter sailing/);
    expect(made.lede?.text).not.toContain("PELLGATE");
  });

  it("quotes a named speaker word for word", () => {
    expect(made.quote?.speaker).toMatch(/^(?:Petra Lindqvist|Jonas Wick|Wick)$/);
    expect([GAZETTE.text, SENTINEL.text].some((text) => text.includes(made.quote?.words ?? "nothing"))).toBe(true);
  });

  it("labels what may come, puts the past in the background and says what is not known", () => {
    expect(made.outlook.length).toBeGreaterThanOrEqual(2);
    expect(made.outlook.every(({ label }) => label !== undefined)).toBe(true);
    expect(texts(made.background).join(" ")).toContain("2019");
    expect(texts(made.unknowns)).toEqual(["The company has not said who will pay for the repair."]);
  });

  it("shows two numbers for one quantity side by side", () => {
    expect(made.differences).toHaveLength(1);
    expect(made.differences[0]?.claims.map(({ value }) => value).sort()).toEqual(["84 sailings", "96 sailings"]);
  });

  it("says nothing twice, nothing by a bare pronoun and nothing that is not the report", () => {
    const all = everyItem({ ...made, differences: [], headline: null }).map(({ text }) => text);
    expect(new Set(all).size).toBe(all.length);
    for (const text of all) expect(text).not.toMatch(/^(?:he|she|it|they|but|meanwhile|this|that)\b/i);
    expect(all.join(" ")).not.toMatch(/cookie/i);
  });

  it("does not depend on the order of the articles", () => {
    expect(digest([SENTINEL, GAZETTE])).toEqual(made);
  });

  it("holds under verify, and fails it after any tampering", () => {
    expect(verify(made, [GAZETTE, SENTINEL])).toEqual([]);
    const lied = { ...made, lede: { ...made.lede!, text: made.lede!.text.replace("cancelled", "restored") } };
    expect(verify(lied, [GAZETTE, SENTINEL])).toEqual([expect.objectContaining({ part: "lede", index: 0 })]);
    const misquoted = { ...made, quote: { ...made.quote!, words: "We are delighted" } };
    expect(verify(misquoted, [GAZETTE, SENTINEL])).toEqual([expect.objectContaining({ part: "quote" })]);
    const label = { ...made.outlook[0]!, label: "Certain ruin" };
    expect(verify({ ...made, outlook: [label] }, [GAZETTE, SENTINEL])).toEqual([
      expect.objectContaining({ part: "outlook" }),
    ]);
    expect(verify(made, [GAZETTE]).length).toBeGreaterThan(0);
  });
});

it("names the person a pronoun stands for, or leaves the sentence out", () => {
  const made = digest([GAZETTE], { highlights: 6 });
  const about = everyItem(made).filter(({ text }) => text.includes("replacement ship within six weeks"));
  for (const item of about) expect(item.text).toBe("[Petra Lindqvist] promised a replacement ship within six weeks.");
  expect(about).toHaveLength(1);
});

it("counts a copy as a source and not as a report", () => {
  const copy = { ...GAZETTE, id: "copy", publisher: "Coast Mirror", copyOf: "gazette" };
  const made = digest([GAZETTE, copy, SENTINEL]);
  expect(made.independentReports).toBe(2);
  expect(made.sources).toHaveLength(3);
  expect(everyItem(made).some((item) => item.evidence.some(({ article }) => article === "copy"))).toBe(false);
});

it("cuts one digest to three sizes", () => {
  const made = digest([GAZETTE, SENTINEL]);
  const brief = atSize(made, "brief");
  expect(brief.lede).toEqual(made.lede);
  expect(brief.highlights).toEqual(made.highlights.slice(0, 3));
  expect(brief.outlook).toEqual([]);
  expect(everyItem(atSize(made, "headline"))).toEqual([made.headline]);
  expect(atSize(made, "full")).toBe(made);
});

it("leaves out every part that the article does not support", () => {
  const made = digest([{ id: "a", text: "A bus left the road near Fenwick on Sunday and nobody was hurt." }]);
  expect(made.lede?.text).toBe("A bus left the road near Fenwick on Sunday and nobody was hurt.");
  expect(made.headline?.text).toContain("A bus left the road near Fenwick");
  expect(made).toMatchObject({
    quote: null,
    highlights: [],
    background: [],
    outlook: [],
    closing: null,
    differences: [],
    unknowns: [],
  });
});

it("refuses no articles and two with one id", () => {
  expect(() => digest([])).toThrow(RangeError);
  expect(() => digest([GAZETTE, GAZETTE])).toThrow(RangeError);
});

it("makes a digest that verifies of any text at all", () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(
        "“",
        "”",
        '"',
        "(",
        ")",
        "\n\n",
        "\n",
        " ",
        ". ",
        "He said ",
        "on Tuesday ",
        "Mr. Holt ",
        "[",
        "- ",
        "But ",
        "will ",
        "84 million crowns ",
        "。",
      ),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 3 }), (all) => {
      const articles = all.map((words, i) => ({
        id: `a${i}`,
        text: words.join(""),
        publishedAt: "2026-11-17T08:00:00Z",
      }));
      expect(verify(digest(articles), articles)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

it("drafts nothing that verify would have to take out", () => {
  const made = draftDigest([GAZETTE, SENTINEL]);
  expect(verify(made, [GAZETTE, SENTINEL])).toEqual([]);
});
