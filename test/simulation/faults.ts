import type { Random } from "./random.ts";

/** Decides what goes wrong, where something can. */
export interface Faults {
  /**
   * @param point where: "send", "store sent", …
   * @param chances of each fault at this point, together 1 at most
   * @returns number of the fault from 1; 0: all goes well
   */
  readonly choose: (point: string, chances: readonly number[]) => number;
  /** From now on all goes well. */
  readonly stop: () => void;
  readonly count: () => number;
}

/** Faults by chance. */
export function randomFaults(random: Random): Faults {
  let stopped = false;
  let count = 0;
  return {
    choose: (_point, chances) => {
      if (stopped) return 0;
      let left = random.next();
      for (const [index, chance] of chances.entries()) {
        left -= chance;
        if (left < 0) {
          count += 1;
          return index + 1;
        }
      }
      return 0;
    },
    stop: () => {
      stopped = true;
    },
    count: () => count,
  };
}

/** One place of a run where something could have gone wrong. */
export interface Choice {
  readonly taken: number;
  /** Faults that were possible there. */
  readonly faults: number;
}

/**
 * Faults from a script, to walk through all runs: where the script ends all goes well.
 * @param made gets every choice of the run, those of the script too
 */
export function scriptedFaults(script: readonly number[], made: Choice[]): Faults {
  let stopped = false;
  let count = 0;
  return {
    choose: (_point, chances) => {
      if (stopped) return 0;
      const taken = script[made.length] ?? 0;
      made.push({ taken, faults: chances.filter((chance) => chance > 0).length });
      if (taken > 0) count += 1;
      // Faults that cannot happen here have no number in the script.
      let possible = 0;
      for (const [index, chance] of chances.entries()) {
        if (chance > 0) possible += 1;
        if (possible === taken && taken > 0) return index + 1;
      }
      return 0;
    },
    stop: () => {
      stopped = true;
    },
    count: () => count,
  };
}
