import { dayOf, isInsideQuotes, timeWords } from "./clock-words.ts";
import { familyName, namesIn } from "./names.ts";
import { makeItem } from "./item.ts";
import type { Sayable } from "./readable.ts";
import type { Difference, DifferenceKind } from "./types.ts";
import { containment } from "./units.ts";
import type { Unit } from "./units.ts";
import { terms } from "./words.ts";

/**
 * Where two reports do not agree. Precision first: a difference is shown only when both sentences speak of the same
 * thing in the same words and neither report gives the other's value anywhere.
 */

interface Claim {
  readonly unit: Unit;
  readonly kind: DifferenceKind;
  /** What the value belongs to, normalised: a unit of measure, an event, a person. */
  readonly key: string;
  readonly value: string;
  /** As written: "84 million crowns". */
  readonly written: string;
  readonly subject: string;
}

/** Sentences must share this much of the shorter one's terms, the value left out. */
const SAME_THING = 0.4;
const SHARED_TERMS = 3;
/** Counts that grow in the course of an event are only compared within this time. */
const SAME_HOURS = 20;

const WORD_NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const SCALE: Readonly<Record<string, number>> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  m: 1e6,
  bn: 1e9,
  k: 1e3,
};

const QUANTITY =
  /(?<![\p{L}\p{N}.,:/–-])(?:(?<money>[$£€¥])?(?<digits>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)|(?<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))(?:[ -](?<scale>hundred|thousand|million|billion|trillion|bn)\b)?(?:(?<percent> ?%| per cent| percent)|[ -](?<unit>\p{Ll}[\p{L}-]+)(?: (?<next>\p{Ll}[\p{L}-]+))?)?/giu;

const HEDGED_BEFORE =
  /\b(?:at least|more than|over|nearly|almost|up to|as many as|under|fewer than|less than|some|around|about|roughly|another|further|additional|first|an estimated|between|from|only|other|every|extra|each|to|by)(?: (?:a|the))? $/i;
const NO_UNIT = new Set(
  "of in on at to and or by for from with the a an as is was were are who that which than times other others more years year months month weeks week days day percent per am pm people's hundred point points".split(
    " ",
  ),
);
const DEATHS = /^(?:dead|killed|deaths|died|dying|fatalities|lives)$/;

function quantityClaims(unit: Unit): Claim[] {
  const out: Claim[] = [];
  for (const match of unit.flat.matchAll(QUANTITY)) {
    const groups = match.groups ?? {};
    if (isInsideQuotes(unit.flat, match.index) || HEDGED_BEFORE.test(unit.flat.slice(0, match.index))) continue;
    const base = groups["digits"]
      ? Number(groups["digits"].replaceAll(",", ""))
      : WORD_NUMBERS[(groups["word"] ?? "").toLowerCase()];
    if (base === undefined) continue;
    const value = base * (SCALE[(groups["scale"] ?? "").toLowerCase()] ?? 1);
    const key = groups["percent"] ? "%" : (groups["money"] ?? unitKey(groups["unit"], groups["next"]));
    if (key === null || (key === "%" && value === 100)) continue;
    const after = unit.flat.slice(match.index, match.index + match[0].length + 30);
    if (/^[^ ]+(?: \w+)? (?:years?|months?|weeks?|days?)\b/.test(after)) continue;
    const written = match[0].trim().replace(/ (?:were|was|have|had|are|who|in|on|of|at|and|to|from)$/i, "");
    out.push({ unit, kind: "number", key, value: String(value), written, subject: key });
  }
  return out;
}

function unitKey(first: string | undefined, second: string | undefined): string | null {
  const plain = (first ?? "").toLowerCase();
  if (plain === "" || NO_UNIT.has(plain)) return null;
  if (
    DEATHS.test(plain) ||
    (/^(?:people|persons|men|women|residents)$/.test(plain) &&
      second !== undefined &&
      DEATHS.test(second.toLowerCase()))
  )
    return "dead";
  if (/^people$/.test(plain) && second !== undefined && /^(?:were|have|had)$/.test(second)) return null;
  const stem = terms(plain)[0];
  return stem ?? null;
}

const EVENT_DAY =
  /\b(call|spoke|met|meeting|signed|voted|vote|ruled|ruling|launched|launch|struck|hit|died|killed|opened|announced|resigned|arrested|began|collapsed|erupted|happened)\b/i;

function dateClaims(unit: Unit): Claim[] {
  const written = dayOf(unit.article.publishedAt);
  if (written === null) return [];
  const event = EVENT_DAY.exec(unit.flat)?.[1]?.toLowerCase();
  if (event === undefined) return [];
  const words = timeWords(unit.flat, written).filter((word) => Math.abs(word.day - written) <= 7);
  if (words.length !== 1 || unit.place > 2) return [];
  const word = words[0]!;
  return [{ unit, kind: "date", key: event, value: String(word.day), written: word.word, subject: event }];
}

const OFFICE =
  /\b(former|ex-|sitting|current|acting|interim|outgoing)? ?((?:(?:vice|deputy|prime|foreign|finance|interior|defen[cs]e|chief) )?(?:president|minister|executive|chancellor|governor|mayor|premier|chairman|chairwoman|judge|senator|secretary|director|commissioner)) (?=\p{Lu})/giu;

function titleClaims(unit: Unit, people: ReadonlyMap<string, string>): Claim[] {
  const out: Claim[] = [];
  const names = namesIn(unit.flat);
  for (const match of unit.flat.matchAll(OFFICE)) {
    if (isInsideQuotes(unit.flat, match.index)) continue;
    const end = match.index + match[0].length;
    const name = names.find((found) => found.start <= end && found.end > end);
    if (!name) continue;
    const family = familyName(name.text);
    if (!people.has(family)) continue;
    const former =
      /^(?:former|ex-)$/i.test(match[1] ?? "") ||
      /\bformer (?:\p{L}+\.? ){0,2}$/iu.test(unit.flat.slice(0, match.index));
    if (/^(?:acting|interim|outgoing)$/i.test(match[1] ?? "")) continue;
    const office = (match[2] ?? "").toLowerCase();
    const written = unit.flat.slice(match.index, name.end).trim();
    out.push({
      unit,
      kind: "title",
      key: `${office} ${family}`,
      value: former ? "former" : "in office",
      written,
      subject: people.get(family) ?? family,
    });
  }
  return out;
}

/**
 * The differences between independent reports of one story, at most `limit`, surest first.
 * @param sayable the sentences that can be shown, by unit
 */
export function differencesOf(
  units: readonly Unit[],
  sayable: ReadonlyMap<Unit, Sayable>,
  people: ReadonlyMap<string, string>,
  limit = 3,
): Difference[] {
  const claims = units.flatMap((unit) => [...quantityClaims(unit), ...dateClaims(unit), ...titleClaims(unit, people)]);
  const byKey = Map.groupBy(claims, (claim) => `${claim.kind} ${claim.key}`);
  const found: { readonly pair: readonly [Claim, Claim]; readonly weight: number }[] = [];
  for (const group of byKey.values()) {
    const best = bestPair(group, sayable);
    if (best) found.push(best);
  }
  const out: Difference[] = [];
  const shown = new Set<Unit>();
  for (const { pair } of found.sort((a, b) => b.weight - a.weight || a.pair[0].unit.start - b.pair[0].unit.start)) {
    if (out.length >= limit || pair.some((claim) => shown.has(claim.unit))) continue;
    for (const claim of pair) shown.add(claim.unit);
    out.push(toDifference(pair, sayable));
  }
  return out;
}

function bestPair(
  group: readonly Claim[],
  sayable: ReadonlyMap<Unit, Sayable>,
): { readonly pair: readonly [Claim, Claim]; readonly weight: number } | null {
  let best: { readonly pair: readonly [Claim, Claim]; readonly weight: number } | null = null;
  const valuesOf = (doc: number): Set<string> =>
    new Set(group.filter((claim) => claim.unit.doc === doc).map((claim) => claim.value));
  for (const [i, a] of group.entries()) {
    if (!sayable.has(a.unit)) continue;
    for (const b of group.slice(i + 1)) {
      if (a.unit.doc === b.unit.doc || a.value === b.value || !sayable.has(b.unit)) continue;
      // A report that gives both values knows of both: an update or another quantity, no contradiction.
      if (valuesOf(a.unit.doc).has(b.value) || valuesOf(b.unit.doc).has(a.value)) continue;
      const weight = agreement(a, b);
      if (weight > 0 && (best === null || weight > best.weight)) best = { pair: [a, b], weight };
    }
  }
  return best;
}

/** How sure it is that two claims speak of the same thing, 0 = not sure enough. */
function agreement(a: Claim, b: Claim): number {
  if (a.kind === "title") return 1;
  if (hoursApart(a.unit, b.unit) > SAME_HOURS) return 0;
  const first = withoutValue(a);
  const second = withoutValue(b);
  const shared = containment(first, second);
  const count = [...first].filter((term) => second.has(term)).length;
  if (shared < SAME_THING || count < SHARED_TERMS) return 0;
  // Far apart in size is another quantity: a share of it, a total over years.
  if (a.kind === "number") {
    const ratio = Number(a.value) / Number(b.value);
    if (!(ratio > 0.2 && ratio < 5)) return 0;
  }
  return shared;
}

function withoutValue(claim: Claim): Set<string> {
  const value = new Set(terms(claim.written));
  return new Set([...claim.unit.terms].filter((term) => !value.has(term) && !/^\d/.test(term)));
}

function hoursApart(a: Unit, b: Unit): number {
  const first = Date.parse(a.article.publishedAt ?? "");
  const second = Date.parse(b.article.publishedAt ?? "");
  return Number.isNaN(first) || Number.isNaN(second) ? 0 : Math.abs(first - second) / 3_600_000;
}

function toDifference(pair: readonly [Claim, Claim], sayable: ReadonlyMap<Unit, Sayable>): Difference {
  const claims = pair.map((claim) => ({ ...makeItem([sayable.get(claim.unit)!]), value: claim.written }));
  const whole = makeItem(pair.map((claim) => sayable.get(claim.unit)!));
  return { ...whole, kind: pair[0].kind, subject: pair[0].subject, claims };
}
