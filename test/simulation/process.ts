import { createDispatcher, recoverOutbox } from "../../src/jobs/deliver.ts";
import type { Dispatcher } from "../../src/jobs/deliver.ts";
import type { Ports } from "../../src/jobs/ports.ts";
import type { Log } from "../../src/log.ts";
import type { Store } from "../../src/store/store.ts";
import { createAdapter } from "./adapter.ts";
import { startDesk } from "./desk.ts";
import { gateStore } from "./gate.ts";
import { startHost } from "./host.ts";
import type { Host, Machine } from "./host.ts";
import type { World } from "./world.ts";

/** A machine on which one process after the other runs the desk's outbox. */
export interface Worker {
  readonly machine: Machine;
  /** The process that runs; null: it is down. */
  readonly running: () => RunningProcess | null;
  readonly start: () => void;
  /** As after kill -9. */
  readonly kill: () => void;
  /** Asks it to end, and starts the next one. */
  readonly restart: () => void;
  /** While it is held, nothing is started. */
  readonly hold: (held: boolean) => void;
}

export interface RunningProcess {
  readonly host: Host;
  readonly store: Store;
  readonly ports: Ports;
  /** Null while it starts. */
  dispatcher: Dispatcher | null;
}

/** What happened to processes. */
export interface Tally {
  crashes: number;
  starts: number;
  errors: number;
}

/** Until a dead process is started again, milliseconds. */
const DOWN_MS = [1_000, 5_000, 20_000, 65_000, 180_000];

const WRONG_CLOCK_MS = 60_000;

export function createWorker(world: World, number: number, tally: Tally): Worker {
  const { timeline, trace, random, database, plan } = world;
  const rightSkew = plan.machineSkewsMs[number] ?? 0;
  const machine: Machine = { name: `w${number}`, skew: rightSkew };
  let process: RunningProcess | null = null;
  let held = false;
  let count = 0;

  function onDeath(host: Host): void {
    database.release(host);
    world.mutant.onDeath?.(world, host);
    if (process?.host !== host) return;
    process = null;
    if (held) return;
    tally.crashes += 1;
    timeline.after(random.pick(DOWN_MS), worker.start);
  }

  async function boot(started: RunningProcess): Promise<void> {
    const { host, ports } = started;
    try {
      await recoverOutbox(ports);
      started.dispatcher = createDispatcher(ports);
      started.dispatcher.wake();
      if (plan.desk !== null) startDesk(plan.desk, started);
    } catch (error) {
      trace.add(timeline.now(), host.name, `cannot start: ${String(error)}`);
      host.die();
    }
  }

  const worker: Worker = {
    machine,
    running: () => process,
    start: () => {
      if (process !== null || held) return;
      count += 1;
      tally.starts += 1;
      // A process believes the clock that it starts with.
      if (Math.abs(machine.skew - rightSkew) >= WRONG_CLOCK_MS) world.slots.excuse();
      const host = startHost(`${machine.name}.${count}`, machine, timeline, onDeath);
      trace.add(timeline.now(), host.name, "starts");
      process = processOn(world, host, tally);
      void boot(process);
    },
    kill: () => {
      if (process === null) return;
      trace.add(timeline.now(), process.host.name, "is killed");
      process.host.die();
    },
    restart: () => {
      const old = process;
      if (old === null || old.dispatcher === null) return;
      trace.add(timeline.now(), old.host.name, "is asked to end");
      void (async () => {
        await old.dispatcher?.close();
        trace.add(timeline.now(), old.host.name, "has ended");
        process = null;
        old.host.die();
        timeline.after(1_000, worker.start);
      })();
    },
    hold: (hold) => {
      held = hold;
      if (hold) worker.kill();
      else worker.start();
    },
  };
  return worker;
}

function processOn(world: World, host: Host, tally: Tally): RunningProcess {
  const { database, plan, watch, random, trace, timeline } = world;
  const chance = random.fork();
  const { mutant } = world;
  const alone = plan.workers === 1 || mutant.leasesByLocalClock === true;
  const opened = database.open(host, alone);
  const store = gateStore(mutant.store?.(opened, world, host) ?? opened, host, world, (call) => {
    const [name, key = ""] = call.split(" ");
    if (name === "deliveries.intend") watch.onClaim(host, key);
    if (name === "deliveries.setAside") watch.onAside(key);
    if (name === "deliveries.head") watch.onHead(host, key);
    if (name === "lanes.waitUntil") watch.onWaitKept(host, key);
    if (name === "transaction") world.slots.onCommit();
  });
  const platform = createAdapter(world, host, watch);
  const log: Log = {
    debug: () => {},
    info: () => {},
    warn: () => {},
    error: (sentence) => {
      tally.errors += 1;
      trace.add(timeline.now(), host.name, `says: ${sentence}`);
    },
  };
  const ports: Ports = {
    store,
    channels: () => world.channels().map((channel) => mutant.channel?.(channel) ?? channel),
    platforms: new Map([[plan.platform, mutant.platform?.(platform, world) ?? platform]]),
    alerts: world.alerts,
    clock: { now: host.now, monotonic: host.monotonic },
    timers: { set: host.setTimer },
    random: chance.next,
    log,
    archive: () => null,
  };
  return { host, store, ports, dispatcher: null };
}
