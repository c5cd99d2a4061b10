import {
  capitalAt,
  dropAside,
  dropConnective,
  dropDateline,
  dropParentheses,
  joinLines,
  makeTimeAbsolute,
  mergeEdits,
} from "./edits.ts";
import { SPEECH_VERB, familyName, namesIn } from "./names.ts";
import { editPassage } from "./passage.ts";
import { mendPronoun } from "./pronouns.ts";
import type { Reading } from "./pronouns.ts";
import { withoutQuotations } from "./quotation-marks.ts";
import { isBalanced } from "./quotes.ts";
import type { Edit } from "./types.ts";
import type { Unit } from "./units.ts";
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

/**
 * Makes a unit ready to stand alone, by permitted edits only.
 * @param before the units of its article that stand before it, nearest last
 * @returns null when it cannot: an editor chooses another sentence
 */
export function makeSayable(unit: Unit, before: readonly Unit[], reading: Reading): Sayable | null {
  const { passage, flat } = unit;
  if (unit.length < SHORTEST || unit.length > LONGEST) return null;
  if (!/[.!。！।۔]["'”’»)\]」』]*$/u.test(flat) || !/^["“'‘«„「[(]*[\p{Lu}\p{Lo}\p{N}$£€]/u.test(flat)) return null;
  const outside = withoutQuotations(flat);
  if (FIRST_PERSON.test(outside) || /\?["”’]*$/.test(flat) || /\b[Yy]ou\b/.test(outside)) return null;
  if (!isBalanced(flat) || isShouted(flat)) return null;
  if (isBareQuotation(flat) || /^\(.*\)$/.test(flat) || SPOKEN_BY_PAPER.test(flat)) return null;
  const dateline = dropDateline(passage);
  const connective = dropConnective(passage, dateline[0]?.end ?? 0);
  const from = connective[0]?.end ?? dateline[0]?.end ?? 0;
  const pronoun = mendPronoun(unit, from, before, reading);
  if (pronoun === "unsure") return null;
  if (pronoun === null && isSpokenByNobody(outside, reading)) return null;
  const opening = passage.slice(from);
  if (pronoun === null && LEANS.test(opening)) return null;
  // The longest search comes last: most of what cannot be said is known by now.
  if (isFurniture(flat)) return null;
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
  if (!/["“”_]/.test(flat)) return false;
  return countWords(withoutQuotations(flat).replace(/_+/g, " ").replace(/["“”]/g, " ")) < 2;
}
