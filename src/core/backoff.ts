const FIRST_MS = 2_000;
/** A platform that comes back is noticed within this; one request in that time costs nothing. */
const LONGEST_MS = 300_000;

/**
 * Wait before the next try: exponential backoff with full jitter.
 * @param attempt failed tries so far, 1 or more
 * @param random uniform in [0, 1); the caller rolls, so the result can be replayed
 * @returns milliseconds in [0, min(5 min, 2 s × 2^(attempt − 1)))
 * @throws RangeError unless `attempt` is an integer of 1 or more
 * @see Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015)
 */
export function backoffMs(attempt: number, random: number): number {
  if (!Number.isInteger(attempt) || attempt < 1) throw new RangeError(`attempt must be 1 or more, not ${attempt}`);
  return Math.floor(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 30)));
}
