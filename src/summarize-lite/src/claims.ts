import { eventTimesOf } from "./event-days.ts";
import type { EventTime } from "./event-days.ts";
import { FATE_KEYS } from "./fates.ts";
import { officesIn } from "./offices.ts";
import type { Office } from "./offices.ts";
import { quantitiesIn } from "./quantities.ts";
import type { Quantity } from "./quantities.ts";
import type { Setting } from "./setting.ts";
import type { Unit } from "./units.ts";

interface ClaimBase {
  readonly unit: Unit;
  /** When its report was published, in hours since 1970; null when that is not known. */
  readonly hours: number | null;
  /** Claims with one key may speak of one thing: a dimension or counted thing, an event, a person's office. */
  readonly key: string;
  /** Equal for equal values. */
  readonly value: string;
  /** As written: "84 million crowns". */
  readonly written: string;
}

/** A value that a sentence gives: a number with its unit, the time of an event, an office held or left. */
export type BareClaim =
  | (ClaimBase & { readonly kind: "number"; readonly quantity: Quantity; readonly rivals: number })
  | (ClaimBase & { readonly kind: "date"; readonly event: EventTime })
  | (ClaimBase & { readonly kind: "title"; readonly office: Office });

/** A claim with its surroundings read. */
export type Claim = BareClaim & { readonly setting: Setting };
export type NumberClaim = Extract<Claim, { kind: "number" }>;
export type DateClaim = Extract<Claim, { kind: "date" }>;
export type TitleClaim = Extract<Claim, { kind: "title" }>;

/** Every claim that the units make, in order. @param people family name → full name of everyone in the story */
export function claimsOf(units: readonly Unit[], people: ReadonlyMap<string, string>): BareClaim[] {
  const hoursOf = new Map(units.map(({ doc, article }) => [doc, article.publishedAt]));
  const published = new Map([...hoursOf].map(([doc, written]) => [doc, hoursSince1970(written)]));
  return units.flatMap((unit): BareClaim[] => {
    // No sentence of this length is ever shown, and some rules look around each value.
    if (unit.flat.length > LONGEST) return [];
    const base = { unit, hours: published.get(unit.doc)! };
    return [...numberClaims(base), ...dateClaims(base), ...titleClaims(base, people)];
  });
}

const LONGEST = 1500;

type Base = Pick<ClaimBase, "unit" | "hours">;

function dateClaims({ unit, hours }: Base): BareClaim[] {
  return eventTimesOf(unit).map((event): BareClaim => {
    const { time, written } = event;
    const key = `${event.event} ${event.future ? "to come" : ""} ${time.grain}`;
    return { unit, hours, kind: "date", key, value: String(time.value), written, event };
  });
}

function titleClaims({ unit, hours }: Base, people: ReadonlyMap<string, string>): BareClaim[] {
  return officesIn(unit.flat, people).map((office): BareClaim => {
    const value = office.former ? "former" : "in office";
    const key = `${office.office} ${office.family}`;
    return { unit, hours, kind: "title", key, value, written: office.written, office };
  });
}

function hoursSince1970(publishedAt: string | null | undefined): number | null {
  const ms = Date.parse(publishedAt ?? "");
  return Number.isNaN(ms) ? null : ms / 3_600_000;
}

function numberClaims({ unit, hours }: Base): BareClaim[] {
  const quantities = quantitiesIn(unit.flat);
  return quantities.map((quantity): BareClaim => {
    const { key, value, written } = quantity;
    const rivals = quantities.filter((other) => other.key === key && other.value !== value).length;
    return { unit, hours, kind: "number", key, value: String(value), written, quantity, rivals };
  });
}

/** Where a claim's value stands in its unit's flat text. */
export function spanOf(claim: BareClaim): { readonly start: number; readonly end: number } {
  switch (claim.kind) {
    case "number":
      return claim.quantity;
    case "date":
      return claim.event;
    case "title":
      return claim.office;
  }
}

const GROWING = new Set("home household custom case casualti hectar area victim evacue signatur donat".split(" "));

/** Whether a number grows in the course of an event: a later one is news, not a contradiction. */
export function isGrowing({ quantity, unit }: NumberClaim): boolean {
  const thing = quantity.key.split(" ").at(-1)!;
  return FATE_KEYS.has(quantity.key) || GROWING.has(thing) || SO_FAR.test(unit.flat);
}

const SO_FAR = /\b(?:so far|to date|as of|until now|up to now|has (?:burned|raised|collected|spread))\b/i;

/** "has risen to six", "six, up from five": says itself that it replaces an earlier number. */
export function saysItGrew({ quantity, unit }: NumberClaim): boolean {
  const before = unit.flat.slice(Math.max(0, quantity.start - 60), quantity.start);
  return GREW_TO.test(before) || /^[^.;]{0,20}\bup from\b/.test(unit.flat.slice(quantity.end));
}

const GREW_TO =
  /\b(?:ris(?:es|en)|rose|climb(?:s|ed)|grow[sn]|grew|increased|jumped|doubled|fell|fallen|dropped|lowered|revised|raised) (?:\p{L}+ ){0,2}to (?:at least |about |more than )?$/iu;
