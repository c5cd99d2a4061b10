import { beforeAll, expect, test } from "vitest";
import { openSharedDatabase } from "./connection.ts";
import type { SharedDatabase } from "./connection.ts";
import { MUTANTS } from "./mutants.ts";
import { planOf } from "./plan.ts";
import { run } from "./run.ts";

const SEEDS = 500;

let database: SharedDatabase;

beforeAll(async () => {
  database = await openSharedDatabase();
});

const cases = MUTANTS.flatMap((mutant) =>
  (["slack", "discord"] as const)
    .filter((platform) => mutant.on === undefined || mutant.on === platform)
    .map((platform) => ({ name: mutant.name, platform, mutant })),
);

test.each(cases)("on $platform, $name is caught", async ({ platform, mutant }) => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { violations } = await run(planOf(seed, { platform }), database, { mutant });
    if (violations.length === 0) continue;
    // The same seed without the fault is clean: it is the fault that was caught.
    const sound = await run(planOf(seed, { platform }), database, mutant.plan ? { mutant: { plan: mutant.plan } } : {});
    if (sound.violations.length === 0) return;
  }
  expect.fail(`${SEEDS} seeds did not catch it`);
});
