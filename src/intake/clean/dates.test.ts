import { expect, test } from "vitest";
import { readAnyDate } from "./any-date.ts";
import { isTimeStamp, readDate } from "./dates.ts";

test.each([
  ["2026-11-03", "2026-11-03"],
  ["2026-11-03T19:42:00+01:00", "2026-11-03T19:42:00+01:00"],
  ["2026-11-03T19:42:00.123Z", "2026-11-03T19:42:00Z"],
  ["2026-11-03 19:42", "2026-11-03T19:42:00Z"],
  ["Published 4 November 2026, 07:12", "2026-11-04T07:12:00Z"],
  ["Updated 7:12 AM EDT, March 20, 2025", "2025-03-20T07:12:00-04:00"],
  ["Nov 4, 2026 at 7 pm GMT", "2026-11-04T19:00:00Z"],
  ["Sat, 07 Nov 2026 17:48:00 +0100", "2026-11-07T17:48:00+01:00"],
  ["Monday 16th of November 2026", "2026-11-16"],
  ["16.11.2026 08:30", "2026-11-16T08:30:00Z"],
  ["12:00 am, 1 May 2026", "2026-05-01T00:00:00Z"],
  ["31 February 2026", null],
  ["2026-13-01", null],
  ["4 November", null],
  ["", null],
])("%s", (text, date) => {
  expect(readDate(text)).toBe(date);
});

test.each([
  ["Dienstag, 3. März 2026, 22:15 Uhr", "de", "2026-03-03T22:15:00Z"],
  ["publié le 3 mars 2026", "fr", "2026-03-03"],
  ["yesterday", "en", null],
  ["no date", "xx", null],
])("in other words: %s", (text, language, date) => {
  expect(readAnyDate(text, language)).toBe(date);
});

test.each([
  ["Published 4 November 2026, 07:12", true],
  ["Updated 2 hours ago", true],
  ["4 min read", true],
  ["3rd of May 2026", true],
  ["9:40 a.m.", true],
  ["The vote is on 4 November 2026", false],
  ["Share", false],
])("%s is a time stamp: %s", (text, expected) => {
  expect(isTimeStamp(text)).toBe(expected);
});
