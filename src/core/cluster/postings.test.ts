import { describe, expect, it } from "vitest";
import { createHashMap, createPostings } from "./postings.ts";

describe("a map of hashes", () => {
  it("keeps keys of all sizes apart", () => {
    const map = createHashMap<number>();
    const keys = [0, 1, 2 ** 26 - 1, 2 ** 26, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
    for (const key of keys) map.set(key, key);
    expect(keys.map((key) => map.get(key))).toEqual(keys);
    map.delete(2 ** 31);
    expect(map.get(2 ** 31)).toBeUndefined();
    expect(map.get(2 ** 31 - 1)).toBe(2 ** 31 - 1);
  });
});

describe("postings", () => {
  it("list what was filed under a key, until it is taken out", () => {
    const [one, two] = [{ name: "one" }, { name: "two" }];
    const postings = createPostings<{ name: string }>();
    postings.add([7, 8], one);
    postings.add([8], two);
    expect([7, 8, 9].map(postings.get)).toEqual([[one], [one, two], []]);
    postings.remove([7, 8], new Set([one]));
    expect([7, 8].map(postings.get)).toEqual([[], [two]]);
  });
});
