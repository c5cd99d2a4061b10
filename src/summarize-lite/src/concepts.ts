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
  const out = new Float32Array(n * TERM_COLUMNS);
  const total = new Float32Array(n);
  const capitals = new Float32Array(n);
  const isNumber = new Uint8Array(n);
  for (const passage of analysis.passages) countForms(passage, total, capitals, isNumber);
  const places = placesOf(analysis, rows);
  let clean = 0;
  for (const { dirt } of analysis.passages) if (!dirt) clean++;
  let most = 1;
  for (const value of total) if (value > most) most = value;
  for (let t = 0; t < n; t++) {
    const times = Math.max(1, analysis.passageCounts[t]!);
    let at = t * TERM_COLUMNS;
    out[at++] = total[t]!;
    out[at++] = total[t]! / most;
    out[at++] = analysis.passageCounts[t]!;
    out[at++] = times / clean;
    out[at++] = analysis.documentCounts[t]!;
    out[at++] = analysis.documentCounts[t]! / analysis.documents;
    out[at++] = places.first[t]!;
    out[at++] = places.inverse[t]!;
    out[at++] = places.inverse[t]! / analysis.documents;
    out[at++] = capitals[t]! / Math.max(1, total[t]!);
    out[at++] = idf[t]!;
    out[at++] = idf[t]! * Math.log1p(total[t]!);
    out[at++] = places.bestCentrality[t]!;
    out[at++] = places.centrality[t]! / times;
    out[at++] = places.bestMain[t]!;
    out[at++] = places.main[t]! / times;
    out[at++] = places.quoted[t]! / times;
    out[at++] = places.leads[t]! / analysis.documents;
    out[at++] = places.tops[t]! / analysis.documents;
    out[at++] = places.shortest[t]!;
    out[at++] = places.last[t]!;
    out[at++] = isNumber[t]!;
    out[at++] = places.evaluation[t]! / times;
    out[at++] = clean;
    out[at++] = analysis.documents;
    out[at++] = places.last[t]! - places.first[t]!;
  }
  return out;
}

function countForms(passage: Passage, total: Float32Array, capitals: Float32Array, isNumber: Uint8Array): void {
  for (let k = 0; k < passage.sequence.length; k++) {
    const t = passage.sequence[k]!;
    if (t < 0) continue;
    const word = passage.words[k]!;
    total[t]!++;
    if (word.capital && k > 0) capitals[t]!++;
    if ((word.cues & CUE.digit) !== 0) isNumber[t] = 1;
  }
}

/** Where terms stand: sums and extremes over the passages that hold them. */
interface Places {
  readonly first: Float32Array;
  readonly last: Float32Array;
  readonly inverse: Float32Array;
  readonly bestCentrality: Float32Array;
  readonly centrality: Float32Array;
  readonly bestMain: Float32Array;
  readonly main: Float32Array;
  readonly evaluation: Float32Array;
  readonly quoted: Float32Array;
  readonly leads: Float32Array;
  readonly tops: Float32Array;
  readonly shortest: Float32Array;
}

function placesOf(analysis: Analysis, rows: Float32Array): Places {
  const n = analysis.documentCounts.length;
  const make = (value = 0): Float32Array => new Float32Array(n).fill(value);
  const out: Places = {
    first: make(FAR),
    last: make(),
    inverse: make(),
    bestCentrality: make(),
    centrality: make(),
    bestMain: make(),
    main: make(),
    evaluation: make(),
    quoted: make(),
    leads: make(),
    tops: make(),
    shortest: make(FAR),
  };
  for (const [i, { dirt, terms, place, size, text }] of analysis.passages.entries()) {
    if (dirt) continue;
    const centrality = rows[i * WIDTH + CENTRALITY]!;
    const main = analysis.roles[i * ROLES.length + MAIN]!;
    const evaluation = analysis.roles[i * ROLES.length + EVALUATION]!;
    const quoted = /["“”]/.test(text) ? 1 : 0;
    for (const t of terms) {
      if (place < out.first[t]!) out.first[t] = place;
      if (place > out.last[t]!) out.last[t] = place;
      out.inverse[t]! += 1 / (1 + place);
      if (centrality > out.bestCentrality[t]!) out.bestCentrality[t] = centrality;
      out.centrality[t]! += centrality;
      if (main > out.bestMain[t]!) out.bestMain[t] = main;
      out.main[t]! += main;
      out.evaluation[t]! += evaluation;
      out.quoted[t]! += quoted;
      if (place === 0) out.leads[t]!++;
      if (place < 3) out.tops[t]!++;
      if (size < out.shortest[t]!) out.shortest[t] = size;
    }
  }
  return out;
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
  for (const [i, { pairs, place }] of analysis.passages.entries()) {
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
