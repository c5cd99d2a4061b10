import type { Analysis } from "./analysis.ts";
import { likelyPairs, pairFeatures, PAIR_COLUMNS, TERM_COLUMNS, termFeatures } from "./concepts.ts";
import { extentFeatures, extentOf } from "./extent.ts";
import { readPacked } from "./packed.ts";
import { rankFeatures, WIDTH } from "./rank-features.ts";
import { STOPPING_COLUMNS } from "./stopping.ts";
import { readTrees, treeMargins } from "./trees.ts";
import type { Trees } from "./trees.ts";

/** Background weights are kept by the hash of the stem, in this many places. */
export const IDF_PLACES = 1 << 14;
/** Columns that the ranking of one article has beyond the common ones: what a passage holds of worth. */
const WORTH_COLUMNS = 10;
export const SINGLE_WIDTH = WIDTH + WORTH_COLUMNS;

/**
 * From here on the trees for several articles do not apply: they learned from two to five. Those for one article learned
 * from ten times as many summaries and carry over, since their columns of worth already count the articles.
 */
export const MANY_ARTICLES = 6;

export interface RankModel {
  /** 0–255 a place: 255 for the rarest. */
  readonly idf: Int8Array;
  readonly terms: Trees;
  readonly pairs: Trees;
  /** For one article (and for many), and for several. */
  readonly single: Trees;
  readonly several: Trees;
  /** How long a summary of one article is. */
  readonly extent: Trees;
  /** Whether a third sentence of one article is worth its length. */
  readonly stopping: Trees;
}

/** What the models make of the articles of one story. */
export interface Ranking {
  /** Background weight of each term. */
  readonly weights: Float32Array;
  /** Probability that a summary has the term, the pair. */
  readonly terms: Float32Array;
  readonly pairs: Float32Array;
  /** Log odds of each passage to be chosen. */
  readonly margins: Float32Array;
  /** Of one article, null for several. */
  readonly brevity: Brevity | null;
}

/** How short a summary of one article should be. */
interface Brevity {
  /** The article's `extentFeatures`. */
  readonly article: Float32Array;
  /** Words that editors' summaries of an article like this have. */
  readonly extent: number;
  /** Asked with `stoppingFeatures` before a third sentence is taken. */
  readonly isWorthwhile: (row: Float32Array) => boolean;
}

/** Order in the file: idf (i8 × places), then the trees of terms, pairs, one article, several, extent, stopping. */
export function readRankModel(base64: string): RankModel {
  const reader = readPacked(base64);
  return {
    idf: reader.i8s(IDF_PLACES),
    terms: readTrees(reader),
    pairs: readTrees(reader),
    single: readTrees(reader),
    several: readTrees(reader),
    extent: readTrees(reader),
    stopping: readTrees(reader),
  };
}

/** @param wanted numbers of the passages whose margins are asked for, all by default; those of the others are NaN */
export function rank(model: RankModel, analysis: Analysis, wanted?: readonly number[]): Ranking {
  const weights = backgroundWeights(model.idf, analysis.termHashes);
  const rows = rankFeatures(analysis, weights);
  const terms = chances(model.terms, termFeatures(analysis, rows, weights), TERM_COLUMNS);
  const looked = likelyPairs(analysis, terms);
  const likely = chances(model.pairs, pairFeatures(analysis, rows, terms, looked), PAIR_COLUMNS);
  const pairs = new Float32Array(analysis.pairCounts.length);
  for (let i = 0; i < looked.length; i++) pairs[looked[i]!] = likely[i]!;
  const single = analysis.documents === 1 || analysis.documents >= MANY_ARTICLES;
  const own = single ? withWorth(analysis, rows, terms, pairs) : rows;
  const width = single ? SINGLE_WIDTH : WIDTH;
  const trees = single ? model.single : model.several;
  const brevity = analysis.documents === 1 ? brevityOf(model, analysis, terms) : null;
  return { weights, terms, pairs, margins: marginsOf(trees, own, width, wanted), brevity };
}

function marginsOf(trees: Trees, rows: Float32Array, width: number, wanted?: readonly number[]): Float32Array {
  if (wanted === undefined || wanted.length * width === rows.length) return treeMargins(trees, rows, width);
  const some = new Float32Array(wanted.length * width);
  for (let k = 0; k < wanted.length; k++) {
    some.set(rows.subarray(wanted[k]! * width, (wanted[k]! + 1) * width), k * width);
  }
  const margins = treeMargins(trees, some, width);
  const out = new Float32Array(rows.length / width).fill(NaN);
  for (let k = 0; k < wanted.length; k++) out[wanted[k]!] = margins[k]!;
  return out;
}

/** Who asks for three wants three: a third sentence is left out only when it surely does not help. Costs CNN and FRANK 0.1 points, gives the others as much. */
const IN_DOUBT = -0.15;

function brevityOf(model: RankModel, analysis: Analysis, terms: Float32Array): Brevity {
  const article = extentFeatures(analysis, terms);
  return {
    article,
    extent: extentOf(model.extent, article),
    isWorthwhile: (row) => treeMargins(model.stopping, row, STOPPING_COLUMNS)[0]! > IN_DOUBT,
  };
}

/** Weights in [0.1, 1.1]: large for terms that few articles have. */
export function backgroundWeights(idf: Int8Array, hashes: Uint32Array): Float32Array {
  const out = new Float32Array(hashes.length);
  for (let t = 0; t < out.length; t++) out[t] = 0.1 + (idf[hashes[t]! & (IDF_PLACES - 1)]! & 255) / 255;
  return out;
}

function chances(trees: Trees, rows: Float32Array, width: number): Float32Array {
  const out = treeMargins(trees, rows, width);
  for (let i = 0; i < out.length; i++) out[i] = 1 / (1 + Math.exp(-out[i]!));
  return out;
}

/** The common columns and those of worth, row after row. */
export function withWorth(
  analysis: Analysis,
  rows: Float32Array,
  terms: Float32Array,
  pairs: Float32Array,
): Float32Array {
  const out = new Float32Array(analysis.passages.length * SINGLE_WIDTH);
  let bestSum = 1e-6;
  let bestShare = 1e-6;
  for (const [i, passage] of analysis.passages.entries()) {
    const at = i * SINGLE_WIDTH;
    out.set(rows.subarray(i * WIDTH, (i + 1) * WIDTH), at);
    const t = sumOf(passage.terms, terms);
    const p = sumOf(passage.pairs, pairs);
    const share = t.sum / (passage.size + 25);
    out.set(
      [t.sum, t.sum / (passage.size + 3), p.sum, p.sum / (passage.size + 3), t.most, p.most, t.likely, share],
      at + WIDTH,
    );
    bestSum = Math.max(bestSum, t.sum);
    bestShare = Math.max(bestShare, share);
  }
  for (let at = WIDTH; at < out.length; at += SINGLE_WIDTH) {
    out[at + 8] = out[at]! / bestSum;
    out[at + 9] = out[at + 7]! / bestShare;
  }
  return out;
}

function sumOf(
  numbers: readonly number[],
  worth: Float32Array,
): { readonly sum: number; readonly most: number; readonly likely: number } {
  let sum = 0;
  let most = 0;
  let likely = 0;
  for (const n of numbers) {
    const p = worth[n]!;
    sum += p;
    if (p > most) most = p;
    if (p > 0.3) likely++;
  }
  return { sum, most, likely };
}
