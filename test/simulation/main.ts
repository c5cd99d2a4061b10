import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { openSharedDatabase } from "./connection.ts";
import { onePostPlan } from "./exhaustive.ts";
import { scriptedFaults } from "./faults.ts";
import { hunt } from "./hunt.ts";
import { HUNTS } from "./mutants.ts";
import { planOf } from "./plan.ts";
import type { Plan, PlanOptions } from "./plan.ts";
import { run } from "./run.ts";
import { NOTHING, together } from "./tallies.ts";
import type { Totals } from "./tallies.ts";
import type { Share } from "./thread.ts";
import type { WorldOptions } from "./world.ts";

const USAGE = `npm run simulate -- [--seeds N] [--from F] [--platform slack|discord] [--workers 1|2|3] [--threads T]
npm run simulate -- --seed S --platform P [--workers W]   one seed, with everything that happens in it
npm run simulate -- --exhaustive N                        one delivery, every run with up to N faults
npm run simulate -- --mutants                             the program broken in each of its rules, and the seed that shows it
npm run simulate -- --path 0.0.3 --platform P             one of these runs, with everything that happens in it`;

const PLATFORMS = ["slack", "discord"] as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "2000" },
      from: { type: "string", default: "1" },
      seed: { type: "string" },
      exhaustive: { type: "string" },
      path: { type: "string" },
      mutants: { type: "boolean", default: false },
      platform: { type: "string" },
      workers: { type: "string" },
      threads: { type: "string", default: String(availableParallelism()) },
    },
  });
  const platform = PLATFORMS.find((name) => name === values.platform);
  if (values.platform !== undefined && platform === undefined) throw new RangeError(USAGE);
  const workers = values.workers === undefined ? {} : { workers: count(values.workers, 3) };
  const one = platform ?? "slack";
  if (values.seed !== undefined) return replay(planOf(count(values.seed), { platform: one, ...workers }), {});
  if (values.path !== undefined) {
    const script = values.path.split(".").map(Number);
    return replay(onePostPlan(one), { faults: scriptedFaults(script, []) });
  }
  if (values.mutants) return huntAll();
  const threads = count(values.threads, 64);
  let failed = 0;
  for (const each of platform === undefined ? PLATFORMS : [platform]) {
    const options = { platform: each, ...workers };
    const shares =
      values.exhaustive === undefined
        ? sharesOfSeeds(count(values.from), count(values.seeds), threads, options)
        : sharesOfPaths(count(values.exhaustive, 9), threads, each);
    const began = performance.now();
    const totals = await inThreads(shares);
    print(options, totals, performance.now() - began);
    failed += totals.violations;
  }
  return failed === 0 ? 0 : 1;
}

function count(text: string, most = 2 ** 32 - 1): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new RangeError(`${text} is not a whole number from 1 to ${most}.\n${USAGE}`);
}

/** One run, told line by line. */
async function replay(plan: Plan, options: WorldOptions): Promise<number> {
  const result = await run(plan, await openSharedDatabase(), { ...options, keepTrace: true });
  process.stdout.write(`${JSON.stringify(plan, null, 1)}\n${result.lines.join("\n")}\n`);
  for (const { invariant, at, what } of result.violations) process.stdout.write(`${invariant} at ${at}: ${what}\n`);
  const hash = result.hash.toString(16).padStart(8, "0");
  process.stdout.write(`trace ${hash}, ${result.violations.length} violations\n`);
  return result.violations.length === 0 ? 0 : 1;
}

/** Each mutant with the seed that catches it, as Markdown. */
async function huntAll(): Promise<number> {
  const database = await openSharedDatabase();
  let escaped = 0;
  process.stdout.write("| broken rule | platform | caught by seed | what it broke |\n| --- | --- | ---: | --- |\n");
  for (const { mutant, platform } of HUNTS) {
    const caught = await hunt(mutant, platform, database);
    if (caught === null) escaped += 1;
    const how = caught === null ? "not caught | " : `${caught.seed} | ${caught.invariants.join(", ")}`;
    process.stdout.write(`| ${mutant.name} | ${platform} | ${how} |\n`);
  }
  return escaped === 0 ? 0 : 1;
}

function sharesOfSeeds(from: number, seeds: number, threads: number, options: PlanOptions): readonly Share[] {
  const share = Math.ceil(seeds / threads);
  return Array.from({ length: threads }, (_, thread) => {
    const first = thread * share;
    return { kind: "seeds", ...options, from: from + first, count: Math.max(0, Math.min(share, seeds - first)) };
  });
}

function sharesOfPaths(mostFaults: number, of: number, platform: PlanOptions["platform"]): readonly Share[] {
  return Array.from({ length: of }, (_, share) => ({ kind: "paths", platform, mostFaults, share, of }));
}

async function inThreads(shares: readonly Share[]): Promise<Totals> {
  let totals = NOTHING;
  const ends = shares.map(async (share) => {
    const thread = new Worker(new URL("thread.ts", import.meta.url), { workerData: share });
    thread.on("message", (piece: Totals) => {
      totals = together(totals, piece);
    });
    return new Promise<void>((resolve, reject) => {
      thread.on("error", reject);
      thread.on("exit", () => resolve());
    });
  });
  await Promise.all(ends);
  return totals;
}

function print({ platform, workers }: PlanOptions, totals: Totals, ms: number): void {
  const rows: readonly (readonly [string, string | number])[] = [
    ["platform", platform],
    ["workers", workers ?? "1 to 3"],
    ["runs", totals.runs],
    ["deliveries", totals.deliveries],
    ["messages", totals.messages],
    ["given up, with an alert", totals.dead],
    ["crashes", totals.crashes],
    ["faults at steps", totals.faults],
    ["freezes, clock steps, restores …", totals.troubles],
    ["longest recovery, virtual minutes", (totals.longestRecoveryMs / 60_000).toFixed(1)],
    ["runs with violations", totals.violations],
    ["milliseconds a run", (ms / totals.runs).toFixed(2)],
  ];
  for (const [name, value] of rows) process.stdout.write(`${name.padEnd(40)}${String(value).padStart(12)}\n`);
  for (const { replay, first } of totals.failures) process.stdout.write(`  ${replay}  ${first}\n`);
  const [failure] = totals.failures;
  if (failure !== undefined) {
    const flags = workers === undefined ? "" : ` --workers ${workers}`;
    process.stdout.write(`replay: npm run simulate -- ${failure.replay} --platform ${platform}${flags}\n`);
  }
  process.stdout.write("\n");
}

process.exitCode = await main();
