import { describe, expect, test } from "vitest";
import { withLazyPatterns } from "./lazy-patterns.ts";

/** The rewritten code behind the helper, on one line. */
function rewritten(code: string): string {
  const [, rest = ""] = withLazyPatterns(code).split("};\n");
  return rest.trim().replaceAll("\n", " ");
}

describe("withLazyPatterns", () => {
  test.each([
    [
      "makes a variable's pattern at its first use",
      String.raw`const A = /\p{L}/u; const f = (b) => A.test(b);`,
      String.raw`const A = lazyPattern(() => new RegExp("\\p{L}", "u")); const f = (b) => A().test(b);`,
    ],
    [
      "hoists a pattern out of a function",
      String.raw`const f = (b) => /\p{L}"/iu.test(b);`,
      String.raw`const lazyPattern$0 = lazyPattern(() => new RegExp("\\p{L}\"", "iu")); const f = (b) => lazyPattern$0().test(b);`,
    ],
    [
      "keeps one that remembers where it stopped in its place",
      String.raw`const f = (b) => b.replace(/\p{L}/gu, "");`,
      String.raw`const f = (b) => b.replace(/\p{L}/gu, "");`,
    ],
    [
      "defers one that is put together from others",
      String.raw`const A = /\p{L}/u; const B = new RegExp(A.source + "x"); B.test("");`,
      String.raw`const A = lazyPattern(() => new RegExp("\\p{L}", "u")); const B = lazyPattern(() => new RegExp(A().source + "x")); B().test("");`,
    ],
    [
      "tells a variable from a property of its name",
      String.raw`const A = /\p{L}/u; const o = { A, B: A, A: 1 }; o.A; o[A];`,
      String.raw`const A = lazyPattern(() => new RegExp("\\p{L}", "u")); const o = { A: A(), B: A(), A: 1 }; o.A; o[A()];`,
    ],
    [
      "leaves patterns without Unicode classes alone",
      "const A = /[a-z]/g; A.test('');",
      "const A = /[a-z]/g; A.test('');",
    ],
  ])("%s", (_name, code, expected) => {
    expect(rewritten(code)).toBe(expected);
  });

  test("refuses a module in which another variable has the name of a pattern", () => {
    const code = String.raw`const A = /\p{L}/u; const f = (A) => A;`;
    expect(() => withLazyPatterns(code)).toThrow("Another variable has the name of a pattern: A.");
  });
});
