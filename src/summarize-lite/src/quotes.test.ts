import { describe, expect, it } from "vitest";
import { attributionOf, isBalanced, quotationsIn } from "./quotes.ts";

describe("quotationsIn", () => {
  it.each([
    ["Oduya said “we are sorry” and “we will pay”.", ["we are sorry", "we will pay"]],
    ['Holt said "stay inside" on Sunday.', ["stay inside"]],
    ["Varga sprach von „einem guten Anfang“ am Abend.", ["einem guten Anfang"]],
    ["Il a dit « non » hier.", [" non "]],
    ["No quotation here.", []],
    ["A mark “that is never closed.", []],
  ])("%j", (text, words) => {
    const found = quotationsIn(text);
    expect(found.map((quotation) => quotation.words)).toEqual(words);
    for (const { start, end, words: own } of found) expect(text.slice(start, end)).toBe(own);
  });

  it("takes each paragraph of a long quotation", () => {
    const text = "Oduya said: “We failed.\n\n“We will pay.”";
    expect(quotationsIn(text).map(({ words }) => words)).toEqual(["We failed.", "We will pay."]);
  });
});

describe("attributionOf", () => {
  it.each([
    ["“The dam will close,” President Ilse Varga said.", "Ilse Varga", false],
    ["“The dam will close,” said Ilse Varga, the president.", "Ilse Varga", false],
    ["Karsovian President Ilse Varga described the call as “frank”.", "Ilse Varga", false],
    ["“We are sorry,” Renske Oduya, the chief executive, told reporters.", "Renske Oduya", false],
    ["“We are sorry,” she said.", "she", true],
  ])("%j", (passage, speaker, pronoun) => {
    expect(attributionOf(passage)).toMatchObject({ speaker, pronoun });
  });

  it("finds nobody where nobody speaks", () => {
    expect(attributionOf("The so-called “certificate storm” passed.")).toBeNull();
    expect(attributionOf("Oduya said the network was back.")).toBeNull();
  });
});

it("knows a passage with half a quotation", () => {
  expect(isBalanced("“We failed.")).toBe(false);
  expect(isBalanced("We failed,” Oduya said.")).toBe(false);
  expect(isBalanced("Oduya (54) said “we failed”.")).toBe(true);
});
