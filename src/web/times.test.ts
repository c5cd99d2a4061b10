import { expect, test } from "vitest";
import type { Edition } from "../core/edition.ts";
import { toText } from "./html.ts";
import { day, editionTime, instant, published, shortLocalTime } from "./times.ts";

const AT = Date.parse("2026-11-22T23:30:00Z");
const shown = (time: ReturnType<typeof published>): string | null => time && toText(time).replaceAll(/<[^>]+>/g, "");

test("a moment is shown in the zone asked for, with the zone's name", () => {
  expect(shown(instant(AT, "UTC"))).toBe("22 November 2026 at 23:30 UTC");
  expect(shown(instant(AT, "Asia/Tokyo"))).toBe("23 November 2026 at 08:30 GMT+9");
  expect(toText(instant(AT, "Asia/Tokyo"))).toContain('datetime="2026-11-22T23:30:00.000Z"');
});

test("the day is the zone's own", () => {
  expect(toText(day(AT, "Asia/Tokyo"))).toBe('<time datetime="2026-11-23">Monday, 23 November 2026</time>');
});

test.each([
  ["2026-11-21", "21 November 2026"],
  ["2026-11-21T18:40:00+01:00", "21 November 2026 at 17:40 UTC"],
  ["2026-11-21T18:40:00", "21 November 2026 at 18:40 UTC"],
  ["last Tuesday", "last Tuesday"],
  [null, null],
])("a source's time %j is shown as %j", (text, expected) => {
  expect(shown(published(text, "UTC"))).toBe(expected);
});

const edition = (slot: string): Edition => ({
  id: "e0000000000000001",
  channel: "city",
  kind: "digest",
  slot,
  createdAt: AT,
  stories: [],
  left: 0,
  silentSince: null,
});

test.each([
  ["2026-11-22T08:00", "America/New_York", "Sunday, 22 November 2026 at 08:00, New York time"],
  ["2026-11-22T08:00", "UTC", "Sunday, 22 November 2026 at 08:00, UTC"],
  ["2026-11-22T08:00", null, "Sunday, 22 November 2026 at 08:00"],
  ["ready:s000000000001", "Europe/Lisbon", "22 November 2026 at 23:30 WET, as soon as it was ready"],
  ["now:17", null, "22 November 2026 at 23:30 UTC, on request"],
])("an edition of slot %j in %j went out %j", (slot, zone, expected) => {
  expect(shown(editionTime(edition(slot), zone))).toBe(expected);
});

test.each([
  ["2026-11-23T08:00", "Mon 23 Nov at 08:00"],
  ["soon", "soon"],
])("a next slot %j is short: %j", (slot, expected) => {
  expect(shortLocalTime(slot)).toBe(expected);
});
