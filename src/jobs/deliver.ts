import type { Ports } from "./ports.ts";
import { raiseAlert } from "./deliver/alert.ts";
import type { Engine, Rest } from "./deliver/engine.ts";
import { stepLane } from "./deliver/lane.ts";
import { createMemory } from "./deliver/memory.ts";
import type { DeliveryCounts } from "./deliver/memory.ts";

/** Empties the outbox: one lane a channel, and of each lane only the head. */
export interface Dispatcher {
  /** Something was added to the outbox. */
  readonly wake: () => void;
  /**
   * Ends when no lane can move within `maxWaitMs` (default 0): what is left waits longer, or for a platform or a person.
   * @param stop aborted: waits for nothing more than what is under way
   */
  readonly drain: (maxWaitMs?: number, stop?: AbortSignal) => Promise<void>;
  /** A person resumed the lane or changed a row of it: what was known of both is forgotten, and it is looked at. */
  readonly renew: (lane: string, key?: string) => void;
  /** A person ended the wait of a lane, or of a platform (see `platformLaneOf`): it is forgotten. */
  readonly release: (lane: string) => void;
  readonly counts: () => Readonly<DeliveryCounts>;
  /** Takes no new delivery; ends when those under way are settled, after 20 s at the latest. */
  readonly close: () => Promise<void>;
}

/** Looking over all lanes. */
interface Scans {
  current: Promise<void> | null;
  /** Something was added since the current one began to read. */
  isWanted: boolean;
  cancelNext: () => void;
}

/** After a fault of the database. */
const STORE_FAULT_MS = 5_000;
/** All lanes are looked over so often, for what other processes and people do. */
const SCAN_MS = 60_000;
const CLOSE_MS = 20_000;

/**
 * After a start, before the first `wake`: what a process that is gone left in the middle becomes unclear, and accounts that
 * were refused are tried again, for their tokens may be others.
 * @returns how many deliveries are unclear
 */
export async function recoverOutbox({ store, clock }: Ports): Promise<number> {
  await store.lanes.resumeAccounts();
  return store.deliveries.recover(clock.now());
}

/**
 * @returns a dispatcher at rest; `wake` starts it. Rows that an earlier process left `sending` are looked at
 *   when their lease has run out, or at once after `recoverOutbox`.
 */
export function createDispatcher(ports: Ports): Dispatcher {
  const running = new Map<string, Promise<void>>();
  const woken = new Set<string>();
  const timers = new Map<string, { readonly at: number; readonly cancel: () => void }>();
  const memory = createMemory(`p${Math.floor(ports.random() * 2 ** 48).toString(36)}`);
  const scans: Scans = { current: null, isWanted: false, cancelNext: () => {} };
  const life = { closed: false };

  const engine: Engine = {
    ports,
    memory,
    isClosed: () => life.closed,
    alert: async (alert) => {
      const lane = await raiseAlert(ports, alert);
      memory.counts.alerts += 1;
      if (lane !== null) start(lane);
    },
    start: (lane) => start(lane),
  };

  function start(lane: string): void {
    if (life.closed) return;
    rouse(lane);
    if (running.has(lane)) {
      woken.add(lane);
      return;
    }
    running.set(lane, keepLane(lane));
  }

  function rouse(lane: string): void {
    timers.get(lane)?.cancel();
    timers.delete(lane);
  }

  async function keepLane(lane: string): Promise<void> {
    const rest = await runLane(lane);
    running.delete(lane);
    if (woken.delete(lane)) start(lane);
    else if (rest !== null && !life.closed) {
      timers.set(lane, {
        at: ports.clock.monotonic() + rest,
        cancel: ports.timers.set(rest, () => start(lane)),
      });
    }
  }

  /** Moves the lane until it has to rest. Never rejects. */
  async function runLane(lane: string): Promise<Rest> {
    for (;;) {
      if (life.closed) return null;
      try {
        const rest = await stepLane(engine, lane);
        if (rest !== 0) return rest;
      } catch (error) {
        memory.counts.storeFaults += 1;
        ports.log.error(`The outbox of ${lane} cannot be worked on for now.`, { error });
        return STORE_FAULT_MS;
      }
    }
  }

  /** Starts every lane that owes something, and once more for what was added meanwhile. Never rejects. */
  async function scan(): Promise<void> {
    let again = SCAN_MS;
    while (scans.isWanted && !life.closed) {
      scans.isWanted = false;
      try {
        for (const { lane, aside } of await ports.store.deliveries.lanes()) {
          if (aside) memory.lane(lane).mayHaveAside = true;
          start(lane);
        }
      } catch (error) {
        memory.counts.storeFaults += 1;
        ports.log.error("The outbox cannot be read for now.", { error });
        again = STORE_FAULT_MS;
      }
    }
    scans.current = null;
    scans.cancelNext();
    if (!life.closed) scans.cancelNext = ports.timers.set(again, wake);
  }

  function wake(): void {
    if (life.closed) return;
    scans.isWanted = true;
    scans.current ??= scan();
  }

  async function settled(): Promise<void> {
    while (running.size > 0 || scans.current !== null) await Promise.all([...running.values(), scans.current]);
  }

  async function passed(ms: number, stop: AbortSignal | undefined): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = ports.timers.set(ms, resolve);
    const end = (): void => resolve();
    stop?.addEventListener("abort", end, { once: true });
    await promise;
    stop?.removeEventListener("abort", end);
    cancel();
  }

  return {
    wake,
    drain: async (maxWaitMs = 0, stop) => {
      const until = ports.clock.monotonic() + maxWaitMs;
      wake();
      for (;;) {
        await settled();
        const next = Math.min(...[...timers.values()].map(({ at }) => at));
        if (life.closed || next > until || stop?.aborted === true) return;
        await passed(Math.max(0, next - ports.clock.monotonic()) + 1, stop);
      }
    },
    renew: (lane, key) => {
      if (key !== undefined) memory.forget(key);
      memory.renew(lane);
      start(lane);
    },
    release: memory.release,
    counts: () => memory.counts,
    close: async () => {
      life.closed = true;
      scans.cancelNext();
      for (const { cancel } of timers.values()) cancel();
      timers.clear();
      let cancel = (): void => {};
      const late = new Promise<void>((resolve) => {
        cancel = ports.timers.set(CLOSE_MS, resolve);
      });
      await Promise.race([settled(), late]);
      cancel();
    },
  };
}
