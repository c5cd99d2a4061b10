import { formatForPeople, formatLocal, instantOf, localTime } from "../../core/time.ts";
import type { EpochMs } from "../../core/time.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "in 19 hours", "2 days ago", "just now". */
export function relative(at: EpochMs, now: EpochMs): string {
  const away = Math.abs(at - now);
  if (away < MINUTE) return at > now ? "within a minute" : "just now";
  const [size, noun] = away < HOUR ? [MINUTE, "minute"] : away < 2 * DAY ? [HOUR, "hour"] : [DAY, "day"];
  const number = Math.round(away / size);
  const text = `${number} ${noun}${number === 1 ? "" : "s"}`;
  return at > now ? `in ${text}` : `${text} ago`;
}

/** A moment on the wall clocks of a zone: "22 November 2026, 08:00 (Europe/Lisbon)". */
export function onWall(at: EpochMs, zone: string): string {
  return `${formatForPeople(formatLocal(localTime(at, zone)))} (${zone})`;
}

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** The time of a slot for people, and how far it is: "Monday 23 November 2026, 08:00 (Europe/Lisbon), in 19 hours". */
export function slotInWords(label: string, zone: string, now: EpochMs): string {
  const day = WEEKDAYS[new Date(`${label.slice(0, 10)}T12:00:00Z`).getUTCDay()] ?? "";
  return `${day} ${formatForPeople(label)} (${zone}), ${relative(instantOfLabel(label, zone), now)}`;
}

/** @param label local time, "2026-11-22T08:00" */
function instantOfLabel(label: string, zone: string): EpochMs {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = label.split(/[-T:]/).map(Number);
  return instantOf({ year, month, day, hour, minute }, zone);
}
