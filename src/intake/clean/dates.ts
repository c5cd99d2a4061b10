/** Dates as pages write them, without a library: it is asked for each of thousands of documents. */

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  sept: 9,
  oct: 10,
  nov: 11,
  dec: 12,
  january: 1,
  february: 2,
  march: 3,
  april: 4,
  june: 6,
  july: 7,
  august: 8,
  september: 9,
  october: 10,
  november: 11,
  december: 12,
};
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const ISO =
  /\b(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?(?![\d])/;
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH},? (\\d{4})\\b`, "i");
const MONTH_FIRST = new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, "i");
const DOTTED = /\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/;
const TIME = /\b(\d{1,2})[:.](\d{2})(?::(\d{2}))?\s?(?:(a|p)\.?m\.?\b)?|\b(\d{1,2})\s?(a|p)\.?m\.?\b/i;

/** Offsets of abbreviations that mean one zone; those with several meanings are left out. */
const ZONES: Readonly<Record<string, string>> = {
  gmt: "Z",
  utc: "Z",
  z: "Z",
  bst: "+01:00",
  cet: "+01:00",
  cest: "+02:00",
  eet: "+02:00",
  eest: "+03:00",
  est: "-05:00",
  edt: "-04:00",
  cdt: "-05:00",
  mst: "-07:00",
  mdt: "-06:00",
  pst: "-08:00",
  pdt: "-07:00",
  jst: "+09:00",
  aest: "+10:00",
  aedt: "+11:00",
};
const ZONE = /([+-]\d{2}:?\d{2})\b|\b([a-z]{3,4})\b/gi;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The first date in a text, with its time of day when one stands beside it.
 * @returns "2026-11-04", or with a time "2026-11-04T07:12:00Z" or with the zone's offset; null when there is none
 */
export function readDate(text: string): string | null {
  const iso = ISO.exec(text);
  if (iso !== null) {
    const day = validDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    if (day !== null)
      return iso[4] === undefined
        ? write(day)
        : writeTime(day, Number(iso[4]), Number(iso[5]), Number(iso[6] ?? 0), iso[7] ?? null, text);
  }
  const found = findDay(text);
  if (found === null) return null;
  return (
    besideTime(found.day, text.slice(found.end, found.end + 40)) ??
    besideTime(found.day, text.slice(Math.max(0, found.start - 24), found.start)) ??
    write(found.day)
  );
}

function findDay(text: string): { readonly day: Day; readonly start: number; readonly end: number } | null {
  const tries: readonly (readonly [RegExpExecArray | null, (m: RegExpExecArray) => Day | null])[] = [
    [DAY_FIRST.exec(text), (m) => validDay(Number(m[3]), monthNumber(m[2]), Number(m[1]))],
    [MONTH_FIRST.exec(text), (m) => validDay(Number(m[3]), monthNumber(m[1]), Number(m[2]))],
    [DOTTED.exec(text), (m) => validDay(Number(m[3]), Number(m[2]), Number(m[1]))],
  ];
  let best: { readonly day: Day; readonly start: number; readonly end: number } | null = null;
  for (const [match, read] of tries) {
    const day = match === null ? null : read(match);
    if (match !== null && day !== null && (best === null || match.index < best.start))
      best = { day, start: match.index, end: match.index + match[0].length };
  }
  return best;
}

/** A time that follows or precedes the day at once, at most a word or mark between. */
function besideTime(day: Day, near: string): string | null {
  const match = TIME.exec(near);
  if (match === null || /\d{4}|\d.*\bmin/i.test(near.slice(0, match.index)) || match.index > 12) return null;
  const half = (match[4] ?? match[6])?.toLowerCase();
  const raw = Number(match[1] ?? match[5]);
  const hour = half === undefined ? raw : (raw % 12) + (half === "p" ? 12 : 0);
  return writeTime(
    day,
    hour,
    Number(match[2] ?? 0),
    Number(match[3] ?? 0),
    null,
    near.slice(match.index + match[0].length),
  );
}

function writeTime(
  day: Day,
  hour: number,
  minute: number,
  second: number,
  offset: string | null,
  after: string,
): string {
  if (hour > 23 || minute > 59 || second > 59) return write(day);
  const zone = offset === null ? zoneIn(after) : offset === "Z" ? "Z" : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
  return `${write(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}${zone}`;
}

function zoneIn(text: string): string {
  for (const match of text.slice(0, 24).matchAll(ZONE)) {
    const offset = match[1];
    if (offset !== undefined) return `${offset.slice(0, 3)}:${offset.slice(-2)}`;
    const zone = ZONES[match[2]?.toLowerCase() ?? ""];
    if (zone !== undefined) return zone;
  }
  return "Z";
}

function monthNumber(name: string | undefined): number {
  return MONTHS[name?.toLowerCase() ?? ""] ?? 0;
}

function validDay(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same && year >= 1800 && year <= 2200 ? { year, month, day } : null;
}

function write(day: Day): string {
  return `${day.year}-${pad(day.month)}-${pad(day.day)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

/** What a time stamp is made of besides figures. */
const STAMP_WORDS =
  /\b(?:[ap]\.?m|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?|first|last|originally|published|posted|updated|modified|created|issued|date|time|on|at|the|of|a|an|hours?|hrs?|minutes?|mins?|seconds?|days?|weeks?|ago|read|today|yesterday|just|now|gmt|utc|bst|cest|cet|est|edt|et|pst|pdt|pt|cst|cdt|ct|ist|local|edition|st|nd|rd|th|min|z|t|uhr|veröffentlicht|aktualisiert|stand|publié|le|mis|à|jour|publicado|actualizado|el)\b/giu;

/** Whether a piece of text is a time stamp and nothing else: "Published 4 November 2026, 07:12", "Updated 2 hours ago", "4 min read". */
export function isTimeStamp(piece: string): boolean {
  if (piece.length > 120 || piece.length < 4 || !/\d|^(?:published|updated|posted)\b/i.test(piece)) return false;
  const rest = piece
    .replace(/\d+/g, " ")
    .replace(STAMP_WORDS, "")
    .replace(/[\s.,:;|/()·•–—+-]/g, "");
  return rest === "";
}
