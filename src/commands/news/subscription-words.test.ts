import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readWanted } from "./subscription-words.ts";

test.each([
  ["", {}],
  [
    "storms and floods, weekdays at 8 tz Europe/Lisbon",
    { topics: "storms, floods", schedule: "weekdays at 8", timezone: "Europe/Lisbon" },
  ],
  [
    "to storms every monday and thursday at 9:30 in Lisbon",
    { topics: "storms", schedule: "every monday and thursday at 9:30", timezone: "Lisbon" },
  ],
  ["mon-fri 17:30 in New York", { schedule: "mon-fri 17:30", timezone: "New York" }],
  ["courts in court", { topics: "courts in court" }],
  ['"high water" ready', { topics: "high water", schedule: "ready" }],
  ["“storms and floods” 8am", { topics: "storms and floods", schedule: "8am" }],
  ["a briefing about trams, 7pm", { topics: "trams", schedule: "7pm", kind: "briefing" }],
  ["0 8 * * 1-5 trams", { topics: "trams", schedule: "0 8 * * 1-5" }],
  ["Storm Ottilie as it happens", { topics: "Storm Ottilie", schedule: "as it happens" }],
  ["sports, politics 8:00 and 17:00", { topics: "sports, politics", schedule: "8:00 and 17:00" }],
  ["every 2 hours trams", { topics: "trams", schedule: "every 2 hours" }],
  ["covid 19", { topics: "covid 19" }],
  ["all stories weekdays 8:00", { schedule: "weekdays 8:00" }],
  ["storms tz Mars/Olympus", { topics: "storms", timezone: "Mars/Olympus" }],
])("%j wants %j", (text, wanted) => {
  expect(readWanted(text, {})).toEqual(wanted);
});

test("what was said by name counts more than the words", () => {
  const wanted = readWanted("storms at 9", { schedule: "8:00", topics: "trams", name: "Trams" });
  expect(wanted).toEqual({ schedule: "8:00", topics: "trams", name: "Trams" });
});

test("no words are too strange to be read", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" })), (text) => {
      expect(Object.values(readWanted(text, {})).every((value) => value !== "")).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
