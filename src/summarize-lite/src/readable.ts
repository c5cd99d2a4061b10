import { isInsideQuotes } from "./clock-words.ts";
import {
  capitalAt,
  dropAside,
  dropConnective,
  dropDateline,
  dropParentheses,
  joinLines,
  makeTimeAbsolute,
  mergeEdits,
  replacePronoun,
} from "./edits.ts";
import { SPEECH_VERB, familyName, namesIn, sexOfName, withoutTitles } from "./names.ts";
import { editPassage } from "./passage.ts";
import { attributionOf, isBalanced } from "./quotes.ts";
import type { Day } from "./clock-words.ts";
import type { Name } from "./names.ts";
import type { Edit } from "./types.ts";
import type { Unit } from "./units.ts";
import { isFiniteVerb } from "./verbs.ts";
import { countWords } from "./words.ts";

/** A unit as it can be said alone: its edits, and the text that they give. */
export interface Sayable {
  readonly unit: Unit;
  readonly edits: readonly Edit[];
  readonly text: string;
  /** A pronoun was replaced by a name. */
  readonly resolved: boolean;
  /** Something in it points back to what was said before: "under that plan". */
  readonly pointsBack?: boolean;
}

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

const SHORTEST = 6;
const LONGEST = 62;
/** From here on a parenthesis is more than a reader wants to carry. */
const LONG = 36;

/** Not part of a report, whatever its role looks like. */
const DIRT =
  /getty images|\bphoto(?:graph)?(?:s)?(?: by|:)|image \d+ of|caption|^embed |copy this code|autoplay|\bcookies?\b.*\b(?:use|accept|site|browser|consent|experience)|(?:use|accept) cookies|click (?:here|to)|\bsubscrib(?:e|ers?) (?:to|now|today|for)|newsletter|read more|follow us|share this|advertisement|all rights reserved|https?:|www\.|©|sign up|log in|this (?:article|story|report|page) (?:was|is|has been|originally)|contributed to this report|reporting by|editing by|copyright|terms of (?:use|service)|privacy policy|watch:|listen to|download (?:the|our) app|scroll down|recommended|sponsored|\bvia (?:twitter|email)|live updates|, (?:mon|tues|wednes|thurs|fri|satur|sun)day, \p{L}+\.? \d{1,2}, \d{4}\.$|\([\p{L} .]{3,40}\/[\p{L} .]{3,40}\)|breaking news|this is a developing story|stay up to date|^(?:see|find out|learn) more\b|^see also\b|\bbroken links?\b|\bin this (?:photo|picture|image)\b/iu;

const FIRST_PERSON =
  /(?:^|[^\p{L}.])(?:I|I['’](?:m|ve|d|ll)|[Ww]e|[Ww]e['’](?:re|ve|ll|d)|[Oo]ur|[Mm]y|us|me|[Yy]ou|[Yy]our|[Ll]et['’]s)(?=[^\p{L}.]|$)/u;

/** Openings that lean on the sentence before and that no edit mends. */
const LEANS =
  /^["“']?(?:this|that|these|those|such|there|here|both (?:sides|men|women|leaders|of them|have|were|are|teams|reports|countries)|the (?:former(?=,| (?:is|was|has|had|will|would|said|says|and|of)\b)|latter|same|two|pair|duo|trio|others?|three|four|move|figure|figures|comments?|remarks?|statement|decision also|incident also)|neither (?:side|of them|man|has|had|was)|either|another|others?|some (?:of (?:them|those|these))|one of (?:them|those|these)|it|its|because of (?:this|that)|as such|as a result|to (?:this|that) end|for (?:this|that)|after (?:this|that)|at (?:that|this) (?:time|point|moment)|(?:minutes|hours|days|weeks|months|years|moments|soon|shortly) (?:later|after(?:wards)?)|by then|since then|until then|then|not so|no longer|nor|or|which|who|whose|where|rather|instead|yes|well|now,|again|only then|even then|(?:in|on|at|during|following|after|before|since|until|under|with|despite|amid|among|by|from|to|for|of|within|unlike|like|beyond) (?:that|these|those|them|this(?! (?:week|month|year|season|summer|winter|spring|autumn|morning|evening|afternoon|century|decade)))|part of (?:that|this)|on top of (?:that|this)|(?:maybe|perhaps)|(?:wow|oh|ok|okay|sure|alas|turns out|all right|fortunately|unfortunately|sadly|luckily|frankly)|the (?:remainder|rest(?! of))|(?:one|two|three|four|five|six|several|many|few) others|(?:in|on|at|during|for|from|by|under|with) the same|hence|too|much of (?:that|this|it)|most of (?:that|this|it|them|those)|all of (?:this|that|them)|what (?:is|was) more|more importantly|worse|better still|asked (?:if|whether|about|how|why|what)|his|her|he|she|they|their)\b/i;

/** What no item may open with, whatever stands behind it. */
const BARE = /^["“'‘]?(?:but|and|however|meanwhile|so|also|there|yet|still|then|plus)\b/i;

const PERSON_NOUN =
  /\b(?:man|woman|boy|girl|president|minister|leader|governor|mayor|spokes(?:man|woman|person)|official|officer|judge|lawyer|doctor|coach|manager|player|striker|chief|director|chair(?:man|woman)?|secretary|senator|teacher|owner|founder|mother|father|son|daughter|brother|sister|wife|husband|attorney|aide|boss|colleague|friend|partner|rival|opponent|witness|victim|suspect|driver|pilot|resident|neighbou?r|researcher|scientist|author|king|queen|prince|princess|actor|actress|singer|student|worker|farmer|soldier|analyst|councillor|engineer|professor|patient|\d+-year-old|who|whoever|someone|anyone|everyone|nobody)\b/i;

/**
 * Makes a unit ready to stand alone, by permitted edits only.
 * @param before the units of its article that stand before it, nearest last
 * @returns null when it cannot: an editor chooses another sentence
 */
export function makeSayable(unit: Unit, before: readonly Unit[], reading: Reading): Sayable | null {
  const { passage, flat } = unit;
  if (unit.length < SHORTEST || unit.length > LONGEST) return null;
  if (!/[.!。！।۔]["'”’»)\]」』]*$/u.test(flat) || !/^["“'‘«„「[(]*[\p{Lu}\p{Lo}\p{N}$£€]/u.test(flat)) return null;
  if (!isBalanced(flat) || isFurniture(flat) || isShouted(flat)) return null;
  const outside = withoutQuotations(flat);
  if (FIRST_PERSON.test(outside) || /\?["”’]*$/.test(flat) || /\b[Yy]ou\b/.test(outside)) return null;
  if (isBareQuotation(flat) || /^\(.*\)$/.test(flat) || SPOKEN_BY_PAPER.test(flat)) return null;
  const dateline = dropDateline(passage);
  const connective = dropConnective(passage, dateline[0]?.end ?? 0);
  const from = connective[0]?.end ?? dateline[0]?.end ?? 0;
  const pronoun = mendPronoun(unit, from, before, reading);
  if (pronoun === "unsure") return null;
  if (pronoun === null && isSpokenByNobody(outside, reading)) return null;
  const opening = passage.slice(from);
  if (pronoun === null && LEANS.test(opening)) return null;
  const capital = dateline.length > 0 && connective.length === 0 ? capitalAt(passage, from) : [];
  const edits = mergeEdits([
    dateline,
    pronoun === null ? [] : [pronoun],
    connective,
    capital,
    dropAside(passage),
    unit.length > LONG ? dropParentheses(passage) : [],
    makeTimeAbsolute(passage, reading.written, reading.digestDay),
    joinLines(passage),
  ]);
  const text = editPassage(passage, edits);
  if (text === null || LEANS.test(text) || BARE.test(text)) return null;
  return { unit, edits, text, resolved: pronoun !== null, pointsBack: pointsBack(outside) };
}

/** Captions, credits, links and other furniture of a page. */
export function isFurniture(text: string): boolean {
  return text.endsWith(" .") || DIRT.test(text);
}

const POINTER =
  /\b(?:of|in|on|at|for|by|with|from|to|into|under|after|before|about|against|between|over|pass) (?:that|those|these) (\p{Ll}{3,})|\b(?:those|these) (\p{Ll}{3,}s)\b(?! (?:who|that|of|in|with))|\b(?:such an?|any such) (\p{Ll}+)|\bthe other (?:two|three|four)\b|, for (?:example|instance),/gu;
const NO_POINTED = /^(?:the|they|there|this|what|not|are|was|were|who|which|days|it|he|she|his|her)$/;

/** Whether a sentence points to something that neither it nor a quotation in it has named. */
function pointsBack(outside: string): boolean {
  if (!/ (?:th(?:at|ose|ese)|such|other|example|instance)[ ,]/.test(outside)) return false;
  for (const match of outside.matchAll(POINTER)) {
    const noun = match[1] ?? match[2] ?? match[3];
    if (noun === undefined) return true;
    if (!NO_POINTED.test(noun) && !outside.slice(0, match.index).toLowerCase().includes(noun.slice(0, 4))) return true;
  }
  return false;
}

function isShouted(text: string): boolean {
  if (!/\p{Lu}{3}/u.test(text)) return false;
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => /\p{Lu}/u.test(letter)).length > letters.length * 0.4 && letters.length > 12;
}

const CLOSING_PRONOUN = new RegExp(
  `[,”"] (?:he|she|they) (?:also |later |then |has |had )*${SPEECH_VERB}\\b[^,]{0,40}[.]$`,
);

/** "…, he said.", and nobody whom it could be stands before it. */
function isSpokenByNobody(outside: string, reading: Reading): boolean {
  const found = CLOSING_PRONOUN.exec(outside);
  return (
    found !== null && !namesIn(outside.slice(0, found.index)).some(({ text }) => reading.people.has(familyName(text)))
  );
}

/** "…,” the statement continued": whose, stood in the sentence before. */
const SPOKEN_BY_PAPER =
  /["”] the (?:statement|website|site|post|report|letter|page|message|note) (?:said|read|continue[sd]|added|went on|concluded)/i;

/** Words in quotation marks that nobody is said to have spoken. */
function isBareQuotation(flat: string): boolean {
  return countWords(withoutQuotations(flat).replace(/_+/g, " ").replace(/["“”]/g, " ")) < 2;
}

/** The passage with the words of its quotations taken out, offsets kept. */
export function withoutQuotations(text: string): string {
  return text
    .replace(/“[^”]*”/g, (quotation) => `“${"_".repeat(quotation.length - 2)}”`)
    .replace(/"[^"”]*["”]/g, (quotation) => `"${"_".repeat(quotation.length - 2)}"`);
}

const PERSONAL = /\b(he|she|his|her|him|they|their|them|it|its)\b/i;

/** The first pronoun that has nothing before it in its sentence to stand for: replaced, hopeless ("unsure") or not there (null). */
function mendPronoun(unit: Unit, from: number, before: readonly Unit[], reading: Reading): Edit | "unsure" | null {
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
  const said = attributionOf(passage);
  const names = namesIn(ahead);
  // Who is said to speak is not whom the words speak of.
  const closes = TRAILING.test(ahead) && SPEAKS_NEXT.test(outside.slice(start + word.length));
  // "In a letter to Varga, he…" is not Varga.
  if (!closes && !PHRASE.test(ahead)) {
    if (names.some((name) => reading.people.has(familyName(name.text))) || PERSON_NOUN.test(ahead)) return null;
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
