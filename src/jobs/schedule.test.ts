import * as fc from "fast-check";
import { validate } from "node-cron";
import { afterEach, describe, expect, test } from "vitest";
import { parseCron } from "../core/cron.ts";
import type { Subscription } from "../core/subscription.ts";
import { HOUR, openNewsroom, READY, TEXTS } from "./newsroom.fixture.ts";
import type { Newsroom } from "./newsroom.fixture.ts";
import { publishNow } from "./publish.ts";
import { fillDueSlot, nextSlotOf, startSchedule } from "./schedule.ts";

let room: Newsroom;

afterEach(async () => {
  await room.close();
});

/** It is noon UTC on Sunday, 22 November 2026 in the newsroom. */
const MORNING: Subscription = { ...READY, name: "morning", schedule: "0 8 * * *" };

async function open(...channels: readonly Subscription[]): Promise<Subscription> {
  room = await openNewsroom(channels);
  const [first] = channels;
  if (first === undefined) throw new Error("a channel is needed");
  return first;
}

async function slots(): Promise<readonly (readonly [slot: string, stories: number, left: number])[]> {
  const editions = await room.store.editions.latest(100);
  return editions.toReversed().map(({ slot, stories, left }) => [slot, stories.length, left]);
}

describe("the slot that is due", () => {
  test("is caught up, once, with all that is new", async () => {
    const channel = await open(MORNING);
    room.write("bridge.txt", TEXTS.bridge);
    room.write("cup.txt", TEXTS.cup);
    await room.round();
    expect(await fillDueSlot(room.ports, channel)).toMatchObject({ label: "2026-11-22T08:00" });
    expect(await fillDueSlot(room.ports, channel)).toBeNull();
    await room.round();
    expect(room.posted).toHaveLength(1);
    expect(room.posted[0]?.summary).toMatch(/^Daily digest: morning, 22 November 2026, 08:00: /);
    expect(await slots()).toEqual([["2026-11-22T08:00", 2, 0]]);
  });

  test.each([
    ["a daily one is left out after 6 hours", "59 5 * * *", []],
    ["a daily one is caught up within 6 hours", "1 6 * * *", ["2026-11-22T06:01"]],
    ["a weekly one is caught up within a day", "1 12 * * SAT", ["2026-11-21T12:01"]],
    ["a weekly one is left out after a day", "59 11 * * SAT", []],
  ])("%s", async (_, schedule, filled) => {
    const channel = await open({ ...MORNING, schedule });
    await fillDueSlot(room.ports, channel);
    expect((await slots()).map(([slot]) => slot)).toEqual(filled);
  });

  test("is that of the channel's own zone", async () => {
    const channel = await open({ ...MORNING, schedule: "0 21 * * *", timezone: "Asia/Tokyo" });
    await fillDueSlot(room.ports, channel);
    expect(await slots()).toEqual([["2026-11-22T21:00", 0, 0]]);
  });

  test("without news is written down and nothing is posted", async () => {
    const channel = await open(MORNING);
    await fillDueSlot(room.ports, channel);
    await room.round();
    expect(await slots()).toEqual([["2026-11-22T08:00", 0, 0]]);
    expect(room.posted).toEqual([]);
  });

  test("is not one that a clock set back names again", async () => {
    const channel = await open({ ...MORNING, schedule: "0 * * * *" });
    await fillDueSlot(room.ports, channel);
    room.advance(-2 * HOUR);
    expect(await fillDueSlot(room.ports, channel)).toBeNull();
    expect(await slots()).toEqual([["2026-11-22T12:00", 0, 0]]);
  });
});

describe("the next edition", () => {
  test("says since when it covers, if slots before it were missed", async () => {
    const channel = await open(MORNING);
    const covered = (): readonly string[] =>
      room.posted.map(({ message }) => JSON.stringify(message.blocks).match(/Covers [^"]*/)?.[0] ?? "as ever");
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    await fillDueSlot(room.ports, channel);
    room.write("cup.txt", TEXTS.cup);
    room.advance(24 * HOUR);
    await room.round();
    await fillDueSlot(room.ports, channel);
    room.write("comet.txt", TEXTS.comet);
    // Too late for that of the 24th; that of the 25th is filled.
    room.advance(25 * HOUR + 6 * HOUR);
    await room.round();
    expect(await fillDueSlot(room.ports, channel)).toBeNull();
    room.advance(17 * HOUR);
    await fillDueSlot(room.ports, channel);
    await room.round();
    expect(covered()).toEqual([
      "as ever",
      "as ever",
      "Covers the time since 23 November 2026, 08:00: no edition came out in between.",
    ]);
    const [newest] = await room.store.editions.latest(1);
    expect(newest).toMatchObject({ slot: "2026-11-25T08:00", silentSince: "2026-11-23T08:00" });
  });

  test("carries a story again only when it has grown", async () => {
    const channel = await open(MORNING);
    room.write("bridge.txt", TEXTS.bridge);
    room.write("cup.txt", TEXTS.cup);
    await room.round();
    await fillDueSlot(room.ports, channel);
    room.write("ferries.txt", TEXTS.bridgeAgain);
    room.advance(24 * HOUR);
    await room.round();
    await fillDueSlot(room.ports, channel);
    expect(await slots()).toEqual([
      ["2026-11-22T08:00", 2, 0],
      ["2026-11-23T08:00", 1, 0],
    ]);
    const [newest] = await room.store.editions.latest(1);
    expect(newest?.stories).toMatchObject([{ reason: "grown", version: 2 }]);
  });

  test("takes first what did not fit into the one before", async () => {
    const channel = await open({ ...MORNING, limit: 2 });
    room.write("bridge.txt", TEXTS.bridge);
    room.write("cup.txt", TEXTS.cup);
    room.write("comet.txt", TEXTS.comet);
    await room.round();
    await fillDueSlot(room.ports, channel);
    room.advance(24 * HOUR);
    await fillDueSlot(room.ports, channel);
    expect(await slots()).toEqual([
      ["2026-11-22T08:00", 2, 1],
      ["2026-11-23T08:00", 1, 0],
    ]);
  });

  test("holds what came since the last one, however long ago that was", async () => {
    const channel = await open(MORNING);
    await fillDueSlot(room.ports, channel);
    room.advance(HOUR);
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    room.advance(9 * 24 * HOUR);
    await fillDueSlot(room.ports, channel);
    expect(await slots()).toEqual([
      ["2026-11-22T08:00", 0, 0],
      ["2026-12-01T08:00", 1, 0],
    ]);
  });

  test("out of turn does not take a slot", async () => {
    const channel = await open({ ...MORNING, kind: "briefing" });
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    await publishNow(room.ports, channel);
    await room.round();
    await fillDueSlot(room.ports, channel);
    expect(await slots()).toEqual([
      ["now:2026-11-22T12:00:00.000Z", 1, 0],
      ["2026-11-22T08:00", 0, 0],
    ]);
    expect(room.posted[0]?.summary).toContain("Briefing: morning, 22 November 2026, 12:00");
  });
});

test("a schedule fills what is due before it begins to wait", async () => {
  await open(MORNING, { ...MORNING, name: "evening", schedule: "30 11 * * *" }, READY);
  let told = 0;
  const schedule = await startSchedule(room.ports, () => (told += 1));
  await schedule.close();
  expect(await slots()).toEqual([
    ["2026-11-22T08:00", 0, 0],
    ["2026-11-22T11:30", 0, 0],
  ]);
  expect(told).toBe(2);
});

test.each([
  [READY, null],
  [MORNING, "2026-11-23T08:00"],
])("the next slot of a channel", async (channel, expected) => {
  await open(channel);
  expect(nextSlotOf(channel, room.ports.clock.now())).toBe(expected);
});

test("node-cron takes every schedule that the configuration takes", async () => {
  await open(READY);
  const field = (low: number, high: number): fc.Arbitrary<string> => {
    const number = fc.integer({ min: low, max: high });
    const range = fc.tuple(number, number).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
    const step = fc
      .tuple(fc.oneof(fc.constant("*"), range), fc.integer({ min: 1, max: 9 }))
      .map((parts) => parts.join("/"));
    const part = fc.oneof(number.map(String), range, step);
    return fc.oneof(
      fc.constant("*"),
      fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(",")),
    );
  };
  const weekdays = fc.oneof(field(0, 7), fc.constantFrom("MON", "mon-fri", "SUN,SAT"));
  const months = fc.oneof(field(1, 12), fc.constantFrom("JAN", "jun-aug"));
  fc.assert(
    fc.property(field(0, 59), field(0, 23), field(1, 31), months, weekdays, (...fields) => {
      const expression = fields.join(" ");
      expect(!parseCron(expression).ok || validate(expression)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
