import { readPacked } from "./packed.ts";
import { contextRows, CONTEXT_COLUMNS } from "./role-context.ts";
import { FEATURES, featureParts } from "./role-features.ts";
import type { FeatureLists, RoleSentence } from "./role-features.ts";
import { ROLES } from "./role-names.ts";
import { topicOf } from "./role-topic.ts";
import { joinTrees, readTrees, treeMargins } from "./trees.ts";
import type { Trees } from "./trees.ts";

const N = ROLES.length;

/**
 * Two passes: a linear classifier over words, cues and place, then boosted trees over its guesses for the sentence and its
 * neighbours. `slots[feature]` is the row of weights + 1, or 0 for a feature that was not kept.
 */
export interface RoleModel {
  readonly slots: Uint16Array;
  /** N whole numbers a slot, see `pairUp`; times `scale` the log-linear weight. */
  readonly paired: Int32Array;
  readonly scale: number;
  /** One output a role. */
  readonly trees: Trees;
  /** Added to each role's margin, so that rare roles are found. */
  readonly offsets: readonly number[];
}

/** Order in the file: scale (f32), number of features (u16), gaps between features (varint), N × i8 a feature, then trees and offset (f32) of each role. */
export function readRoleModel(base64: string): RoleModel {
  const reader = readPacked(base64);
  const scale = reader.f32();
  const count = reader.u16();
  const slots = new Uint16Array(FEATURES);
  let feature = -1;
  for (let slot = 1; slot <= count; slot++) {
    feature += reader.varint();
    slots[feature] = slot;
  }
  const weights = reader.i8s(count * N);
  const trees: Trees[] = [];
  const offsets: number[] = [];
  for (let c = 0; c < N; c++) {
    trees.push(readTrees(reader));
    offsets.push(reader.f32());
  }
  return { slots, paired: pairUp(weights), scale, trees: joinTrees(trees), offsets };
}

type FirstPass = Pick<RoleModel, "slots" | "paired" | "scale">;

/** Probabilities of the first pass, N a sentence. */
export function firstGuesses(
  model: FirstPass,
  sentences: readonly RoleSentence[],
  title: ReadonlySet<string>,
  topic = topicOf(sentences, title),
): Float32Array {
  const of = sentences.length;
  const out = new Float32Array(of * N);
  const { words, asNeighbour, places } = featureParts(sentences, topic);
  const lent = new Int32Array(of * TALLY);
  for (let i = 0; i < of; i++) addUp(model, asNeighbour, i, lent, i * TALLY);
  const tally = new Int32Array(TALLY);
  const sums = new Float64Array(N);
  for (let i = 0; i < of; i++) {
    tally.fill(0);
    addUp(model, words, i, tally, 0);
    addUp(model, places, i, tally, 0);
    if (i > 0) for (let c = 0; c < TALLY; c++) tally[c]! += lent[(i - 1) * TALLY + c]!;
    if (i + 1 < of) for (let c = 0; c < TALLY; c++) tally[c]! += lent[(i + 1) * TALLY + c]!;
    for (let c = 0; c < N; c++) sums[c] = tally[c]!;
    softmaxInto(sums, model.scale / Math.sqrt(Math.max(1, tally[N]!)), out, i * N);
  }
  return out;
}

/** Sums of weights for each role, then the number of features that have weights. */
const TALLY = N + 1;

/** Two sums share one whole number of 32 bits, 16 each: half the additions. */
const PAIRS = TALLY / 2;
/** Features whose weights, of at most 127, surely fit into 16 bits when added up. */
const FITTING = 256;

/** Adds the weights of the features of one sentence to its tally, which begins at `to`. */
function addUp({ slots, paired }: FirstPass, lists: FeatureLists, i: number, tally: Int32Array, to: number): void {
  const { features, ends } = lists;
  const end = ends[i]!;
  for (let from = i === 0 ? 0 : ends[i - 1]!; from < end; from += FITTING) {
    const stop = Math.min(end, from + FITTING);
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    for (let k = from; k < stop; k++) {
      const at = slots[features[k]!]! * PAIRS;
      a = (a + paired[at]!) | 0;
      b = (b + paired[at + 1]!) | 0;
      c = (c + paired[at + 2]!) | 0;
      d = (d + paired[at + 3]!) | 0;
      e = (e + paired[at + 4]!) | 0;
    }
    unpair(a, tally, to);
    unpair(b, tally, to + 2);
    unpair(c, tally, to + 4);
    unpair(d, tally, to + 6);
    unpair(e, tally, to + 8);
  }
}

function unpair(sums: number, tally: Int32Array, at: number): void {
  const low = (sums << 16) >> 16;
  tally[at]! += low;
  tally[at + 1]! += (sums - low) >> 16;
}

/** `weights` with a 1 behind those of each slot, two in one number; slot 0 has nothing. */
export function pairUp(weights: Int8Array): Int32Array {
  const slots = weights.length / N;
  const out = new Int32Array((slots + 1) * PAIRS);
  for (let slot = 0; slot < slots; slot++) {
    for (let c = 0; c < TALLY; c += 2) {
      const low = weights[slot * N + c]!;
      const high = c + 1 < N ? weights[slot * N + c + 1]! : 1;
      out[(slot + 1) * PAIRS + c / 2] = (low + high * 65536) | 0;
    }
  }
  return out;
}

/** Probabilities of both passes, N a sentence. */
export function roleProbabilities(
  model: RoleModel,
  sentences: readonly RoleSentence[],
  title: ReadonlySet<string>,
): Float32Array {
  const topic = topicOf(sentences, title);
  const guesses = firstGuesses(model, sentences, title, topic);
  const rows = contextRows(sentences, guesses, title, topic);
  const all = treeMargins(model.trees, rows, CONTEXT_COLUMNS);
  const margins = new Float64Array(N);
  for (let i = 0; i < sentences.length; i++) {
    for (let c = 0; c < N; c++) margins[c] = all[i * N + c]! + model.offsets[c]!;
    softmaxInto(margins, 1, guesses, i * N);
  }
  return guesses;
}

/** Leaves the exponentials in `values`. */
function softmaxInto(values: Float64Array, scale: number, out: Float32Array, at: number): void {
  let max = -Infinity;
  for (let c = 0; c < N; c++) max = Math.max(max, values[c]! * scale);
  let sum = 0;
  for (let c = 0; c < N; c++) sum += values[c] = Math.exp(values[c]! * scale - max);
  for (let c = 0; c < N; c++) out[at + c] = values[c]! / sum;
}
