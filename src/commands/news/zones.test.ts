import { expect, test } from "vitest";
import { isTimeZone } from "../../core/time.ts";
import { allZones, readZone, zonesLike } from "./zones.ts";

test.each([
  ["UTC", "UTC"],
  ["gmt", "UTC"],
  ["europe/lisbon", "Europe/Lisbon"],
  ["Lisbon", "Europe/Lisbon"],
  ["new york", "America/New_York"],
  ["NEW_YORK", "America/New_York"],
])("%j is the zone %s", (typed, zone) => {
  expect(readZone(typed)).toEqual({ ok: true, zone });
});

test.each([
  ["lisb", "Did you mean Europe/Lisbon?"],
  ["Lisbonn", "Did you mean Europe/Lisbon?"],
  ["+02:00", "Use an IANA name"],
  ["", "Use an IANA name"],
])("%j is none: %s", (typed, reason) => {
  const read = readZone(typed);
  expect(read.ok ? "" : read.reason).toContain(reason);
});

test("every zone that is offered can be kept", () => {
  expect(allZones().length).toBeGreaterThan(400);
  expect(allZones().filter((zone) => !isTimeZone(zone))).toEqual([]);
});

test("zones are completed from any part of their names", () => {
  expect(zonesLike("lisb")[0]).toBe("Europe/Lisbon");
  expect(zonesLike("new y")[0]).toBe("America/New_York");
  expect(zonesLike("europe/")).toContain("Europe/Paris");
  expect(zonesLike("nowhere at all")).toEqual([]);
});
