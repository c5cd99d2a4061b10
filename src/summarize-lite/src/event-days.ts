import { MONTHS, dayOf, isInsideQuotes, timeWords } from "./clock-words.ts";
import type { Unit } from "./units.ts";
import { terms } from "./words.ts";

/** The time at which a sentence puts an event. */
export interface EventTime {
  readonly start: number;
  readonly end: number;
  readonly written: string;
  /** The event's verb, stemmed. */
  readonly event: string;
  readonly eventWritten: string;
  readonly future: boolean;
  /** Terms of what stands before the verb in its clause: who did it, or what it was done to. */
  readonly subject: ReadonlySet<string>;
  readonly time: Time;
}

/** How exactly a time is given. `day`: since 1970; `date`: month × 100 + day, the year not said and not known. */
type Time =
  | { readonly grain: "day"; readonly value: number }
  | { readonly grain: "date"; readonly value: number }
  | { readonly grain: "weekday"; readonly value: number }
  | { readonly grain: "month"; readonly value: number }
  | { readonly grain: "year"; readonly value: number };

const SAME_EVENT: Readonly<Record<string, string>> = {
  spoke: "speak",
  speak: "speak",
  talked: "speak",
  met: "meet",
  meet: "meet",
  meeting: "meet",
  sank: "sink",
  sunk: "sink",
  struck: "strike",
  hit: "strike",
  stole: "steal",
  stolen: "steal",
  took: "",
  began: "begin",
  begun: "begin",
  started: "begin",
  start: "begin",
  shot: "shoot",
  won: "win",
  killed: "kill",
  killing: "kill",
  "takes effect": "effect",
  flew: "fly",
  sold: "sell",
  bought: "buy",
  beat: "win",
  lost: "lose",
  held: "hold",
  swore: "swear",
  sworn: "swear",
  broke: "break",
  fell: "fall",
  burst: "burst",
  built: "build",
  fled: "flee",
  shut: "close",
  caught: "catch",
  blew: "blow",
  froze: "freeze",
  wrote: "write",
  cut: "cut",
  swam: "swim",
  drew: "draw",
};
const REGULAR =
  "sign die launch rule arrest resign vote open found play merge derail crash erupt collapse explode close elect marry appoint sentence convict execute release publish unveil land depart vanish disappear attack bomb escape bury charge fire visit arrive agree approve reject complete end reopen expire indict acquit overturn evacuate retire settle file sue capsize surrender invade withdraw adopt ratify inaugurate dissolve deport extradite deliver born debut premiere topple step quit kick dock lift";
let verbs: ReadonlyMap<string, string> | undefined;

/** Stem of each form of an event's verb. Made at the first use. */
function eventVerbs(): ReadonlyMap<string, string> {
  verbs ??= new Map([
    ...REGULAR.split(" ").flatMap((word): [string, string][] => {
      const stem = terms(word)[0] ?? word;
      const past = word.endsWith("e") ? `${word}d` : /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ied` : `${word}ed`;
      return [word, past, `${word}s`].map((form): [string, string] => [form, stem]);
    }),
    ...Object.entries(SAME_EVENT).filter(([, stem]) => stem !== ""),
  ]);
  return verbs;
}
const SPEECH = /^(?:said|says|told|announced|reported|added|wrote|confirmed|according|stated|warned|tweeted)$/i;

const MONTH = MONTHS.map((month) =>
  month.length > 4 ? `${month}|${month.slice(0, 3)}\\.?${month === "September" ? "|Sept\\.?" : ""}` : month,
).join("|");
const ABSOLUTE = new RegExp(
  `(?<![\\p{L}\\p{N}–-])(?:(?:(?<dayA>\\d{1,2})(?:st|nd|rd|th)? (?:of )?)?(?<month>${MONTH})(?: (?<dayB>\\d{1,2})(?:st|nd|rd|th)?(?![\\p{N}:,]\\d))?(?:,? (?<year>(?:1[5-9]|20)\\d\\d))?|(?<=\\b[Ii]n )(?<bare>(?:1[5-9]|20)\\d\\d))(?![\\p{L}\\p{N}–-])`,
  "gu",
);
/** A span of time, or its end, is no time of an event. */
const SPAN =
  /\b(?:since|until|till|by|from|before|after|between|to|through|through to|early|late|mid|of|than|last|next|and|around|about|for|than) (?:the |early |late |mid-?)*$/i;

const MAY_DATE =
  /day|tonight|this (?:morning|afternoon|evening)|tomorrow|\b(?:1[5-9]|20)\d\d\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/;

/** Times of events in a unit: each time word with the verb that it belongs to. */
export function eventTimesOf(unit: Unit): EventTime[] {
  if (!MAY_DATE.test(unit.flat)) return [];
  const written = dayOf(unit.article.publishedAt);
  const found = [...absoluteTimes(unit.flat, written), ...countedTimes(unit.flat, written)];
  return found.flatMap((mark): EventTime[] => {
    if (SPAN.test(unit.flat.slice(0, mark.start)) || isInsideQuotes(unit.flat, mark.start)) return [];
    const event = eventOf(unit.flat, mark.start, mark.end, found);
    return event === null ? [] : [{ ...mark, ...event }];
  });
}

type Mark = Pick<EventTime, "start" | "end" | "written" | "time">;

function absoluteTimes(flat: string, written: number | null): Mark[] {
  return [...flat.matchAll(ABSOLUTE)].flatMap((match): Mark[] => {
    const { dayA, month, dayB, year, bare } = match.groups!;
    const mark = { start: match.index, end: match.index + match[0].length, written: match[0] };
    if (bare !== undefined) return [{ ...mark, time: { grain: "year", value: Number(bare) } }];
    const index = MONTHS.findIndex((name) => name.startsWith(month!.slice(0, 3)));
    const date = dayA ?? dayB;
    if (date === undefined) {
      return year === undefined ? [] : [{ ...mark, time: { grain: "month", value: Number(year) * 12 + index } }];
    }
    if (Number(date) < 1 || Number(date) > 31) return [];
    const time: Time =
      year === undefined && written === null
        ? { grain: "date", value: (index + 1) * 100 + Number(date) }
        : { grain: "day", value: nearestDay(index, Number(date), year === undefined ? null : Number(year), written) };
    return [{ ...mark, time }];
  });
}

function nearestDay(month: number, date: number, year: number | null, written: number | null): number {
  const dayIn = (y: number): number => Math.round(Date.UTC(y, month, date) / 86_400_000);
  if (year !== null || written === null) return dayIn(year ?? 1970);
  const now = new Date(written * 86_400_000).getUTCFullYear();
  const days = [now - 1, now, now + 1].map(dayIn);
  return days.reduce((best, day) => (Math.abs(day - written) < Math.abs(best - written) ? day : best));
}

const WEEKDAY = /\b(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day)\b(?! (?:night football|school))(?!['’]s)/gi;
const WEEK = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

function countedTimes(flat: string, written: number | null): Mark[] {
  if (written !== null) {
    return timeWords(flat, written)
      .filter(({ word }) => !/^this /i.test(word))
      .map(({ start, end, word, day }) => ({ start, end, written: word, time: { grain: "day", value: day } }));
  }
  return [...flat.matchAll(WEEKDAY)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    written: match[0],
    time: { grain: "weekday", value: WEEK.indexOf(match[0].slice(0, 3).toLowerCase()) },
  }));
}

const REACH = 14;

/** The verb nearest before a time in its clause; the first one behind it when the time opens the sentence. */
function eventOf(
  flat: string,
  start: number,
  end: number,
  marks: readonly Mark[],
): Pick<EventTime, "event" | "eventWritten" | "future" | "subject"> | null {
  const ahead = flat.slice(0, start);
  const words = [...ahead.matchAll(/[\p{L}'’-]+|[;:—]/gu)];
  for (let i = words.length - 1; i >= Math.max(0, words.length - REACH); i--) {
    const word = words[i]![0].toLowerCase();
    if (SPEECH.test(word) || /^[;:—]$/.test(word)) return null;
    // Another time stands between the verb and this one.
    if (marks.some((mark) => mark.end <= start && mark.start >= words[i]!.index)) return null;
    const event = eventVerbs().get(word);
    if (event !== undefined) return describe(flat, words[i]!.index, words[i]![0], event);
  }
  if (words.length > 6) return null;
  for (const match of flat.slice(end).matchAll(/[\p{L}'’-]+|[;:—]/gu)) {
    if (match.index > 110 || SPEECH.test(match[0]) || /^[;:—]$/.test(match[0])) return null;
    if (marks.some((mark) => mark.start > end && mark.start < end + match.index)) return null;
    const event = eventVerbs().get(match[0].toLowerCase());
    if (event !== undefined) return describe(flat, end + match.index, match[0], event);
  }
  return null;
}

function describe(
  flat: string,
  at: number,
  word: string,
  event: string,
): Pick<EventTime, "event" | "eventWritten" | "future" | "subject"> {
  const clause =
    flat
      .slice(0, at)
      .split(/[,;:—]| (?:that|when|who|which|while|and|but|after|before) /)
      .at(-1) ?? "";
  const future =
    /\b(?:will|to|due|scheduled|set|expected|would|could|should|may|might|plans?)(?: \p{L}+){0,3} $/iu.test(
      flat.slice(0, at),
    );
  return { event, eventWritten: word, future, subject: new Set(terms(clause)) };
}
