import type { Setting } from "./setting.ts";

/** How alike the surroundings of two values are. */
export interface Likeness {
  /** Shared terms of both sentences, as a share of the shorter one and as a count. */
  readonly share: number;
  readonly count: number;
  /** Shared terms close to the values. */
  readonly slot: number;
  /** Shared owners of the values. */
  readonly anchor: number;
  /** Shared names. */
  readonly names: number;
  /** Shared terms that are no part of a name. */
  readonly plain: number;
}

export function likenessOf(a: Setting, b: Setting): Likeness {
  const count = sharedCount(a.terms, b.terms);
  let plain = 0;
  for (const term of a.terms) if (b.terms.has(term) && !a.nameTerms.has(term) && !b.nameTerms.has(term)) plain++;
  return {
    share: count / Math.max(1, Math.min(a.terms.size, b.terms.size)),
    count,
    slot: sharedCount(a.slot, b.slot),
    anchor: sharedCount(a.anchor, b.anchor),
    names: a.names.filter((name) => b.names.some((other) => isSameName(name, other))).length,
    plain,
  };
}

type Keyed = ReadonlySet<string> | ReadonlyMap<string, string>;

function sharedCount(a: Keyed, b: Keyed): number {
  let shared = 0;
  for (const term of a.keys()) if (b.has(term)) shared++;
  return shared;
}

/** "Brandt" and "Tomas Brandt", not "Coast Party" and "Hill Party". */
function isSameName(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.every((word) => long.includes(word));
}

/** Sides that set a value apart from one of which nothing is said. */
const TELLING: ReadonlySet<string> = new Set(["order", "period", "part", "side", "time", "share", "compass"]);

/** Why two sentences do not speak of the same thing, or null. @param tolerance names shared for each that is not */
export function whyApart(a: Setting, b: Setting, tolerance = 3): string | null {
  if (a.moods !== b.moods) return "one speaks of the past, a forecast or what is not";
  if (a.dates.size > 0 && b.dates.size > 0 && sharedCount(a.dates, b.dates) === 0) return "other dates";
  if (a.weekdays.size > 0 && b.weekdays.size > 0 && sharedCount(a.weekdays, b.weekdays) === 0) return "other days";
  for (const group of new Set([...a.sides.keys(), ...b.sides.keys()])) {
    const [one, two] = [a.sides.get(group), b.sides.get(group)];
    const known = one !== undefined && two !== undefined;
    if (known ? sharedCount(one, two) === 0 : TELLING.has(group)) return `other sides: ${group}`;
  }
  return namesApart(a, b, tolerance) ? "other names" : null;
}

/** Each sentence names somebody or something that the other does not, and little is shared. */
function namesApart(a: Setting, b: Setting, tolerance: number): boolean {
  const ownOf = (one: Setting, other: Setting): number =>
    one.names.filter((name) => !other.names.some((candidate) => isSameName(name, candidate))).length;
  const [onlyA, onlyB] = [ownOf(a, b), ownOf(b, a)];
  if (onlyA === 0 || onlyB === 0) return false;
  const shared = a.names.length - onlyA;
  return shared < tolerance * Math.min(onlyA, onlyB);
}
