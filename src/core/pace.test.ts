import { expect, test } from "vitest";
import { takeToken } from "./pace.ts";
import type { Bucket, Pace } from "./pace.ts";

/** How many messages go out in a time when each goes as soon as it may. */
function sentWithin(pace: Pace, ms: number): number {
  let bucket: Bucket | null = null;
  let sent = 0;
  for (let now = 0; now <= ms;) {
    const taken = takeToken(bucket, pace, now);
    bucket = taken.bucket;
    if (taken.waitMs === 0) sent += 1;
    now += taken.waitMs;
  }
  return sent;
}

test.each([
  [{ perSecond: 1, burst: 1 }, 10_000, 11],
  [{ perSecond: 1, burst: 3 }, 10_000, 13],
  [{ perSecond: 50, burst: 50 }, 2_000, 150],
])("a pace of %j lets out in %i ms what it promises", (pace, ms, sent) => {
  expect(sentWithin(pace, ms)).toBe(sent);
});

test("a bucket does not fill above its burst, however long it rests", () => {
  const pace = { perSecond: 1, burst: 2 };
  const [first, second] = [takeToken({ tokens: 0, at: 0 }, pace, 3_600_000)].map(({ bucket }) => [
    bucket.tokens,
    takeToken(bucket, pace, 3_600_000).bucket.tokens,
  ])[0] ?? [0, 0];
  expect([first, second]).toEqual([1, 0]);
});
