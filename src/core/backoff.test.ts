import { expect, test } from "vitest";
import { backoffMs } from "./backoff.ts";
import { afterFailure, MAX_ATTEMPTS } from "./delivery.ts";
import type { AfterFailure, Failure } from "./delivery.ts";

test.each([
  [1, 0.5, 1_000],
  [2, 0.5, 2_000],
  [6, 0.5, 32_000],
  [40, 0.5, 1_800_000],
  [3, 0, 0],
])("after %i failed tries and a roll of %d the wait is %i ms", (attempt, random, expected) => {
  expect(backoffMs(attempt, random)).toBe(expected);
});

test.each([0, -1, 1.5, Number.NaN])("%d is no number of tries", (attempt) => {
  expect(() => backoffMs(attempt, 0.5)).toThrow(RangeError);
});

const refused: Failure = { kind: "refused", what: "payload", reason: "no such channel", mend: "invite the bot" };
const unreachable: Failure = { kind: "unreachable", reason: "no route" };

test.each<[string, Failure, number, AfterFailure]>([
  ["a refusal ends it", refused, 1, { next: "die", failure: refused }],
  ["an unclear outcome asks for a look", { kind: "unclear", reason: "timeout" }, 1, { next: "look" }],
  [
    "a rate limit waits as told, and a little",
    { kind: "rate-limited", retryAfterMs: 1_000, scope: "channel" },
    9,
    { next: "retry", waitMs: 1_050 },
  ],
  ["an unreachable platform is tried again", unreachable, 1, { next: "retry", waitMs: 1_000 }],
  ["but not for ever", unreachable, MAX_ATTEMPTS, { next: "die", failure: unreachable }],
])("%s", (_, failure, attempt, expected) => {
  expect(afterFailure(failure, attempt, 0.5)).toEqual(expected);
});
