import type { Analysis, Passage } from "./analysis.ts";
import { datelineLength } from "./standalone.ts";
import { treeMargins } from "./trees.ts";
import type { Trees } from "./trees.ts";

/**
 * How much editors would say of one article: houses differ, and so do a brief and a long read. Learned from the length of
 * their summaries, three sentences or so; what is worth saying is then weighed against it.
 */

/** Columns of one article. */
export const EXTENT_COLUMNS = 12;
/** Words of the longest summary that is told apart; the trees learn shares of it. */
export const LONGEST_EXTENT = 120;
/** Terms that a summary is about. */
const HEAVIEST = 20;

/** Words that a summary of one article would have, 0 to 120. @param row the article's `extentFeatures` */
export function extentOf(trees: Trees, row: Float32Array): number {
  const [margin = 0] = treeMargins(trees, row, EXTENT_COLUMNS);
  return LONGEST_EXTENT / (1 + Math.exp(-margin));
}

/**
 * One row: whose text it is, how long, how it is built, and how much of its matter the first sentence already has.
 * @param terms the probabilities of the article's terms
 */
export function extentFeatures({ passages }: Analysis, terms: Float32Array): Float32Array {
  const row = new Float32Array(EXTENT_COLUMNS);
  const clean = passages.filter(({ dirt }) => !dirt);
  const first = clean[0];
  if (first === undefined) return row;
  let words = 0;
  let quoted = 0;
  for (const { size, text } of clean) {
    words += size;
    if (/["“”]|''/.test(text)) quoted++;
  }
  let held = 0;
  for (const t of first.terms) held += terms[t]!;
  row.set([
    houseOf(first),
    clean.length,
    words,
    words / clean.length,
    (clean.at(-1)!.paragraph + 1) / clean.length,
    quoted / clean.length,
    first.size,
    first.index,
    1 - clean.length / passages.length,
    held,
    heaviest(terms),
    Math.min(...clean.slice(0, 3).map(({ size }) => size)),
  ]);
  return row;
}

/** 0 for a text without a dateline, 1 for CNN, whose summaries are the shortest of those learned from, 2 for another. */
function houseOf({ text }: Passage): number {
  const length = datelineLength(text);
  return length === 0 ? 0 : text.slice(0, length).includes("CNN") ? 1 : 2;
}

/** Sum of the largest ones. */
function heaviest(terms: Float32Array): number {
  const most: number[] = [];
  for (let t = 0; t < terms.length; t++) {
    const p = terms[t]!;
    if (most.length === HEAVIEST && p <= most[0]!) continue;
    if (most.length === HEAVIEST) most.shift();
    let at = most.length;
    while (at > 0 && most[at - 1]! > p) at--;
    most.splice(at, 0, p);
  }
  let sum = 0;
  for (const p of most) sum += p;
  return sum;
}
