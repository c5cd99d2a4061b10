import { beforeAll, describe, expect, test } from "vitest";
import { openSharedDatabase } from "./connection.ts";
import type { SharedDatabase } from "./connection.ts";
import { onePostPlan, walk } from "./exhaustive.ts";
import { planOf } from "./plan.ts";
import { run } from "./run.ts";
import { NOTHING, together, totalsOf } from "./tallies.ts";
import type { Totals } from "./tallies.ts";

let database: SharedDatabase;

beforeAll(async () => {
  database = await openSharedDatabase();
});

/** A few of the seeds that `npm run simulate` runs by the thousand. */
const SEEDS = 100;

async function runSeeds(platform: "slack" | "discord", seeds: number): Promise<Totals> {
  let totals = NOTHING;
  for (let seed = 1; seed <= seeds; seed += 1) {
    totals = together(totals, totalsOf(await run(planOf(seed, { platform }), database)));
  }
  return totals;
}

/** Far more than it takes: machines may be busy. */
const TIMEOUT_MS = 300_000;

describe.each(["slack", "discord"] as const)("the outbox on %s", { timeout: TIMEOUT_MS }, (platform) => {
  test("loses nothing, doubles nothing and keeps its order, whatever fails", async () => {
    const totals = await runSeeds(platform, SEEDS);
    expect(totals.failures).toEqual([]);
    // Seeds in which nothing goes wrong prove nothing.
    expect(totals.deliveries).toBeGreaterThan(SEEDS);
    expect(totals.crashes).toBeGreaterThan(SEEDS / 2);
    expect(totals.faults).toBeGreaterThan(SEEDS);
    expect(totals.dead).toBeLessThan(totals.deliveries / 20);
  });

  test("delivers one post once, whichever two things go wrong", async () => {
    let totals = NOTHING;
    const paths = walk({ plan: onePostPlan(platform), mostFaults: 2, share: 0, of: 1 }, database);
    const seen = new Set<string>();
    for await (const result of paths) {
      totals = together(totals, totalsOf(result));
      seen.add(result.replay);
    }
    expect(totals.failures).toEqual([]);
    expect(seen.size).toBe(totals.runs);
    expect(totals.runs).toBeGreaterThan(150);
    expect(totals.messages).toBe(totals.runs);
  });

  test("does the same again with the same seed", async () => {
    const other = await openSharedDatabase();
    for (const seed of [3, 7, 11, 19]) {
      const plan = planOf(seed, { platform });
      const hashes = [await run(plan, database), await run(plan, other), await run(plan, database)].map(
        ({ hash }) => hash,
      );
      expect(new Set(hashes).size).toBe(1);
    }
    const [one, two] = [await run(planOf(1, { platform }), database), await run(planOf(2, { platform }), database)];
    expect(one.hash).not.toBe(two.hash);
  });
});
