import type { Timeline } from "./timeline.ts";

/** A computer: its clocks outlive the processes on it. */
export interface Machine {
  readonly name: string;
  /** Wall clock minus true time, milliseconds; stepped by faults. */
  skew: number;
}

/**
 * A process on a machine. When it dies, nothing it waits for ever comes: its promises stay open and are forgotten. While it is
 * frozen (SIGSTOP, a paused virtual machine), what it waits for waits too; its clocks go on.
 */
export interface Host {
  readonly name: string;
  readonly machine: Machine;
  readonly isAlive: () => boolean;
  readonly isFrozen: () => boolean;
  /** Runs `work` when the process runs: now, after a freeze, or never. */
  readonly deliver: (work: () => void) => void;
  /** Wall clock as the process sees it. */
  readonly now: () => number;
  readonly monotonic: () => number;
  readonly setTimer: (ms: number, run: () => void) => () => void;
  readonly sleep: (ms: number) => Promise<void>;
  readonly timers: () => number;
  readonly die: () => void;
  readonly freeze: (ms: number) => void;
}

/** A promise of a dead process. */
export async function never(): Promise<never> {
  return new Promise<never>(() => {});
}

/** @param onDeath told once, in the midst of what the process does */
export function startHost(name: string, machine: Machine, timeline: Timeline, onDeath: (host: Host) => void): Host {
  let alive = true;
  let frozen = 0;
  let timers = 0;
  let held: (() => void)[] = [];

  const deliver = (work: () => void): void => {
    if (!alive) return;
    if (frozen > 0) held.push(work);
    else work();
  };
  const host: Host = {
    name,
    machine,
    isAlive: () => alive,
    isFrozen: () => frozen > 0,
    deliver,
    now: () => Math.floor(timeline.now() + machine.skew),
    // Counts from the start of the machine, an arbitrary point.
    monotonic: () => timeline.now() - 1_700_000_000_000,
    setTimer: (ms, run) => {
      timers += 1;
      let open = true;
      const end = (): boolean => {
        if (!open) return false;
        open = false;
        timers -= 1;
        return true;
      };
      const cancel = timeline.after(Math.min(ms, 2 ** 31 - 1), () => {
        deliver(() => {
          if (end()) run();
        });
      });
      return () => {
        if (end()) cancel();
      };
    },
    sleep: async (ms) =>
      new Promise<void>((resolve) => {
        timeline.after(ms, () => deliver(resolve));
      }),
    timers: () => timers,
    die: () => {
      if (!alive) return;
      alive = false;
      held = [];
      onDeath(host);
    },
    freeze: (ms) => {
      frozen += 1;
      timeline.after(ms, () => {
        frozen -= 1;
        if (frozen > 0 || !alive) return;
        const work = held;
        held = [];
        for (const run of work) deliver(run);
      });
    },
  };
  return host;
}
