import { describe, expect, test } from "vitest";
import { bestRouge, rougeTokens } from "./rouge.ts";

const tokens = (text: string): string[] => text.split(" ");

describe("bestRouge", () => {
  test.each([
    ["is 2 for the reference itself", "the bridge closed", ["the bridge closed"], 2],
    ["is 0 where nothing is shared", "a cat slept", ["the bridge closed"], 0],
    ["counts a word no more often than the reference has it", "bridge bridge", ["bridge closed"], 0.5],
    ["counts pairs in their order only", "closed bridge", ["bridge closed"], 1],
    ["takes the reference that fits best", "the bridge closed", ["a cat slept", "the bridge closed"], 2],
    ["knows no pair of a single word", "bridge", ["bridge"], 1],
  ])("%s", (_name, summary, references, expected) => {
    expect(bestRouge(tokens(summary), references.map(tokens))).toBeCloseTo(expected, 9);
  });
});

describe("rougeTokens", () => {
  test("stems words of more than three letters and drops marks", () => {
    expect(rougeTokens("Bridges, closed: was 1911.")).toEqual(["bridg", "close", "was", "1911"]);
  });
});
