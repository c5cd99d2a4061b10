import { describe, expect, it } from "vitest";
import type { Unit } from "./link.ts";
import { link, timeLoss } from "./link.ts";

const DAY_MS = 86_400_000;

const unit = (member: number, more: Partial<Unit<number>> = {}): Unit<number> => ({
  members: [member],
  fixed: false,
  from: null,
  to: null,
  ...more,
});

const on = (day: number): Partial<Unit<number>> => ({ from: day * DAY_MS, to: day * DAY_MS });

/** Links units whose members are rows of a symmetric matrix of log-odds, all pairs compared. */
function linkAll(units: readonly Unit<number>[], odds: readonly (readonly number[])[]): readonly number[] {
  const pairs = units.flatMap((_, i) => units.slice(0, i).map((__, j) => [i, j] as const));
  return link(units, pairs, (a, b) => odds[a]?.[b] ?? 0);
}

describe("link", () => {
  it("joins what is better than even on average, and leaves the rest alone", () => {
    const odds = [
      [0, 4, 1, -3],
      [4, 0, 0.5, -3],
      [1, 0.5, 0, -3],
      [-3, -3, -3, 0],
    ];
    expect(
      linkAll(
        [0, 1, 2, 3].map((i) => unit(i)),
        odds,
      ),
    ).toEqual([0, 0, 0, 3]);
  });

  it("does not follow one link into a story whose other reports speak against it", () => {
    const odds = [
      [0, 5, 5, -4],
      [5, 0, 5, -4],
      [5, 5, 0, 2],
      [-4, -4, 2, 0],
    ];
    expect(
      linkAll(
        [0, 1, 2, 3].map((i) => unit(i)),
        odds,
      ),
    ).toEqual([0, 0, 0, 3]);
  });

  it("never makes one of two stories that stand, and lets each grow", () => {
    const odds = [
      [0, 9, 5],
      [9, 0, 4],
      [5, 4, 0],
    ];
    const units = [unit(0, { fixed: true }), unit(1, { fixed: true }), unit(2)];
    expect(linkAll(units, odds)).toEqual([0, 1, 0]);
  });

  it("keeps two tight groups apart when nothing is known of their time", () => {
    const odds = [
      [0, 8, 5, 5],
      [8, 0, 5, 5],
      [5, 5, 0, 7.5],
      [5, 5, 7.5, 0],
    ];
    expect(
      linkAll(
        [0, 1, 2, 3].map((i) => unit(i)),
        odds,
      ),
    ).toEqual([0, 0, 2, 2]);
    expect(
      linkAll(
        [0, 1, 2, 3].map((i) => unit(i, on(i / 4))),
        odds,
      ),
    ).toEqual([0, 0, 0, 0]);
  });

  it("leaves a report alone that comes near a tight story without being of it, when nothing is known of their time", () => {
    const odds = [
      [0, 8.5, 5.5],
      [8.5, 0, 5.5],
      [5.5, 5.5, 0],
    ];
    const story: Unit<number> = { members: [0, 1], fixed: true, from: null, to: null };
    expect(linkAll([story, unit(2)], odds)).toEqual([0, 1]);
    expect(linkAll([{ ...story, ...on(0) }, unit(2, on(1))], odds)).toEqual([0, 0]);
  });

  it("lets the calendar part reports that their words would join", () => {
    const odds = [
      [0, 6],
      [6, 0],
    ];
    expect(linkAll([unit(0, on(0)), unit(1, on(3))], odds)).toEqual([0, 0]);
    expect(linkAll([unit(0, on(0)), unit(1, on(9))], odds)).toEqual([0, 1]);
  });

  it("moves a report that was joined too early", () => {
    // 1 joins 0 first; once 2 and 3 have found each other, 1 fits them better.
    const odds = [
      [0, 4, -2, -2],
      [4, 0, 3.9, 4.4],
      [-2, 3.9, 0, 4.2],
      [-2, 4.4, 4.2, 0],
    ];
    const found = linkAll(
      [0, 1, 2, 3].map((i) => unit(i)),
      odds,
    );
    expect(found[1]).toBe(found[2]);
    expect(found[1]).toBe(found[3]);
    expect(found[0]).not.toBe(found[1]);
  });
});

describe("timeLoss", () => {
  it.each([
    ["within two days", on(0), on(2), 0],
    ["after four days", on(0), on(4), 3],
    ["whichever comes first", on(4), on(0), 3],
    ["after months, up to a bound", on(0), on(200), 10],
    ["when spans overlap", { from: 0, to: 9 * DAY_MS }, on(4), 0],
    ["when one has no date", on(0), {}, 0],
  ])("is as expected %s", (_, a, b, expected) => {
    expect(timeLoss(unit(0, a), unit(1, b))).toBe(expected);
  });
});
