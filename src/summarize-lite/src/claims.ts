import { dayOf, isInsideQuotes, timeWords } from "./clock-words.ts";
import type { DifferenceKind } from "./types.ts";
import type { Unit } from "./units.ts";
import { quantitiesIn } from "./quantities.ts";

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
  /** Given as about so much: it can grow old, but it contradicts nothing. */
  readonly hedged: boolean;
}

function quantityClaims(unit: Unit): Claim[] {
  return quantitiesIn(unit.flat).map(({ key, value, written, unit: subject, hedged }) => ({
    unit,
    kind: "number",
    key,
    value: String(value),
    written,
    subject,
    hedged,
  }));
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
  return [
    { unit, kind: "date", key: event, value: String(word.day), written: word.word, subject: event, hedged: false },
  ];
}

const OFFICE_NOUN =
  "(?:(?:vice|deputy|prime|foreign|finance|interior|defen[cs]e|chief) )?(?:president|minister|executive|chancellor|governor|mayor|premier|chairman|chairwoman|judge|senator|secretary|director|commissioner)";
/** "former", then at most the place ("former U.S. President"). */
const FORMER = "(?<former>(?:former|ex-)[ -]?(?:[\\p{L}.]+ ){0,2}?)?";
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
        hedged: false,
      });
    }
  }
  return out;
}

/** Every claim that the units make. */
export function claimsOf(units: readonly Unit[], people: ReadonlyMap<string, string>): Claim[] {
  return units.flatMap((unit) => [...quantityClaims(unit), ...dateClaims(unit), ...titleClaims(unit, people)]);
}
