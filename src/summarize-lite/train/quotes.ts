import { candidatesOf } from "../src/speaker-features.ts";
import type { Candidate } from "../src/speaker-features.ts";
import { NOBODY } from "../src/speaker-setting.ts";
import type { Before } from "../src/speaker-setting.ts";
import { sceneOf } from "../src/speech-scene.ts";
import type { Scene } from "../src/speech-scene.ts";
import { BUCKETS, bucketOf } from "../src/speakers.ts";
import type { SpeakerModel } from "../src/speakers.ts";
import { randomFrom, readLines, shuffle } from "./data.ts";
import { PackedWriter } from "./packed.ts";

type Span = readonly [number, number];

/** One article of PolNeAR with who said what; spans are offsets into `text`. */
export interface QuoteDocument {
  readonly id: string;
  readonly text: string;
  readonly attributions: readonly {
    readonly source: readonly Span[];
    readonly cue: readonly Span[];
    readonly content: readonly Span[];
  }[];
}

export const readQuoteDocuments = (split: "train-sample" | "dev"): QuoteDocument[] =>
  readLines<QuoteDocument>(`polnear/${split}.jsonl.gz`);

export interface Example {
  readonly candidates: readonly Candidate[];
  readonly right: readonly boolean[];
}

const overlaps = (a: Span, b: Span): boolean => a[0] < b[1] && b[0] < a[1];

/** The quotations of a document as examples; what was said before is taken from the annotation. */
export function examplesOf(document: QuoteDocument): Example[] {
  const scene = sceneOf(document.text);
  const out: Example[] = [];
  let before: Before = NOBODY;
  for (const [index, quotation] of scene.quotations.entries()) {
    const span: Span = [quotation.start, quotation.end];
    const sources = document.attributions
      .filter(({ source, content }) => source.length > 0 && content.some((part) => overlaps(part, span)))
      .flatMap(({ source }) => source);
    const candidates = candidatesOf(scene, index, before);
    const wanted = new Set(sources.map((source) => leftmost(scene, candidates, source)));
    const right = candidates.map(({ mention }) =>
      sources.length === 0 ? mention < 0 : mention >= 0 && wanted.has(mention),
    );
    const known = right.findIndex((is, i) => is && candidates[i]!.mention >= 0);
    const at = candidates[known];
    before = at ? { mention: at.mention, cue: at.cue } : NOBODY;
    if (right.includes(true)) out.push({ candidates, right });
  }
  return out;
}

/** The first mention within a source: its head, not what hangs on it. */
function leftmost(scene: Scene, candidates: readonly Candidate[], source: Span): number {
  let best = -1;
  for (const { mention } of candidates) {
    if (mention < 0 || (best >= 0 && mention > best)) continue;
    const { first, last } = scene.mentions[mention]!;
    if (overlaps([scene.tokens[first]!.start, scene.tokens[last]!.end], source)) best = mention;
  }
  return best;
}

const EPOCHS = 30;
const RATE = 0.02;
const L2 = 2e-4;
/** Weights of features that stand in fewer quotations say nothing of others. */
const LEAST = 5;

/**
 * Log-linear ranking of the candidates of each quotation (the conditional logit of McFadden 1974; several may be right), by
 * AdaGrad, the weights averaged over the last half and rounded to whole steps.
 */
export function trainSpeakers(examples: readonly Example[]): SpeakerModel {
  const rows = examples.map(({ candidates, right }) => ({
    buckets: candidates.map(({ features }) => features.map(bucketOf)),
    right,
  }));
  const kept = frequentBuckets(rows.map(({ buckets }) => buckets));
  const weights = new Float64Array(BUCKETS);
  const squares = new Float64Array(BUCKETS).fill(1e-6);
  const sums = new Float64Array(BUCKETS);
  const random = randomFrom(11);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { buckets, right } of shuffle([...rows], random)) {
      for (const [bucket, slope] of gradientOf(buckets, right, weights)) {
        if (kept[bucket] === 0) continue;
        const step = slope + L2 * weights[bucket]!;
        squares[bucket]! += step * step;
        weights[bucket]! -= (RATE * step) / Math.sqrt(squares[bucket]!);
      }
    }
    if (epoch * 2 >= EPOCHS) for (let k = 0; k < BUCKETS; k++) sums[k]! += weights[k]!;
  }
  const means = sums.map((sum) => sum / (EPOCHS / 2));
  const scale = Math.fround(Math.max(...means.map(Math.abs)) / 127);
  return { scale, weights: Int8Array.from(means, (mean) => Math.round(mean / scale)) };
}

/** The weights, packed as `readSpeakerModel` reads them. */
export function packSpeakers({ scale, weights }: SpeakerModel): string {
  const writer = new PackedWriter();
  writer.f32(scale);
  const used = [...weights.keys()].filter((bucket) => weights[bucket] !== 0);
  writer.u16(used.length);
  for (const [i, bucket] of used.entries()) writer.varint(bucket - (used[i - 1] ?? -1));
  for (const bucket of used) writer.i8(weights[bucket]!);
  return writer.base64();
}

/** 1 for each bucket that enough quotations use. */
function frequentBuckets(rows: readonly (readonly (readonly number[])[])[]): Uint8Array {
  const counts = new Uint32Array(BUCKETS);
  for (const buckets of rows) for (const bucket of new Set(buckets.flat())) counts[bucket]!++;
  return Uint8Array.from(counts, (count) => (count >= LEAST ? 1 : 0));
}

/** Slope of the loss: what the ranking believes less what is right, summed over the candidates. */
function gradientOf(
  buckets: readonly (readonly number[])[],
  right: readonly boolean[],
  weights: Float64Array,
): Map<number, number> {
  const scores = buckets.map((row) => row.reduce((sum, bucket) => sum + weights[bucket]!, 0));
  const believed = shares(scores, () => true);
  const wanted = shares(scores, (i) => right[i]!);
  const out = new Map<number, number>();
  for (const [i, row] of buckets.entries()) {
    const slope = believed[i]! - wanted[i]!;
    if (Math.abs(slope) < 1e-5) continue;
    for (const bucket of row) out.set(bucket, (out.get(bucket) ?? 0) + slope);
  }
  return out;
}

/** Softmax over the entries that count; 0 for the others. */
function shares(odds: readonly number[], counts: (i: number) => boolean): number[] {
  const max = Math.max(...odds.filter((_, i) => counts(i)));
  const parts = odds.map((value, i) => (counts(i) ? Math.exp(value - max) : 0));
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part / sum);
}
