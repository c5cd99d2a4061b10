import { TYPE, countOf } from "./components.ts";
import type { Container, Inner, Separator } from "./components.ts";

// A delivery's key travels in the numeric ids of the components of its message. Ids are ours to choose (32 bits, unique
// within a message), Discord gives them back for good, no reader sees them, and unlike a custom_id they need no button.
// A nonce is forgotten after minutes, and the text of a message is for its readers.

/** Of an id's 31 bits, the lower ones carry the key and the upper ones the id's place, from 1. */
const DATA_BITS = 26n;
const DATA = (1n << DATA_BITS) - 1n;
const MAX_PLACE = 31;
/** Discord numbers the other components from 1. */
const LEAST = 1 << Number(DATA_BITS);

const HEX = /^[0-9a-f]{32}$/;

/** Bits of a key, first one lowest: 1 and 128 bits of 32 hex digits, or 0 and bytes of UTF-8. */
function bitsOf(key: string): bigint {
  if (HEX.test(key)) return (BigInt(`0x${key}`) << 1n) | 1n;
  return BigInt(`0x0${reversed(Buffer.from(key)).toString("hex")}`) << 1n;
}

function keyOf(bits: bigint): string | null {
  const data = bits >> 1n;
  if ((bits & 1n) === 1n) return data >> 128n === 0n ? data.toString(16).padStart(32, "0") : null;
  const hex = data.toString(16);
  const text = reversed(Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex")).toString();
  return text === "\0" ? null : text;
}

function reversed(bytes: Buffer): Buffer {
  return Buffer.from([...bytes].reverse());
}

/** @throws RangeError for an empty key or one of more than 100 bytes */
export function idsOf(key: string): readonly number[] {
  const ids: number[] = [];
  const length = HEX.test(key) ? 129n : BigInt(Buffer.byteLength(key) * 8 + 1);
  for (let at = 0n; at < length; at += DATA_BITS) {
    ids.push(Number((BigInt(ids.length + 1) << DATA_BITS) | ((bitsOf(key) >> at) & DATA)));
  }
  if (key === "" || ids.length > MAX_PLACE) throw new RangeError("A key has 1 to 100 bytes.");
  return ids;
}

/** @param ids of a message's components, in any order. Null: no marker of ours. */
export function keyOfIds(ids: readonly number[]): string | null {
  const marks = ids.filter((id) => Number.isInteger(id) && id >= LEAST).sort((a, b) => a - b);
  let bits = 0n;
  for (const [index, id] of marks.entries()) {
    if (BigInt(id) >> DATA_BITS !== BigInt(index + 1)) return null;
    bits |= (BigInt(id) & DATA) << (BigInt(index) * DATA_BITS);
  }
  return marks.length === 0 ? null : keyOf(bits);
}

const PAD: Separator = { type: TYPE.separator, divider: false, spacing: 1 };

/** The container with the key in its ids; a very short one gets a little room at its end, to hold them. */
export function marked(container: Container, key: string): Container {
  const ids = [...idsOf(key)];
  const missing = Math.max(0, ids.length - countOf(container));
  const next = (): { readonly id?: number } => {
    const id = ids.shift();
    return id === undefined ? {} : { id };
  };
  const own = next();
  const inner = (one: Inner): Inner => {
    const mine = next();
    if (one.type !== TYPE.row) return { ...one, ...mine };
    return { ...one, ...mine, components: one.components.map((button) => ({ ...button, ...next() })) };
  };
  return {
    ...container,
    ...own,
    components: [...container.components, ...Array.from({ length: missing }, () => PAD)].map(inner),
  };
}

/** Small print at the end of a message that has no components to carry its key. */
export function markedLine(key: string): string {
  return `-# Ref ${Buffer.from(key).toString("base64url")}`;
}

export function keyOfContent(content: string): string | null {
  const [, text] = /(?:^|\n)-# Ref ([\w-]+)\s*$/.exec(content) ?? [];
  return text === undefined ? null : Buffer.from(text, "base64url").toString();
}
