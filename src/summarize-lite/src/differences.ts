import { claimsOf } from "./claims.ts";
import type { Claim } from "./claims.ts";
import { makeItem } from "./item.ts";
import type { Sayable } from "./readable.ts";
import type { Difference } from "./types.ts";
import { containment } from "./units.ts";
import type { Unit } from "./units.ts";
import { terms } from "./words.ts";

/**
 * Where reports do not agree. Precision first: a difference is shown only when both sentences speak of the same thing in
 * the same words and neither report gives the other's value anywhere.
 */

/** Sentences must share this much of the shorter one's terms, the value left out. */
const SAME_THING = 0.4;
const SHARED_TERMS = 3;
/** Less will do to say that a later figure of the same unit replaces an earlier one: it only moves a sentence down. */
const SAME_COUNT = 0.2;
/** A count that grows in the course of an event: this much later another figure is news, sooner it is a contradiction. */
const UPDATE_HOURS = 9;
const GROWING = new Set(
  "dead peopl resid home household custom case casualti injuri evacue arrest passeng victim".split(" "),
);
/** Other values (a fine, a price, a length) do not change by themselves; beyond this the sources speak of two things. */
const SAME_HOURS = 48;

/** Two claims about one thing with two values. */
interface Pair {
  readonly first: Claim;
  readonly second: Claim;
  /** How sure it is that both speak of the same thing, above 0. */
  readonly weight: number;
}

/** What the claims of a story's reports say of one another. */
export interface Disagreement {
  /** At most `limit` differences, surest first. */
  readonly shown: (sayable: ReadonlyMap<Unit, Sayable>, limit?: number) => Difference[];
  /** Sentences whose figure a later report replaced: a toll that has grown. */
  readonly outdated: ReadonlySet<Unit>;
  /** Sentences with a value that fewer reports give than another one. */
  readonly outvoted: ReadonlySet<Unit>;
}

/** Compares the claims of independent reports. @param people family name → full name of everyone in the story */
export function compareReports(units: readonly Unit[], people: ReadonlyMap<string, string>): Disagreement {
  const groups = [...Map.groupBy(claimsOf(units, people), (claim) => `${claim.kind} ${claim.key}`).values()];
  const outdated = new Set<Unit>();
  const outvoted = new Set<Unit>();
  const pairs: Pair[] = [];
  for (const group of groups) {
    const votes = votesOf(group);
    for (const unit of replacedIn(group)) outdated.add(unit);
    for (const pair of conflictsIn(group)) {
      const apart = hoursApart(pair.first.unit, pair.second.unit);
      const [older, newer] = apart < 0 ? [pair.second, pair.first] : [pair.first, pair.second];
      if (outdated.has(older.unit) || outdated.has(newer.unit) || !mayDiffer(pair, group)) continue;
      pairs.push(pair);
      const difference = votes.get(newer.value)! - votes.get(older.value)!;
      if (difference > 0) outvoted.add(older.unit);
      if (difference < 0) outvoted.add(newer.unit);
    }
  }
  return { outdated, outvoted, shown: (sayable, limit = 3) => show(pairs, sayable, limit) };
}

/** Units whose count a much later report gives anew: "40,000 homes" when it says "21,500 homes" of the same thing. */
function replacedIn(group: readonly Claim[]): Unit[] {
  const counts = group.filter(({ kind }) => kind === "number");
  const isReplaced = (older: Claim, newer: Claim): boolean =>
    hoursApart(older.unit, newer.unit) > UPDATE_HOURS &&
    older.value !== newer.value &&
    (older.key === "dead" || sharedTerms(older, newer).share >= SAME_COUNT);
  return counts.filter((older) => counts.some((newer) => isReplaced(older, newer))).map(({ unit }) => unit);
}

/** In how many reports each value stands. */
function votesOf(group: readonly Claim[]): Map<string, number> {
  const docs = Map.groupBy(group, ({ value }) => value);
  return new Map([...docs].map(([value, claims]) => [value, new Set(claims.map(({ unit }) => unit.doc)).size]));
}

/** Pairs of one group, from two reports, with two values, that speak of the same thing. */
function conflictsIn(group: readonly Claim[]): Pair[] {
  const out: Pair[] = [];
  for (const [i, first] of group.entries()) {
    for (const second of group.slice(i + 1)) {
      if (first.unit.doc === second.unit.doc || first.value === second.value) continue;
      const weight = agreement(first, second);
      if (weight > 0) out.push({ first, second, weight });
    }
  }
  return out;
}

/** A report that gives both values knows of both: an update or another quantity, no contradiction. */
function mayDiffer({ first, second }: Pair, group: readonly Claim[]): boolean {
  const apart = Math.abs(hoursApart(first.unit, second.unit));
  if (first.kind !== "title" && apart > (GROWING.has(first.key) ? UPDATE_HOURS : SAME_HOURS)) return false;
  const gives = (doc: number, value: string): boolean =>
    group.some((claim) => claim.unit.doc === doc && claim.value === value);
  return !gives(first.unit.doc, second.value) && !gives(second.unit.doc, first.value);
}

function show(pairs: readonly Pair[], sayable: ReadonlyMap<Unit, Sayable>, limit: number): Difference[] {
  const out: Difference[] = [];
  const used = new Set<Unit | string>();
  const order = (pair: Pair): number => pair.weight;
  for (const pair of pairs.toSorted((a, b) => order(b) - order(a) || a.first.unit.start - b.first.unit.start)) {
    const marks = [pair.first.unit, pair.second.unit, `${pair.first.kind} ${pair.first.key}`];
    const said = [sayable.get(pair.first.unit), sayable.get(pair.second.unit)];
    if (out.length >= limit || marks.some((mark) => used.has(mark)) || !said[0] || !said[1]) continue;
    for (const mark of marks) used.add(mark);
    out.push(toDifference(pair, said[0], said[1]));
  }
  return out;
}

/** How sure it is that two claims speak of the same thing, 0 = not sure enough. */
function agreement(a: Claim, b: Claim): number {
  if (a.kind === "title") return 1;
  if (a.hedged || b.hedged) return 0;
  const { share, count } = sharedTerms(a, b);
  const ratio = a.kind === "number" ? Number(a.value) / Number(b.value) : 1;
  // Far apart in size is another quantity: a share of it, a total over years.
  if (!(ratio > 0.2 && ratio < 5)) return 0;
  if (a.key === "dead") return count >= 2 ? 0.5 + share : 0;
  return share >= SAME_THING && count >= SHARED_TERMS ? share : 0;
}

function sharedTerms(a: Claim, b: Claim): { readonly share: number; readonly count: number } {
  const first = withoutValue(a);
  const second = withoutValue(b);
  return { share: containment(first, second), count: [...first].filter((term) => second.has(term)).length };
}

function withoutValue(claim: Claim): Set<string> {
  const value = new Set(terms(claim.written));
  return new Set([...claim.unit.terms].filter((term) => !value.has(term) && !/^\d/.test(term)));
}

/** Positive when `b` was published later; 0 when a time is missing. */
function hoursApart(a: Unit, b: Unit): number {
  const first = Date.parse(a.article.publishedAt ?? "");
  const second = Date.parse(b.article.publishedAt ?? "");
  return Number.isNaN(first) || Number.isNaN(second) ? 0 : (second - first) / 3_600_000;
}

function toDifference({ first, second }: Pair, one: Sayable, two: Sayable): Difference {
  const claims = [
    { ...makeItem([one]), value: first.written },
    { ...makeItem([two]), value: second.written },
  ];
  return { ...makeItem([one, two]), kind: first.kind, subject: first.subject, claims };
}
