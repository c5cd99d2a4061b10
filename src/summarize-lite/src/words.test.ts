import { describe, expect, test } from "vitest";
import { countWords, terms, words, wordsIn } from "./words.ts";

describe("words", () => {
  test.each([
    ["The mayor's 3 bridges, re-opened!", ["the", "mayor's", "3", "bridges", "re", "opened"]],
    ["don’t — ’tis O'Hara", ["don’t", "tis", "o'hara"]],
    ["мер закрив міст", ["мер", "закрив", "міст"]],
    ["पुल बंद है", ["पुल", "बंद", "है"]],
    ["市议会投票 today", ["市议", "议会", "会投", "投票", "today"]],
    ["橋", ["橋"]],
    ["🙂 ok", ["ok"]],
    ["", []],
  ])("finds the words of %j", (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test("drops function words and stems the rest", () => {
    expect(terms("The council's members were closing the bridges")).toEqual(["council", "member", "close", "bridg"]);
  });

  test("gives inflected forms of other scripts one term", () => {
    expect(terms("будівництво")).toEqual(terms("будівництва"));
  });

  test("knows capitals, also of other scripts", () => {
    expect(wordsIn("Ada ADA ada Київ").map((word) => [word.capital, word.allCapitals])).toEqual([
      [true, false],
      [true, true],
      [false, false],
      [true, false],
    ]);
  });

  test("keeps within the range it is given", () => {
    expect(wordsIn("one two three", 4, 7).map((word) => word.text)).toEqual(["two"]);
  });

  test("ends on one word of a million letters", () => {
    expect(terms("x".repeat(1_000_000))).toHaveLength(1);
  });
});

describe("countWords", () => {
  test.each([
    ["one  two\nthree", 3],
    ["  ", 0],
    ["市议会投票", 3],
    ["re-opened at 9.30 a.m.", 4],
  ])("counts %j", (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});
