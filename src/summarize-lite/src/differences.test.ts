import { describe, expect, it } from "vitest";
import { judge, readPairs, scoreOf } from "../../../bench/differences/score.ts";
import { digest } from "./digest.ts";
import type { Difference } from "./types.ts";

const MORNING = "2026-11-03T08:00:00Z";

function differencesOf(...texts: readonly string[]): readonly Difference[] {
  return digest(texts.map((text, i) => ({ id: `r${i}`, text, publishedAt: MORNING }))).differences;
}

const valuesOf = (found: readonly Difference[]): string[][] =>
  found.map(({ claims }) => claims.map(({ value }) => value).toSorted());

it("keeps its word on the pairs that no rule was tuned on", () => {
  const held = readPairs()
    .map(judge)
    .filter(({ half }) => half === "held");
  const { precision, recall } = scoreOf(held, null);
  expect(held.length).toBeGreaterThanOrEqual(80);
  expect(precision).toBeGreaterThanOrEqual(0.95);
  expect(recall).toBeGreaterThanOrEqual(0.7);
});

describe("two values of one thing stand side by side", () => {
  it.each([
    [
      "The council gave the dredging firm Oskarsson a fine of 62 million crowns on Monday.",
      "The dredging firm Oskarsson must pay a fine of 26 million crowns to the council.",
      ["26 million crowns", "62 million crowns"],
      "fine",
    ],
    [
      "Eleven climbers died on Mount Sorrel on Monday when a rope gave way.",
      "A rope gave way on Mount Sorrel on Monday and nine climbers died.",
      ["Eleven climbers", "nine climbers"],
      "deaths",
    ],
    [
      "The talks in Lindau about grain lasted 40 minutes and ended without a word to the press.",
      "The talks in Lindau about grain went on for 90 minutes and ended without a word.",
      ["40 minutes", "90 minutes"],
      "minutes",
    ],
  ])("%s", (one, two, values, subject) => {
    const found = differencesOf(one, two);
    expect(valuesOf(found)).toEqual([values]);
    expect(found[0]).toMatchObject({ kind: "number", subject });
  });

  it("puts days side by side by the date, whatever word names them", () => {
    const found = differencesOf(
      "Banker Hugo Stavrin was arrested on Monday at the airport of Orlen.",
      "Banker Hugo Stavrin was arrested on 1 November at the airport of Orlen.",
    );
    expect(found).toMatchObject([{ kind: "date", subject: "arrested" }]);
  });

  it("sees that one report calls a minister in office a former one", () => {
    const found = differencesOf(
      "Prime Minister Sofia Arlund opened the dam at Brenn on Monday. Arlund praised the engineers.",
      "The former prime minister, Sofia Arlund, opened the dam at Brenn on Monday. Arlund was late.",
    );
    expect(found).toMatchObject([{ kind: "title", subject: "Sofia Arlund" }]);
  });
});

describe("what is no contradiction", () => {
  it.each<[string, string, string]>([
    [
      "a rounded number",
      "The attendance at Quarry Park was 18,400 on Sunday.",
      "The attendance at Quarry Park was 18,412 on Sunday.",
    ],
    [
      "a hedge",
      "At least five miners were killed in the shaft at Kolm.",
      "Seven miners were killed in the shaft at Kolm.",
    ],
    [
      "another unit",
      "The pipeline from Lissen is 160 kilometres long, workers said.",
      "The pipeline from Lissen is 100 miles long, workers said.",
    ],
    [
      "another fate",
      "The explosion in Harwick killed two workers on Monday.",
      "The explosion in Harwick injured nine workers on Monday.",
    ],
    [
      "others of the dead",
      "The fire at the hostel in Kolm killed 11 people.",
      "The fire at the hostel in Kolm killed four children.",
    ],
    [
      "a rate",
      "The ferry from Ard will carry 1,200 passengers a day.",
      "The ferry from Ard will carry 1,900 passengers a week.",
    ],
    [
      "another year",
      "Oakham reported a profit of 48 million euros on Monday.",
      "Last year Oakham reported a profit of 61 million euros.",
    ],
    [
      "a forecast",
      "Oakham reported a profit of 48 million euros on Monday.",
      "Analysts expected Oakham to report a profit of 61 million euros.",
    ],
    [
      "what a thing can do",
      "The ferry Solveig can reach a speed of 38 knots in calm seas.",
      "The ferry Solveig sailed at a speed of 21 knots in calm seas.",
    ],
    [
      "another side",
      "The liner Aurelia is 294 metres long and aground off Skarn.",
      "The liner Aurelia is 138 metres wide and aground off Skarn.",
    ],
    [
      "another verb",
      "Fog at Orlen airport delayed 130 flights on Tuesday.",
      "Fog at Orlen airport cancelled 84 flights on Tuesday.",
    ],
    [
      "another subject",
      "Nurses in Lissen will earn 2,400 marks from January.",
      "Doctors in Lissen will earn 5,100 marks from January.",
    ],
    [
      "one word in place of another",
      "Exports of wine to Velland fell 11 percent in October.",
      "Exports of steel to Velland fell 4 percent in October.",
    ],
    [
      "percentage points",
      "The Coast Party lost four percentage points in the poll.",
      "The Coast Party lost 11 per cent in the poll.",
    ],
    [
      "the same day",
      "The leaders of Ostmere spoke on Tuesday about the dam.",
      "The leaders of Ostmere spoke on 3 November about the dam.",
    ],
    [
      "the day of the statement",
      "Police said on Tuesday that Hugo Stavrin was arrested in Orlen.",
      "Hugo Stavrin was arrested in Orlen on Monday.",
    ],
    [
      "another office",
      "Prime Minister Tomas Keller met the crews. Keller sang.",
      "Tomas Keller, the former mayor, met the crews. Keller sang.",
    ],
    [
      "a deputy",
      "Deputy Prime Minister Anwen Ross met the crews. Ross sang.",
      "Former prime minister Anwen Ross met the crews. Ross sang.",
    ],
    [
      "a relative",
      "President Pavel Terran met the crews. Terran sang.",
      "Former president Ilse Terran met the crews. Terran sang.",
    ],
  ])("%s", (_, one, two) => {
    expect(differencesOf(one, two)).toEqual([]);
  });

  it("takes a later, higher toll as news", () => {
    const made = digest([
      { id: "early", text: "The avalanche at Sorrel killed three skiers, rescuers said.", publishedAt: MORNING },
      {
        id: "late",
        text: "The avalanche at Sorrel killed eight skiers, rescuers said.",
        publishedAt: "2026-11-04T09:00:00Z",
      },
    ]);
    expect(made.differences).toEqual([]);
  });

  it("is silent when one report knows both values", () => {
    const hall = "The opera in Mirel has a hall of 720 seats, the architect said.";
    expect(
      valuesOf(differencesOf(hall, "The opera in Mirel has a hall of 850 seats, the architect said.")),
    ).toHaveLength(1);
    expect(
      differencesOf(
        hall,
        "The opera in Mirel has a hall of 850 seats, the architect said. The first plan had 720 seats.",
      ),
    ).toEqual([]);
  });
});

it("compares a story of 200 reports of one event in a bounded number of steps and stays sure of itself", () => {
  const texts = Array.from(
    { length: 200 },
    (_, i) => `The landslide above Tarvo killed ${5 + (i % 40)} people on Tuesday, the police said.`,
  );
  expect(differencesOf(...texts).length).toBeLessThanOrEqual(3);
});
