import { dayOf, isInsideQuotes, timeWords } from "./clock-words.ts";
import type { DifferenceKind } from "./types.ts";
import type { Unit } from "./units.ts";
import { terms } from "./words.ts";

/** A value that a sentence gives: a number with its unit, the day of an event, an office held or left. */
export interface Claim {
  readonly unit: Unit;
  readonly kind: DifferenceKind;
  /** What the value belongs to, normalised: a unit of measure, an event, a person. */
  readonly key: string;
  readonly value: string;
  /** As written: "84 million crowns". */
  readonly written: string;
  readonly subject: string;
}

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
    const next = groups["next"];
    const whole = match[0].trim();
    const written = next === undefined || DEATHS.test(next) ? whole : whole.slice(0, whole.length - next.length).trim();
    const subject = groups["percent"] ? "per cent" : (groups["unit"] ?? groups["money"] ?? key);
    out.push({ unit, kind: "number", key, value: String(value), written, subject });
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

const OFFICE_NOUN =
  "(?:(?:vice|deputy|prime|foreign|finance|interior|defen[cs]e|chief) )?(?:president|minister|executive|chancellor|governor|mayor|premier|chairman|chairwoman|judge|senator|secretary|director|commissioner)";
/** "former", then at most the place ("former U.S. President"). */
const FORMER = "(?<former>(?:former|ex-)[ -]?(?:[\\p{L}.]+ ){0,2})?";
const PLACE = "(?: of (?:the )?\\p{Lu}[\\p{L} ]{2,30}?)?";
const NAME = "(?<name>\\p{Lu}[\\p{L}’'-]+(?: \\p{Lu}[\\p{L}’'-]+){0,3})";
const OFFICES: readonly RegExp[] = [
  // President Ilse Varga; the former prime minister of Ostmere, Tomas Brandt,
  new RegExp(`(?<![\\p{L}])${FORMER}(?<office>${OFFICE_NOUN})${PLACE},? (?=\\p{Lu})${NAME}`, "giu"),
  // Tomas Brandt, the former prime minister of Ostmere,
  new RegExp(`${NAME}, (?:(?:the|a|\\p{Lu}[\\p{L}]+['’]s) )?${FORMER}(?<office>${OFFICE_NOUN})(?![\\p{L}])`, "giu"),
];

function titleClaims(unit: Unit, people: ReadonlyMap<string, string>): Claim[] {
  const out: Claim[] = [];
  for (const pattern of OFFICES) {
    for (const match of unit.flat.matchAll(pattern)) {
      if (isInsideQuotes(unit.flat, match.index)) continue;
      const { name = "", office = "", former } = match.groups ?? {};
      // The pattern is blind to case for the offices; a name has capitals.
      const written = /^(?:\p{Lu}[\p{L}’'-]+ ?)+/u.exec(name)?.[0].trim() ?? "";
      const family = [...people.keys()].find((known) => written.split(" ").includes(known));
      if (family === undefined || /\b(?:acting|interim|outgoing|then)[ -]$/i.test(unit.flat.slice(0, match.index)))
        continue;
      out.push({
        unit,
        kind: "title",
        key: `${office.toLowerCase()} ${family}`,
        value: former === undefined ? "in office" : "former",
        written: match[0]
          .slice(0, match[0].indexOf(written) + (match[0].startsWith(written) ? match[0].length : written.length))
          .trim(),
        subject: people.get(family) ?? family,
      });
    }
  }
  return out;
}

/** Every claim that the units make. */
export function claimsOf(units: readonly Unit[], people: ReadonlyMap<string, string>): Claim[] {
  return units.flatMap((unit) => [...quantityClaims(unit), ...dateClaims(unit), ...titleClaims(unit, people)]);
}
