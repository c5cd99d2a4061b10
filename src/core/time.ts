/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** Where the program gets its time from; tests hand in their own. */
export interface Clock {
  /** Wall clock: it may jump. For what people see, and for what the next process must know. */
  readonly now: () => EpochMs;
  /** Milliseconds since some moment of this process; never goes back and never jumps. Waits are measured with it. */
  readonly monotonic: () => number;
}

/** Where the program gets its waits from; tests hand in their own. */
export interface Timers {
  /**
   * @param ms 0 or more
   * @returns takes the call back; after the call it does nothing
   */
  readonly set: (ms: number, run: () => void) => () => void;
}

/** A date and time on a wall, without a zone. Months count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "iso8601",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** Whether `zone` is a name of the IANA time zone database that this runtime knows. */
export function isTimeZone(zone: string): boolean {
  // Offsets such as "+02:00" pass Intl, but they are no places: they would ignore summer time.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the wall clocks of a zone show at an instant, seconds dropped. @throws RangeError for an unknown zone */
export function localTime(at: EpochMs, zone: string): LocalTime {
  const local = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
  for (const part of formatterOf(zone).formatToParts(at)) {
    if (part.type in local) local[part.type as keyof LocalTime] = Number(part.value);
  }
  return local;
}

/** The wall time as if it were UTC: a number to reckon with, not an instant. */
export function asUtc(local: LocalTime): EpochMs {
  return Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute);
}

/** "2026-11-22T08:00" */
export function formatLocal(local: LocalTime): string {
  return new Date(asUtc(local)).toISOString().slice(0, 16);
}

function offsetAt(at: EpochMs, zone: string): number {
  return asUtc(localTime(at, zone)) - Math.floor(at / MINUTE) * MINUTE;
}

/**
 * The instant at which the wall clocks of a zone show `local`: the first of two where clocks go back, and the first
 * instant after the gap where clocks go forward over it.
 * @throws RangeError for an unknown zone
 */
export function instantOf(local: LocalTime, zone: string): EpochMs {
  const wanted = asUtc(local);
  const offsets = [offsetAt(wanted - DAY, zone), offsetAt(wanted + DAY, zone)].sort((a, b) => b - a);
  for (const offset of offsets) {
    const instant = wanted - offset;
    if (offsetAt(instant, zone) === offset) return instant;
  }
  return endOfGap(wanted - Math.max(...offsets), wanted - Math.min(...offsets), zone);
}

/** The minute in (before, after] at which the zone's offset changes. */
function endOfGap(before: EpochMs, after: EpochMs, zone: string): EpochMs {
  const old = offsetAt(before, zone);
  let low = before;
  let high = after;
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (offsetAt(middle, zone) === old) low = middle;
    else high = middle;
  }
  return high;
}

const MONTH_NAMES = "January February March April May June July August September October November December".split(" ");

/** "2026-11-22T08:00" as people write it: "22 November 2026, 08:00". */
export function formatForPeople(label: string): string {
  const [date = "", time = ""] = label.split("T");
  const [year, month, day] = date.split("-").map(Number);
  return `${day} ${MONTH_NAMES[(month ?? 1) - 1]} ${year}, ${time}`;
}
