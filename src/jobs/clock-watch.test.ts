import { expect, test } from "vitest";
import { createClockWatch } from "./clock-watch.ts";

const MINUTE = 60_000;

/** Asks once a minute; each step is how far the wall clock goes in a minute of the steady one. */
function trustOver(steps: readonly number[]): readonly boolean[] {
  const time = { wall: 0, steady: 0 };
  const watch = createClockWatch({ now: () => time.wall, monotonic: () => time.steady });
  return steps.map((minutes) => {
    time.wall += minutes * MINUTE;
    time.steady += MINUTE;
    return watch.trusts();
  });
}

const DAY = 24 * 60;

test.each<[string, readonly number[], readonly boolean[]]>([
  ["a clock that goes with the steady one is trusted", [1, 1, 1], [true, true, true]],
  ["also when it is set by a few minutes", [10, 1, -5, 1], [true, true, true, true]],
  ["also when it is set back by a day", [1, -DAY, 1], [true, true, true]],
  ["after a jump ahead it is not, until it comes back", [1, DAY, 1, 1 - DAY, 1], [true, false, false, true, true]],
  [
    "or has stood by it for ten minutes",
    [DAY, ...Array.from({ length: 11 }, () => 1)],
    [...Array.from({ length: 10 }, () => false), true, true],
  ],
  [
    "a second jump while it is not trusted counts anew",
    [60, ...Array.from({ length: 8 }, () => 1), DAY, ...Array.from({ length: 10 }, () => 1)],
    [...Array.from({ length: 19 }, () => false), true],
  ],
  ["small steps that add up to a jump are one", [6, 6, 1], [true, true, true]],
])("%s", (_, steps, expected) => {
  expect(trustOver(steps)).toEqual(expected);
});
