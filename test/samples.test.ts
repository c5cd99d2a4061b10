// The sample articles and, where they lie beside the project, four real documents, through the rooms that make digests.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { DIGEST_PARTS, itemsOf, verify } from "summarize-lite";
import type { Digest, Item } from "summarize-lite";
import { beforeAll, describe, expect, it } from "vitest";
import { readFiles } from "../src/commands/read-files.ts";
import type { ReadArticle } from "../src/commands/read-files.ts";
import { storiesOf } from "../src/commands/stories.ts";
import type { FileStory } from "../src/commands/stories.ts";
import { sourceOf } from "../src/core/source.ts";
import { DEFAULT_LIMITS } from "../src/intake/intake.ts";

const SEEDS = resolve(import.meta.dirname, "../seeds");
const REAL = resolve(import.meta.dirname, "../../shared/seeds");

/** What must stand in no item: page furniture, credits, by-lines. */
const DIRT =
  /cookie|newsletter|sign up|read more|advertisement|getty|\bEPA\b|photo:|pictures\b|images\b|share\s+email|copy link|follow us|min read|listen to this|all rights reserved|accept all|published \d|updated \d/iu;
/** A capital behind it: "By the end of September" opens a sentence. */
const BYLINE = /^By \p{Lu}/u;
const BARE =
  /^["“']?(?:he|she|it|they|this|that|these|those|his|her|its|their|but|and|however|meanwhile|so|also|there)\b/i;

async function read(folder: string): Promise<{ articles: readonly ReadArticle[]; stories: readonly FileStory[] }> {
  const named = readdirSync(folder).map((name) => ({ name, path: join(folder, name) }));
  const { articles, failures } = await readFiles(named, DEFAULT_LIMITS, Date.parse("2026-11-22T12:00:00Z"));
  expect(failures).toEqual([]);
  return { articles, stories: storiesOf(articles) };
}

const itemsIn = (digest: Digest): readonly Item[] => DIGEST_PARTS.flatMap((part) => itemsOf(digest, part));
const groups = (stories: readonly FileStory[]): string[][] =>
  stories.map(({ files }) => files.toSorted()).sort((a, b) => (a[0]! < b[0]! ? -1 : 1));

/** What a reader would complain of, in words. */
function faultsIn(stories: readonly FileStory[], articles: readonly ReadArticle[]): string[] {
  const sources = articles.map(({ article }) => sourceOf(article));
  return stories.flatMap(({ digest }) => {
    const items = itemsIn(digest).map(({ text }) => text);
    const said = itemsIn({ ...digest, headline: null, differences: [] }).map(({ text }) => text);
    return [
      ...verify(digest, sources).map(({ part, reason }) => `${part}: ${reason}`),
      ...items.filter((text) => DIRT.test(text) || BYLINE.test(text)).map((text) => `furniture: ${text}`),
      ...items.filter((text) => BARE.test(text)).map((text) => `bare opening: ${text}`),
      ...said.filter((text, i) => said.indexOf(text) < i).map((text) => `said twice: ${text}`),
    ];
  });
}

describe("the sample articles", () => {
  let articles: readonly ReadArticle[];
  let stories: readonly FileStory[];
  beforeAll(async () => {
    ({ articles, stories } = await read(SEEDS));
  });
  const story = (word: string): Digest =>
    stories.find(({ files }) => files.some((file) => file.includes(word)))!.digest;

  it("are twelve stories: events of the same people apart, days of one event together", () => {
    const topics = groups(stories).map((files) => [
      files.length,
      files[0]!.replace(/\.\w+$/, "").replace(/^[\d-]+_/, ""),
    ]);
    expect(topics).toEqual([
      [4, "meridian-wire_lenz-call"],
      [2, "meridian-wire_aldervane-launch"],
      [3, "coastline-business-review_halvorsen"],
      [2, "eastholm-courier_rovers-athletic"],
      [3, "brackenfold-daily_pellworth-shares"],
      [3, "brackwater-beacon_tram-vote"],
      [2, "civic-lantern_seed-bank"],
      [3, "meridian-wire_sankt-alban-accord"],
      [5, "meridian-wire_storm-ottilie"],
      [2, "eastholm-courier_cup-shootout"],
      [4, "meridian-wire_tallypay-outage"],
      [1, "saltmarsh-sentinel_rail-strike-vote"],
    ]);
  });

  it("give digests that verify, with no furniture, no bare pronoun and nothing said twice", () => {
    expect(faultsIn(stories, articles)).toEqual([]);
  });

  it("give every digest headline, lede, highlights, background and a quotation that stands in a source", () => {
    for (const { digest } of stories) {
      expect(digest.headline).not.toBeNull();
      expect(digest.lede).not.toBeNull();
      expect(digest.highlights.length).toBeGreaterThanOrEqual(3);
      expect(digest.background.length).toBeGreaterThanOrEqual(1);
      const words = digest.quote!.words;
      const flat = digest.articles.map(({ text }) => text.replace(/\s+/g, " "));
      expect(flat.some((text) => text.includes(words))).toBe(true);
    }
  });

  it("count a copy of a wire report once", () => {
    const digest = story("pellworth");
    expect(digest.sources).toHaveLength(3);
    expect(digest.independentReports).toBe(2);
  });

  it("show the fine, the office and the length of the line that sources give differently", () => {
    const values = (word: string): string[][] =>
      story(word).differences.map(({ claims }) => claims.map(({ value }) => value).sort());
    expect(values("halvorsen")).toContainEqual(["48 million crowns", "84 million crowns"]);
    expect(story("lenz-call").differences.map(({ kind, subject }) => `${kind} ${subject}`)).toContain(
      "title Tomas Brandt",
    );
    expect(values("tram").flat().join(" ")).toContain("11.6");
  });

  it("do not lead with the office that one source gives against three", () => {
    const { lede, highlights } = story("lenz-call");
    expect([lede!, ...highlights].map(({ text }) => text).join(" ")).not.toContain("former");
  });

  it("lead with the latest toll of the storm and name the heading after it", () => {
    const digest = story("storm");
    expect(digest.lede!.text).toContain("rose to seven");
    expect(digest.headings.highlights).toBe("Context & Highlights from the Storm");
    expect(
      itemsIn({ ...digest, differences: [] })
        .map(({ text }) => text)
        .join(" "),
    ).not.toContain("40,000 homes");
  });
});

describe.skipIf(!existsSync(REAL))("four real documents (skipped where ../shared/seeds is absent)", () => {
  it("are two stories, and their digests have every part that the sources support", async () => {
    const { articles, stories } = await read(REAL);
    expect(groups(stories).map((files) => files.map((file) => file.slice(0, 3)))).toEqual([
      ["000", "001"],
      ["002", "003"],
    ]);
    expect(faultsIn(stories, articles)).toEqual([]);
    for (const { digest } of stories) {
      expect(digest.headline).not.toBeNull();
      expect(digest.lede).not.toBeNull();
      expect(digest.quote).not.toBeNull();
      expect(digest.highlights.length).toBeGreaterThanOrEqual(3);
      expect(digest.background.length).toBeGreaterThanOrEqual(1);
      expect(digest.outlook.length).toBeGreaterThanOrEqual(2);
      expect(digest.closing).not.toBeNull();
      expect(digest.headings.highlights).toBe("Context & Highlights from the Call");
    }
  });

  it("are made of the documents' own lines", async () => {
    const { articles } = await read(REAL);
    for (const { article, files } of articles) {
      const squeeze = (text: string): string => text.replace(/\s+/g, " ");
      const raw = squeeze(readFileSync(join(REAL, files[0]!), "utf8"));
      for (const line of article.text.split("\n")) expect(raw).toContain(squeeze(line).trim());
    }
  });
});
