import { expect, test } from "vitest";
import { backoffMs } from "./backoff.ts";

test.each([
  [1, 0.5, 1_000],
  [2, 0.5, 2_000],
  [6, 0.5, 32_000],
  [40, 0.5, 150_000],
  [3, 0, 0],
])("after %i failed tries and a roll of %d the wait is %i ms", (attempt, random, expected) => {
  expect(backoffMs(attempt, random)).toBe(expected);
});

test.each([0, -1, 1.5, Number.NaN])("%d is no number of tries", (attempt) => {
  expect(() => backoffMs(attempt, 0.5)).toThrow(RangeError);
});
