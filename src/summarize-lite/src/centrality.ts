import type { Analysis, Passage } from "./analysis.ts";

/** Similarities and sums that several columns are made of, one value a passage. */
export interface Measures {
  readonly centroid: Float32Array;
  readonly documentCentroid: Float32Array;
  readonly eigen: Float32Array;
  readonly meanCount: Float32Array;
  readonly support: Float32Array;
  readonly pairSupport: Float32Array;
  readonly sharedPairs: Float32Array;
  readonly meanIdf: Float32Array;
  readonly maxWeight: Float32Array;
  readonly sum: Float32Array;
  readonly novelty: Float32Array;
  readonly lead: Float32Array;
  readonly leads: Float32Array;
}

/** Cost grows linearly with the number of terms: passages are compared with sums of passages, never with one another. */
export function measure(analysis: Analysis, weights: Float32Array): Measures {
  const { passages, bounds } = analysis;
  const n = passages.length;
  const norms = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    let squares = 0;
    for (const t of passages[i]!.terms) squares += weights[t]! * weights[t]!;
    norms[i] = Math.sqrt(squares) || 1;
  }
  const make = (): Float32Array => new Float32Array(n);
  const out: Measures = {
    centroid: make(),
    documentCentroid: make(),
    eigen: make(),
    meanCount: make(),
    support: make(),
    pairSupport: make(),
    sharedPairs: make(),
    meanIdf: make(),
    maxWeight: make(),
    sum: make(),
    novelty: make(),
    lead: make(),
    leads: make(),
  };
  const vectors: Vectors = { passages, weights, norms, sum: new Float64Array(weights.length), held: [] };
  compare(vectors, 0, n, null, 0, n, out.centroid);
  compare(vectors, 0, n, out.centroid, 0, n, out.eigen);
  for (let d = 0; d < analysis.documents; d++) {
    const from = bounds[d]!;
    const to = bounds[d + 1]!;
    const lead = firstClean(passages, from, to);
    if (analysis.documents === 1) out.documentCentroid.set(out.centroid);
    else compare(vectors, from, to, null, from, to, out.documentCentroid);
    compare(vectors, lead, Math.min(to, lead + 1), null, from, to, out.lead);
    compare(vectors, lead, Math.min(to, lead + 4), null, from, to, out.leads);
  }
  countMeasures(analysis, weights, out);
  return out;
}

function firstClean(passages: readonly Passage[], from: number, to: number): number {
  let i = from;
  while (i + 1 < to && passages[i]!.terms.length < 4) i++;
  return i;
}

interface Vectors {
  readonly passages: readonly Passage[];
  readonly weights: Float32Array;
  readonly norms: Float32Array;
  /** All zero between two comparisons. */
  readonly sum: Float64Array;
  /** Terms that the sum has. */
  readonly held: number[];
}

/**
 * Cosines of the passages `from` to `to` to the sum of those `first` to `end`, each made to unit length and multiplied by its
 * factor. Only the terms that those have are looked at, so that many articles cost no more than one each.
 */
function compare(
  vectors: Vectors,
  first: number,
  end: number,
  factors: Float32Array | null,
  from: number,
  to: number,
  out: Float32Array,
): void {
  const { passages, weights, norms, sum, held } = vectors;
  for (let i = first; i < end; i++) {
    const factor = (factors === null ? 1 : factors[i]!) / norms[i]!;
    if (factor === 0) continue;
    for (const t of passages[i]!.terms) {
      if (sum[t] === 0) held.push(t);
      sum[t]! += weights[t]! * factor;
    }
  }
  held.sort((a, b) => a - b);
  let squares = 0;
  for (const t of held) squares += sum[t]! * sum[t]!;
  const norm = Math.sqrt(squares) || 1;
  for (const t of held) sum[t]! /= norm;
  for (let i = from; i < to; i++) {
    let dot = 0;
    for (const t of passages[i]!.terms) dot += weights[t]! * sum[t]!;
    out[i] = dot / norms[i]!;
  }
  for (const t of held) sum[t] = 0;
  held.length = 0;
}

/** Logarithms of 1 + n for small n: of how often a term stands in other passages. */
const LOGS = Float64Array.from({ length: 64 }, (_, n) => Math.log1p(n));

function countMeasures(analysis: Analysis, weights: Float32Array, out: Measures): void {
  const { passages, documentCounts, passageCounts, pairCounts } = analysis;
  const others = Math.max(1, analysis.documents - 1);
  const lastSeen = new Int32Array(weights.length).fill(-1);
  for (let i = 0; i < passages.length; i++) {
    const { terms, pairs, document } = passages[i]!;
    const length = Math.max(4, terms.length);
    let fresh = 0;
    for (const t of terms) {
      const repeats = passageCounts[t]! - 1;
      const weighted = weights[t]! * (repeats < LOGS.length ? LOGS[repeats]! : Math.log1p(repeats));
      out.meanCount[i]! += passageCounts[t]! / length;
      out.support[i]! += (documentCounts[t]! - 1) / others / length;
      out.meanIdf[i]! += weights[t]! / length;
      out.sum[i]! += weighted;
      if (weighted > out.maxWeight[i]!) out.maxWeight[i] = weighted;
      if (lastSeen[t] !== document) fresh++;
      lastSeen[t] = document;
    }
    out.novelty[i] = fresh / length;
    const ofPairs = Math.max(4, pairs.length);
    for (const p of pairs) {
      out.pairSupport[i]! += (pairCounts[p]! - 1) / others / ofPairs;
      if (pairCounts[p]! > 1) out.sharedPairs[i]!++;
    }
  }
}
