import { expect, test } from "vitest";
import { wantedSlots } from "./slots.ts";

test.each<[string, string, string, string, string, readonly string[]]>([
  ["a time that comes once", "0 8 * * *", "UTC", "2026-11-22T07:50Z", "2026-11-22T08:10Z", ["2026-11-22T08:00 08:00"]],
  [
    "a time that comes twice, the first time",
    "30 1 * * *",
    "Europe/Lisbon",
    "2026-10-25T00:20Z",
    "2026-10-25T02:00Z",
    ["2026-10-25T01:30 00:30"],
  ],
  [
    "a time that is skipped, after the gap",
    "30 1 * * *",
    "Europe/Lisbon",
    "2026-03-29T00:40Z",
    "2026-03-29T01:20Z",
    ["2026-03-29T01:30 01:00"],
  ],
  ["nothing before its time", "0 8 * * *", "UTC", "2026-11-22T07:50Z", "2026-11-22T07:59Z", []],
  [
    "one a day, over a change of clocks",
    "0 8 * * *",
    "Europe/Berlin",
    "2026-10-24T00:00Z",
    "2026-10-26T00:00Z",
    ["2026-10-24T08:00 06:00", "2026-10-25T08:00 07:00"],
  ],
])("a daily schedule wants %s", (_, schedule, timezone, from, until, wanted) => {
  const slots = wantedSlots(schedule, timezone, Date.parse(from), Date.parse(until));
  expect(slots.map(({ label, at }) => `${label} ${new Date(at).toISOString().slice(11, 16)}`)).toEqual(wanted);
});
