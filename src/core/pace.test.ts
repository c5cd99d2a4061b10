import { expect, test } from "vitest";
import { bookToken } from "./pace.ts";
import type { Bucket, Pace } from "./pace.ts";

/** When each of so many messages goes out that are all booked at one time. */
function turns(pace: Pace, messages: number, from: Bucket | null = null, now = 0): readonly number[] {
  let bucket = from;
  return Array.from({ length: messages }, () => {
    const booked = bookToken(bucket, pace, now);
    bucket = booked.bucket;
    return booked.waitMs;
  });
}

test.each<[Pace, readonly number[]]>([
  [{ perSecond: 1, burst: 1 }, [0, 1_000, 2_000, 3_000]],
  [{ perSecond: 1, burst: 3 }, [0, 0, 0, 1_000]],
  [{ perSecond: 50, burst: 1 }, [0, 20, 40, 60]],
])("a pace of %j gives each message its turn", (pace, expected) => {
  expect(turns(pace, 4)).toEqual(expected);
});

test("what was booked ahead is owed before anybody else has a turn", () => {
  expect(turns({ perSecond: 1, burst: 1 }, 1, { tokens: -2, at: 0 }, 1_000)).toEqual([2_000]);
});

test("a bucket does not fill above its burst, however long it rests", () => {
  expect(turns({ perSecond: 1, burst: 2 }, 3, { tokens: 0, at: 0 }, 3_600_000)).toEqual([0, 0, 1_000]);
});
