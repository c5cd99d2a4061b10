/** Patterns of the kit's bin/reading.mjs: what a list of sentences must not have, whatever its score. */
const OPENER =
  /^["“']?(he|she|it|they|this|that|these|those|his|her|its|their|but|and|however|meanwhile|so|also|there)\b/i;
const QUOTE =
  /["”]\s*(he|she|they)\s+(said|says|told|added|wrote)|(he|she|they)\s+(said|told|added|wrote)[,.]?\s*["“]/i;
const DIRT =
  /getty images|photo:|image \d+ of|caption close|embed |copy this code|autoplay|cookie|click here|subscribe|newsletter|read more|follow us|share this|advertisement|all rights reserved|http|©|sign up/i;
/** Share of the shorter sentence's words that stand in an earlier one. */
const REPEAT = 0.6;

/** Shares of sentences, in percent. */
export interface Reading {
  readonly sentences: number;
  readonly bareOpeners: number;
  readonly bareQuotes: number;
  readonly dirt: number;
  readonly repeats: number;
}

export function readingOf(summaries: readonly (readonly string[])[]): Reading {
  const all = summaries.flat();
  const share = (count: number): number => (100 * count) / Math.max(1, all.length);
  const matching = (pattern: RegExp): number => share(all.filter((sentence) => pattern.test(sentence)).length);
  return {
    sentences: all.length,
    bareOpeners: matching(OPENER),
    bareQuotes: matching(QUOTE),
    dirt: matching(DIRT),
    repeats: share(summaries.reduce((sum, summary) => sum + repeatsIn(summary), 0)),
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
