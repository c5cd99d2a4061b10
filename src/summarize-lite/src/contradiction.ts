import { isGrowing, saysItGrew } from "./claims.ts";
import type { BareClaim, Claim, DateClaim, NumberClaim, TitleClaim } from "./claims.ts";
import { FATE_KEYS } from "./fates.ts";
import { likenessOf, whyApart } from "./same-thing.ts";
import { isSameQuantity } from "./same-quantity.ts";
import type { Openings } from "./same-quantity.ts";
import type { Setting } from "./setting.ts";

/**
 * Whether two claims of one key contradict each other. Precision first: every rule here asks for more than the words
 * need, since a difference that is none costs a reader's trust and one that is missed costs little.
 */

/** A number that grows: this much later another one is news, sooner it is a contradiction. */
export const UPDATE_HOURS = 9;
/** Other values (a fine, a price, a length) do not change by themselves; beyond this the sources speak of two things. */
const SAME_HOURS = 48;
/** A person stays in office, or out of it, for this long. */
const TERM_HOURS = 96;

/** Whether both values can be true of one thing: the same within what rounding and hedges allow. */
export function agree(a: BareClaim, b: BareClaim): boolean {
  if (a.value === b.value) return true;
  if (a.kind !== "number" || b.kind !== "number") return false;
  const [small, large] = a.quantity.value <= b.quantity.value ? [a.quantity, b.quantity] : [b.quantity, a.quantity];
  return small.high > large.low * (1 + 1e-9);
}

/** How sure it is that two claims contradict each other; 0 = not sure enough. @param reports what the reports say besides */
export function contradiction(a: Claim, b: Claim, reports: Openings): number {
  if (agree(a, b)) return 0;
  const apart = hoursApart(a, b);
  if (a.kind === "number" && b.kind === "number") return numbersApart(a, b, apart, reports);
  if (apart !== null && Math.abs(apart) > (a.kind === "title" ? TERM_HOURS : SAME_HOURS)) return 0;
  if (a.kind === "date" && b.kind === "date") return timesApart(a, b);
  if (a.kind === "title" && b.kind === "title") return officesApart(a, b, apart !== null);
  return 0;
}

/** Positive when `b` was published later; null when a time is missing. */
export function hoursApart(a: BareClaim, b: BareClaim): number | null {
  return a.hours === null || b.hours === null ? null : b.hours - a.hours;
}

function numbersApart(a: NumberClaim, b: NumberClaim, apart: number | null, reports: Openings): number {
  if (a.quantity.quoted || b.quantity.quoted || !isPlausible(a, b)) return 0;
  const growing = isGrowing(a) || isGrowing(b);
  if (growing && (apart === null ? saysItGrew(a) || saysItGrew(b) : isUpdate(a, b, apart))) return 0;
  if (apart !== null && Math.abs(apart) > SAME_HOURS) return 0;
  if (relationsApart(a, b)) return 0;
  if (whyApart(a.setting, b.setting, FATE_KEYS.has(a.key) ? 2 : 3) !== null) return 0;
  return isSameQuantity(a, b, likenessOf(a.setting, b.setting), reports);
}

function isUpdate(a: NumberClaim, b: NumberClaim, apart: number): boolean {
  return Math.abs(apart) > UPDATE_HOURS || saysItGrew(apart > 0 ? b : a);
}

/** "rose by 1.4 metres" and "stood at 4.9 metres". */
function relationsApart(a: NumberClaim, b: NumberClaim): boolean {
  const [one, two] = [a.quantity.relation, b.quantity.relation];
  if (one === two) return false;
  if (one !== null && two !== null) return true;
  const other = one === null ? a : b;
  return (one ?? two) === "by" && !other.setting.sides.has("direction");
}

/** Far apart in size is another quantity, unless a scale was slipped: million for billion. */
function isPlausible(a: NumberClaim, b: NumberClaim): boolean {
  const ratio = a.quantity.value / b.quantity.value;
  return (ratio > 0.25 && ratio < 4) || [1e3, 1e-3].some((slip) => Math.abs(ratio / slip - 1) < 1e-6);
}

/** Days further apart than this are two events; months and years likewise. */
const FAR = { day: 14, date: 100, weekday: 7, month: 11, year: 60 } as const;

function timesApart(a: DateClaim, b: DateClaim): number {
  const { event: one, setting } = a;
  const { event: two, setting: other } = b;
  if (one.time.grain !== two.time.grain || Math.abs(one.time.value - two.time.value) > FAR[one.time.grain]) return 0;
  if (setting.moods !== other.moods && one.time.grain !== "year") return 0;
  if (!sharesSubject(one.subject, b) || !sharesSubject(two.subject, a)) return 0;
  const { share, count, names } = likenessOf(setting, other);
  if (whyApart(withoutDays(setting), withoutDays(other)) !== null) return 0;
  return share >= 0.5 && count >= 3 && (names > 0 || share >= 0.6) ? share : 0;
}

function withoutDays(setting: Setting): Setting {
  return { ...setting, dates: new Set(), weekdays: new Set() };
}

function sharesSubject(subject: ReadonlySet<string>, other: Claim): boolean {
  return subject.size === 0 || [...subject].some((term) => other.unit.terms.has(term));
}

/** The body of one, "of the rail board", is the other's, or at least its report speaks of it. */
function sameBody(a: TitleClaim, b: TitleClaim): boolean {
  const { body } = a.office;
  if (body === null) return true;
  if (b.office.body !== null) return body.slice(0, 3) === b.office.body.slice(0, 3);
  return body === "us" || b.unit.article.text.toLowerCase().includes(body);
}

function officesApart(a: TitleClaim, b: TitleClaim, dated: boolean): number {
  const first = (name: string): string | null => (name.includes(" ") ? name.split(" ")[0]! : null);
  const [one, two] = [first(a.office.name), first(b.office.name)];
  if (one !== null && two !== null && one !== two) return 0;
  if (!sameBody(a, b) || !sameBody(b, a)) return 0;
  if (a.setting.moods[0] === "1" || b.setting.moods[0] === "1") return 0;
  const { share, count } = likenessOf(a.setting, b.setting);
  return count >= (dated ? 2 : 4) && share >= (dated ? 0.2 : 0.4) ? 1 + share : 0;
}
