import type { RunResult } from "./run.ts";

/** What many runs came to. */
export interface Totals {
  readonly runs: number;
  readonly deliveries: number;
  readonly messages: number;
  readonly dead: number;
  readonly crashes: number;
  readonly faults: number;
  readonly troubles: number;
  readonly longestRecoveryMs: number;
  readonly violations: number;
  /** Some runs with violations, each with its first. */
  readonly failures: readonly { readonly replay: string; readonly first: string }[];
}

export const NOTHING: Totals = {
  runs: 0,
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
  const failure = first === undefined ? [] : [{ replay: result.replay, first: `${first.invariant}: ${first.what}` }];
  const { deliveries, messages, dead, crashes, faults, troubles, recoveryMs } = result;
  const counts = { deliveries, messages, dead, crashes, faults, troubles };
  return { ...counts, runs: 1, longestRecoveryMs: recoveryMs, violations: failure.length, failures: failure };
}

export function together(a: Totals, b: Totals): Totals {
  return {
    runs: a.runs + b.runs,
    deliveries: a.deliveries + b.deliveries,
    messages: a.messages + b.messages,
    dead: a.dead + b.dead,
    crashes: a.crashes + b.crashes,
    faults: a.faults + b.faults,
    troubles: a.troubles + b.troubles,
    longestRecoveryMs: Math.max(a.longestRecoveryMs, b.longestRecoveryMs),
    violations: a.violations + b.violations,
    failures: [...a.failures, ...b.failures].slice(0, NAMED_FAILURES),
  };
}
