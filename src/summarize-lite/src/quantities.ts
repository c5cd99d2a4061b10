import { isInsideQuotes } from "./clock-words.ts";
import { terms } from "./words.ts";

/** A number that a sentence gives, with what it counts. */
export interface Quantity {
  readonly start: number;
  readonly value: number;
  /** What is counted, normalised: the stem of the unit, "%", a currency sign, "dead". */
  readonly key: string;
  /** As written, with its unit: "84 million crowns". */
  readonly written: string;
  /** What is counted, as written. */
  readonly unit: string;
  /** "about", "at least", "up to": no contradiction to a number nearby. */
  readonly hedged: boolean;
}

const UNITS =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
const WORD_NUMBERS: ReadonlyMap<string, number> = new Map([
  ...UNITS.split(" ").map((word, i): [string, number] => [word, i + 1]),
  ...TENS.split(" ").map((word, i): [string, number] => [word, (i + 2) * 10]),
]);
const SCALE: Readonly<Record<string, number>> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  bn: 1e9,
};

const NUMBER = `(?:\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?|${[...WORD_NUMBERS.keys()].join("|")})(?:[ -](?:hundred|thousand|million|billion|trillion|bn)\\b)?`;
const QUANTITY = new RegExp(
  `(?<![\\p{L}\\p{N}.,:/–-])(?<money>[$£€¥])?(?<number>${NUMBER})(?:(?<percent> ?%| per cent| percent)|[ -](?<unit>[\\p{L}][\\p{L}-]+))?`,
  "giu",
);

const HEDGE =
  /\b(?:at least|more than|over|nearly|almost|up to|as many as|under|fewer than|less than|some|around|about|roughly|an estimated|a further|between|from|by|below|above|(?:a|the) (?:maximum|minimum) of)(?: (?:a|the))? $/i;
/** The number counts a part or an addition, not the whole. */
const NARROWED =
  /\b(?:another|further|additional|first|last|next|only|other|extra|each|every|per|of (?:the|these|those|its|their))(?: (?:the))? $/i;
const NO_UNIT = new Set(
  (
    "of in on at to and or by for from with the a an as is was were are who that which than times other others more years year months month weeks week days day percent per am pm " +
    "hundred point points have has had did do would will could including people's january february march april may june july august september october november december"
  ).split(" "),
);

const DEAD = "(?:dead|died|killed|deaths|fatalities|lost their lives)";
const PEOPLE = "(?:people|persons|men|women|residents|passengers|soldiers|civilians|victims|others)";
const DEATHS: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}\\p{N}.,-])(?<number>${NUMBER})(?: ${PEOPLE})?(?: (?:have|had|has|were|was|are|is|now|been|also|since|confirmed))* ${DEAD}\\b`,
    "giu",
  ),
  new RegExp(
    `\\b(?:kill(?:s|ed|ing)|claim(?:s|ed) the lives of|the deaths of|(?:(?:death )?toll|number of (?:people killed|deaths|dead))[^.,;]{0,40}? (?:to|at|of)) (?<number>${NUMBER})\\b(?: (?<unit>${PEOPLE}))?`,
    "giu",
  ),
];

/** Quantities of a sentence outside quotation marks; years, dates, ages and parts of a whole are left out. */
export function quantitiesIn(sentence: string): Quantity[] {
  const out = deathsIn(sentence);
  for (const match of sentence.matchAll(QUANTITY)) {
    const { money, number = "", percent, unit } = match.groups ?? {};
    const before = sentence.slice(0, match.index);
    if (out.some(({ start, written }) => match.index >= start && match.index < start + written.length)) continue;
    if (isInsideQuotes(sentence, match.index) || NARROWED.test(before)) continue;
    const value = valueOf(number);
    const key = percent ? "%" : (money ?? unitKey(unit));
    if (key === null || Number.isNaN(value) || isYear(number, value)) continue;
    if (/^[ -](?:years?|months?|weeks?|days?)(?:-old)?\b/.test(sentence.slice(match.index + number.length))) continue;
    out.push({
      start: match.index,
      value,
      key,
      written: match[0].trim(),
      unit: percent ? "per cent" : (unit ?? money ?? key),
      hedged: HEDGE.test(before),
    });
  }
  return out;
}

function deathsIn(sentence: string): Quantity[] {
  // Deaths of another year are another event.
  if (/\b(?:19|20)\d\d\b/.test(sentence)) return [];
  return DEATHS.flatMap((pattern) =>
    [...sentence.matchAll(pattern)].flatMap((match): Quantity[] => {
      const before = sentence.slice(0, match.index);
      const value = valueOf(match.groups?.["number"] ?? "");
      if (Number.isNaN(value) || isInsideQuotes(sentence, match.index) || NARROWED.test(before)) return [];
      return [
        {
          start: match.index,
          value,
          key: "dead",
          written: match[0].trim(),
          unit: "deaths",
          hedged: HEDGE.test(before),
        },
      ];
    }),
  );
}

function valueOf(number: string): number {
  const [base = "", scale = ""] = number.toLowerCase().split(/[ -](?=[a-z])/);
  const plain = WORD_NUMBERS.get(base) ?? Number(base.replaceAll(",", ""));
  return plain * (SCALE[scale] ?? 1);
}

function isYear(number: string, value: number): boolean {
  return /^\d{4}$/.test(number) && value >= 1500 && value <= 2100;
}

function unitKey(unit: string | undefined): string | null {
  // A capital begins a name or a month: "4 August".
  if (unit === undefined || !/^\p{Ll}/u.test(unit) || NO_UNIT.has(unit.toLowerCase())) return null;
  return terms(unit)[0] ?? null;
}
