import { describe, expect, it } from "vitest";
import { familyName, namesIn, peopleIn, sexOfName, sexesIn, withoutTitles } from "./names.ts";

it.each([
  ["The mayor, Ana Prie, met Jan van der Berg.", ["Ana Prie", "Jan van der Berg"]],
  ["After Varga’s call, Brandt left.", ["Varga", "Brandt"]],
  ["Meanwhile it rained.", []],
])("finds the names of %j", (text, names) => {
  const found = namesIn(text);
  expect(found.map((name) => name.text)).toEqual(names);
  for (const { text: own, start, end } of found) expect(text.slice(start, end)).toBe(own);
});

it.each([
  ["Karsovian President Ilse Varga", "Ilse Varga", "Varga"],
  ["Chief Executive", "", ""],
  ["Renske Oduya", "Renske Oduya", "Oduya"],
])("parts %j from its titles", (name, bare, family) => {
  expect(withoutTitles(name)).toBe(bare);
  expect(familyName(name)).toBe(family);
});

it("knows a person by a full name that a speech verb follows, or whose last word stands alone", () => {
  const people = peopleIn(["Ilse Varga said no. Cape Morrow was calm. Tobias Ekwall left. Ekwall and Ekwall."]);
  expect([...people]).toEqual([
    ["Varga", "Ilse Varga"],
    ["Ekwall", "Tobias Ekwall"],
  ]);
});

describe("sexesIn", () => {
  const people = new Map([
    ["Prie", "Lou Prie"],
    ["Holt", "Peter Holt"],
  ]);
  const votes = (text: string): number => Math.sign(sexesIn([text], people).get("Prie") ?? 0);

  it.each([
    ["a pronoun behind the name", "Prie said she would go.", -1],
    ["a title", "Mr. Prie left.", 1],
    ["no sign at all", "Prie left.", 0],
    ["a pronoun of somebody else, ahead of the name", "She wrote to Prie.", 0],
    ["a pronoun where two persons stand", "Prie met Holt and he left.", 0],
  ])("goes by %s", (_, text, sex) => {
    expect(votes(text)).toBe(sex);
  });

  it("goes by first names", () => {
    expect(sexesIn([""], people).get("Holt")).toBeGreaterThan(0);
    expect([sexOfName("Susan Hale"), sexOfName("Lou Hale"), sexOfName("Susan")]).toEqual([-1, 0, 0]);
  });
});
