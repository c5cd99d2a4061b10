import type { SharedDatabase } from "./connection.ts";
import { scriptedFaults } from "./faults.ts";
import type { Choice } from "./faults.ts";
import { NO_CHANCES } from "./plan.ts";
import type { Plan } from "./plan.ts";
import { run } from "./run.ts";
import type { RunResult } from "./run.ts";

/** Every run with so many faults and no more. */
export interface Walk {
  readonly plan: Plan;
  readonly mostFaults: number;
  /** Of the runs with one fault, which share this walk takes on, with all that follows from them: `share` of `of`. */
  readonly share: number;
  readonly of: number;
}

const MINUTE = 60_000;

/**
 * One delivery on one process: what can go wrong at each step where a process can die or a request can fail. To die after a
 * write is to die before the next, so the latter is enough.
 */
export function onePostPlan(platform: Plan["platform"]): Plan {
  return {
    seed: 1,
    platform,
    workers: 1,
    lanes: 1,
    policies: ["hold"],
    alerts: false,
    startsAt: Date.UTC(2026, 10, 22),
    owed: [{ atMs: 0, lane: 0, keys: ["d0"], edits: [], malformed: false }],
    desk: null,
    writtenBefore: true,
    troubles: [],
    chances: { ...NO_CHANCES, network: 1, history: 1, crashBefore: 1 },
    faultsEndMs: 30 * MINUTE,
    databaseSkewMs: 0,
    platformSkewMs: 0,
    machineSkewsMs: [0],
  };
}

/** Walks through all runs of a plan, each once. Which fault stands where is what tells them apart. */
export async function* walk(
  { plan, mostFaults, share, of }: Walk,
  database: SharedDatabase,
): AsyncGenerator<RunResult> {
  const open: (readonly number[])[] = [[]];
  let branches = 0;
  for (let script = open.pop(); script !== undefined; script = open.pop()) {
    const choices: Choice[] = [];
    const replay = `--path ${script.join(".") || "0"}`;
    const result = await run(plan, database, { faults: scriptedFaults(script, choices), replay });
    if (script.length > 0 || share === 0) yield result;
    const faults = script.filter((taken) => taken > 0).length;
    if (faults === mostFaults) continue;
    for (let place = choices.length - 1; place >= script.length; place -= 1) {
      for (let fault = 1; fault <= (choices[place]?.faults ?? 0); fault += 1) {
        branches += faults === 0 ? 1 : 0;
        if (faults === 0 && branches % of !== share) continue;
        open.push([...script, ...Array.from({ length: place - script.length }, () => 0), fault]);
      }
    }
  }
}
