import { MONTHS, WEEKDAYS, dayOf } from "./clock-words.ts";
import { moodsOf } from "./moods.ts";
import { namesIn } from "./names.ts";
import { classOf, sidesOf } from "./sides.ts";
import type { Unit } from "./units.ts";
import { terms } from "./words.ts";

/** What surrounds a value in its sentence: enough to tell whether two sentences speak of the same thing. */
export interface Setting {
  /** Terms of the sentence without values, days and speech. */
  readonly terms: ReadonlySet<string>;
  /** The same terms in order, with repetitions. */
  readonly sequence: readonly string[];
  /** Terms close to the value, synonyms as one. */
  readonly slot: ReadonlySet<string>;
  /** The nouns that own the value, each with its form as written: "a fine of 84 million", "a 40-minute call", "the call lasted 40 minutes". */
  readonly anchor: ReadonlyMap<string, string>;
  /** Names in the sentence, each as its words. */
  readonly names: readonly (readonly string[])[];
  /** Terms of those names. */
  readonly nameTerms: ReadonlySet<string>;
  /** Months and years that the sentence names. */
  readonly dates: ReadonlySet<string>;
  /** Flags that both sentences must share or both lack: speaks of the past, of a forecast, of what is not. */
  readonly moods: string;
  /** Which side of a thing the value is, by group: "width", "debt", "rise". */
  readonly sides: ReadonlyMap<string, ReadonlySet<string>>;
  /** The verb next to the value ("cancel 84 flights"), as one term; null when there is none next to it. */
  readonly verb: string | null;
  /** The noun before the sentence's first verb, up to a preposition: of whom or what it speaks. */
  readonly subject: ReadonlySet<string>;
  /** The phrase right behind the value: "in the league" → in, {leagu}. */
  readonly phrase: { readonly preposition: string; readonly terms: readonly string[] } | null;
  /** Days of the week that the sentence names. */
  readonly weekdays: ReadonlySet<string>;
}

/** The term of "old". */
const OLD = "old";
const MONTH_WORDS = new Set(MONTHS.map((month) => month.toLowerCase()));
let calendar: ReadonlySet<string> | undefined;

/** Terms of days and of whoever reports: they say nothing of the thing itself. Made at the first use. */
function calendarTerms(): ReadonlySet<string> {
  calendar ??= new Set(
    [
      ...WEEKDAYS,
      ...MONTH_WORDS,
      ...terms("today yesterday tomorrow morning evening night afternoon time year years"),
      ...terms("officials report reported reports spokesman spokeswoman announced told"),
    ].flatMap((word) => terms(word)),
  );
  return calendar;
}

/** Whoever says it, the thing is the same. */
const ATTRIBUTION =
  /,? according to [^,;]{3,80}(?=[,;.]|$)|, (?:\p{L}[\p{L}’'-]*,? ){1,8}(?:said|says|announced|reported|confirmed)(?: on \p{Lu}\p{L}+)?(?=[.;]?$)/giu;

/** "40 kilometres north of …" is a distance whatever the verb. */
const AWAY = /^ (?:from|off|(?:north|south)?(?:east|west)?(?:ern)? of|north|south|east|west)\b/;

/** Clauses end here. */
const CLAUSE_END =
  /[;:—()]|,(?!\d)| (?:while|whereas|but|although|though|which|who|when|where|after|before|and then) /g;

/**
 * Reads the surroundings of a value.
 * @param start where the value starts in the unit's flat text, its unit of measure included up to `end`
 */
export function settingOf(unit: Unit, start: number, end: number, names: ReadonlySet<string>): Setting {
  const { flat } = unit;
  const [from, to] = clauseAround(flat, start, end);
  const ahead = flat.slice(from, start);
  const behind = flat.slice(end, to);
  const value = new Set(terms(flat.slice(start, end)));
  const near = `${lastWords(ahead, 7)} ${firstWords(behind, 6)}`;
  const clause = flat.slice(from, to);
  const core = flat.replace(ATTRIBUTION, " ");
  const own = namesOf(core, names);
  const nameTerms = new Set(own.flat().flatMap((word) => terms(word)));
  const subject = subjectOf(flat);
  // Who speaks or acts says nothing of what is measured.
  const aside = new Set([...nameTerms, ...subject]);
  const isAge = /^ (?:ago|old)\b/.test(behind);
  const sequence = [...(isAge ? [OLD] : []), ...terms(core)]
    .filter((term) => !value.has(term) && !/^\d/.test(term) && !calendarTerms().has(term))
    .map(classOf);
  return {
    terms: new Set(sequence),
    sequence,
    slot: new Set(
      [...(isAge ? [OLD] : []), ...terms(near)]
        .filter((term) => !/^\d/.test(term) && !calendarTerms().has(term) && !aside.has(term))
        .map(classOf),
    ),
    anchor: anchorOf(ahead, behind),
    names: own,
    nameTerms,
    dates: datesIn(flat),
    moods: moodsOf(
      `${flat.slice(0, start)} ${flat.slice(end).replace(/^ ago/, "")}`,
      clause,
      dayOf(unit.article.publishedAt),
    ),
    sides: sidesOf(`${lastWords(ahead, 9)} ${firstWords(behind, 6)} ${AWAY.test(behind) ? "distance" : ""}`),
    verb: verbOf(ahead, behind),
    subject,
    phrase: phraseOf(behind),
    weekdays: new Set(flat.match(WEEKDAY) ?? []),
  };
}

function clauseAround(flat: string, start: number, end: number): [number, number] {
  let from = 0;
  let to = flat.length;
  for (const match of flat.matchAll(CLAUSE_END)) {
    const after = match.index + match[0].length;
    if (after <= start) from = after;
    else if (match.index >= end) {
      to = match.index;
      break;
    }
  }
  return [from, to];
}

function lastWords(text: string, count: number): string {
  return text.trimEnd().split(" ").slice(-count).join(" ");
}

function firstWords(text: string, count: number): string {
  return text.trimStart().split(" ").slice(0, count).join(" ");
}

const HEDGES = "(?:about|around|some|nearly|almost|more than|over|at least|up to|roughly|an estimated|only|just) ";
const OWNER_BEFORE = new RegExp(`(\\p{L}+)(?: worth)? of (?:${HEDGES})?$`, "u");
const OWNER_VERB = new RegExp(
  `(\\p{L}+) (?:has |had |have |will |would |also |that )*(?:last(?:s|ed)?(?: for)?|ran for|runs? for|cost(?:s|ing)?|weigh(?:s|ed|ing)?|measur(?:es|ed|ing)|took|takes?|was|is|were|are|be|covers?|reached|hit|at|to|by|stands? at|stood at) (?:${HEDGES})?$`,
  "u",
);
const OWNER_BEHIND = /^[ -]?((?:\p{L}+[ -]?){1,3})/u;

function anchorOf(ahead: string, behind: string): Map<string, string> {
  const out = new Map<string, string>();
  const add = (text: string | undefined): void => {
    for (const word of (text ?? "").split(/[ -]/)) for (const term of terms(word)) out.set(classOf(term), word);
  };
  add(OWNER_BEFORE.exec(ahead)?.[1]);
  add(OWNER_VERB.exec(ahead)?.[1]);
  if (/^[ -]\p{Ll}/u.test(behind)) {
    const following = OWNER_BEHIND.exec(behind)?.[1]?.trim() ?? "";
    const words = following.split(/[ -]/);
    const stop = words.findIndex((word) => terms(word).length === 0);
    add((stop < 0 ? words : words.slice(0, stop)).join(" "));
  }
  return out;
}

const PREPOSITION_BEFORE = /\b(?:of|with|by|for|to|at|in|on|from|into|after|and|or|than|between) $/i;

/** The word before the value that governs it ("cancel 84 flights", "orders for 66 aircraft"), else the verb right behind it. */
function verbOf(ahead: string, behind: string): string | null {
  const before = ahead.replace(HEDGED_END, "");
  const governor = before.replace(PREPOSITION_BEFORE, "");
  const word = before.trim() === "" ? VERB_BEHIND.exec(behind)?.[1] : /(?<!\p{L})(\p{Ll}+) $/u.exec(governor)?.[1];
  if (word === undefined) return null;
  return terms(word).map(classOf)[0] ?? (PLAIN_VERB.test(word) ? word : null);
}

const PHRASE =
  /^ (in|at|for|from|along|near|against|under|over|off|on) (?:the |a |an |all |its |their )?(\p{L}[\p{L}-]*(?: \p{L}[\p{L}-]*)?)/u;

function phraseOf(behind: string): Setting["phrase"] {
  const match = PHRASE.exec(behind);
  if (!match) return null;
  const found = terms(match[2]!)
    .filter((term) => !calendarTerms().has(term))
    .map(classOf);
  return found.length === 0 ? null : { preposition: match[1]!, terms: found };
}

const WEEKDAY = /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/g;
const VERB_BEHIND =
  /^ (?:(?:have|had|has|were|was|are|is|be|been|being|will) )*(?!(?:in|on|at|of|for|from|with|without|to|by|and)\b)(\p{Ll}{3,})/u;
/** Verbs that say too little to be terms. */
const PLAIN_VERB = /^(?:keeps?|kept|gets?|got|gives?|gave|makes?|made)$/;
const HEDGED_END = new RegExp(`(?:${HEDGES}|all |the |a |an |another |its |their )+$`, "i");
const FIRST_VERB =
  /\b(?:will|would|has|have|had|is|are|was|were|said|says|can|could|may|must|\p{Ll}{2,}ed|won|sent|took|made|put|saw|hit|left|found|fell|rose|gave|got|went|came|held|led|lost|met|ran|set|shot|sank|spoke|stood|struck|told|fire|cut)\b/u;

function subjectOf(flat: string): Set<string> {
  const verb = FIRST_VERB.exec(flat);
  const head =
    verb === null
      ? ""
      : (flat.slice(0, verb.index).split(/,|(?<=\p{L}) (?:of|in|on|at|off|from|for|with|by|to|after|between) /u)[0] ??
        "");
  return new Set(
    terms(head)
      .filter((term) => !/^\d/.test(term) && !calendarTerms().has(term))
      .map(classOf),
  );
}

/** Names in a sentence; a lone capital at its start counts only when it is one elsewhere. */
function namesOf(flat: string, known: ReadonlySet<string>): string[][] {
  return namesIn(flat)
    .filter(
      ({ text, start }) =>
        (start > 3 && !/["“(] ?$/.test(flat.slice(0, start))) || text.includes(" ") || known.has(text),
    )
    .map(({ text }) => text.split(/[ \u00a0-]/).filter((word) => !TITLE.test(word)))
    .filter((words) => words.length > 0);
}

const TITLE =
  /^(?:Mr|Mrs|Ms|Dr|Sir|President|Prime|Minister|Chief|Judge|Governor|Senator|Captain|Street|Avenue|Road|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|US|U\.S|AP|Reuters)\.?$/;

function datesIn(flat: string): Set<string> {
  const out = new Set<string>();
  for (const match of flat.matchAll(/\b((?:1[5-9]|20)\d\d)\b(?!,\d)|\b(\p{Lu}\p{Ll}+)\b/gu)) {
    if (match[1] !== undefined) out.add(match[1]);
    else if (MONTH_WORDS.has(match[2]!.toLowerCase())) out.add(match[2]!.toLowerCase());
  }
  return out;
}

/** Capitalised words that stand within sentences: names wherever they stand. */
export function knownNames(units: readonly Unit[]): Set<string> {
  const out = new Set<string>();
  for (const { flat } of units) {
    for (const { text, start } of namesIn(flat)) if (start > 3) out.add(text);
  }
  return out;
}
