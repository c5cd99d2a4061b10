import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCron } from "./cron.ts";
import type { Cron } from "./cron.ts";
import { catchUpWindow, latestSlotAtOrBefore, nextSlot } from "./slots.ts";
import { formatLocal, isTimeZone, localTime } from "./time.ts";

function cron(expression: string): Cron {
  const read = parseCron(expression);
  if (!read.ok) throw new Error(read.reason);
  return read.cron;
}

const HOUR = 3_600_000;

describe("the next slot", () => {
  test.each([
    ["in winter", "0 8 * * *", "Europe/Lisbon", "2026-11-22T07:59Z", "2026-11-22T08:00", "2026-11-22T08:00Z"],
    [
      "is strictly after now",
      "0 8 * * *",
      "Europe/Lisbon",
      "2026-11-22T08:00Z",
      "2026-11-23T08:00",
      "2026-11-23T08:00Z",
    ],
    ["in summer", "0 8 * * *", "Europe/Lisbon", "2026-07-01T00:00Z", "2026-07-01T08:00", "2026-07-01T07:00Z"],
    ["on weekdays only", "0 8 * * 1-5", "UTC", "2026-11-20T09:00Z", "2026-11-23T08:00", "2026-11-23T08:00Z"],
    [
      "east of the date line",
      "0 8 * * *",
      "Pacific/Kiritimati",
      "2026-11-22T12:00Z",
      "2026-11-23T08:00",
      "2026-11-22T18:00Z",
    ],
    [
      "over a gap in New York",
      "30 2 * * *",
      "America/New_York",
      "2026-03-08T05:00Z",
      "2026-03-08T02:30",
      "2026-03-08T07:00Z",
    ],
    [
      "over a gap in Lisbon",
      "30 1 * * *",
      "Europe/Lisbon",
      "2026-03-28T12:00Z",
      "2026-03-29T01:30",
      "2026-03-29T01:00Z",
    ],
    [
      "over half an hour in Lord Howe",
      "15 2 * * *",
      "Australia/Lord_Howe",
      "2026-10-03T12:00Z",
      "2026-10-04T02:15",
      "2026-10-03T15:30Z",
    ],
    [
      "over a gap at midnight in Cairo",
      "0 0 * * *",
      "Africa/Cairo",
      "2026-04-23T12:00Z",
      "2026-04-24T00:00",
      "2026-04-23T22:00Z",
    ],
    [
      "the first of two in New York",
      "30 1 * * *",
      "America/New_York",
      "2026-11-01T04:00Z",
      "2026-11-01T01:30",
      "2026-11-01T05:30Z",
    ],
    [
      "not the second of two in New York",
      "30 1 * * *",
      "America/New_York",
      "2026-11-01T05:45Z",
      "2026-11-02T01:30",
      "2026-11-02T06:30Z",
    ],
    [
      "the first of two in Lord Howe",
      "45 1 * * *",
      "Australia/Lord_Howe",
      "2026-04-04T12:00Z",
      "2026-04-05T01:45",
      "2026-04-04T14:45Z",
    ],
    ["on a leap day", "0 8 29 2 *", "UTC", "2026-11-22T00:00Z", "2028-02-29T08:00", "2028-02-29T08:00Z"],
    [
      "past a year without its leap day",
      "0 8 29 2 *",
      "UTC",
      "2096-03-01T00:00Z",
      "2104-02-29T08:00",
      "2104-02-29T08:00Z",
    ],
    [
      "after a day that Samoa left out",
      "0 8 * * *",
      "Pacific/Apia",
      "2011-12-30T09:00Z",
      "2011-12-30T08:00",
      "2011-12-30T10:00Z",
    ],
  ])("%s", (_, expression, zone, now, label, at) => {
    expect(nextSlot(cron(expression), zone, Date.parse(now))).toEqual({ label, at: Date.parse(at) });
  });
});

describe("the newest slot that is due", () => {
  test.each([
    ["counts the very minute", "0 8 * * *", "UTC", "2026-11-22T08:00Z", "2026-11-22T08:00"],
    ["is yesterday's before the hour", "0 8 * * *", "UTC", "2026-11-22T07:59Z", "2026-11-21T08:00"],
    ["is last week's", "0 8 * * MON", "UTC", "2026-11-22T07:59Z", "2026-11-16T08:00"],
    ["is the one in the gap, after the gap", "30 2 * * *", "America/New_York", "2026-03-08T07:00Z", "2026-03-08T02:30"],
    [
      "is not yet the one in the gap, before it",
      "30 2 * * *",
      "America/New_York",
      "2026-03-08T06:59Z",
      "2026-03-07T02:30",
    ],
    ["stays the same the second time round", "30 1 * * *", "America/New_York", "2026-11-01T06:30Z", "2026-11-01T01:30"],
    [
      "is one for all that fall into the gap",
      "*/15 2-3 * * *",
      "America/New_York",
      "2026-03-08T07:00Z",
      "2026-03-08T03:00",
    ],
  ])("%s", (_, expression, zone, now, label) => {
    expect(latestSlotAtOrBefore(cron(expression), zone, Date.parse(now))?.label).toBe(label);
  });
});

test.each([
  ["0 8 * * *", 6],
  ["0 * * * *", 6],
  ["0 8 * * FRI", 24],
  ["0 8 1 * *", 24],
])("a missed slot of %s is worth running for %i hours", (expression, hours) => {
  const slot = latestSlotAtOrBefore(cron(expression), "UTC", Date.parse("2026-11-21T12:00Z"));
  expect(slot && catchUpWindow(cron(expression), "UTC", slot)).toBe(hours * HOUR);
});

test("the newest slot due and the next one lie around any instant, a day has one of each label, and wall clocks agree outside gaps", () => {
  const zones = [
    "America/New_York",
    "Europe/Lisbon",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "America/Santiago",
  ];
  const from = Date.parse("2024-01-01T00:00Z");
  const daily = fc.record({ hour: fc.nat(23), minute: fc.nat(59) });
  fc.assert(
    fc.property(fc.constantFrom(...zones), daily, fc.nat(5 * 366 * 24 * 60), (name, { hour, minute }, offset) => {
      const schedule = cron(`${minute} ${hour} * * *`);
      const now = from + offset * 60_000;
      const before = latestSlotAtOrBefore(schedule, name, now);
      const after = nextSlot(schedule, name, now);
      if (before === null || after === null) throw new Error("a daily schedule always has slots");
      expect(before.at).toBeLessThanOrEqual(now);
      expect(after.at).toBeGreaterThan(now);
      const days = (Date.parse(`${after.label}Z`) - Date.parse(`${before.label}Z`)) / (24 * HOUR);
      expect(days).toBe(1);
      for (const slot of [before, after]) {
        const shown = formatLocal(localTime(slot.at, name));
        expect(shown >= slot.label).toBe(true);
        expect(Date.parse(`${shown}Z`) - Date.parse(`${slot.label}Z`)).toBeLessThanOrEqual(HOUR);
      }
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["Europe/Lisbon", true],
  ["UTC", true],
  ["Mars/Olympus", false],
  ["+02:00", false],
  ["", false],
])("%s is a time zone: %s", (zone, expected) => {
  expect(isTimeZone(zone)).toBe(expected);
});
