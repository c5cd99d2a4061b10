import { expect, test } from "vitest";
import { onTopics } from "./topics.ts";

const STORM = {
  texts: [
    "Storm Odalys cuts power to 40,000 homes",
    "Ferries to Port Aldous stayed in harbour, the coastguard’s office said.",
  ],
  tags: ["Weather", "Vale of Tarn"],
  field: "Scientific",
};

test.each([
  ["no topics take every story", [], true],
  ["a word of the headline", ["storm"], true],
  ["case and plural apart", ["STORMS"], true],
  ["a tag", ["weather"], true],
  ["a phrase in order", ["port aldous"], true],
  ["a phrase across other words", ["aldous port"], false],
  ["a possessive", ["coastguard"], true],
  ["part of a word", ["port al"], false],
  ["a word inside another", ["hip"], false],
  ["the field by its noun", ["science"], true],
  ["another field", ["sport"], false],
  ["any one of several", ["courts", "ferry", "elections"], true],
  ["a topic without a word", ["—"], false],
])("%s", (_, topics, expected) => {
  expect(onTopics(topics, STORM)).toBe(expected);
});

test("accents do not keep a story out", () => {
  expect(onTopics(["Zürich"], { texts: ["Zurich votes on trams"], tags: [], field: null })).toBe(true);
});

test("a topic in a script without blanks is found inside a sentence", () => {
  expect(onTopics(["地震"], { texts: ["昨夜の地震で停電"], tags: [], field: null })).toBe(true);
});
