import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { containment, shingleCount, shingles } from "./shingles.ts";

const words = (from: number, count: number): string[] => Array.from({ length: count }, (_, i) => `word${from + i}`);

describe("containment", () => {
  it("finds a short text inside a long one", () => {
    const short = shingles(words(1000, 40));
    const long = shingles(words(0, 1900));
    expect(containment(short, long).ofShorter).toBe(1);
    expect(containment(short, long).ofLonger).toBeCloseTo(36 / 1896);
  });

  it("is 0 for texts that share no five words in a row", () => {
    expect(containment(shingles(words(0, 50)), shingles(words(500, 50))).ofShorter).toBe(0);
  });

  it("is 0 for a text without words", () => {
    expect(containment(shingles([]), shingles(words(0, 50)))).toEqual({ ofShorter: 0, ofLonger: 0 });
  });

  it("takes a text of fewer than five words as one shingle", () => {
    expect(containment(shingles(["a", "b"]), shingles(["a", "b"])).ofShorter).toBe(1);
  });

  it("is estimated from a sample when a text is very long", () => {
    const half = containment(shingles(words(0, 6000)), shingles(words(3000, 6000)));
    expect(half.ofShorter).toBeGreaterThan(0.44);
    expect(half.ofShorter).toBeLessThan(0.56);
    expect(shingles(words(0, 6000)).hashes.length).toBeLessThanOrEqual(2048);
    expect(shingleCount(shingles(words(0, 6000)))).toBeGreaterThan(5500);
  });

  it("is the same both ways, and equals what a comparison of all shingles gives", () => {
    const word = fc.constantFrom("a", "b", "c", "d");
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 5, maxLength: 60 }),
        fc.array(word, { minLength: 5, maxLength: 60 }),
        (a, b) => {
          const sets = [a, b].map((list) => new Set(list.slice(4).map((_, i) => list.slice(i, i + 5).join(" "))));
          const [x = new Set<string>(), y = new Set<string>()] = sets;
          const exact = x.intersection(y).size / Math.min(x.size, y.size);
          expect(containment(shingles(a), shingles(b)).ofShorter).toBeCloseTo(exact);
          expect(containment(shingles(b), shingles(a)).ofShorter).toBeCloseTo(exact);
        },
      ),
    );
  });
});
