import { isInsideQuotes } from "./clock-words.ts";
import type { Day } from "./clock-words.ts";
import { replacePronoun } from "./edits.ts";
import { SPEECH_VERB, familyName, namesIn, sexOfName, withoutTitles } from "./names.ts";
import type { Name } from "./names.ts";
import { withoutQuotations } from "./quotation-marks.ts";
import { attributionOf } from "./quotes.ts";
import type { Edit } from "./types.ts";
import type { Unit } from "./units.ts";
import { isFiniteVerb } from "./verbs.ts";

export interface Reading {
  /** Family name → full name of everyone the story speaks of. */
  readonly people: ReadonlyMap<string, string>;
  /** Family names that a reader can place; anybody else is named in full. */
  readonly known: ReadonlySet<string>;
  /** Family name → votes for he (above 0) or she (below 0). */
  readonly sexes: ReadonlyMap<string, number>;
  readonly written: Day | null;
  readonly digestDay: Day | null;
}

const PERSON_NOUN =
  /\b(?:man|woman|boy|girl|president|minister|leader|governor|mayor|spokes(?:man|woman|person)|official|officer|judge|lawyer|doctor|coach|manager|player|striker|chief|director|chair(?:man|woman)?|secretary|senator|teacher|owner|founder|mother|father|son|daughter|brother|sister|wife|husband|attorney|aide|boss|colleague|friend|partner|rival|opponent|witness|victim|suspect|driver|pilot|resident|neighbou?r|researcher|scientist|author|king|queen|prince|princess|actor|actress|singer|student|worker|farmer|soldier|analyst|councillor|engineer|professor|patient|\d+-year-old|who|whoever|someone|anyone|everyone|nobody)\b/i;

const PERSONAL = /\b(he|she|his|her|him|they|their|them|it|its)\b/i;

/** The first pronoun that has nothing before it in its sentence to stand for: replaced, hopeless ("unsure") or not there (null). */
export function mendPronoun(
  unit: Unit,
  from: number,
  before: readonly Unit[],
  reading: Reading,
): Edit | "unsure" | null {
  const { passage } = unit;
  const outside = withoutQuotations(passage);
  const found = PERSONAL.exec(outside.slice(from));
  const word = found?.[1];
  if (!found || word === undefined) return null;
  const start = from + found.index;
  const lower = word.toLowerCase();
  const ahead = outside.slice(from, start);
  const opens = ahead.trim() === "";
  const person = lower === "he" || lower === "she" || lower === "his" || lower === "her" || lower === "him";
  if (!person) return opens ? "unsure" : hasNoun(ahead) ? null : "unsure";
  const names = namesIn(ahead);
  // Who is said to speak is not whom the words speak of.
  const closes = TRAILING.test(ahead) && SPEAKS_NEXT.test(outside.slice(start + word.length));
  // "In a letter to Varga, he…" is not Varga.
  if (!closes && !PHRASE.test(ahead)) {
    if (names.some((name) => reading.people.has(familyName(name.text))) || PERSON_NOUN.test(ahead)) return null;
    const said = attributionOf(passage);
    if (said && !said.pronoun && said.start < start) return null;
  }
  const next = opens ? null : nameAhead(outside, start);
  if (next !== null && !closes) return reading.people.has(familyName(next)) ? null : "unsure";
  // A name nobody is known by opens the sentence: the pronoun may well be that person's.
  if (!closes && names.some((found) => found.start <= 3 && isNameWithin(unit.article.text, found.text))) return null;
  // Behind a verb of its own sentence the pronoun rather means somebody in it.
  if (!opens && !closes && (/, (?:an?|the|one|two) /.test(ahead) || ahead.split(" ").some(isFiniteVerb)))
    return "unsure";
  const name = antecedentOf(unit, lower, before, reading);
  if (name === null || isInsideQuotes(passage, start)) return "unsure";
  if (lower === "him" || (lower === "her" && !OWNS.test(passage.slice(start + word.length)))) return "unsure";
  if (lower === "her" && GIVES.test(ahead)) return "unsure";
  return replacePronoun(passage, start, start + word.length, name);
}

/** "her practice", not "against her or her practice". */
const OWNS =
  /^\s+(?!(?:and|or|but|nor|to|in|on|at|for|from|with|by|of|as|if|when|while|after|before|because|that|who|is|was|has|had|will|would|an?|the|some|two|three|four|five|six|seven|eight|nine|ten)\b)\p{Ll}/u;

/** "gave her drugs": not hers. */
const GIVES =
  /\b(?:g[ai]ves?|told|tells?|sent|offer(?:s|ed)|paid|show(?:s|ed)|asked|made|call(?:s|ed)|named|let|cost|handed|taught|left|kept|bought|brought|found)\s$/;

/** A phrase that opens a sentence, with no verb of its own. */
const PHRASE =
  /^(?:(?:In|At|On|During|With|For|To|Like|Unlike|Despite|Alongside|From|Under) |\p{Lu}\p{Ll}+ing )(?:(?!\b(?:who|which|that|when|where)\b)[^,])*, $/u;

/** A speaker behind the words: "…, he said." */
const TRAILING = /[,”"]\s$/;

const SPEAKS_NEXT = new RegExp(`^ (?:also |later |then |has |had )*${SPEECH_VERB}\\b`);

/** Whether an opening word with a capital is a name: it has one within sentences too, or more words than one. */
function isNameWithin(text: string, name: string): boolean {
  if (name.includes(" ")) return true;
  for (let at = text.indexOf(` ${name}`); at > 0; at = text.indexOf(` ${name}`, at + 1)) {
    if (/[\p{Ll},]/u.test(text[at - 1]!) && !/[\p{L}]/u.test(text[at + name.length + 1] ?? "")) return true;
  }
  return false;
}

const CALENDAR =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|the (?:morning|afternoon|evening|same (?:day|time)|end|start|past|moment))\b/g;

/** "Writing on his own site, Brandt said…": the name that follows right behind the opening phrase. */
function nameAhead(outside: string, pronoun: number): string | null {
  const comma = outside.indexOf(", ", pronoun);
  if (comma < 0 || comma - pronoun > 70) return null;
  const next = namesIn(outside.slice(comma + 2))[0];
  return next !== undefined && next.start <= 12 ? next.text : null;
}

function hasNoun(words: string): boolean {
  // The first letter is a capital whatever it begins.
  const kept = words.replace(CALENDAR, "");
  const ahead = kept.slice(0, 1).toLowerCase() + kept.slice(1);
  return /\b(?:the|a|an|its|their|his|her|of|\p{Lu}[\p{L}’']+)\s+[\p{L}]/u.test(ahead) || /\p{Lu}\p{Ll}+/u.test(ahead);
}

/**
 * Whom "he" or "she" means, when that is certain: the one person of the sentence before, or its subject when both
 * sentences are about what that person said or did.
 */
function antecedentOf(unit: Unit, pronoun: string, before: readonly Unit[], reading: Reading): string | null {
  const male = pronoun === "he" || pronoun === "his" || pronoun === "him";
  const speaks = SPEAKS_ON.test(unit.flat);
  const here = new Set(namesIn(withoutQuotations(unit.flat)).map((name) => familyName(name.text)));
  for (let back = before.length - 1; back >= Math.max(0, before.length - 3); back--) {
    const previous = before[back]!;
    if (unit.paragraph - previous.paragraph > 1) return null;
    const outside = withoutQuotations(previous.flat);
    const people = namesIn(outside).filter((name) => isPerson(name.text, reading));
    const families = new Set(people.map((name) => familyName(name.text)));
    if (families.size === 0) {
      // Somebody who is not known as a person may be meant.
      if (namesIn(outside).some((name) => name.start < 40)) return null;
      if (PERSON_NOUN.test(outside)) return null;
      // Only a sentence that goes on about the same person may stand between.
      if (PERSONAL.test(outside) && new RegExp(`\\b${male ? "he|his|him" : "she|her"}\\b`, "i").test(outside)) continue;
      return null;
    }
    const subject = people[0]!;
    const family = familyName(subject.text);
    const alone = families.size === 1;
    if (!reading.people.has(family) || isOvershadowed(outside, subject, male)) return null;
    const leads =
      (subject.start <= 60 || alone) &&
      !/\b(?:by|with|of|to|for|from|against)\s$/i.test(outside.slice(0, subject.start));
    if (!leads) return null;
    // A pronoun ahead of the name may well be somebody else's, and the story's.
    const ahead = outside.slice(0, subject.start);
    if (PERSONAL.test(ahead) && !/, (?:M(?:r|s|rs)\.? )?$/.test(ahead)) return null;
    if (!alone && !(speaks && isSpeechBy(outside, subject.end))) return null;
    if (here.has(family) || disagrees(family, male, outside, reading)) return null;
    return nameFor(subject.text, family, unit.article.text, reading);
  }
  return null;
}

function isPerson(name: string, reading: Reading): boolean {
  return reading.people.has(familyName(name)) || sexOfName(withoutTitles(name)) !== 0;
}

/** Somebody else of the sentence may be meant: "Brandt’s lawyer", "a spokesman for Brandt", "the elder Brandt". */
function isOvershadowed(outside: string, name: Name, male: boolean): boolean {
  const ahead = outside.slice(0, name.start);
  if (/\b(?:elder|younger|older|senior|junior|late)\s$/i.test(ahead)) return true;
  if (/^['’]s?\s/.test(outside.slice(name.end)) && PERSON_NOUN.test(outside.slice(name.end, name.end + 60)))
    return true;
  if (/['’]s /.test(name.text)) return true;
  const behind = outside.slice(name.end);
  if (/^['’]s?\s/.test(behind) && !(male ? /\b(?:he|his|him)\b/ : /\b(?:she|her)\b/).test(behind)) return true;
  // Somebody by one name only is known by no other form: "Francis, who was elected after Benedict…".
  const first = namesIn(outside)[0];
  if (first !== undefined && first.start < name.start && !PHRASE.test(ahead.replace(/[^,]*$/, " "))) return true;
  const other = PERSON_NOUN.exec(ahead);
  return other !== null && /\b(?:of|for|to|by|with|against|from)\s$/i.test(ahead);
}

/** The name as the report has it: in full for somebody whom a reader could not place, "Dickson Wright" where it is never "Wright". */
function nameFor(written: string, family: string, text: string, reading: Reading): string {
  const full = reading.people.get(family)!;
  const form = withoutTitles(written);
  const at = text.indexOf(full);
  if (!reading.known.has(family) && at >= 0 && !/["“'‘]/.test(text[at - 1] ?? "")) return full;
  const never = form.includes(" ") && text.split(family).length === text.split(form).length;
  return never ? form : family;
}

const SPEAKS =
  /^(?:,[^.“"]{2,80},)?\s+(?:has |had |also |later )*(?:said|told|wrote|added|stated|warned|announced|insisted|argued|called|described|urged|refused|congratulated|apologi[sz]ed)\b/;

function isSpeechBy(text: string, end: number): boolean {
  return SPEAKS.test(text.slice(end));
}

/** "He added…", "She also told…": the speaker of the sentence before goes on. */
const SPEAKS_ON =
  /^(?:he|she) (?:also |then |later |further |has |had )*(?:said|added|told|wrote|noted|warned|stated|argued|insisted|stressed|continued|called|described|urged|promised|reiterated|demanded|acknowledged|emphasi[sz]ed|explained)\b/i;

/** Whether the reports speak of this person as of the other sex. */
function disagrees(family: string, male: boolean, outside: string, reading: Reading): boolean {
  const votes = reading.sexes.get(family) ?? 0;
  if (male ? votes < 0 : votes > 0) return true;
  return votes === 0 && (male ? /\b(?:she|her)\b/i : /\b(?:he|his|him)\b/i).test(outside);
}
