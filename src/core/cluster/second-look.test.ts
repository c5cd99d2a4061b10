import { describe, expect, it } from "vitest";
import type { Stories } from "./second-look.ts";
import { lookAgain } from "./second-look.ts";
import { fingerprint } from "./signature.ts";
import type { Entry } from "./window.ts";

interface Given {
  readonly storyId: string;
  readonly copyOf?: string;
}

/** Articles "0", "1", … in their stories; the last has just come, with all others near. Answers who stands where afterwards, and who moved. */
function after(given: readonly Given[], odds: readonly (readonly number[])[], settled: readonly string[] = []) {
  const entries = given.map(({ storyId, copyOf }, i): Entry => {
    const article = { text: "", title: null, publishedAt: null, takenAt: 0, language: "en" };
    return { signature: fingerprint({ ...article, id: `${i}` }), terms: [], storyId, copyOf: copyOf ?? null };
  });
  const stories: Stories = {
    members: (storyId) => entries.filter((entry) => entry.storyId === storyId),
    isSettled: (storyId) => settled.includes(storyId),
    unit: (members, storyId) => {
      const speakers = members.filter(({ copyOf }) => copyOf === null);
      return { members: speakers, fixed: storyId !== null, from: null, to: null };
    },
    move: (going, storyId) => {
      for (const entry of going) entry.storyId = storyId;
    },
    newId: (going) => `of ${going[0]?.signature.id}`,
  };
  const score = (a: Entry, b: Entry): number => odds[entries.indexOf(a)]?.[entries.indexOf(b)] ?? 0;
  const fresh = entries.slice(-1);
  const moved = lookAgain(fresh, new Map(fresh.map((entry) => [entry, entries.slice(0, -1)])), stories, score);
  return {
    stories: entries.map(({ storyId }) => storyId),
    moved: Array.from(moved, ([{ signature }, from]) => [signature.id, from]),
  };
}

describe("a second look", () => {
  it("draws an article that stands alone into the story of a new one that links them", () => {
    const odds = [
      [0, 2, -1],
      [2, 0, 3],
      [-1, 3, 0],
    ];
    // 0 was alone when 1 was put elsewhere; 2 has joined 1.
    expect(after([{ storyId: "b" }, { storyId: "a" }, { storyId: "a" }], odds).stories).toEqual(["b", "a", "a"]);
    const linked = [
      [0, 2, 3],
      [2, 0, 3],
      [3, 3, 0],
    ];
    expect(after([{ storyId: "b" }, { storyId: "a" }, { storyId: "a" }], linked)).toEqual({
      stories: ["a", "a", "a"],
      moved: [["0", "b"]],
    });
  });

  it("takes an article out of a story that it fits less", () => {
    const odds = [
      [0, 4, 1, -3],
      [4, 0, 1, -3],
      [1, 1, 0, 3],
      [-3, -3, 3, 0],
    ];
    expect(after([{ storyId: "a" }, { storyId: "a" }, { storyId: "a" }, { storyId: "b" }], odds)).toEqual({
      stories: ["a", "a", "b", "b"],
      moved: [["2", "a"]],
    });
  });

  it("takes none out of a story that is settled", () => {
    const odds = [
      [0, 2, 3],
      [2, 0, 3],
      [3, 3, 0],
    ];
    const given = [{ storyId: "b" }, { storyId: "a" }, { storyId: "a" }];
    expect(after(given, odds, ["b"])).toEqual({ stories: ["b", "a", "a"], moved: [] });
  });

  it("leaves an article where it fits no less", () => {
    const odds = [
      [0, 4, -1],
      [4, 0, 2],
      [-1, 2, 0],
    ];
    expect(after([{ storyId: "a" }, { storyId: "a" }, { storyId: "b" }], odds)).toEqual({
      stories: ["a", "a", "b"],
      moved: [],
    });
  });

  it("moves copies with what they copy", () => {
    const odds = [
      [0, 9, 3],
      [9, 0, 3],
      [3, 3, 0],
    ];
    const given = [{ storyId: "a" }, { storyId: "a", copyOf: "0" }, { storyId: "b" }];
    expect(after(given, odds)).toEqual({
      stories: ["b", "b", "b"],
      moved: [
        ["0", "a"],
        ["1", "a"],
      ],
    });
  });

  it("finds a second event in a story once a second report shows it", () => {
    const odds = [
      [0, 8.5, 5.5, 5.5],
      [8.5, 0, 5.5, 5.5],
      [5.5, 5.5, 0, 7.5],
      [5.5, 5.5, 7.5, 0],
    ];
    const given = [{ storyId: "a" }, { storyId: "a" }, { storyId: "a" }, { storyId: "a" }];
    expect(after(given, odds)).toEqual({ stories: ["a", "a", "of 2", "of 2"], moved: [["2", "a"]] });
    expect(after(given, odds, ["a"])).toEqual({ stories: ["a", "a", "a", "a"], moved: [] });
  });
});
