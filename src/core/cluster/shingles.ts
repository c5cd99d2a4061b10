import { hash32, mix } from "./words.ts";

/** Words in a shingle: five is the length at which two reports share next to nothing unless one was copied. */
const SHINGLE_WORDS = 5;

/** Up to here every shingle is kept and containment is exact; beyond it, a sample. */
const KEPT = 2048;

/** The word shingles of a text: all of them, or those whose hash is a multiple of 2^`rate`. */
export interface Shingles {
  /** Sorted, distinct 32-bit hashes. */
  readonly hashes: readonly number[];
  /** Of every 2^rate shingles one is kept. */
  readonly rate: number;
}

/** Every 5-word shingle of the folded words; a text of fewer words is one shingle. */
export function shingles(words: readonly string[]): Shingles {
  const ids = words.map(hash32);
  const all = new Set<number>();
  const width = Math.min(SHINGLE_WORDS, ids.length);
  const count = width === 0 ? 0 : ids.length - width + 1;
  for (let i = 0; i < count; i++) {
    let hash = 0;
    for (let k = 0; k < width; k++) hash = Math.imul(hash, 31) + (ids[i + k] ?? 0);
    all.add(mix(hash));
  }
  let rate = 0;
  while (all.size / 2 ** rate > KEPT) rate++;
  const hashes = sampled([...all], rate).sort((a, b) => a - b);
  return { hashes, rate };
}

/** How many shingles the text has, estimated when it is long. */
export function shingleCount(text: Shingles): number {
  return text.hashes.length * 2 ** text.rate;
}

export interface Containment {
  /** Share of the shorter text's shingles that stand in the longer one, 0 to 1. */
  readonly ofShorter: number;
  /** The same shingles as a share of the longer text. */
  readonly ofLonger: number;
}

/** Containment of the shorter text in the longer, exact while both have at most 2048 shingles. */
export function containment(a: Shingles, b: Shingles): Containment {
  const rate = Math.max(a.rate, b.rate);
  const left = a.rate === rate ? a.hashes : sampled(a.hashes, rate);
  const right = b.rate === rate ? b.hashes : sampled(b.hashes, rate);
  if (left.length === 0 || right.length === 0) return { ofShorter: 0, ofLonger: 0 };
  const shared = sharedCount(left, right);
  return {
    ofShorter: shared / Math.min(left.length, right.length),
    ofLonger: shared / Math.max(left.length, right.length),
  };
}

function sampled(hashes: readonly number[], rate: number): number[] {
  const mask = 2 ** rate - 1;
  return hashes.filter((hash) => (hash & mask) === 0);
}

function sharedCount(a: readonly number[], b: readonly number[]): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared;
}
