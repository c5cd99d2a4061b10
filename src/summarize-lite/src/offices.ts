import { isInsideQuotes } from "./clock-words.ts";

/** A person in an office, or out of it. */
export interface Office {
  readonly start: number;
  readonly end: number;
  readonly written: string;
  readonly name: string;
  readonly family: string;
  /** "prime minister", lower case, with "deputy" or "vice" where that is said. */
  readonly office: string;
  /** First letters of the country, town or body; null when it is not said. */
  readonly body: string | null;
  readonly former: boolean;
}

const FIELDS =
  "foreign finance interior home defence defense health justice education culture trade transport energy environment agriculture labour labor housing sports science police fire head managing executive prime chief vice deputy";
const NOUNS =
  "president minister chancellor governor mayor premier chairman chairwoman chair senator secretary director commissioner ambassador speaker coach executive chief congressman congresswoman treasurer sheriff";
const either = (word: string): string => `[${word[0]!.toUpperCase()}${word[0]!}]${word.slice(1)}`;
const OFFICE = `(?:(?:${FIELDS.split(" ").map(either).join("|")}) ){0,2}(?:${NOUNS.split(" ").map(either).join("|")})(?: of state)?`;
const NAME = "\\p{Lu}[\\p{L}’'-]+(?: (?:(?:de|da|di|van|von|der|den|al|el|bin|la|le|dos) )*\\p{Lu}[\\p{L}’'.-]*){0,3}";
const BODY = "(?: of (?:the )?(?<body>\\p{L}[\\p{L}’'-]*(?: \\p{L}[\\p{L}’'-]*){0,4}?))?";
const QUALIFIERS = "(?<lead>(?:[\\p{L}.’'-]+ ){0,4}?)";

const BEFORE_NAME = new RegExp(`(?<![\\p{L}’'])(?<ex>[Ee]x-)?(?<office>${OFFICE})${BODY},? (?<name>${NAME})`, "gu");
const BEHIND_NAME = new RegExp(
  `(?<![\\p{L}’'])(?<name>${NAME}), (?:who (?:is|was) )?${QUALIFIERS}(?<ex>[Ee]x-)?(?<office>${OFFICE})(?! ?-|s|['’]s|\\p{L})${BODY}(?=[,.;)]| (?:and|who|was|is|has|said|told)|$)`,
  "gu",
);
const FORMER = /^(?:former|ex|ousted|deposed|erstwhile|one-time|onetime|retired|disgraced|late|previous)$/i;
/** Neither in office nor out of it, or not certainly this office. */
const UNSURE =
  /^(?:acting|interim|outgoing|then|incoming|caretaker|designate|elect|candidate|honorary|assistant|future|would-be|longtime|current|self-proclaimed|de|under|with|by|aspiring|possible|potential|likely|new|old|for|as|next|departing|elected|deputy|vice|associate|lieutenant|co-|sub|non|local|national|regional|branch)$/i;

const MAY_HOLD = new RegExp(NOUNS.split(" ").join("|"), "i");

/** The offices that a sentence gives to people, outside quotation marks. @param people family name → full name */
export function officesIn(flat: string, people: ReadonlyMap<string, string>): Office[] {
  if (!MAY_HOLD.test(flat)) return [];
  // Of another year, "President" may have been right.
  if (/\b(?:when|as|while) (?:he|she|they) (?:was|were|became|served)\b|\bthen[- ]/i.test(flat)) return [];
  return [
    ...[...flat.matchAll(BEFORE_NAME)].flatMap((match) => officeBefore(flat, match, people)),
    ...[...flat.matchAll(BEHIND_NAME)].flatMap((match) => officeBehind(flat, match, people)),
  ];
}

function officeBefore(flat: string, match: RegExpExecArray, people: ReadonlyMap<string, string>): Office[] {
  const { office = "", ex, body } = match.groups!;
  const lead = leadOf(flat.slice(Math.max(0, match.index - 60), match.index));
  const person = personOf(match.groups!["name"]!, people);
  if (person === null || lead === null || isInsideQuotes(flat, match.index)) return [];
  const start = match.index - (lead.former ? lead.length : 0);
  const end = match.index + match[0].indexOf(person.name) + person.name.length;
  return [
    {
      ...person,
      start,
      end,
      written: flat.slice(start, end),
      office: office.toLowerCase(),
      body: bodyKey(body ?? lead.body ?? / of (?:the )?(\p{Lu}[\p{L}]+)/uy.exec(flat.slice(end))?.[1]),
      former: lead.former || ex !== undefined,
    },
  ];
}

function officeBehind(flat: string, match: RegExpExecArray, people: ReadonlyMap<string, string>): Office[] {
  const { office = "", ex, body, lead = "", name = "" } = match.groups!;
  const before = leadOf(`, ${lead}`);
  const person = personOf(name, people);
  if (person === null || before === null || isInsideQuotes(flat, match.index)) return [];
  // "Keller, a neighbour of Mayor …", "Varga, and the former president": words that belong to no title.
  if (
    /\b(?:of|to|from|and|or|wife|husband|son|daughter|brother|sister|aide|lawyer|adviser|advisor|spokes\p{L}+)\b/iu.test(
      lead,
    )
  )
    return [];
  const start = match.index + name.length - person.name.length;
  const end = match.index + match[0].lastIndexOf(office) + office.length;
  return [
    {
      ...person,
      start,
      end,
      written: flat.slice(start, end),
      office: office.toLowerCase(),
      body: bodyKey(body ?? before.body),
      former: before.former || ex !== undefined,
    },
  ];
}

/** The person's name at the end of a run of capitals. */
function personOf(
  run: string,
  people: ReadonlyMap<string, string>,
): { readonly name: string; readonly family: string } | null {
  const words = run.replace(/(?:['’]s|\.)$/, "").split(" ");
  const at = words.findIndex((word) => people.has(word));
  if (at < 0) return null;
  return { name: words.slice(0, at + 1).join(" "), family: words[at]! };
}

/** Reads leftwards from an office: country, "former", articles. @returns null when a qualifier makes it unsure */
function leadOf(
  before: string,
): { readonly former: boolean; readonly length: number; readonly body: string | null } | null {
  const words = before.trimEnd().split(" ");
  let length = 0;
  let body: string | null = null;
  for (let i = words.length - 1; i >= Math.max(0, words.length - 4); i--) {
    const word = words[i]!;
    length += word.length + 1;
    if (FORMER.test(word)) return { former: true, length, body };
    if (UNSURE.test(word)) return null;
    if (/^(?:the|a|an|his|her|its|their|our|country['’]s|who|is|was)$/i.test(word)) continue;
    if (!/^\p{Lu}/u.test(word) || /[,;:]$/.test(word)) break;
    body ??= word.replace(/['’]s?$/, "");
  }
  return { former: false, length: 0, body };
}

/** "Karsovian" and "of Karsovia" begin alike. */
function bodyKey(body: string | null | undefined): string | null {
  if (!body) return null;
  const plain = body.replaceAll(".", "").toLowerCase();
  return /^(?:us|united states|america)/.test(plain) ? "us" : plain.slice(0, 4);
}
