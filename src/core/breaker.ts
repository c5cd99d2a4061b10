/**
 * Whether a platform that keeps failing is asked at all: closed while it answers, open after a row of failures, and now
 * and then one request goes through to see.
 */
export type Breaker =
  | { readonly state: "closed"; readonly failures: number }
  | { readonly state: "open"; readonly until: number; readonly waitMs: number }
  /** One request is under way; without an answer by `until` another may go. */
  | { readonly state: "probing"; readonly until: number; readonly waitMs: number };

export const CLOSED: Breaker = { state: "closed", failures: 0 };

const FAILURES = 5;
const FIRST_MS = 5_000;
const LONGEST_MS = 300_000;
/** A request has ended by then. */
const PROBE_MS = 30_000;

/**
 * @param now by a steady clock, milliseconds
 * @returns the breaker after the question, and how long to wait: 0 means go
 */
export function askBreaker(breaker: Breaker, now: number): { readonly breaker: Breaker; readonly waitMs: number } {
  if (breaker.state === "closed") return { breaker, waitMs: 0 };
  if (now < breaker.until) return { breaker, waitMs: breaker.until - now };
  return { breaker: { state: "probing", until: now + PROBE_MS, waitMs: breaker.waitMs }, waitMs: 0 };
}

/** @param answered whether the platform gave an answer, be it a refusal */
export function tellBreaker(breaker: Breaker, answered: boolean, now: number): Breaker {
  if (answered) return CLOSED;
  switch (breaker.state) {
    case "closed": {
      const failures = breaker.failures + 1;
      return failures < FAILURES ? { state: "closed", failures } : open(now, FIRST_MS);
    }
    case "probing":
      return open(now, Math.min(LONGEST_MS, breaker.waitMs * 2));
    case "open":
      break;
  }
  // Requests that were under way when it opened say nothing new.
  return breaker;
}

function open(now: number, waitMs: number): Breaker {
  return { state: "open", until: now + waitMs, waitMs };
}
