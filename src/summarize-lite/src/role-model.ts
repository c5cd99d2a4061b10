import { readPacked } from "./packed.ts";
import { contextRows, CONTEXT_COLUMNS } from "./role-context.ts";
import { FEATURES, featureParts } from "./role-features.ts";
import type { RoleSentence } from "./role-features.ts";
import { ROLES } from "./role-names.ts";
import { joinTrees, readTrees, treeMargins } from "./trees.ts";
import type { Trees } from "./trees.ts";

const N = ROLES.length;

/**
 * Two passes: a linear classifier over words, cues and place, then boosted trees over its guesses for the sentence and its
 * neighbours. `slots[feature]` is the row of weights + 1, or 0 for a feature that was not kept.
 */
export interface RoleModel {
  readonly slots: Uint16Array;
  /** N whole numbers a slot; times `scale` the log-linear weight. */
  readonly weights: Int8Array;
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
  return { slots, weights, scale, trees: joinTrees(trees), offsets };
}

type FirstPass = Pick<RoleModel, "slots" | "weights" | "scale">;

/** Probabilities of the first pass, N a sentence. */
export function firstGuesses(
  model: FirstPass,
  sentences: readonly RoleSentence[],
  title: ReadonlySet<string>,
): Float32Array {
  const of = sentences.length;
  const out = new Float32Array(of * N);
  const { words, asNeighbour, places } = featureParts(sentences, title);
  const lent = new Int32Array(of * TALLY);
  for (let i = 0; i < of; i++) addUp(model, asNeighbour[i]!, lent, i * TALLY);
  const tally = new Int32Array(TALLY);
  const sums = new Float64Array(N);
  for (let i = 0; i < of; i++) {
    tally.fill(0);
    addUp(model, words[i]!, tally, 0);
    addUp(model, places[i]!, tally, 0);
    if (i > 0) for (let c = 0; c < TALLY; c++) tally[c]! += lent[(i - 1) * TALLY + c]!;
    if (i + 1 < of) for (let c = 0; c < TALLY; c++) tally[c]! += lent[(i + 1) * TALLY + c]!;
    for (let c = 0; c < N; c++) sums[c] = tally[c]!;
    softmaxInto(sums, model.scale / Math.sqrt(Math.max(1, tally[N]!)), out, i * N);
  }
  return out;
}

/** Sums of weights for each role, then the number of features that have weights. */
const TALLY = N + 1;

function addUp({ slots, weights }: FirstPass, features: readonly number[], tally: Int32Array, to: number): void {
  for (let k = 0; k < features.length; k++) {
    const slot = slots[features[k]!]!;
    if (slot === 0) continue;
    tally[to + N]!++;
    const at = (slot - 1) * N;
    for (let c = 0; c < N; c++) tally[to + c]! += weights[at + c]!;
  }
}

/** Probabilities of both passes, N a sentence. */
export function roleProbabilities(
  model: RoleModel,
  sentences: readonly RoleSentence[],
  title: ReadonlySet<string>,
): Float32Array {
  const guesses = firstGuesses(model, sentences, title);
  const rows = contextRows(sentences, guesses, title);
  const all = treeMargins(model.trees, rows, CONTEXT_COLUMNS);
  const margins = new Float64Array(N);
  for (let i = 0; i < sentences.length; i++) {
    for (let c = 0; c < N; c++) margins[c] = all[i * N + c]! + model.offsets[c]!;
    softmaxInto(margins, 1, guesses, i * N);
  }
  return guesses;
}

function softmaxInto(values: Float64Array, scale: number, out: Float32Array, at: number): void {
  let max = -Infinity;
  for (const value of values) max = Math.max(max, value * scale);
  let sum = 0;
  for (const value of values) sum += Math.exp(value * scale - max);
  for (let c = 0; c < N; c++) out[at + c] = Math.exp(values[c]! * scale - max) / sum;
}
