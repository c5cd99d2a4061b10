import { parentPort, workerData } from "node:worker_threads";
import { openSharedDatabase } from "./connection.ts";
import type { SharedDatabase } from "./connection.ts";
import { onePostPlan, walk } from "./exhaustive.ts";
import { planOf } from "./plan.ts";
import type { PlanOptions } from "./plan.ts";
import { run } from "./run.ts";
import type { RunResult } from "./run.ts";
import { NOTHING, together, totalsOf } from "./tallies.ts";
import type { Totals } from "./tallies.ts";

/** What a thread takes on. */
export type Share =
  | ({ readonly kind: "seeds"; readonly from: number; readonly count: number } & PlanOptions)
  | {
      readonly kind: "paths";
      readonly platform: PlanOptions["platform"];
      readonly mostFaults: number;
      readonly share: number;
      readonly of: number;
    };

/** Runs between two reports. */
const REPORT_EVERY = 200;

async function* runsOf(share: Share, database: SharedDatabase): AsyncGenerator<RunResult> {
  switch (share.kind) {
    case "seeds":
      for (let seed = share.from; seed < share.from + share.count; seed += 1) {
        yield await run(planOf(seed, share), database);
      }
      return;
    case "paths":
      break;
  }
  yield* walk({ ...share, plan: onePostPlan(share.platform) }, database);
}

function tell(totals: Totals): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread has none
  parentPort?.postMessage(totals);
}

let totals = NOTHING;
for await (const result of runsOf(workerData as Share, await openSharedDatabase())) {
  totals = together(totals, totalsOf(result));
  if (totals.runs < REPORT_EVERY) continue;
  tell(totals);
  totals = NOTHING;
}
tell(totals);
