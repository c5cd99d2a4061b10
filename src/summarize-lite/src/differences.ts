import { claimsOf, isGrowing, saysItGrew, spanOf } from "./claims.ts";
import type { BareClaim, Claim, NumberClaim } from "./claims.ts";
import { agree, contradiction, hoursApart, UPDATE_HOURS } from "./contradiction.ts";
import { FATE_KEYS, FATE_NOUNS } from "./fates.ts";
import { makeItem } from "./item.ts";
import type { Sayable } from "./readable.ts";
import { Reports } from "./reports.ts";
import { likenessOf, whyApart } from "./same-thing.ts";
import { knownNames, settingOf } from "./setting.ts";
import type { Difference } from "./types.ts";
import type { Unit } from "./units.ts";

/**
 * Where reports do not agree: claims are grouped by what they may be about, and within a group those of two reports are
 * compared. A difference is shown only when both sentences speak of the same thing and neither report gives the other's
 * value anywhere.
 */

/** Less will do to say that a later figure of the same unit replaces an earlier one: it only moves a sentence down. */
const SAME_COUNT = 0.2;
/** Claims of one group that are compared with one another: keeps the cost of a story of 200 reports linear. */
const MAX_COMPARED = 60;

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
  const outdated = new Set<Unit>();
  const outvoted = new Set<Unit>();
  const pairs: Pair[] = [];
  // One report contradicts nobody.
  const claims = units.some(({ doc }) => doc !== units[0]!.doc) ? claimsOf(units, people) : [];
  const reports = new Reports(units, claims);
  const names = knownNames(claims.length > 0 ? units : []);
  for (const group of Map.groupBy(claims, ({ kind, key }) => `${kind} ${key}`).values()) {
    if (!isContested(group)) continue;
    const compared = representatives(group).map((claim) => withSetting(claim, names));
    for (const unit of replacedIn(compared)) outdated.add(unit);
    const votes = votesOf(group);
    for (const pair of conflictsIn(compared, reports)) {
      const { first, second } = pair;
      if (outdated.has(first.unit) || outdated.has(second.unit) || reports.knowBoth(first, second)) continue;
      pairs.push(pair);
      const difference = votes.get(second.value)! - votes.get(first.value)!;
      if (difference > 0) outvoted.add(first.unit);
      if (difference < 0) outvoted.add(second.unit);
    }
  }
  return { outdated, outvoted, shown: (sayable, limit = 3) => show(pairs, people, sayable, limit) };
}

function isContested(group: readonly BareClaim[]): boolean {
  const { unit, value } = group[0]!;
  return group.some((claim) => claim.unit.doc !== unit.doc) && group.some((claim) => claim.value !== value);
}

/** Each report's first two sentences with each value, at most `MAX_COMPARED`, from the top of the reports down. */
function representatives(group: readonly BareClaim[]): BareClaim[] {
  const bySaying = Map.groupBy(group, ({ unit, value }) => `${unit.doc} ${value}`);
  const kept = [...bySaying.values()].flatMap((same) => same.slice(0, 2));
  if (kept.length <= MAX_COMPARED) return kept;
  return kept.toSorted((a, b) => a.unit.place - b.unit.place || a.unit.doc - b.unit.doc).slice(0, MAX_COMPARED);
}

function withSetting(claim: BareClaim, names: ReadonlySet<string>): Claim {
  const { start, end } = spanOf(claim);
  return { ...claim, setting: settingOf(claim.unit, start, end, names) };
}

/** Units whose count a much later report gives anew: "40,000 homes" when it says "21,500 homes" of the same thing. */
function replacedIn(group: readonly Claim[]): Unit[] {
  const numbers = group.filter((claim) => claim.kind === "number" && !claim.quantity.quoted) as NumberClaim[];
  return numbers.filter((older) => numbers.some((newer) => isReplaced(older, newer))).map(({ unit }) => unit);
}

function isReplaced(older: NumberClaim, newer: NumberClaim): boolean {
  const apart = hoursApart(older, newer);
  if (apart === null || apart <= UPDATE_HOURS || agree(older, newer)) return false;
  // A length, a price or a fine does not grow by itself.
  const { kind } = older.quantity;
  if ((kind === "size" || kind === "money") && !isGrowing(older) && !saysItGrew(newer)) return false;
  if (older.setting.dates.size > 0 && whyApart(older.setting, newer.setting) !== null) return false;
  return FATE_KEYS.has(older.key) || likenessOf(older.setting, newer.setting).share >= SAME_COUNT;
}

/** In how many reports each value stands. */
function votesOf(group: readonly BareClaim[]): Map<string, number> {
  const docs = Map.groupBy(group, ({ value }) => value);
  return new Map([...docs].map(([value, claims]) => [value, new Set(claims.map(({ unit }) => unit.doc)).size]));
}

/** Pairs of one group, from two reports, that contradict each other; a claim against two values of one report is of neither. */
function conflictsIn(group: readonly Claim[], reports: Reports): Pair[] {
  const out: Pair[] = [];
  const against = new Map<string, Set<string>>();
  const note = (claim: number, other: Claim): void => {
    const place = `${claim} ${other.unit.doc}`;
    against.set(place, (against.get(place) ?? new Set()).add(other.value));
  };
  const places: [number, number][] = [];
  for (const [i, first] of group.entries()) {
    for (let j = i + 1; j < group.length; j++) {
      const second = group[j]!;
      if (first.unit.doc === second.unit.doc) continue;
      const weight = contradiction(first, second, reports);
      if (weight === 0) continue;
      out.push({ first, second, weight });
      places.push([i, j]);
      note(i, second);
      note(j, first);
    }
  }
  const isTorn = (claim: number, doc: number): boolean => against.get(`${claim} ${doc}`)!.size > 1;
  return out.filter((pair, n) => {
    const [i, j] = places[n]!;
    return !isTorn(i, pair.second.unit.doc) && !isTorn(j, pair.first.unit.doc);
  });
}

function show(
  pairs: readonly Pair[],
  people: ReadonlyMap<string, string>,
  sayable: ReadonlyMap<Unit, Sayable>,
  limit: number,
): Difference[] {
  const out: Difference[] = [];
  const used = new Set<Unit | string>();
  for (const pair of pairs.toSorted((a, b) => b.weight - a.weight || a.first.unit.start - b.first.unit.start)) {
    const marks = [pair.first.unit, pair.second.unit, `${pair.first.kind} ${pair.first.key}`];
    const [one, two] = [sayable.get(pair.first.unit), sayable.get(pair.second.unit)];
    if (out.length >= limit || marks.some((mark) => used.has(mark)) || !one || !two) continue;
    for (const mark of marks) used.add(mark);
    out.push(toDifference(pair, people, one, two));
  }
  return out;
}

function toDifference(pair: Pair, people: ReadonlyMap<string, string>, one: Sayable, two: Sayable): Difference {
  const claims = [
    { ...makeItem([one]), value: valueIn(pair.first, one) },
    { ...makeItem([two]), value: valueIn(pair.second, two) },
  ];
  return { ...makeItem([one, two]), kind: pair.first.kind, subject: subjectOf(pair, people), claims };
}

/** The value as the digest says it: a day of the week may have become a date. */
function valueIn(claim: Claim, said: Sayable): string {
  if (said.text.includes(claim.written)) return claim.written;
  const edit = said.edits.find((candidate) => candidate.kind === "replace" && claim.written.includes(candidate.was));
  return edit?.kind === "replace" ? claim.written.replace(edit.was, edit.with) : claim.written;
}

function subjectOf({ first, second }: Pair, people: ReadonlyMap<string, string>): string {
  switch (first.kind) {
    case "number": {
      const { key, quantity, setting } = first;
      if (FATE_NOUNS.has(key)) return FATE_NOUNS.get(key)!;
      const owner = [...setting.anchor].find(
        ([term, word]) => second.setting.anchor.has(term) && /^\p{Ll}/u.test(word),
      );
      return quantity.kind === "count" || !owner ? quantity.unit : owner[1];
    }
    case "date":
      return first.event.eventWritten;
    case "title":
      return people.get(first.office.family) ?? first.office.name;
  }
}
