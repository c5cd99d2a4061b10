import { readPacked } from "./packed.ts";
import { candidatesOf } from "./speaker-features.ts";
import { NOBODY, goesOn } from "./speaker-setting.ts";
import type { Before } from "./speaker-setting.ts";
import { signatureOf } from "./speech-scene.ts";
import type { Scene } from "./speech-scene.ts";
import { hashOf } from "./words.ts";

/** Who speaks a quotation: a mention and the token that joins the two (−1: none). */
export interface Choice {
  readonly mention: number;
  readonly cue: number;
  /** Of the choice being right, 0 to 1. */
  readonly odds: number;
}

/** Log-linear weights of hashed features; a weight is a whole number times `scale`. */
export interface SpeakerModel {
  readonly scale: number;
  readonly weights: Int8Array;
}

export const BUCKETS = 65_536;

/** The weight that a feature has; two features may share one, which training knows. */
export const bucketOf = (feature: string): number => hashOf(feature) & (BUCKETS - 1);

/** Order in the file: scale (f32), number of weights that are not 0 (u16), gaps between their buckets (varint), then the weights (i8). */
export function readSpeakerModel(base64: string): SpeakerModel {
  const reader = readPacked(base64);
  const scale = reader.f32();
  const buckets: number[] = [];
  let bucket = -1;
  for (let left = reader.u16(); left > 0; left--) buckets.push((bucket += reader.varint()));
  const weights = new Int8Array(BUCKETS);
  for (const [i, value] of reader.i8s(buckets.length).entries()) weights[buckets[i]!] = value;
  return { scale, weights };
}

/** "“HOLT: You said …": a paragraph of a transcript, whose speaker no sentence outside names. */
const TRANSCRIPT = /^\p{Lu}[\p{Lu}.'’ -]{2,25}:\s/u;

/** The speaker of every quotation of a scene, in order; null for nobody, or for odds below `sure`. */
export function chooseSpeakers(scene: Scene, { scale, weights }: SpeakerModel, sure: number): (Choice | null)[] {
  const out: (Choice | null)[] = [];
  let before: Before = NOBODY;
  for (const index of scene.quotations.keys()) {
    if (TRANSCRIPT.test(scene.quotations[index]!.words)) {
      before = NOBODY;
      out.push(null);
      continue;
    }
    const signature = signatureOf(scene, index);
    if (signature >= 0) {
      const signed: Choice = { mention: signature, cue: scene.places[index]! + 1, odds: 1 };
      before = signed;
      out.push(signed);
      continue;
    }
    const candidates = candidatesOf(scene, index, before);
    const scores = candidates.map(({ features }) => {
      let sum = 0;
      for (const feature of features) sum += weights[bucketOf(feature)]!;
      return sum * scale;
    });
    const max = Math.max(...scores);
    const { mention, cue } = candidates[scores.indexOf(max)]!;
    const odds = 1 / scores.reduce((sum, score) => sum + Math.exp(score - max), 0);
    // A paragraph that goes on has the speaker of the one before, if it names no other.
    const found: Choice | null = mention >= 0 && odds >= sure ? { mention, cue, odds } : null;
    const choice = found ?? (goesOn(scene, index) ? (out.at(-1) ?? null) : null);
    before = choice ?? NOBODY;
    out.push(choice);
  }
  return out;
}
