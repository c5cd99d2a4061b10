import type { Clock, EpochMs, Timers } from "../../src/core/time.ts";

/** A clock that runs faster than the machine's, the same in every process that is told of it. */
export interface Hurry {
  /** Where both clocks agree. */
  readonly origin: EpochMs;
  /** Its seconds in a real one; 1: the real clock. */
  readonly speed: number;
}

export function hurriedNow({ origin, speed }: Hurry): EpochMs {
  return origin + (Date.now() - origin) * speed;
}

export function hurriedClock(hurry: Hurry): Clock {
  return { now: () => hurriedNow(hurry), monotonic: () => performance.now() * hurry.speed };
}

export function hurriedTimers({ speed }: Hurry): Timers {
  return {
    set: (ms, run) => {
      const timer = setTimeout(run, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}
