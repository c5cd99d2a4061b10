import { expect, test } from "vitest";
import { roleFeatures } from "./role-features.ts";
import { wordsIn } from "./words.ts";

const sentences = ["The council closed the bridge.", "Engineers found cracks in it."].map((text, paragraph) => ({
  text,
  paragraph,
  words: wordsIn(text),
}));

test("a title that shares nothing with the text is not taken for a missing one", () => {
  const none = roleFeatures(sentences, new Set());
  const strange = roleFeatures(sentences, new Set(["harbour"]));
  const fitting = roleFeatures(sentences, new Set(["bridg"]));
  expect(strange).not.toEqual(none);
  expect(fitting[0]).not.toEqual(strange[0]);
  expect(fitting[1]).toEqual(strange[1]);
});
