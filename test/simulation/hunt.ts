import type { SharedDatabase } from "./connection.ts";
import type { NamedMutant } from "./mutants.ts";
import { planOf } from "./plan.ts";
import type { Plan } from "./plan.ts";
import { run } from "./run.ts";

/** Within so many seeds a broken program must be caught. */
const MOST_SEEDS = 500;

/** How a mutant was caught. */
export interface Catch {
  readonly seed: number;
  /** What it broke, each once: "INV-1" … */
  readonly invariants: readonly string[];
}

/** @returns the first seed that shows the mutant's fault and nothing without it; null: none did */
export async function hunt(
  mutant: NamedMutant,
  platform: Plan["platform"],
  database: SharedDatabase,
): Promise<Catch | null> {
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    const plan = planOf(seed, { platform });
    const { violations } = await run(plan, database, { mutant });
    if (violations.length === 0) continue;
    // The same run of the sound program is clean: it is the fault that was caught.
    const sound = await run(mutant.plan?.(plan) ?? plan, database);
    if (sound.violations.length > 0) continue;
    return { seed, invariants: [...new Set(violations.map(({ invariant }) => invariant))].sort() };
  }
  return null;
}
