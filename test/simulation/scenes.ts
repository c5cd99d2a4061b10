import type { DeskPlan } from "./plan.ts";

/** A time and a place at which a schedule fires. */
export interface Scene extends Omit<DeskPlan, "digests"> {
  readonly startsAt: number;
  readonly lengthMs: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 22 November 2026, 07:50 UTC */
export const START = Date.UTC(2026, 10, 22, 7, 50);

export const SCENES: readonly Scene[] = [
  // Eight in the morning.
  { startsAt: START, lengthMs: 15 * MINUTE, schedule: "0 8 * * *", timezone: "UTC", lookMs: MINUTE },
  // Half past one comes twice: summer time ends in Lisbon at 01:00 UTC.
  {
    startsAt: Date.UTC(2026, 9, 25, 0, 20),
    lengthMs: 80 * MINUTE,
    schedule: "30 1 * * *",
    timezone: "Europe/Lisbon",
    lookMs: 5 * MINUTE,
  },
  // Half past one does not come: summer time begins there at 01:00 UTC.
  {
    startsAt: Date.UTC(2026, 2, 29, 0, 40),
    lengthMs: 40 * MINUTE,
    schedule: "30 1 * * *",
    timezone: "Europe/Lisbon",
    lookMs: 5 * MINUTE,
  },
];

/** Ten days in a zone whose clocks change on the fourth. */
export const LONG_SCENE: Scene = {
  startsAt: Date.UTC(2026, 9, 22, 3, 0),
  lengthMs: 10 * DAY,
  schedule: "0 8 * * *",
  timezone: "Europe/Berlin",
  lookMs: HOUR,
};
