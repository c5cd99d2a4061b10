import { describe, expect, it } from "vitest";
import { labelsFor } from "./labels.ts";

const label = (sentence: string, taken: readonly string[] = []): string | null =>
  labelsFor([sentence], taken, () => 1)[0] ?? null;

describe("labelsFor", () => {
  it.each([
    ["If the wall holds, the port will open.", "Condition"],
    ["The council will meet on 4 December.", "Next step"],
    ["A long dispute could complicate the sale of bonds against the dam’s revenue.", "Risk"],
    ["Fishermen said they would oppose the plan.", "Opposition"],
    ["The company said it would finish by the end of June.", "Timing"],
  ])("names the kind of %j", (sentence, kind) => {
    expect(label(sentence)).toBe(kind);
  });

  it.each([
    ["asks if", "A merchant asks if he can bet with them."],
    ["critical", "The county says the wall is critical for the port."],
    ["a noun that is only a place", "The minister said crews must try harder in a small coastal territory."],
    ["a noun in a phrase", "The talks with their Ostmere counterparts to end the row went on."],
  ])("gives none for %s", (_, sentence) => {
    expect(label(sentence)).toBeNull();
  });

  it.each([
    ["The city could ask for a fast-track hearing, the mayor said.", "Fast-track hearing"],
    ["Officials found that an emergency spacewalk is the best way.", "Emergency spacewalk"],
  ])("takes what acts or is acted on from %j", (sentence, phrase) => {
    expect(label(sentence)).toBe(phrase);
  });

  it("calls no condition a next step when conditions are taken", () => {
    expect(
      label("If the fund skips a year, the price will go up and the council will meet.", ["Condition"]),
    ).toBeNull();
  });
});
