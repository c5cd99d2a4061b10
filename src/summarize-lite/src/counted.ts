import { measureOfThing, measureOfWords, PERCENT, POINTS } from "./measures.ts";
import type { Measure } from "./measures.ts";
import { isStopWord } from "./stopwords.ts";

const WORDS_AFTER = /^(?<joint>[ -])(?<words>\p{L}[\p{L}’'.]*(?:[ -]\p{L}[\p{L}’'.]*){0,3})/u;

const RATE =
  /^(?: of \p{L}+)?(?: (?:a|an|per|each|every)|\/)? ?(?:(?<=(?: a| an| per| each| every|\/) ?)(?<per>day|week|month|year|hour|minute|second|share|barrel|person|head|night|season|kilometre|mile|litre|tonne|gram|acre|hectare|vehicle|customer|household|passenger|child|pupil|student|game|match|seat|ticket)\b| (?<each>each|apiece|daily|weekly|monthly|yearly|annually)\b)/iu;

/** What a number measures or counts, by the words behind it. */
export interface Thing {
  readonly measure: Measure;
  /** Length of the words that name it, with the blank or hyphen before. */
  readonly length: number;
  readonly noun: string;
}

/**
 * Reads the unit or the counted noun behind a number.
 * @param before the words before the number, hedges taken out
 * @param ordinal only units of measure follow "73rd"
 */
export function thingOf(before: string, after: string, ordinal: boolean): Thing | null {
  const percent =
    /^ ?(?:%|per ?cent(?:age)?(?! of)|percentage)(?<points>(?: |-)points?)?/i.exec(after) ??
    /^ ?(?:%|per ?cent)/i.exec(after);
  if (percent)
    return { measure: percent.groups?.["points"] ? POINTS : PERCENT, length: percent[0].length, noun: "per cent" };
  const match = WORDS_AFTER.exec(after);
  if (!match || (!ordinal && CROWD_AFTER.test(after))) return crowdOf(before, after);
  const text = match.groups!["words"]!;
  const parts = [...text.matchAll(/[^ -]+/g)];
  const words = parts.map((part) => part[0].replace(/\.$/, ""));
  const reach = (count: number): number => 1 + parts[count - 1]!.index + words[count - 1]!.length;
  const own = measureOfWords(words);
  if (own) return { measure: own.measure, length: reach(own.length), noun: words.slice(0, own.length).join(" ") };
  if (ordinal) return null;
  if (match.groups!["joint"] === "-") return countedThing(words[0]!, reach(1), words[0]!);
  const head = headOf(words);
  return head < 0
    ? crowdOf(before, after)
    : countedThing(words[head]!, reach(head + 1), words.slice(0, head + 1).join(" "));
}

const CROWD_BEFORE = /\b(?:attendance|crowd|gate)\b[^.,;\d]{0,40}(?:of|was|at|as|to|is|:) $/i;
const CROWD_AFTER = /^ (?:spectators|fans|onlookers|watched)\b/;

/** "an attendance of 11,260", "11,260 watched": a number that needs no noun. */
function crowdOf(before: string, after: string): Thing | null {
  const noun = CROWD_AFTER.exec(after)?.[0] ?? "";
  if (noun === "" && !CROWD_BEFORE.test(before)) return null;
  const people = noun === " watched" ? "" : noun;
  return { measure: { key: "crowd", factor: 1, offset: 0, kind: "count" }, length: people.length, noun: people.trim() };
}

function countedThing(word: string, length: number, noun: string): Thing | null {
  if (!/^\p{Ll}/u.test(word)) return null;
  const measure = measureOfThing(word);
  return measure && { measure, length, noun };
}

const PLURAL =
  /^(?:people|men|women|children|police|staff|crew|cattle|sheep|lives|aircraft|\p{Ll}{2,}[^su\P{Ll}]s|\p{Ll}{3,}(?:ss|us)es)$/u;

/** Place of the noun that is counted: the last of the first plurals; -1 when none is in sight. */
function headOf(words: readonly string[]): number {
  let head = -1;
  for (const [i, word] of words.entries()) {
    if (isStopWord(word.toLowerCase()) || /^(?:times?|and|points?)$/.test(word)) break;
    if (PLURAL.test(word)) head = i;
    else if (head >= 0) break;
  }
  return head;
}

/** "/day" in "1,200 passengers a day", else empty. */
export function rateOf(after: string): string {
  const rate = RATE.exec(after)?.groups;
  const word = rate?.["per"] ?? rate?.["each"];
  return word === undefined ? "" : `/${RATE_WORDS[word.toLowerCase()] ?? word.toLowerCase()}`;
}

const RATE_WORDS: Readonly<Record<string, string>> = {
  daily: "day",
  weekly: "week",
  monthly: "month",
  yearly: "year",
  annually: "year",
  apiece: "each",
};
