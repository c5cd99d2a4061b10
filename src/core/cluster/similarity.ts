import type { ArticleSignature, TermCounts } from "./signature.ts";

/** Weighted terms of unit length; terms ascend. */
interface Vector {
  readonly terms: readonly number[];
  readonly weights: Float64Array;
}

/** One article as the comparison sees it, under the frequencies of one moment. */
export interface Profile {
  readonly words: Vector;
  readonly lead: Vector;
  readonly names: Vector;
  readonly numbers: Vector;
}

export interface PairFeatures {
  readonly words: number;
  readonly names: number;
  readonly numbers: number;
  /** How far each lead is covered by the whole of the other article: the better and the worse of the two. */
  readonly leadMost: number;
  readonly leadLeast: number;
}

/**
 * Weights of a logistic regression over the square roots of the cosines, fitted on all pairs of Multi-News and DUC 2004
 * articles that share anything (`bench/fit-stories.ts`). The bias is 2.5 above the fitted one: average linkage needs that, since
 * one event's reports differ by angle.
 */
const WEIGHTS = { bias: -6.5, words: 6.1, names: 3.9, numbers: 2.9, leadMost: 6.4, leadLeast: 1.1 } as const;

/** Log-odds are cut here, so that one copied text cannot outvote a whole story. */
const LIMIT = 9;

export function profile(article: ArticleSignature, rarity: (term: number) => number): Profile {
  return {
    words: vector(article.words, rarity),
    lead: vector(article.lead, rarity),
    names: vector(article.names, rarity),
    numbers: vector(article.numbers, rarity),
  };
}

export function compare(a: Profile, b: Profile): PairFeatures {
  const there = dot(a.lead, b.words);
  const back = dot(b.lead, a.words);
  const words = dot(a.words, b.words);
  const nameless = a.names.terms.length === 0 || b.names.terms.length === 0;
  return {
    words,
    // Scripts without capitals show no names: their words stand for them.
    names: nameless ? words : dot(a.names, b.names),
    numbers: dot(a.numbers, b.numbers),
    leadMost: Math.max(there, back),
    leadLeast: Math.min(there, back),
  };
}

/** Log-odds that two articles report one event, by their texts alone; in [-9, 9], join above 0. */
export function logOdds(pair: PairFeatures): number {
  const sum =
    WEIGHTS.bias +
    WEIGHTS.words * Math.sqrt(pair.words) +
    WEIGHTS.names * Math.sqrt(pair.names) +
    WEIGHTS.numbers * Math.sqrt(pair.numbers) +
    WEIGHTS.leadMost * Math.sqrt(pair.leadMost) +
    WEIGHTS.leadLeast * Math.sqrt(pair.leadLeast);
  return Math.max(-LIMIT, Math.min(LIMIT, sum));
}

/** Weight n^0.75 × rarity, as a unit vector: what a report dwells on counts. Powers of the rarity above 1 cost up to 2 F1. */
function vector(counts: TermCounts, rarity: (term: number) => number): Vector {
  const weights = new Float64Array(counts.terms.length);
  let square = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = (counts.counts[i] ?? 1) ** 0.75 * rarity(counts.terms[i] ?? 0);
    weights[i] = weight;
    square += weight * weight;
  }
  const length = Math.sqrt(square) || 1;
  return { terms: counts.terms, weights: weights.map((weight) => weight / length) };
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.terms.length && j < b.terms.length;) {
    const x = a.terms[i] ?? 0;
    const y = b.terms[j] ?? 0;
    if (x === y) sum += (a.weights[i] ?? 0) * (b.weights[j] ?? 0);
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return sum;
}
