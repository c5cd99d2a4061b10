/** First second of 2015, from which Discord counts. */
const DISCORD_EPOCH = 1_420_070_400_000;

/** Ids that only grow, also while the clock stands still or goes back: milliseconds since 2015 above 22 bits of sequence. */
export function snowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const fresh = BigInt(Math.floor(now()) - DISCORD_EPOCH) << 22n;
    last = fresh > last ? fresh : last + 1n;
    return last.toString();
  };
}

/** Order of ids is order of time; they are longer than a number holds. */
export function compareIds(a: string, b: string): number {
  const [x, y] = [BigInt(a), BigInt(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
