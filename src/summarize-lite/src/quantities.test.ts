import { expect, it } from "vitest";
import { quantitiesIn } from "./quantities.ts";

it.each<[string, readonly [number, string][]]>([
  ["The court overturned a fine of 84 million crowns.", [[84_000_000, "crown"]]],
  ["About 40,000 homes have no electricity.", [[40_000, "home"]]],
  ["Six people have now died in the storm.", [[6, "dead"]]],
  ["The storm killed seven.", [[7, "dead"]]],
  ["The death toll rose to 12 on Sunday.", [[12, "dead"]]],
  ["Shares fell 6.2% on Friday.", [[6.2, "%"]]],
  ["The call lasted 40 minutes.", [[40, "minut"]]],
  ["Storm Agathe killed 19 people in 2011.", [[19, "peopl"]]],
  ["A 34-year-old woman was rescued on 4 August.", []],
  ["Another 300 soldiers are on the way.", []],
  ["Holt said “three people died”.", []],
  ["Rovers won 3–1.", []],
])("%j", (sentence, found) => {
  expect(quantitiesIn(sentence).map(({ value, key }) => [value, key])).toEqual(found);
});

it("knows a hedge", () => {
  expect(quantitiesIn("About 40,000 homes have no electricity.")[0]?.hedged).toBe(true);
  expect(quantitiesIn("The firm owes 84 crowns.")[0]?.hedged).toBe(false);
});
