import { expect, it } from "vitest";
import { dayOf, earliestDay, formatDay, timeWords } from "./clock-words.ts";

const WRITTEN = dayOf("2026-11-18T22:00:00+01:00")!; // a Wednesday

it("takes an article's day as it was written, whatever the zone", () => {
  expect(formatDay(WRITTEN, null)).toBe("18 November 2026");
  expect(formatDay(WRITTEN, WRITTEN)).toBe("18 November");
  expect(dayOf("yesterday")).toBeNull();
  expect(dayOf(null)).toBeNull();
});

it.each<[string, readonly string[]]>([
  ["The service failed on Tuesday.", ["17 November"]],
  ["The service failed on Wednesday.", ["18 November"]],
  ["The court will sit on Friday.", ["20 November"]],
  ["Officials expect a report by Monday.", ["23 November"]],
  ["The leaders spoke by telephone on Tuesday.", ["17 November"]],
  ["It failed yesterday and is due back tomorrow.", ["17 November", "19 November"]],
  ["The bank failed last Friday.", []],
  ["Oduya said “we failed you today”.", []],
  ["Tuesday's vote was close.", []],
])("counts the days of %j from the day of writing", (sentence, days) => {
  expect(timeWords(sentence, WRITTEN).map(({ day }) => formatDay(day, WRITTEN))).toEqual(days);
});

it.each<[string, string | null]>([
  ["The dam was closed on 4 August.", "4 August"],
  ["The leak killed fish in March 2023.", "1 March 2023"],
  ["Voters turned the line down in 2014 and again in 2019.", "1 January 2014"],
  ["The quarrel has grown since September.", "30 September"],
  ["Water may flow again.", null],
  ["The wall was shelved two years ago.", "18 November 2024"],
])("finds the earliest time of %j", (sentence, day) => {
  const found = earliestDay(sentence, WRITTEN);
  expect(found === null ? null : formatDay(found, WRITTEN)).toBe(day);
});
