import type { Clock, Timers } from "../../src/core/time.ts";

/** The real clock, which can be moved on: hours pass at once, and what waited for them happens. */
export interface SteeredClock {
  readonly clock: Clock;
  readonly timers: Timers;
  /** @param ms more than 0 */
  readonly advance: (ms: number) => void;
}

interface Waiting {
  /** By the monotonic clock. */
  readonly dueAt: number;
  readonly run: () => void;
  timer: NodeJS.Timeout | undefined;
}

export function steeredClock(): SteeredClock {
  let ahead = 0;
  const waiting = new Set<Waiting>();
  const monotonic = (): number => performance.now() + ahead;
  const arm = (one: Waiting): void => {
    clearTimeout(one.timer);
    one.timer = setTimeout(
      () => {
        waiting.delete(one);
        one.run();
      },
      Math.max(0, one.dueAt - monotonic()),
    );
  };
  return {
    clock: { now: () => Date.now() + ahead, monotonic },
    timers: {
      set: (ms, run) => {
        const one: Waiting = { dueAt: monotonic() + ms, run, timer: undefined };
        waiting.add(one);
        arm(one);
        return () => {
          clearTimeout(one.timer);
          waiting.delete(one);
        };
      },
    },
    advance: (ms) => {
      ahead += ms;
      for (const one of waiting) arm(one);
    },
  };
}
