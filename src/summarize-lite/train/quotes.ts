import { candidatesOf, NOBODY } from "../src/speaker-features.ts";
import type { Before, Candidate } from "../src/speaker-features.ts";
import { sceneOf } from "../src/speech-scene.ts";
import type { Scene } from "../src/speech-scene.ts";
import { randomFrom, readLines, shuffle } from "./data.ts";

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

const EPOCHS = Number(process.env.EP ?? 30);
const RATE = Number(process.env.RATE ?? 0.2);
const L2 = Number(process.env.L2 ?? 2e-4);
/** A feature of fewer quotations says nothing of others. */
const LEAST = Number(process.env.LEAST ?? 3);

/**
 * Log-linear ranking of the candidates of each quotation (Bergstra et al.'s conditional form of logistic regression), by
 * AdaGrad, weights averaged over the last half.
 */
export function trainSpeakers(examples: readonly Example[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { candidates } of examples) {
    for (const feature of new Set(candidates.flatMap(({ features }) => features)))
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  const names = [...counts]
    .filter(([, count]) => count >= LEAST)
    .map(([name]) => name)
    .sort();
  const index = new Map(names.map((name, i) => [name, i]));
  const rows = examples.map(({ candidates, right }) => ({
    features: candidates.map(({ features }) => features.flatMap((feature) => index.get(feature) ?? [])),
    right,
  }));
  const weights = new Float64Array(names.length);
  const squares = new Float64Array(names.length).fill(1e-6);
  const average = new Float64Array(names.length);
  const random = randomFrom(11);
  let averaged = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { features, right } of shuffle([...rows], random)) {
      const odds = features.map((row) => row.reduce((sum, f) => sum + weights[f]!, 0));
      const all = shares(odds, () => true);
      const good = shares(odds, (i) => right[i]!);
      const gradient = new Map<number, number>();
      for (const [i, row] of features.entries()) {
        const slope = all[i]! - good[i]!;
        if (Math.abs(slope) < 1e-5) continue;
        for (const f of row) gradient.set(f, (gradient.get(f) ?? 0) + slope);
      }
      for (const [f, slope] of gradient) {
        const step = slope + L2 * weights[f]!;
        squares[f]! += step * step;
        weights[f]! -= (RATE * step) / Math.sqrt(squares[f]!);
      }
    }
    if (epoch * 2 >= EPOCHS) {
      averaged++;
      for (let f = 0; f < average.length; f++) average[f]! += weights[f]!;
    }
  }
  return new Map(names.map((name, i) => [name, average[i]! / averaged]));
}

/** Softmax over the entries that count; 0 for the others. */
function shares(odds: readonly number[], counts: (i: number) => boolean): number[] {
  const max = Math.max(...odds.filter((_, i) => counts(i)));
  const parts = odds.map((value, i) => (counts(i) ? Math.exp(value - max) : 0));
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part / sum);
}
