import type { RunResult } from "./run.ts";

/** What many runs came to. */
export interface Totals {
  readonly seeds: number;
  readonly deliveries: number;
  readonly messages: number;
  readonly dead: number;
  readonly crashes: number;
  readonly faults: number;
  readonly troubles: number;
  readonly longestRecoveryMs: number;
  readonly violations: number;
  /** Seeds with violations, the lowest few, each with its first. */
  readonly failures: readonly { readonly seed: number; readonly first: string }[];
}

export const NOTHING: Totals = {
  seeds: 0,
  deliveries: 0,
  messages: 0,
  dead: 0,
  crashes: 0,
  faults: 0,
  troubles: 0,
  longestRecoveryMs: 0,
  violations: 0,
  failures: [],
};

const NAMED_FAILURES = 20;

export function totalsOf(result: RunResult): Totals {
  const [first] = result.violations;
  const failure = first === undefined ? [] : [{ seed: result.seed, first: `${first.invariant}: ${first.what}` }];
  const { deliveries, messages, dead, crashes, faults, troubles, recoveryMs } = result;
  const counts = { deliveries, messages, dead, crashes, faults, troubles };
  return { ...counts, seeds: 1, longestRecoveryMs: recoveryMs, violations: failure.length, failures: failure };
}

export function together(a: Totals, b: Totals): Totals {
  const failures = [...a.failures, ...b.failures].sort((one, other) => one.seed - other.seed);
  return {
    seeds: a.seeds + b.seeds,
    deliveries: a.deliveries + b.deliveries,
    messages: a.messages + b.messages,
    dead: a.dead + b.dead,
    crashes: a.crashes + b.crashes,
    faults: a.faults + b.faults,
    troubles: a.troubles + b.troubles,
    longestRecoveryMs: Math.max(a.longestRecoveryMs, b.longestRecoveryMs),
    violations: a.violations + b.violations,
    failures: failures.slice(0, NAMED_FAILURES),
  };
}
