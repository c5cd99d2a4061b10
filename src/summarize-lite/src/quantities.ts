import { isInsideQuotes } from "./clock-words.ts";
import { rateOf, thingOf } from "./counted.ts";
import { measureOfSign, nounOfSign } from "./measures.ts";
import type { Measure } from "./measures.ts";
import { NUMERAL, numeralOf, ordinalOf } from "./numerals.ts";
import type { Numeral } from "./numerals.ts";
import { fateOf } from "./fates.ts";

/** A number that a sentence gives, with what it measures or counts. */
export interface Quantity {
  readonly start: number;
  /** Past the unit, as written. */
  readonly end: number;
  /** In the base unit of its dimension: metres, seconds, kilograms; else as counted. */
  readonly value: number;
  /** As said: 84,000,000, in the unit as written. */
  readonly number: number;
  /** What the words allow: "about 300" is 200 to 400, "at least five" has no upper end. Base unit. */
  readonly low: number;
  readonly high: number;
  /** Dimension, currency, counted thing or fate ("dead"), with a rate where one is given: "crown", "passeng/day". */
  readonly key: string;
  readonly kind: Measure["kind"] | "fate";
  /** As written, with its unit: "84 million crowns". */
  readonly written: string;
  /** What is measured or counted, as written: "crowns", "" when nothing is. */
  readonly unit: string;
  /** "about", "at least", "up to". */
  readonly hedged: boolean;
  /** "rose by 4", "rose to 4". */
  readonly relation: "by" | "to" | null;
  /** Said by someone within quotation marks: heard of, never claimed by the report. */
  readonly quoted: boolean;
}

const NUMBER = new RegExp(
  `(?<![\\p{L}\\p{N}.,:/–-]|[\\p{L}\\p{N}][’'])(?<sign>(?:US|A|C|NZ|HK|S)?[$€£¥])?(?<number>\\d{1,3}(?:st|nd|rd|th)(?= minute)|${NUMERAL})(?<short>(?:m|b|bn)(?![\\p{L}\\p{N}]))?(?![\\p{N}]|[.,:]\\d|[–-]\\d|['’])`,
  "giu",
);
const MAY_COUNT =
  /\d|\b(?:one|t(?:wo|hree|en|welve|wenty|hirty)|f(?:our|ive|orty|ifty)|s(?:ix|even)|eight|nine|eleven|\p{L}+teen)/iu;
const HEDGE =
  /\b(?<word>at least|no fewer than|no less than|more than|over|above|exceeding|nearly|almost|close to|up to|as many as|as much as|at most|no more than|under|fewer than|less than|below|some|around|about|roughly|approximately|an? estimated|estimated|just|just under|just over|well over|well under|north of|the maximum of|a maximum of|maximum of)(?: (?:a|the))? $/i;
const AT_LEAST = /^(?:at least|no fewer|no less|more than|over|above|exceeding|just over|well over|north of)/i;
const AT_MOST =
  /^(?:up to|as many|as much|at most|no more|under|fewer|less|below|well under|just under|(?:the |a )?maximum)/i;
/** The number counts a part or an addition, not the whole; or it is the value that was. */
const NARROWED =
  /\b(?:another|further|additional|first|last|next|past|other|extra|remaining|each|every|per|from|than|then|versus|of (?:the|these|those|its|their|his|her)|not|the same|was|were once)(?: (?:the))? $/i;
const THAN = /\b(?:more|fewer|less|no more|no fewer|no less) than $/i;
const COPULA = /\b(?:was|were once) $/i;
/** "12 of the miners", "four others", "two more", "six years ago", "34-year-old". */
const NARROWED_AFTER =
  /^(?: of\b|(?: \p{L}+)? of (?:them|those|these|whom|which)\b| (?:others?|more|fewer|less|or more|or so|further|additional|extra|further)\b|[ -](?:(?!light)\p{L}+[ -])?(?:years?|months?|weeks?|days?|hours?|minutes?)[ -](?:ago|earlier|later|before|after|away|old|notice)\b)/iu;
/** A name of its own: "Category 2", "Flight 370", "August 4". */
const LABEL =
  /(?:^|[ (“"])(?:Category|Flight|Route|Highway|Interstate|Article|Section|Chapter|Day|Game|Week|Phase|Room|Unit|Apollo|Boeing|Airbus|Type|Class|Grade|No\.|Nos\.|Number|Act|Part|Level|Stage|Line|Channel|Title|Proposition|Prop|Bowl|Area|Pier|Gate|Terminal|Platform|Ward|District|Division|Group|Formula|Station|Building|Block|Version|Windows|iPhone|Round|Lot|Page|Verse|Season|Episode|January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?) $/i;
/** Quantities of a sentence in order; years, ages, labels and parts of a whole are left out. */
export function quantitiesIn(sentence: string): Quantity[] {
  const out: Quantity[] = [];
  if (!MAY_COUNT.test(sentence)) return out;
  const matches = [...sentence.matchAll(NUMBER)];
  for (let i = 0; i < matches.length; i++) {
    const match = matches[i]!;
    const next = matches[i + 1];
    const range = next !== undefined && isRange(sentence, match, next);
    const last = range ? next : match;
    if (range) i++;
    // "13 and 11 years": which is whose takes more than this to tell.
    else if (next !== undefined && sentence.slice(match.index + match[0].length, next.index) === " and ") i++;
    if (last !== matches[i]) continue;
    const found = readQuantity(sentence, match, last);
    if (found) out.push(found);
  }
  return out;
}

/** "between 90 and 100 million", "95 million to 105 million", not "from 90 to 100". */
function isRange(sentence: string, first: RegExpExecArray, second: RegExpExecArray): boolean {
  const between = sentence.slice(first.index + first[0].length, second.index);
  const before = sentence.slice(0, first.index);
  if (/\bfrom (?:about |around )?$/i.test(before)) return false;
  return (
    /^ to (?:about |around )?$/i.test(between) ||
    (/\bbetween (?:about |around )?$/i.test(before) && /^(?: \p{L}+)? and $/iu.test(between))
  );
}

function readQuantity(sentence: string, first: RegExpExecArray, last: RegExpExecArray): Quantity | null {
  const start = first.index;
  const numberEnd = last.index + last[0].length;
  const before = sentence.slice(Math.max(0, start - 60), start);
  const after = sentence.slice(numberEnd, numberEnd + 80);
  const { number = "", short = "" } = last.groups!;
  const ordinal = ordinalOf(number);
  const numeral = ordinal === null ? numeralOf(`${number}${short}`) : { value: ordinal, step: 1 };
  if (numeral === null || numeral.value === 0 || isPart(before, after, numeral.value)) return null;
  const sign = last.groups!["sign"] ?? first.groups!["sign"];
  const bare = before.replace(HEDGE, "");
  const thing =
    sign === undefined
      ? thingOf(bare, after, ordinal !== null)
      : { measure: measureOfSign(sign.toUpperCase()), length: 0, noun: nounOfSign(sign) };
  const kind = thing?.measure.kind ?? "count";
  const fate = kind === "count" ? fateOf(bare, after.slice(thing?.length ?? 0), thing?.noun ?? "") : null;
  if (fate === null && thing === null) return null;
  if (kind === "count" && isYear(last[0])) return null;
  const end = numberEnd + (thing?.length ?? 0);
  return {
    start,
    end,
    ...boundsOf(numeral, lowerEnd(first, last, numeral.value), thing?.measure ?? null, before),
    key: fate ?? `${ordinal === null ? "" : "nth "}${thing!.measure.key}${rateOf(sentence.slice(end, end + 40))}`,
    kind: fate === null ? kind : "fate",
    written: sentence.slice(start, end),
    unit: thing?.noun ?? "",
    relation: relationIn(before),
    quoted: isInsideQuotes(sentence, start),
  };
}

/** The number counts a part, an addition or a time ago, or belongs to a name. */
function isPart(before: string, after: string, value: number): boolean {
  if (LABEL.test(before)) return true;
  if (NARROWED.test(before) && !THAN.test(before) && !COPULA.test(before)) return true;
  if (!NARROWED_AFTER.test(after)) return false;
  const span = /\bfor $/.test(before) && /^[ -]\p{L}+ after\b/u.test(after);
  const age = value >= 1000 && /^ years (?:ago|old)\b/.test(after);
  return !span && !age;
}

function isYear(number: string): boolean {
  return /^\d{4}$/.test(number) && Number(number) >= 1500 && Number(number) <= 2100;
}

function relationIn(before: string): "by" | "to" | null {
  const word = /\b(by|to) (?:about |around |nearly |almost |more than |over |some |only |just )?$/i
    .exec(before)?.[1]
    ?.toLowerCase();
  return word === "by" || word === "to" ? word : null;
}

/** The lower end of a range; null when there is none. "90 to 100 million": the scale is said once. */
function lowerEnd(first: RegExpExecArray, last: RegExpExecArray, value: number): number | null {
  const lower = first === last ? null : (numeralOf(first.groups!["number"]!)?.value ?? null);
  return lower === null || lower >= value / 500 ? lower : lower * scaleOf(value);
}

function boundsOf(
  { value, step }: Numeral,
  lower: number | null,
  measure: Measure | null,
  before: string,
): Pick<Quantity, "number" | "value" | "low" | "high" | "hedged"> {
  const hedge = HEDGE.exec(before)?.groups?.["word"] ?? "";
  // Small counts of things are exact; the rest may have been rounded to its last digit, by an eighth at most.
  const exact = (measure === null || measure.kind === "count") && value <= 100;
  const rounded = exact ? 0 : Math.min(step / 2, value / 8);
  const half = hedge === "" ? rounded : Math.min(Math.max(step, value / 50), value / 3);
  const atLeast = AT_LEAST.test(hedge);
  const atMost = AT_MOST.test(hedge);
  const low = atMost ? Number.NEGATIVE_INFINITY : atLeast ? value : value - half;
  const high = atLeast ? Number.POSITIVE_INFINITY : atMost ? value : value + half;
  const { factor, offset } = measure ?? { factor: 1, offset: 0 };
  const base = (x: number): number => (Number.isFinite(x) ? Number((x * factor + offset).toPrecision(9)) : x);
  return {
    number: value,
    value: base(value),
    low: base(lower === null ? low : Math.min(low, lower)),
    high: base(high),
    hedged: hedge !== "",
  };
}

function scaleOf(value: number): number {
  return value >= 1e12 ? 1e12 : value >= 1e9 ? 1e9 : value >= 1e6 ? 1e6 : value >= 1e3 ? 1e3 : 1;
}
