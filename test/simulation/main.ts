import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { openSharedDatabase } from "./connection.ts";
import { planOf } from "./plan.ts";
import type { PlanOptions } from "./plan.ts";
import { run } from "./run.ts";
import type { Stretch } from "./seeds.ts";
import { NOTHING, together } from "./tallies.ts";
import type { Totals } from "./tallies.ts";

const USAGE = `npm run simulate -- [--seeds N] [--from F] [--platform slack|discord] [--workers 1|2|3] [--threads T]
npm run simulate -- --seed S --platform P [--workers W]   one seed, with everything that happened in it`;

const PLATFORMS = ["slack", "discord"] as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "2000" },
      from: { type: "string", default: "1" },
      seed: { type: "string" },
      platform: { type: "string" },
      workers: { type: "string" },
      threads: { type: "string", default: String(availableParallelism()) },
    },
  });
  const platform = PLATFORMS.find((name) => name === values.platform);
  if (values.platform !== undefined && platform === undefined) throw new RangeError(USAGE);
  const workers = values.workers === undefined ? {} : { workers: count(values.workers, 3) };
  if (values.seed !== undefined) return replay(count(values.seed), { platform: platform ?? "slack", ...workers });
  let failed = 0;
  for (const each of platform === undefined ? PLATFORMS : [platform]) {
    const began = performance.now();
    const options = { platform: each, ...workers };
    const totals = await inThreads(count(values.from), count(values.seeds), count(values.threads, 64), options);
    print(options, totals, performance.now() - began);
    failed += totals.violations;
  }
  return failed === 0 ? 0 : 1;
}

function count(text: string, most = 2 ** 32 - 1): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new RangeError(`${text} is not a number from 1.\n${USAGE}`);
  return value;
}

/** One seed, told line by line. */
async function replay(seed: number, options: PlanOptions): Promise<number> {
  const plan = planOf(seed, options);
  const result = await run(plan, await openSharedDatabase(), { keepTrace: true });
  process.stdout.write(`${JSON.stringify(plan, null, 1)}\n${result.lines.join("\n")}\n`);
  for (const { invariant, at, what } of result.violations) process.stdout.write(`${invariant} at ${at}: ${what}\n`);
  process.stdout.write(`trace ${hex(result.hash)}, ${result.violations.length} violations\n`);
  return result.violations.length === 0 ? 0 : 1;
}

function hex(hash: number): string {
  return hash.toString(16).padStart(8, "0");
}

async function inThreads(from: number, seeds: number, threads: number, options: PlanOptions): Promise<Totals> {
  let totals = NOTHING;
  const share = Math.ceil(seeds / threads);
  const stretches = Array.from({ length: threads }, (_, thread): Stretch => {
    const first = thread * share;
    return { ...options, from: from + first, count: Math.max(0, Math.min(share, seeds - first)) };
  });
  await Promise.all(
    stretches.map(
      async (stretch) =>
        new Promise<void>((resolve, reject) => {
          const thread = new Worker(new URL("seeds.ts", import.meta.url), { workerData: stretch });
          thread.on("message", (piece: Totals) => {
            totals = together(totals, piece);
          });
          thread.on("error", reject);
          thread.on("exit", () => resolve());
        }),
    ),
  );
  return totals;
}

function print({ platform, workers }: PlanOptions, totals: Totals, ms: number): void {
  const rows: readonly (readonly [string, string | number])[] = [
    ["platform", platform],
    ["workers", workers ?? "1 to 3"],
    ["seeds", totals.seeds],
    ["deliveries", totals.deliveries],
    ["messages", totals.messages],
    ["given up, with an alert", totals.dead],
    ["crashes", totals.crashes],
    ["faults at steps", totals.faults],
    ["troubles (freezes, clocks, restores …)", totals.troubles],
    ["longest recovery, virtual minutes", (totals.longestRecoveryMs / 60_000).toFixed(1)],
    ["seeds with violations", totals.violations],
    ["milliseconds a seed", (ms / totals.seeds).toFixed(2)],
  ];
  for (const [name, value] of rows) process.stdout.write(`${name.padEnd(40)}${String(value).padStart(12)}\n`);
  for (const { seed, first } of totals.failures) process.stdout.write(`  seed ${seed}  ${first}\n`);
  const [failure] = totals.failures;
  if (failure !== undefined) {
    const flags = workers === undefined ? "" : ` --workers ${workers}`;
    process.stdout.write(`replay: npm run simulate -- --seed ${failure.seed} --platform ${platform}${flags}\n`);
  }
  process.stdout.write("\n");
}

process.exitCode = await main();
