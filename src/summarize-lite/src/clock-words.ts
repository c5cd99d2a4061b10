/** A calendar day in UTC, as days since 1970-01-01. */
export type Day = number;

const DAY_MS = 86_400_000;

export const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/**
 * The day on which an article appeared where it was written: the date as written, whatever its zone.
 * @param publishedAt ISO 8601 date or date-time
 * @returns null when it is absent or no date
 */
export function dayOf(publishedAt: string | null | undefined): Day | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(publishedAt ?? "");
  if (!match) return null;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return Number.isNaN(ms) ? null : Math.round(ms / DAY_MS);
}

/** "18 November 2026", or "18 November" when the year is that of `beside`. */
export function formatDay(day: Day, beside: Day | null): string {
  const date = new Date(day * DAY_MS);
  const short = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  if (beside !== null && new Date(beside * DAY_MS).getUTCFullYear() === date.getUTCFullYear()) return short;
  return `${short} ${date.getUTCFullYear()}`;
}

/**
 * A time word that counts from the day of writing.
 * `preposition`: "on Tuesday" keeps its "on" outside, so that "on [3 November]" reads well.
 */
export interface TimeWord {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  readonly day: Day;
  readonly weekday: boolean;
}

const TIME_WORD =
  /\b(?:(?:earlier|later) )?(today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening)|(?:last |next )?(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday))\b(?! (?:night|night's|prayers|school|league|football))(?!['’]s)/gi;

/**
 * Time words in a passage whose day is certain, given the day of writing. A bare weekday is the last one up to the
 * day of writing, or the next one when the words before it speak of what is to come.
 */
export function timeWords(passage: string, written: Day): TimeWord[] {
  const out: TimeWord[] = [];
  for (const match of passage.matchAll(TIME_WORD)) {
    const word = match[1] ?? "";
    const start = match.index + match[0].length - word.length;
    if (isInsideQuotes(passage, start)) continue;
    const day = dayOfWord(word.toLowerCase(), passage.slice(0, start), written);
    if (day === null) continue;
    out.push({
      start,
      end: start + word.length,
      word,
      day,
      weekday: /day$/i.test(word) && !/^(to|yester)day$/i.test(word),
    });
  }
  return out;
}

const TO_COME =
  /\b(?:will|would|due|scheduled|expected|plans?|set|to be|to meet|to vote|to decide)\b[^.;]{0,80}$|\b(?:until|by|from|next|before|starting|beginning)(?: (?:at least|late|early|the end of))? $/i;

function dayOfWord(word: string, before: string, written: Day): Day | null {
  if (word === "yesterday") return written - 1;
  if (word === "tomorrow") return written + 1;
  if (word === "today" || word === "tonight" || word.startsWith("this ")) return written;
  const relative = word.split(" ");
  const index = WEEKDAYS.indexOf(relative.at(-1) as (typeof WEEKDAYS)[number]);
  if (index < 0) return null;
  const today = (((written + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday
  // "last Friday" and "next Friday" mean this week's to some and another's to others: not certain.
  if (relative.length > 1) return null;
  if (TO_COME.test(before)) return index === today ? null : written + ((index - today + 7) % 7);
  return written - ((today - index + 7) % 7);
}

/** Whether a place in a passage stands inside quotation marks, by counting the marks before it. */
export function isInsideQuotes(passage: string, at: number): boolean {
  let depth = 0;
  let straight = false;
  for (let i = 0; i < at; i++) {
    const mark = passage[i];
    if (mark === "“" || mark === "«" || mark === "„" || mark === "「") depth++;
    else if ((mark === "”" || mark === "»" || mark === "」") && depth > 0) depth--;
    else if (mark === '"') straight = !straight;
  }
  return depth > 0 || straight;
}

/**
 * The earliest year that a sentence speaks of, with months and "last year" counted from the day of writing; for putting
 * background in order of time.
 * @returns days since 1970, or null when the sentence names no time
 */
export function earliestDay(sentence: string, written: Day | null): Day | null {
  let best: Day | null = null;
  const note = (day: Day): void => {
    if (best === null || day < best) best = day;
  };
  const year = written === null ? null : new Date(written * DAY_MS).getUTCFullYear();
  for (const match of sentence.matchAll(/\b(1[5-9]\d\d|20\d\d)\b(?!,\d)/g)) {
    const before = sentence.slice(Math.max(0, match.index - 12), match.index);
    const month = monthIndex(/(\p{L}+)\.? (?:\d{1,2},? )?$/u.exec(before)?.[1]);
    note(Math.round(Date.UTC(Number(match[1]), month ?? 0, 1) / DAY_MS));
  }
  if (best === null && year !== null && written !== null) {
    for (const match of sentence.matchAll(
      /\b(?:[Ii]n|[Ss]ince|[Oo]n|of|[Ll]ast|[Dd]uring|[Ee]arly|[Ll]ate|before)(?: (\d{1,2}))? (\p{Lu}\p{Ll}+)\b/gu,
    )) {
      const month = monthIndex(match[2]);
      if (month === null) continue;
      // Without a day the month as a whole is meant: this month is now, not its first day.
      const date = match[1] === undefined ? daysOf(year, month) : Number(match[1]);
      const day = Math.round(Date.UTC(year, month, date) / DAY_MS);
      note(day > written + 31 ? day - 365 : day);
    }
    const ago = /\b(\w+) (year|month|week|day)s? (?:ago|earlier|before)\b/i.exec(sentence);
    if (ago)
      note(
        written -
          (SMALL[(ago[1] ?? "").toLowerCase()] ?? (Number(ago[1]) || 1)) * UNIT_DAYS[(ago[2] ?? "day").toLowerCase()]!,
      );
    if (/\blast year\b/i.test(sentence)) note(written - 365);
    if (/\blast month\b/i.test(sentence)) note(written - 30);
    if (/\blast week\b/i.test(sentence)) note(written - 7);
  }
  return best;
}

/** Days of a month, counted from 0. */
function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

const UNIT_DAYS: Readonly<Record<string, number>> = { year: 365, month: 30, week: 7, day: 1 };
const SMALL: Readonly<Record<string, number>> = {
  a: 1,
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
  twelve: 12,
  twenty: 20,
};

function monthIndex(word: string | undefined): number | null {
  if (!word || word.length < 3) return null;
  const lower = word.toLowerCase();
  const index = MONTHS.findIndex((month) => {
    const name = month.toLowerCase();
    return (
      name === lower || (lower.length === 3 && name.startsWith(lower)) || (lower === "sept" && name === "september")
    );
  });
  // "may" in lower case is the verb.
  if (index < 0 || (lower === "may" && word !== "May")) return null;
  return index;
}
