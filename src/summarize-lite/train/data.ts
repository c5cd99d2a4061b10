import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Where the corpora lie: beside the project. */
export const EVAL = new URL("../../../../shared/eval/", import.meta.url);

export const hasData = (): boolean => existsSync(EVAL);

/** All objects of a gzipped file of JSON lines under `EVAL`. */
export function readLines<T>(path: string): T[] {
  const text = gunzipSync(readFileSync(new URL(path, EVAL))).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

/** Uniform numbers in [0, 1) that a seed replays (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Shuffles in place (Fisher and Yates). */
export function shuffle<T>(list: T[], random: () => number): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
