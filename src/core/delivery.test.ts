import { expect, test } from "vitest";
import { afterFailure, FAULTS_MS, laneOf, MAX_FAULTS, pauseLookMs, platformLaneOf } from "./delivery.ts";
import type { AfterFailure, Failure } from "./delivery.ts";

const why = { reason: "it says no", mend: "invite the bot" };
const unreachable: Failure = { kind: "unreachable", reason: "no route" };

test.each<[string, Failure, number, number, AfterFailure]>([
  [
    "a payload that is refused is made plainer",
    { kind: "refused", what: "payload", ...why },
    1,
    0,
    { next: "degrade" },
  ],
  [
    "a channel that is refused is paused",
    { kind: "refused", what: "channel", ...why },
    1,
    0,
    { next: "pause", what: "channel", ...why },
  ],
  [
    "an account that is refused is paused",
    { kind: "refused", what: "account", ...why },
    1,
    0,
    { next: "pause", what: "account", ...why },
  ],
  ["an unclear outcome asks for a look", { kind: "unclear", reason: "timeout" }, 1, 0, { next: "look" }],
  [
    "a rate limit waits as told, and a little",
    { kind: "rate-limited", retryAfterMs: 1_000, scope: "platform" },
    99,
    2 * FAULTS_MS,
    { next: "wait", waitMs: 1_050, scope: "platform" },
  ],
  ["an unreachable platform is tried again", unreachable, 1, 0, { next: "retry", waitMs: 1_000 }],
  ["also after many tries in one night", unreachable, 99, FAULTS_MS - 1, { next: "retry", waitMs: 150_000 }],
  ["also after a day of few tries", unreachable, MAX_FAULTS - 1, FAULTS_MS, { next: "retry", waitMs: 64_000 }],
  ["but not for ever", unreachable, MAX_FAULTS, FAULTS_MS, { next: "die", failure: unreachable }],
])("%s", (_, failure, faults, sinceFirst, expected) => {
  expect(afterFailure(failure, faults, sinceFirst, 0.5)).toEqual(expected);
});

test("a paused channel is looked at after ever longer waits, an hour at most", () => {
  expect([0, 1, 2, 3, 4, 99].map(pauseLookMs)).toEqual([300_000, 600_000, 1_200_000, 2_400_000, 3_600_000, 3_600_000]);
});

test("two subscriptions to one channel share its lane, and no channel has the lane of a platform", () => {
  expect(laneOf({ platform: "slack", channel: "C1" })).toBe("slack:C1");
  expect(platformLaneOf("slack")).toBe("slack:*");
});
