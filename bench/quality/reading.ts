import { splitSentences } from "../../src/summarize-lite/src/sentences.ts";

/** Patterns of the kit's bin/reading.mjs: what a list of items must not have, whatever its score. */
const OPENER =
  /^["“']?(he|she|it|they|this|that|these|those|his|her|its|their|but|and|however|meanwhile|so|also|there)\b/i;
const QUOTE =
  /["”]\s*(he|she|they)\s+(said|says|told|added|wrote)|(he|she|they)\s+(said|told|added|wrote)[,.]?\s*["“]/i;
const DIRT =
  /getty images|photo:|image \d+ of|caption close|embed |copy this code|autoplay|cookie|click here|subscribe|newsletter|read more|follow us|share this|advertisement|all rights reserved|http|©|sign up/i;
/** Share of the shorter item's words that stand in an earlier one. */
const REPEAT = 0.6;

/** Shares of the items of a list, in percent. */
export interface Reading {
  readonly items: number;
  readonly bareOpeners: number;
  /** Of single sentences: those that open so right behind what they mean, within an item, count too. */
  readonly bareOpenersOfSentences: number;
  readonly bareQuotes: number;
  readonly dirt: number;
  readonly repeats: number;
}

export const sentencesIn = (text: string): string[] =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));

function share(texts: readonly string[], pattern: RegExp): number {
  return (100 * texts.filter((text) => pattern.test(text)).length) / Math.max(1, texts.length);
}

export function readingOf(summaries: readonly (readonly string[])[]): Reading {
  const items = summaries.flat();
  const repeats = summaries.reduce((sum, summary) => sum + repeatsIn(summary), 0);
  return {
    items: items.length,
    bareOpeners: share(items, OPENER),
    bareOpenersOfSentences: share(items.flatMap(sentencesIn), OPENER),
    bareQuotes: share(items, QUOTE),
    dirt: share(items, DIRT),
    repeats: (100 * repeats) / Math.max(1, items.length),
  };
}

function repeatsIn(summary: readonly string[]): number {
  const bags = summary.map((sentence) => new Set(sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
  return bags.filter((bag, i) =>
    bags
      .slice(0, i)
      .some((other) => [...bag].filter((word) => other.has(word)).length > REPEAT * Math.min(bag.size, other.size)),
  ).length;
}
