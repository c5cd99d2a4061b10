import { expect, test } from "vitest";
import { askBreaker, CLOSED, tellBreaker } from "./breaker.ts";
import type { Breaker } from "./breaker.ts";

function failing(times: number, from: Breaker = CLOSED): Breaker {
  let breaker = from;
  for (let time = 0; time < times; time += 1) breaker = tellBreaker(breaker, false, 0);
  return breaker;
}

/** Lets a request through at `now` and has it fail. */
function probed(breaker: Breaker, now: number): Breaker {
  const asked = askBreaker(breaker, now);
  expect(asked.waitMs).toBe(0);
  return tellBreaker(asked.breaker, false, now);
}

test("four failures in a row are no reason to stop, and an answer starts the count anew", () => {
  expect(askBreaker(failing(4), 0).waitMs).toBe(0);
  expect(askBreaker(failing(4, tellBreaker(failing(4), true, 0)), 0).waitMs).toBe(0);
});

test("after five nothing goes out for five seconds, then one request alone", () => {
  const open = failing(5);
  expect(askBreaker(open, 0).waitMs).toBe(5_000);
  expect(askBreaker(open, 4_999).waitMs).toBe(1);
  const probe = askBreaker(open, 5_000);
  expect(probe.waitMs).toBe(0);
  expect(askBreaker(probe.breaker, 5_001).waitMs).toBeGreaterThan(0);
});

test("each failed look doubles the wait, up to five minutes", () => {
  let breaker = failing(5);
  let now = 0;
  const waits: number[] = [];
  for (let look = 0; look < 8; look += 1) {
    now += askBreaker(breaker, now).waitMs;
    breaker = probed(breaker, now);
    waits.push(askBreaker(breaker, now).waitMs);
  }
  expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000]);
});

test("an answer closes it, whoever got it", () => {
  expect(tellBreaker(failing(5), true, 1)).toEqual(CLOSED);
  expect(tellBreaker(askBreaker(failing(5), 5_000).breaker, true, 5_001)).toEqual(CLOSED);
});

test("a look that never comes back does not keep it shut", () => {
  const lost = askBreaker(failing(5), 5_000).breaker;
  expect(askBreaker(lost, 5_000 + 30_000).waitMs).toBe(0);
});

test("failures of requests that were under way when it opened do not prolong it", () => {
  expect(askBreaker(failing(9), 5_000).waitMs).toBe(0);
});
