import { startAuthor, writeAll } from "./author.ts";
import type { SharedDatabase } from "./connection.ts";
import { startNewsroom } from "./desk.ts";
import type { Plan } from "./plan.ts";
import { createWorker } from "./process.ts";
import type { Tally } from "./process.ts";
import { settled } from "./timeline.ts";
import { plantTroubles } from "./befall.ts";
import { checkEnd } from "./verdict.ts";
import type { Violation } from "./watch.ts";
import { createWorld } from "./world.ts";
import type { WorldOptions } from "./world.ts";

/** What came of a run. */
export interface RunResult {
  /** How `npm run simulate --` runs it again: "--seed 12", "--path 0.0.3". */
  readonly replay: string;
  readonly violations: readonly Violation[];
  /** Of everything that happened, in its order. */
  readonly hash: number;
  readonly deliveries: number;
  readonly messages: number;
  readonly dead: number;
  readonly crashes: number;
  readonly faults: number;
  readonly troubles: number;
  /** From the last fault until everything owed was settled, milliseconds of virtual time. */
  readonly recoveryMs: number;
  readonly lines: readonly string[];
}

const HOUR = 3_600_000;
/** What is not settled so long after the last fault is lost. */
const PATIENCE_MS = 3 * HOUR;
/** A time to wait that was written by a clock a day ahead is believed for so long. */
const WRONG_CLOCK_PATIENCE_MS = 26 * HOUR;
const LOOK_MS = 5_000;
/** Whatever was under way when the faults ended has landed by then. */
const LANDED_MS = 120_000;

/** Runs a plan to its end on an emptied database. */
export async function run(planned: Plan, database: SharedDatabase, options: WorldOptions = {}): Promise<RunResult> {
  const world = createWorld(options.mutant?.plan?.(planned) ?? planned, database, options);
  const { plan, timeline, trace, faults, server, watch } = world;
  const started = timeline.now();
  const tally: Tally = { crashes: 0, starts: 0, errors: 0 };
  const workers = Array.from({ length: plan.workers }, (_, number) => createWorker(world, number, tally));
  if (plan.writtenBefore) await writeAll(world);
  for (const worker of workers) worker.start();
  const author = startAuthor(world, workers);
  const isPublished = plan.desk === null ? () => true : startNewsroom(world, plan.desk, workers);
  plantTroubles(world, workers);

  const isOpen = database.prepare("select 1 from deliveries where state in ('pending', 'sending', 'unknown') limit 1");
  let end: number | null = null;
  const look = (): void => {
    const isUp = workers.every((worker) => worker.running()?.dispatcher != null);
    if (isUp && author.isDone() && isPublished() && isOpen.get() === undefined) end = timeline.now();
    else timeline.after(LOOK_MS, look);
  };
  timeline.after(plan.faultsEndMs, () => {
    trace.add(timeline.now(), "world", "all is well from here on");
    faults.stop();
    // As an operator does who has set right what was wrong.
    for (const worker of workers) worker.restart();
    timeline.after(LOOK_MS, look);
  });
  // Where nothing more comes up, nothing more can go wrong once all is settled.
  if (plan.writtenBefore) timeline.after(LOOK_MS, look);
  const hasWrongClock = plan.troubles.some((trouble) => trouble.kind === "clock" && trouble.byMs > HOUR);
  const patienceMs = hasWrongClock ? WRONG_CLOCK_PATIENCE_MS : PATIENCE_MS;
  await timeline.run(started + plan.faultsEndMs + patienceMs, () => end !== null);
  const recoveryMs = Math.max(0, (end ?? timeline.now()) - started - plan.faultsEndMs);
  const lastFaultAt = plan.writtenBefore ? timeline.now() : started + plan.faultsEndMs;
  await timeline.run(Math.max(timeline.now(), lastFaultAt + LANDED_MS), () => false);
  const counts = checkEnd(world, tally, end !== null);
  world.slots.check(started + plan.faultsEndMs);
  for (const worker of workers) worker.hold(true);
  await settled();
  return {
    replay: options.replay ?? `--seed ${plan.seed}`,
    violations: watch.violations,
    hash: trace.hash(),
    deliveries: counts.deliveries,
    dead: counts.dead,
    messages: server.messages.length,
    crashes: tally.crashes,
    faults: faults.count(),
    troubles: plan.troubles.length,
    recoveryMs,
    lines: trace.lines(),
  };
}
