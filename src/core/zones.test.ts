import { describe, expect, test } from "vitest";
import { parseCron } from "./cron.ts";
import type { Cron } from "./cron.ts";
import { latestSlotAtOrBefore, nextSlot } from "./slots.ts";
import type { Slot } from "./slots.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FROM = Date.UTC(2024, 0, 1);
const UNTIL = Date.UTC(2029, 0, 1);
const ZONES = Intl.supportedValuesOf("timeZone");

/** A stretch of time in which a zone's clocks run at one distance from UTC. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/** What the zone's clocks show, as if it were UTC: asked of the runtime's own formatter, by another way than core/time.ts. */
function wallOf(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return (at) => Date.parse(`${format.format(at).replace(" ", "T")}Z`);
}

function stretchesOf(zone: string): readonly Stretch[] {
  const wall = wallOf(zone);
  const offsetAt = (at: number): number => wall(at) - at;
  const stretches: Stretch[] = [];
  let from = FROM - 3 * DAY;
  let offset = offsetAt(from);
  for (let day = from; day < UNTIL + 3 * DAY; day += DAY) {
    if (offsetAt(day + DAY) === offset) continue;
    let [low, high] = [day, day + DAY];
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
      if (offsetAt(middle) === offset) low = middle;
      else high = middle;
    }
    stretches.push({ from, until: high, offset });
    [from, offset] = [high, offsetAt(day + DAY)];
  }
  return [...stretches, { from, until: Number.POSITIVE_INFINITY, offset }];
}

/** The first instant at which the clocks show `local`; where none does, the first one after the gap. */
function instantOf(local: number, stretches: readonly Stretch[]): number {
  for (const { from, until, offset } of stretches) {
    const at = local - offset;
    if (at >= from && at < until) return at;
    // Clocks went forward over it: this stretch already begins later.
    if (at < from) return from;
  }
  throw new Error("after the last stretch");
}

/** All slots of a schedule by minutes of the day, by brute force. Of several on one instant the last stands for all. */
function slotsOf(minutes: readonly number[], stretches: readonly Stretch[], from: number, until: number): Slot[] {
  const slots: Slot[] = [];
  for (let day = from - 2 * DAY; day < until + 2 * DAY; day += DAY) {
    for (const minute of minutes) {
      const local = day + minute * MINUTE;
      slots.push({ label: new Date(local).toISOString().slice(0, 16), at: instantOf(local, stretches) });
    }
  }
  return slots.filter(({ at }, index) => at !== slots[index + 1]?.at).filter(({ at }) => at >= from && at < until);
}

function cron(expression: string): Cron {
  const read = parseCron(expression);
  if (!read.ok) throw new Error(read.reason);
  return read.cron;
}

/** Walks from slot to slot; says where it leaves the brute-force list. */
function strays(zone: string, schedule: Cron, wanted: readonly Slot[], from: number): string | null {
  let now = from - 1;
  for (const slot of wanted) {
    const next = nextSlot(schedule, zone, now);
    if (next?.at !== slot.at || next.label !== slot.label) return `${zone}: ${next?.label} where ${slot.label} is due`;
    const latest = latestSlotAtOrBefore(schedule, zone, slot.at);
    if (latest?.label !== slot.label) return `${zone}: the latest at ${slot.label} is ${latest?.label}`;
    now = next.at;
  }
  return null;
}

describe("slots of every zone, over five years, are those that brute force finds", () => {
  const stretches = new Map(ZONES.map((zone) => [zone, stretchesOf(zone)]));
  // Zones that changed their clocks alike in these years are walked once.
  const unlike = [...Map.groupBy(ZONES, (zone) => JSON.stringify(stretches.get(zone))).values()].map(
    ([zone]) => zone ?? "",
  );
  const changes = unlike.flatMap((zone) =>
    (stretches.get(zone) ?? []).slice(1).map(({ from }) => ({ zone, at: from })),
  );

  test("and there is much to find", () => {
    const all = [...stretches.values()].flatMap((list) =>
      list.slice(1).map(({ offset }, index) => offset - (list[index]?.offset ?? 0)),
    );
    expect(ZONES.length).toBeGreaterThan(400);
    expect(all.filter((step) => step > 0).length).toBeGreaterThan(600);
    expect(all.filter((step) => step < 0).length).toBeGreaterThan(600);
  });

  test.each([
    ["at eight in the morning", "0 8 * * *", [480]],
    ["at midnight, where some clocks skip", "0 0 * * *", [0]],
    ["at half past two, where many clocks change", "30 2 * * *", [150]],
  ])("daily %s", { timeout: 240_000 }, (_, expression, minutes) => {
    const found = unlike.map((zone) =>
      strays(zone, cron(expression), slotsOf(minutes, stretches.get(zone) ?? [], FROM, UNTIL), FROM),
    );
    expect(found.filter((stray) => stray !== null)).toEqual([]);
  });

  test("twice an hour, on the days around every change of clocks", { timeout: 240_000 }, () => {
    const minutes = Array.from({ length: 48 }, (_, index) => index * 30 + 15);
    const found = changes.map(({ zone, at }) => {
      const [from, until] = [at - 5 * HOUR, at + 5 * HOUR];
      const wanted = slotsOf(minutes, stretches.get(zone) ?? [], Math.floor(from / DAY) * DAY, until + DAY);
      return strays(
        zone,
        cron("15,45 * * * *"),
        wanted.filter((slot) => slot.at >= from && slot.at < until),
        from,
      );
    });
    expect(found.filter((stray) => stray !== null)).toEqual([]);
  });
});
