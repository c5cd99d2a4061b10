/** Chance that can be had again from its seed. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform in {0, …, below − 1}. */
  readonly below: (below: number) => number;
  /** Uniform in [from, to), whole milliseconds. */
  readonly between: (from: number, to: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** A stream of its own: what is drawn from it changes nothing here. */
  readonly fork: () => Random;
}

/**
 * SplitMix with 32 bits of state: small, and good enough to choose faults.
 * @param seed its lowest 32 bits count
 * @see Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014
 */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const draw = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const next = (): number => draw() / 2 ** 32;
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (from, to) => from + below(Math.max(1, to - from)),
    chance: (probability) => next() < probability,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new RangeError("nothing to pick from");
      return picked;
    },
    fork: () => createRandom(draw()),
  };
}
