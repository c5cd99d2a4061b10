import type { Clock } from "../core/time.ts";

/** A wall clock this far ahead of the steady one was set, or the machine slept. */
const JUMP_MS = 600_000;
/** For so long nothing is done at a time that may never have come: time servers set a wrong clock right within minutes. */
const HOLD_MS = 600_000;

interface Reading {
  readonly wall: number;
  readonly steady: number;
}

function jumpsAhead(from: Reading, to: Reading): boolean {
  return to.wall - from.wall - (to.steady - from.steady) > JUMP_MS;
}

/** Says whether the wall clock may be acted on. */
export interface ClockWatch {
  readonly trusts: () => boolean;
}

/**
 * A slot that was filled early is lost: its label is taken. So after a jump ahead schedules hold still, until the clock has
 * come back or has stood by its new time for ten minutes. A step back is harmless: labels do not run twice.
 */
export function createClockWatch(clock: Clock): ClockWatch {
  const read = (): Reading => ({ wall: clock.now(), steady: clock.monotonic() });
  let base = read();
  let last = base;
  let jumpedAt: number | null = null;
  return {
    trusts: () => {
      const now = read();
      // While it holds still, another jump begins anew.
      if (jumpsAhead(last, now)) jumpedAt = now.steady;
      last = now;
      if (jumpsAhead(base, now) && now.steady - (jumpedAt ??= now.steady) < HOLD_MS) return false;
      base = now;
      jumpedAt = null;
      return true;
    },
  };
}
