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
  const { passages } = analysis;
  const n = passages.length;
  const norms = new Float32Array(n);
  for (const [i, passage] of passages.entries()) {
    let squares = 0;
    for (const t of passage.terms) squares += weights[t]! * weights[t]!;
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
  const all = centroidOf(passages, 0, n, weights, norms, null);
  similarityTo(all, passages, 0, n, weights, norms, out.centroid);
  const second = centroidOf(passages, 0, n, weights, norms, out.centroid);
  similarityTo(second, passages, 0, n, weights, norms, out.eigen);
  for (let d = 0; d < analysis.documents; d++) {
    const from = analysis.bounds[d]!;
    const to = analysis.bounds[d + 1]!;
    similarityTo(
      centroidOf(passages, from, to, weights, norms, null),
      passages,
      from,
      to,
      weights,
      norms,
      out.documentCentroid,
    );
    const lead = firstClean(passages, from, to);
    similarityTo(
      centroidOf(passages, lead, Math.min(to, lead + 1), weights, norms, null),
      passages,
      from,
      to,
      weights,
      norms,
      out.lead,
    );
    similarityTo(
      centroidOf(passages, lead, Math.min(to, lead + 4), weights, norms, null),
      passages,
      from,
      to,
      weights,
      norms,
      out.leads,
    );
  }
  countMeasures(analysis, weights, out);
  return out;
}

function firstClean(passages: readonly Passage[], from: number, to: number): number {
  let i = from;
  while (i + 1 < to && passages[i]!.terms.length < 4) i++;
  return i;
}

/** Sum of the passages' vectors of unit length, each times its own factor, made to unit length. */
function centroidOf(
  passages: readonly Passage[],
  from: number,
  to: number,
  weights: Float32Array,
  norms: Float32Array,
  factors: Float32Array | null,
): Float64Array {
  const sum = new Float64Array(weights.length);
  for (let i = from; i < to; i++) {
    const factor = (factors === null ? 1 : factors[i]!) / norms[i]!;
    for (const t of passages[i]!.terms) sum[t]! += weights[t]! * factor;
  }
  let squares = 0;
  for (const value of sum) squares += value * value;
  const norm = Math.sqrt(squares) || 1;
  for (let t = 0; t < sum.length; t++) sum[t]! /= norm;
  return sum;
}

function similarityTo(
  centroid: Float64Array,
  passages: readonly Passage[],
  from: number,
  to: number,
  weights: Float32Array,
  norms: Float32Array,
  out: Float32Array,
): void {
  for (let i = from; i < to; i++) {
    let dot = 0;
    for (const t of passages[i]!.terms) dot += weights[t]! * centroid[t]!;
    out[i] = dot / norms[i]!;
  }
}

function countMeasures(analysis: Analysis, weights: Float32Array, out: Measures): void {
  const { passages, documentCounts, passageCounts, pairCounts } = analysis;
  const others = Math.max(1, analysis.documents - 1);
  const lastSeen = new Int32Array(weights.length).fill(-1);
  for (const [i, { terms, pairs, document }] of passages.entries()) {
    const length = Math.max(4, terms.length);
    let fresh = 0;
    for (const t of terms) {
      const weighted = weights[t]! * Math.log1p(passageCounts[t]! - 1);
      out.meanCount[i]! += passageCounts[t]! / length;
      out.support[i]! += (documentCounts[t]! - 1) / others / length;
      out.meanIdf[i]! += weights[t]! / length;
      out.sum[i]! += weighted;
      if (weighted > out.maxWeight[i]!) out.maxWeight[i] = weighted;
      if (lastSeen[t] !== document) fresh++;
      lastSeen[t] = document;
    }
    out.novelty[i] = fresh / length;
    for (const p of pairs) {
      out.pairSupport[i]! += (pairCounts[p]! - 1) / others / Math.max(4, pairs.length);
      if (pairCounts[p]! > 1) out.sharedPairs[i]!++;
    }
  }
}
