import type { Analysis, Passage } from "./analysis.ts";
import { CUE } from "./cues.ts";
import { RANK_COLUMNS, WIDTH } from "./rank-features.ts";
import { ROLES } from "./role-names.ts";

/**
 * What a summary should speak of: each term and each pair of neighbouring terms gets the probability that a summary has it
 * (the concept weights of Gillick and Favre 2009, learned instead of counted).
 */

/** Columns of one term. */
export const TERM_COLUMNS = 26;
/** A pair with a term less likely than this counts as impossible and is not looked at: most pairs, and no loss. */
const LEAST_TERM = 0.06;

/** Columns of one pair. */
export const PAIR_COLUMNS = 14;

const CENTRALITY = RANK_COLUMNS.indexOf("documentCentroid");
const MAIN = ROLES.indexOf("main");
const EVALUATION = ROLES.indexOf("evaluation");
const FAR = 1000;

/** Features of every term, row after row; `rows` are the passages' rank features, `idf` the terms' background weights. */
export function termFeatures(analysis: Analysis, rows: Float32Array, idf: Float32Array): Float32Array {
  const n = analysis.documentCounts.length;
  const { documents } = analysis;
  const out = new Float32Array(n * TERM_COLUMNS);
  const places = placesOf(analysis, rows);
  let clean = 0;
  for (const { dirt } of analysis.passages) if (!dirt) clean++;
  let most = 1;
  for (let from = 0; from < places.length; from += PLACES) most = Math.max(most, places[from + TOTAL]!);
  for (let t = 0; t < n; t++) {
    const from = t * PLACES;
    const times = Math.max(1, analysis.passageCounts[t]!);
    const total = places[from + TOTAL]!;
    const first = places[from + FIRST]!;
    const last = places[from + LAST]!;
    let at = t * TERM_COLUMNS;
    out[at++] = total;
    out[at++] = total / most;
    out[at++] = analysis.passageCounts[t]!;
    out[at++] = times / clean;
    out[at++] = analysis.documentCounts[t]!;
    out[at++] = analysis.documentCounts[t]! / documents;
    out[at++] = first;
    out[at++] = places[from + INVERSE]!;
    out[at++] = places[from + INVERSE]! / documents;
    out[at++] = places[from + CAPITALS]! / Math.max(1, total);
    out[at++] = idf[t]!;
    out[at++] = idf[t]! * Math.log1p(total);
    out[at++] = places[from + BEST_CENTRALITY]!;
    out[at++] = places[from + CENTRALITY_SUM]! / times;
    out[at++] = places[from + BEST_MAIN]!;
    out[at++] = places[from + MAIN_SUM]! / times;
    out[at++] = places[from + QUOTED]! / times;
    out[at++] = places[from + LEADS]! / documents;
    out[at++] = places[from + TOPS]! / documents;
    out[at++] = places[from + SHORTEST]!;
    out[at++] = last;
    out[at++] = places[from + IS_NUMBER]!;
    out[at++] = places[from + EVALUATION_SUM]! / times;
    out[at++] = clean;
    out[at++] = documents;
    out[at++] = last - first;
  }
  return out;
}

/** What is summed up of each term, in rows of `PLACES`: how often it stands, and sums and extremes over its passages. */
const [TOTAL, CAPITALS, IS_NUMBER, FIRST, LAST, INVERSE, BEST_CENTRALITY, CENTRALITY_SUM] = [0, 1, 2, 3, 4, 5, 6, 7];
const [BEST_MAIN, MAIN_SUM, EVALUATION_SUM, QUOTED, LEADS, TOPS, SHORTEST, PLACES] = [8, 9, 10, 11, 12, 13, 14, 15];

function placesOf(analysis: Analysis, rows: Float32Array): Float32Array {
  const out = new Float32Array(analysis.documentCounts.length * PLACES);
  for (let from = 0; from < out.length; from += PLACES) {
    out[from + FIRST] = FAR;
    out[from + SHORTEST] = FAR;
  }
  for (let i = 0; i < analysis.passages.length; i++) {
    const passage = analysis.passages[i]!;
    countForms(passage, out);
    const { terms, place, size, text } = passage;
    if (passage.dirt) continue;
    const centrality = rows[i * WIDTH + CENTRALITY]!;
    const main = analysis.roles[i * ROLES.length + MAIN]!;
    const evaluation = analysis.roles[i * ROLES.length + EVALUATION]!;
    const quoted = /["“”]/.test(text) ? 1 : 0;
    for (const t of terms) {
      const from = t * PLACES;
      if (place < out[from + FIRST]!) out[from + FIRST] = place;
      if (place > out[from + LAST]!) out[from + LAST] = place;
      out[from + INVERSE]! += 1 / (1 + place);
      if (centrality > out[from + BEST_CENTRALITY]!) out[from + BEST_CENTRALITY] = centrality;
      out[from + CENTRALITY_SUM]! += centrality;
      if (main > out[from + BEST_MAIN]!) out[from + BEST_MAIN] = main;
      out[from + MAIN_SUM]! += main;
      out[from + EVALUATION_SUM]! += evaluation;
      out[from + QUOTED]! += quoted;
      if (place === 0) out[from + LEADS]!++;
      if (place < 3) out[from + TOPS]!++;
      if (size < out[from + SHORTEST]!) out[from + SHORTEST] = size;
    }
  }
  return out;
}

function countForms({ sequence, words }: Passage, out: Float32Array): void {
  for (let k = 0; k < sequence.length; k++) {
    if (sequence[k]! < 0) continue;
    const from = sequence[k]! * PLACES;
    const { capital, cues } = words[k]!;
    out[from + TOTAL]!++;
    if (capital && k > 0) out[from + CAPITALS]!++;
    if ((cues & CUE.digit) !== 0) out[from + IS_NUMBER] = 1;
  }
}

/** Numbers of the pairs that are worth a look, given the probabilities of the terms. */
export function likelyPairs(analysis: Analysis, worth: Float32Array): number[] {
  const { pairFirst, pairSecond } = analysis;
  const out: number[] = [];
  for (let p = 0; p < pairFirst.length; p++) {
    if (worth[pairFirst[p]!]! >= LEAST_TERM && worth[pairSecond[p]!]! >= LEAST_TERM) out.push(p);
  }
  return out;
}

/** Features of the pairs asked for, row after row; `worth` are the probabilities of the terms. */
export function pairFeatures(
  analysis: Analysis,
  rows: Float32Array,
  worth: Float32Array,
  wanted: readonly number[],
): Float32Array {
  const { pairCounts, pairFirst, pairSecond, passageCounts, documents } = analysis;
  const n = pairCounts.length;
  const times = new Float32Array(n);
  const first = new Float32Array(n).fill(FAR);
  const inverse = new Float32Array(n);
  const centrality = new Float32Array(n);
  for (let i = 0; i < analysis.passages.length; i++) {
    const { pairs, place } = analysis.passages[i]!;
    const central = rows[i * WIDTH + CENTRALITY]!;
    for (const p of pairs) {
      times[p]!++;
      if (place < first[p]!) first[p] = place;
      inverse[p]! += 1 / (1 + place);
      if (central > centrality[p]!) centrality[p] = central;
    }
  }
  const adjacent = adjacencyOf(analysis);
  const out = new Float32Array(wanted.length * PAIR_COLUMNS);
  let at = 0;
  for (const p of wanted) {
    const a = worth[pairFirst[p]!]!;
    const b = worth[pairSecond[p]!]!;
    out[at++] = Math.min(a, b);
    out[at++] = Math.max(a, b);
    out[at++] = a * b;
    out[at++] = times[p]!;
    out[at++] = pairCounts[p]!;
    out[at++] = pairCounts[p]! / documents;
    out[at++] = first[p]!;
    out[at++] = inverse[p]!;
    out[at++] = inverse[p]! / documents;
    out[at++] = centrality[p]!;
    out[at++] = adjacent[p]! / Math.max(1, times[p]!);
    out[at++] = passageCounts[pairFirst[p]!]!;
    out[at++] = passageCounts[pairSecond[p]!]!;
    out[at++] = documents;
  }
  return out;
}

/** How many passages have the pair with nothing between its terms. */
function adjacencyOf(analysis: Analysis): Float32Array {
  const out = new Float32Array(analysis.pairCounts.length);
  for (const { sequence, pairs } of analysis.passages) {
    let last = -1;
    let next = 0;
    // A pair's number is met in the order of first occurrence; later occurrences of the same pair are passed over.
    for (let k = 0; k < sequence.length && next < pairs.length; k++) {
      const t = sequence[k]!;
      if (t < 0) continue;
      if (last >= 0) {
        const pair = pairs[next]!;
        if (analysis.pairFirst[pair] === sequence[last] && analysis.pairSecond[pair] === t) {
          if (k - last === 1) out[pair]!++;
          next++;
        }
      }
      last = k;
    }
  }
  return out;
}
