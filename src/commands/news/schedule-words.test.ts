import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCron } from "../../core/cron.ts";
import { readSchedule, scheduleInWords } from "./schedule-words.ts";

describe("a schedule in words", () => {
  test.each([
    ["08:00", "0 8 * * *", "every day at 08:00"],
    ["at 8", "0 8 * * *", "every day at 08:00"],
    ["8am", "0 8 * * *", "every day at 08:00"],
    ["8 a.m.", "0 8 * * *", "every day at 08:00"],
    ["12am", "0 0 * * *", "every day at 00:00"],
    ["12pm", "0 12 * * *", "every day at 12:00"],
    ["noon", "0 12 * * *", "every day at 12:00"],
    ["7.30pm", "30 19 * * *", "every day at 19:30"],
    ["weekdays", "0 8 * * 1-5", "weekdays at 08:00"],
    ["weekdays 08:00", "0 8 * * 1-5", "weekdays at 08:00"],
    ["Mon-Fri at 17:30", "30 17 * * 1,2,3,4,5", "weekdays at 17:30"],
    ["monday to friday 9", "0 9 * * 1,2,3,4,5", "weekdays at 09:00"],
    ["every Monday and Thursday at 9:30", "30 9 * * 1,4", "every Monday and Thursday at 09:30"],
    ["sundays 10", "0 10 * * 0", "every Sunday at 10:00"],
    ["sat-sun 10:00", "0 10 * * 0,6", "weekends at 10:00"],
    ["weekends at noon", "0 12 * * 0,6", "weekends at 12:00"],
    ["8:00 and 17:00", "0 8,17 * * *", "every day at 08:00 and 17:00"],
    ["mornings", "0 8 * * *", "every day at 08:00"],
    ["weekly", "0 8 * * 1", "every Monday at 08:00"],
    ["on the 1st at 9", "0 9 1 * *", "on day 1 of the month at 09:00"],
    ["monthly", "0 8 1 * *", "on day 1 of the month at 08:00"],
    ["hourly", "0 * * * *", "every hour"],
    ["every 2 hours", "0 */2 * * *", "every 2 hours"],
    ["every 15 minutes", "*/15 * * * *", "every 15 minutes"],
    ["ready", "ready", "each digest as soon as it is ready"],
    ["as it happens", "ready", "each digest as soon as it is ready"],
    ["0 8 * * 1-5", "0 8 * * 1-5", "weekdays at 08:00"],
    ["5 4 1 JAN *", "5 4 1 jan *", "5 4 1 jan *"],
  ])("%j is %j: %s", (text, schedule, words) => {
    expect(readSchedule(text)).toEqual({ ok: true, schedule });
    expect(scheduleInWords(schedule)).toBe(words);
  });

  test.each([
    ["25:00", "neither a day nor a time"],
    ["8:60", "neither a day nor a time"],
    ["13pm", "neither a day nor a time"],
    ["soonish", "“soonish” is neither a day nor a time"],
    ["8:00 and 17:30", "a subscription each"],
    ["every 7 hours", "does not come out even"],
    ["0 25 * * *", "outside 0-23"],
    ["", "Say for example"],
  ])("%j is refused: %s", (text, reason) => {
    const read = readSchedule(text);
    expect(read.ok ? "" : read.reason).toContain(reason);
  });

  test("any words end in a schedule that can be kept, or in a reason", () => {
    const words = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.stringMatching(/^[a-z0-9:*/, -]{0,20}$/));
    fc.assert(
      fc.property(words, (text) => {
        const read = readSchedule(text);
        const isSound = read.ok ? read.schedule === "ready" || parseCron(read.schedule).ok : read.reason.length > 10;
        expect(isSound).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test("what is said of a schedule is read as the same schedule", () => {
    const some = (low: number, high: number, most: number) =>
      fc.uniqueArray(fc.integer({ min: low, max: high }), { minLength: 1, maxLength: most });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59 }), some(0, 23, 3), some(0, 6, 7), (minute, hours, days) => {
        const schedule = `${minute} ${hours.join(",")} * * ${days.join(",")}`;
        const again = readSchedule(scheduleInWords(schedule));
        expect(again.ok && parseCron(again.schedule)).toEqual(parseCron(schedule));
      }),
    );
  });
});
