import type { Cron } from "./cron.ts";
import { asUtc, formatLocal, instantOf, localTime } from "./time.ts";
import type { EpochMs, LocalTime } from "./time.ts";

/** One time at which a schedule is due. */
export interface Slot {
  /** Local time in the schedule's zone as the schedule names it: "2026-11-22T08:00". It names the slot for good. */
  readonly label: string;
  readonly at: EpochMs;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 29 February can be eight years away (1896–1904, 2096–2104). */
const HORIZON_DAYS = 8 * 366 + 2;

/** The next slot strictly after `now`; null when none comes within eight years. */
export function nextSlot(cron: Cron, zone: string, now: EpochMs): Slot | null {
  const today = civilDay(now, zone);
  for (let ahead = -1; ahead < HORIZON_DAYS; ahead += 1) {
    for (const slot of slotsOfDay(cron, zone, today + ahead * DAY)) if (slot.at > now) return slot;
  }
  return null;
}

/**
 * The newest slot that is due at `now`; null when there was none in eight years. Where clocks go forward over a slot it
 * is due at the first instant after the gap; where clocks go back it is due the first time only.
 */
export function latestSlotAtOrBefore(cron: Cron, zone: string, now: EpochMs): Slot | null {
  const today = civilDay(now, zone);
  for (let back = -1; back < HORIZON_DAYS; back += 1) {
    const due = slotsOfDay(cron, zone, today - back * DAY).findLast((slot) => slot.at <= now);
    if (due !== undefined) return due;
  }
  return null;
}

/**
 * How late a missed slot is still worth running, in milliseconds: a quarter of the time to the slot after it, at least
 * 6 hours (so a daily schedule has 6) and at most 24 (so a weekly one has 24).
 */
export function catchUpWindow(cron: Cron, zone: string, slot: Slot): number {
  const next = nextSlot(cron, zone, slot.at);
  const period = next === null ? Number.POSITIVE_INFINITY : next.at - slot.at;
  return Math.min(24 * HOUR, Math.max(6 * HOUR, period / 4));
}

function civilDay(now: EpochMs, zone: string): EpochMs {
  return asUtc({ ...localTime(now, zone), hour: 0, minute: 0 });
}

/** The slots of one calendar day, given as its midnight "as UTC", in order. */
function slotsOfDay(cron: Cron, zone: string, day: EpochMs): Slot[] {
  const date = new Date(day);
  if (!matchesDay(cron, date)) return [];
  const slots: Slot[] = [];
  for (const hour of cron.hours) {
    for (const minute of cron.minutes) {
      const local: LocalTime = {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour,
        minute,
      };
      slots.push({ label: formatLocal(local), at: instantOf(local, zone) });
    }
  }
  // In a gap several slots fall on one instant; the last of them stands for all.
  return slots.filter((slot, index) => slot.at !== slots[index + 1]?.at);
}

function matchesDay(cron: Cron, date: Date): boolean {
  if (!cron.months.includes(date.getUTCMonth() + 1)) return false;
  const day = cron.days.includes(date.getUTCDate());
  const weekday = cron.weekdays.includes(date.getUTCDay());
  return cron.eitherDay ? day || weekday : day && weekday;
}
