import { describe, expect, test } from "vitest";
import { bodyStart, scoreSentences } from "./rank.ts";

const TEXT =
  "Bridge closed\n\nThe council closed the iron bridge on Tuesday. Sign up for our newsletter.\n\nThe bridge was built in 1911.";
const ARTICLE = { id: "a", title: "Bridge closed", text: TEXT };

describe("scoreSentences", () => {
  const scored = scoreSentences([ARTICLE, { id: "b", text: "Cracks were found in the iron bridge." }]);

  test("scores every sentence of every article but the title line", () => {
    expect(scored.map(({ article, index, paragraph }) => [article, index, paragraph])).toEqual([
      ["a", 0, 0],
      ["a", 1, 0],
      ["a", 2, 1],
      ["b", 0, 0],
    ]);
    for (const { article, start, end, text } of scored) {
      expect(article === "a" ? TEXT.slice(start, end) : text).toBe(text);
    }
  });

  test("puts page furniture below everything", () => {
    const furniture = scored[1]!;
    expect(furniture.role).toBe("na");
    expect(Math.min(...scored.map(({ score }) => score))).toBe(furniture.score);
    expect(scored.filter(({ score }) => score === furniture.score)).toHaveLength(1);
  });
});

describe("bodyStart", () => {
  test.each([
    [ARTICLE, 14],
    [{ id: "a", text: TEXT }, 0],
    [{ id: "a", title: "Another title", text: TEXT }, 0],
    [{ id: "a", title: "Only", text: " Only" }, 5],
  ])("is past the title line, when there is one", (article, start) => {
    expect(bodyStart(article)).toBe(start);
  });
});
