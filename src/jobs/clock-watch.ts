import type { Clock } from "../core/time.ts";

/** A wall clock this far ahead of the steady one was set, or the machine slept. */
const JUMP_MS = 600_000;
/** For so long nothing is done at a time that may never have come: time servers set a wrong clock right within minutes. */
const HOLD_MS = 600_000;

/** Says whether the wall clock may be acted on. */
export interface ClockWatch {
  readonly trusts: () => boolean;
}

/**
 * A slot that was filled early is lost: its label is taken. So after a jump ahead schedules hold still, until the clock has
 * come back or has stood by its new time for ten minutes. A step back is harmless: labels do not run twice.
 */
export function createClockWatch(clock: Clock): ClockWatch {
  let base = { wall: clock.now(), steady: clock.monotonic() };
  let jumpedAt: number | null = null;
  return {
    trusts: () => {
      const now = { wall: clock.now(), steady: clock.monotonic() };
      const aheadMs = now.wall - base.wall - (now.steady - base.steady);
      if (aheadMs > JUMP_MS) {
        jumpedAt ??= now.steady;
        if (now.steady - jumpedAt < HOLD_MS) return false;
      }
      base = now;
      jumpedAt = null;
      return true;
    },
  };
}
