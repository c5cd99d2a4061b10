import { parentPort, workerData } from "node:worker_threads";
import { openSharedDatabase } from "./connection.ts";
import { planOf } from "./plan.ts";
import type { PlanOptions } from "./plan.ts";
import { run } from "./run.ts";
import { NOTHING, together, totalsOf } from "./tallies.ts";

/** A run of seeds that one thread takes on. */
export interface Stretch extends PlanOptions {
  readonly from: number;
  readonly count: number;
}

/** Between two reports of a thread. */
const REPORT_EVERY = 200;

/** The thread's work: takes stretches until it is ended, and tells the totals of each piece. */
async function work(stretch: Stretch): Promise<void> {
  const database = await openSharedDatabase();
  for (let done = 0; done < stretch.count; done += REPORT_EVERY) {
    let totals = NOTHING;
    for (
      let seed = stretch.from + done;
      seed < stretch.from + Math.min(done + REPORT_EVERY, stretch.count);
      seed += 1
    ) {
      totals = together(totals, totalsOf(await run(planOf(seed, stretch), database)));
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread has none
    parentPort?.postMessage(totals);
  }
}

await work(workerData as Stretch);
