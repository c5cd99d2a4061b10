import type { SharedDatabase } from "./connection.ts";
import type { Plan } from "./plan.ts";
import type { Timeline } from "./timeline.ts";
import type { Watch } from "./watch.ts";

const MINUTE = 60_000;
/** Machines' clocks are off by a few seconds. */
const EARLY_MS = 10_000;
/** A step of the clock forward by more than this must not fire a schedule (rule 11 of the protocol). */
const LARGEST_STEP_MS = 10 * MINUTE;

/** One time at which a schedule must fire. */
interface WantedSlot {
  /** "2026-11-22T08:00" */
  readonly label: string;
  readonly at: number;
}

/**
 * What a daily schedule must fire between two instants, found by looking at a wall clock every minute: a time that the clocks
 * skip is due when they have, a time that comes twice is due the first time.
 * @param schedule "MINUTE HOUR * * *"
 */
export function wantedSlots(schedule: string, timezone: string, from: number, until: number): readonly WantedSlot[] {
  const [minute, hour] = schedule.split(" ").map(Number);
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: timezone, dateStyle: "short", timeStyle: "short" });
  const wall = (at: number): number => Date.parse(`${clock.format(at).replace(" ", "T")}:00Z`);
  const slots: WantedSlot[] = [];
  let shown = wall(from - MINUTE);
  for (let at = from; at <= until; at += MINUTE) {
    for (const now = wall(at); shown < now;) {
      shown += MINUTE;
      const time = new Date(shown);
      if (time.getUTCHours() !== hour || time.getUTCMinutes() !== minute) continue;
      slots.push({ label: time.toISOString().slice(0, 16), at });
    }
  }
  return slots;
}

/** Notes when editions come to stand, and compares them with the schedule at the end. */
export interface SlotWatch {
  /** Something was committed. */
  readonly onCommit: () => void;
  /** Nothing can be said of slots any more. */
  readonly excuse: () => void;
  /** @param wellAt slots until then must have been filled */
  readonly check: (wellAt: number) => void;
}

export function watchSlots(plan: Plan, timeline: Timeline, database: SharedDatabase, watch: Watch): SlotWatch {
  const { desk } = plan;
  if (desk === null) return { onCommit: () => {}, excuse: () => {}, check: () => {} };
  let isExcused = false;
  const seen = new Map<string, number>();
  const filled = database.prepare("select slot from editions where scheduled = 1");
  return {
    onCommit: () => {
      for (const { slot } of filled.all()) if (!seen.has(String(slot))) seen.set(String(slot), timeline.now());
    },
    excuse: () => {
      isExcused = true;
    },
    check: (wellAt) => {
      if (isExcused) return;
      const wanted = wantedSlots(desk.schedule, desk.timezone, plan.startsAt, timeline.now());
      const stands = new Set(filled.all().map(({ slot }) => String(slot)));
      for (const { label, at } of wanted) {
        if (at <= wellAt && !stands.has(label)) watch.report("INV-8", `the slot ${label} was not filled`);
      }
      const steps = plan.troubles.some(({ kind }) => kind === "clock") ? LARGEST_STEP_MS : 0;
      for (const [label, at] of seen) {
        const slot = wanted.find((one) => one.label === label);
        if (slot === undefined) watch.report("INV-8", `${label} was filled, which is no slot that is due`);
        else if (at < slot.at - EARLY_MS - steps) watch.report("INV-8", `${label} was filled ${slot.at - at} ms early`);
      }
    },
  };
}
