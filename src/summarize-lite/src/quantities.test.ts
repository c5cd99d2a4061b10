import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { quantitiesIn } from "./quantities.ts";

describe("a number and what it counts", () => {
  it.each<[string, readonly [number, string, string][]]>([
    ["The court overturned a fine of 84 million crowns.", [[84_000_000, "crown", "84 million crowns"]]],
    ["Tansley was sold for £310 million in cash.", [[310_000_000, "pound", "£310 million"]]],
    ["A contract worth US$2.4bn was signed.", [[2_400_000_000, "dollar", "US$2.4bn"]]],
    ["They gave 12 million Australian dollars.", [[12_000_000, "australian dollar", "12 million Australian dollars"]]],
    ["The repairs cost one and a half million marks.", [[1_500_000, "mark", "one and a half million marks"]]],
    ["At 420 dollars a share the deal is dear.", [[420, "dollar/share", "420 dollars"]]],
    ["About 40,000 homes have no electricity.", [[40_000, "home", "40,000 homes"]]],
    ["Three hundred workers walked out.", [[300, "worker", "Three hundred workers"]]],
    ["The report of 318 pages is late.", [[318, "page", "318 pages"]]],
    ["A 381-page report came out.", [[381, "page", "381-page"]]],
    ["Six people have now died in the storm.", [[6, "dead", "Six people"]]],
    ["The storm killed seven.", [[7, "dead", "seven"]]],
    ["The death toll rose to 12 on Sunday.", [[12, "dead", "12"]]],
    ["The blast wounded 17 passengers.", [[17, "injured", "17 passengers"]]],
    ["Twenty-one marchers were detained by police.", [[21, "arrested", "Twenty-one marchers"]]],
    ["All 19 crew members of the tanker were rescued.", [[19, "rescued", "19 crew members"]]],
    ["Shares fell 6.2% on Friday.", [[6.2, "%", "6.2%"]]],
    ["Turnout was 54 per cent.", [[54, "%", "54 per cent"]]],
    ["The party lost four percentage points.", [[4, "points", "four percentage points"]]],
    ["The attendance of 11,260 was the largest.", [[11_260, "crowd", "11,260"]]],
    ["He scored in the 39th minute.", [[2340, "nth time", "39th minute"]]],
    [
      "The toll bridge will cost between 90 and 100 million marks.",
      [[100_000_000, "mark", "90 and 100 million marks"]],
    ],
  ])("%s", (sentence, found) => {
    expect(quantitiesIn(sentence).map(({ value, key, written }) => [value, key, written])).toEqual(found);
  });

  it.each([
    "A 34-year-old woman was found on 4 August 2026.",
    "Another 300 soldiers are on the way.",
    "Twelve of the miners are safe.",
    "The mill closed six years ago.",
    "A category 2 storm is strong.",
    "Rovers won 3–1.",
    "They were sentenced to 13 and 11 years.",
    "In 2014 the mine was closed.",
  ])("%s says nothing that another report could contradict", (sentence) => {
    expect(quantitiesIn(sentence)).toEqual([]);
  });

  it("marks what somebody is quoted as saying", () => {
    expect(quantitiesIn("Holt said “five houses burned” at night.")[0]?.quoted).toBe(true);
  });
});

describe("units of one dimension", () => {
  it.each([
    ["It is six feet tall.", "It is 1.83 metres tall."],
    ["It lasted two hours.", "It lasted 120 minutes."],
    ["It reached 104 degrees Fahrenheit.", "It reached 40 degrees Celsius."],
    ["It is 100 miles long.", "It is 160 kilometres long."],
  ])("%s %s", (one, two) => {
    const [a, b] = [quantitiesIn(one)[0]!, quantitiesIn(two)[0]!];
    expect(a.key).toBe(b.key);
    expect(a.low <= b.high && b.low <= a.high).toBe(true);
  });
});

it.each<[string, number, number]>([
  ["At least five miners died.", 5, Number.POSITIVE_INFINITY],
  ["Up to 80 shops closed.", Number.NEGATIVE_INFINITY, 80],
  ["About 300 passengers waited.", 200, 400],
  ["The census found 3.5 million dogs.", 3_450_000, 3_550_000],
  ["The line has 17 stops.", 17, 17],
  ["It will cost 95 million to 105 million marks.", 95_000_000, 105_500_000],
])("%s is true of %d to %d", (sentence, low, high) => {
  expect(quantitiesIn(sentence)).toMatchObject([{ low, high }]);
});

it("gives spans of the sentence, in order, for any text", () => {
  const word = constantFrom(
    "12",
    "3.5",
    "million",
    "$",
    "twenty",
    "-",
    "miles",
    " and ",
    "between ",
    "killed",
    "%",
    "th minute",
    "“",
    ",",
  );
  assert(
    property(array(oneof(word, string()), { maxLength: 20 }), (words) => {
      const sentence = words.join(" ");
      const found = quantitiesIn(sentence);
      let end = 0;
      for (const quantity of found) {
        expect(quantity.start).toBeGreaterThanOrEqual(end);
        expect(sentence.slice(quantity.start, quantity.end)).toBe(quantity.written);
        expect(Number.isNaN(quantity.value) || Number.isNaN(quantity.low)).toBe(false);
        end = quantity.end;
      }
    }),
  );
});
