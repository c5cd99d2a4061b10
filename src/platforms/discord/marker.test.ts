import { describe, expect, it } from "vitest";
import { TYPE, countOf } from "./components.ts";
import type { Container, Inner } from "./components.ts";
import { idsOf, keyOfContent, keyOfIds, marked, markedLine } from "./marker.ts";

const KEYS = [
  "0123456789abcdef0123456789abcdef",
  "0".repeat(32),
  "f".repeat(32),
  "k1",
  "x".repeat(100),
  "ключ ✓",
  "0123456789ABCDEF0123456789ABCDEF",
];

const container = (...components: readonly Inner[]): Container => ({
  type: TYPE.container,
  accent_color: 0,
  components,
});

function idsIn({ id, components }: Container): number[] {
  const inner = components.flatMap((one) => [
    one.id,
    ...(one.type === TYPE.row ? one.components.map((b) => b.id) : []),
  ]);
  return [id, ...inner].filter((one) => one !== undefined);
}

describe("a marker", () => {
  it.each(KEYS)("gives the key %s back, whatever Discord numbers besides", (key) => {
    const ids = idsOf(key);
    expect(keyOfIds([...ids, 1, 2, 41].toReversed())).toBe(key);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids)).toBeLessThan(2 ** 31);
    expect(Math.min(...ids)).toBeGreaterThan(1_000_000);
  });

  it.each(KEYS)("gives the key %s back from a line of words", (key) => {
    expect(keyOfContent(`Words.\n${markedLine(key)}`)).toBe(key);
  });

  it.each([["", "x".repeat(101)]])("is made of 1 to 100 bytes", (...keys) => {
    for (const key of keys) expect(() => idsOf(key)).toThrow(RangeError);
  });

  it("is none where ids are missing, foreign or few", () => {
    const ids = idsOf(KEYS[0]!);
    expect(keyOfIds([])).toBeNull();
    expect(keyOfIds([1, 2, 3])).toBeNull();
    expect(keyOfIds(ids.slice(1))).toBeNull();
    expect(keyOfIds([...ids, 2 ** 31 - 1])).toBeNull();
    expect(keyOfContent("-# Ref")).toBeNull();
  });

  it("fills the ids of a message's components from the outside in", () => {
    const text = { type: TYPE.text, content: "a" } as const;
    const button = { type: TYPE.button, style: 2, label: "b", custom_id: "c" } as const;
    const row = { type: TYPE.row, components: [button, button] } as const;
    const full = marked(container(text, row, text), KEYS[0]!);
    expect(idsIn(full)).toEqual(idsOf(KEYS[0]!));
    expect(countOf(full)).toBe(6);
  });

  it("makes a little room in a message of one line", () => {
    const short = marked(container({ type: TYPE.text, content: "a" }), KEYS[0]!);
    expect(idsIn(short)).toEqual(idsOf(KEYS[0]!));
    expect(short.components.slice(1).every((one) => one.type === TYPE.separator && !one.divider)).toBe(true);
  });
});
