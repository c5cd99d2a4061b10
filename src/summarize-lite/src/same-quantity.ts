import type { NumberClaim } from "./claims.ts";
import { FATE_KEYS } from "./fates.ts";
import type { Likeness } from "./same-thing.ts";
import type { Setting } from "./setting.ts";

/** Knows with which terms a report opens. */
export interface Openings {
  readonly opensWith: (doc: number, term: string) => boolean;
}

/** Things so common that a sentence's count of them may be of any kind. */
const GENERIC = new Set(
  "peopl person men women children compani state countri case case offic member dai hour year month week dollar resid other thing group place citi town vote worker employe student job share point nation soldier forc troop famili".split(
    " ",
  ),
);

/**
 * How sure it is that two numbers measure one thing, by the words that both sentences share; 0 = not sure enough.
 * Thresholds were chosen on the tuning half of bench/differences.
 */
export function isSameQuantity(a: NumberClaim, b: NumberClaim, like: Likeness, reports: Openings): number {
  const { share, count, slot, anchor, names, plain } = like;
  if ((a.rivals > 0 || b.rivals > 0) && share < 0.6) return 0;
  if (FATE_KEYS.has(a.key)) {
    if (othersMeant(a.quantity.unit, b.quantity.unit)) return 0;
    return count >= 2 && (names > 0 || share >= 0.4) ? 0.5 + share : 0;
  }
  const near = isNear(a, b);
  if (!near && isContrast(a.setting, b.setting, share)) return 0;
  if (anchor > 0) {
    if (share >= 0.3 && count >= 2) return 1 + share;
    if (isTheEvent(a, b, reports)) return 0.5 + share;
  }
  if (near && plain > 0 && share >= 0.2 && count >= 2 && (slot > 0 || names > 0)) return share;
  if (plain < 2) return 0;
  const counted = a.quantity.kind === "count";
  if (share >= 0.65 && count >= 5 && (counted || slot > 0 || sameSides(a.setting, b.setting))) return share;
  const specific = counted && !GENERIC.has(a.key);
  return (slot > 0 || specific) && share >= 0.4 && count >= 3 ? share : 0;
}

/** Sentences that are alike but for the word that makes their values two things. */
function isContrast(a: Setting, b: Setting, share: number): boolean {
  return verbsApart(a, b) || subjectsApart(a, b) || phrasesApart(a, b) || (share >= 0.6 && isSwapped(a, b));
}

/** "The call lasted 40 minutes": with the event itself as owner nothing else need be shared. */
function isTheEvent(a: NumberClaim, b: NumberClaim, reports: Openings): boolean {
  return [...a.setting.anchor.keys()].some(
    (term) => b.setting.anchor.has(term) && reports.opensWith(a.unit.doc, term) && reports.opensWith(b.unit.doc, term),
  );
}

/** Some of those whom "people" means. */
const SOME =
  /\b(?:children|women|men|boys|girls|pupils|students|soldiers|troops|civilians|police|policemen|officers|firefighters|rescuers|foreigners|tourists|nationals|members|crew|passengers|pedestrians|drivers|journalists|\p{Lu}\p{L}+)\b/u;
const ANYONE = /^(?:people|persons|others|victims|)$/;

/** "soldiers" and "civilians", "people" and "children"; not "climbers" and "people". */
function othersMeant(a: string, b: string): boolean {
  const [one, two] = [a, b].map((noun) => noun.toLowerCase().split(" ").at(-1)!);
  if (one === two) return false;
  if (ANYONE.test(one!) || ANYONE.test(two!)) return SOME.test(a) || SOME.test(b);
  return true;
}

/** Two counts of one thing seldom lie far apart, unless digits were swapped: near values need less proof. */
function isNear({ quantity: a }: NumberClaim, { quantity: b }: NumberClaim): boolean {
  if (Math.min(a.value, b.value) / Math.max(a.value, b.value) > 0.85) return Math.max(a.number, b.number) > 3;
  const digits = ({ number }: typeof a): string =>
    String(number)
      .replace(/[.]|0+$/g, "")
      .split("")
      .sort()
      .join("");
  return digits(a).length > 1 && digits(a) === digits(b);
}

/** "cancel 84 flights" and "delayed 130 flights". */
function verbsApart(a: Setting, b: Setting): boolean {
  return a.verb !== null && b.verb !== null && !b.terms.has(a.verb) && !a.terms.has(b.verb);
}

/** "Exports of wine to Velland" and "Exports of steel to Velland": one word in the place of another. */
function isSwapped(a: Setting, b: Setting): boolean {
  const beside = (one: Setting, other: Setting): string[] =>
    one.sequence.flatMap((term, i) =>
      other.terms.has(term) ? [] : [`< ${one.sequence[i - 1] ?? ""}`, `> ${one.sequence[i + 1] ?? ""}`],
    );
  const places = new Set(beside(a, b).filter((place) => place.length > 2));
  return beside(b, a).some((place) => places.has(place));
}

/** "12 goals in the league" and "17 goals in all competitions". */
function phrasesApart(a: Setting, b: Setting): boolean {
  if (a.phrase === null || b.phrase === null || a.phrase.preposition !== b.phrase.preposition) return false;
  const strange = (terms: readonly string[], other: Setting): boolean => terms.every((term) => !other.terms.has(term));
  return strange(a.phrase.terms, b) && strange(b.phrase.terms, a);
}

/** "Nurses will earn" and "Doctors will earn". */
function subjectsApart(a: Setting, b: Setting): boolean {
  const strange = (one: Setting, other: Setting): boolean =>
    one.subject.size > 0 && [...one.subject].every((term) => !other.terms.has(term));
  return strange(a, b) && strange(b, a);
}

function sameSides(a: Setting, b: Setting): boolean {
  return a.sides.size === b.sides.size && [...a.sides.keys()].every((group) => b.sides.has(group));
}
