import { describe, expect, test } from "vitest";
import { parseCron } from "./cron.ts";

describe("a schedule that can be read", () => {
  test.each([
    ["0 8 * * *", { minutes: [0], hours: [8], eitherDay: false }],
    ["*/20 7-9 * * MON-FRI", { minutes: [0, 20, 40], hours: [7, 8, 9], weekdays: [1, 2, 3, 4, 5] }],
    ["30 6,18 1 jan,JUL *", { hours: [6, 18], days: [1], months: [1, 7], eitherDay: false }],
    ["0 0 * * 7", { weekdays: [0] }],
    ["0 0 * * 5-7", { weekdays: [0, 5, 6] }],
    ["0 9 13 * FRI", { days: [13], weekdays: [5], eitherDay: true }],
    ["  0  8  29  2  *  ", { days: [29], months: [2] }],
    ["0 8 31 * MON", { days: [31], weekdays: [1], eitherDay: true }],
  ])("%s", (expression, expected) => {
    expect(parseCron(expression)).toMatchObject({ ok: true, cron: expected });
  });
});

describe("a schedule that cannot be read says why", () => {
  test.each([
    ["0 8 * *", "has 4 fields where a schedule has five: minute hour day month weekday"],
    ["0 0 8 * * *", "has 6 fields where a schedule has five: minute hour day month weekday"],
    ["60 8 * * *", 'has "60" as its minute, which is outside 0-59'],
    ["0 8-6 * * *", 'has "8-6" as its hour, which is outside 0-23'],
    ["0 8 0 * *", 'has "0" as its day of the month, which is outside 1-31'],
    ["0 8 * FOO *", 'has "FOO" as its month, which is outside 1-12'],
    ["0 8 * * 8", 'has "8" as its day of the week, which is outside 0-7'],
    ["*/0 8 * * *", "has a step of 0 in its minute"],
    ["5/15 8 * * *", 'has "5/15" as its minute: a step needs a range, such as 5-59/15'],
    ["0 8 L * *", 'has "L" as its day of the month, which is outside 1-31'],
    ["0 8 ? * *", 'has "?" as its day of the month, which is not a number, a range or a list'],
    ["0, 8 * * *", 'has "" as its minute, which is not a number, a range or a list'],
    ["0 8 30 2 *", "names a date that never comes"],
    ["0 8 31 4,6 *", "names a date that never comes"],
  ])("%s", (expression, reason) => {
    expect(parseCron(expression)).toEqual({ ok: false, reason });
  });
});
