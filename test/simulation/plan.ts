import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";

/** What is owed to a lane, and when it comes up. */
export interface OwedPlan {
  readonly atMs: number;
  readonly lane: number;
  /** Keys of a post and of the replies below it. */
  readonly keys: readonly string[];
  /** Texts that take the place of the post's, one after the other, each as a delivery of its own: its key and when it comes up. */
  readonly edits: readonly { readonly key: string; readonly atMs: number }[];
  /** The platform refuses the post's payload, but not its plainer form. */
  readonly malformed: boolean;
}

/** Something that happens to machines or to the platform. */
export type Trouble =
  | { readonly kind: "freeze"; readonly atMs: number; readonly machine: number; readonly forMs: number }
  | { readonly kind: "clock"; readonly atMs: number; readonly machine: number; readonly byMs: number }
  | { readonly kind: "kill" | "restart"; readonly atMs: number; readonly machine: number }
  /** A backup is taken; later everything stops, it is put back, and everything starts. */
  | { readonly kind: "restore"; readonly atMs: number; readonly backMs: number; readonly downMs: number }
  | { readonly kind: "unreadable" | "archived"; readonly atMs: number; readonly lane: number; readonly forMs: number }
  | { readonly kind: "revoked"; readonly atMs: number; readonly forMs: number }
  | { readonly kind: "reload"; readonly atMs: number };

/** One run: everything but what chance decides while it runs. Times count from its start. */
export interface Plan {
  readonly seed: number;
  readonly platform: "slack" | "discord";
  readonly workers: number;
  readonly lanes: number;
  readonly owed: readonly OwedPlan[];
  readonly troubles: readonly Trouble[];
  /** Chance that a request goes wrong. */
  readonly networkFaults: number;
  /** Chance that a process dies at a step: before it, and again after it. */
  readonly crashes: number;
  /** Chance that a call to the database fails before its effect; and, where a network lies between, after it. */
  readonly storeFaults: number;
  readonly lostCommits: number;
  /** Chance that a call to the database is held up. */
  readonly stalls: number;
  /** No fault comes after it, and every machine and the platform are well again. */
  readonly faultsEndMs: number;
  /** Clock of the database minus true time; where there is one process, it has its machine's clock. */
  readonly databaseSkewMs: number;
  readonly platformSkewMs: number;
  readonly machineSkewsMs: readonly number[];
}

export interface PlanOptions {
  readonly platform: Plan["platform"];
  /** 1 to 3; left out: chance decides. */
  readonly workers?: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The run that a seed stands for. */
export function planOf(seed: number, { platform, workers }: PlanOptions): Plan {
  const random = createRandom(seed ^ (platform === "slack" ? 0 : 0x5bd1e995));
  const lanes = random.pick([1, 1, 2, 2, 3]);
  const machines = workers ?? random.pick([1, 1, 1, 2, 3]);
  const faultsEndMs = random.between(2, 12) * MINUTE;
  const calm = random.chance(0.15);
  const level = (...levels: readonly number[]): number => (calm ? 0 : random.pick(levels));
  return {
    seed,
    platform,
    workers: machines,
    lanes,
    owed: Array.from({ length: random.pick([1, 2, 3, 4]) }, (_, number) => owedOf(random, number, lanes, faultsEndMs)),
    troubles: calm ? [] : troublesOf(random, machines, lanes, faultsEndMs),
    networkFaults: level(0.05, 0.3, 0.6),
    crashes: level(0, 0.01, 0.04),
    storeFaults: level(0, 0, 0.02),
    lostCommits: machines > 1 ? level(0, 0, 0.01) : 0,
    stalls: level(0, 0.01, 0.03),
    faultsEndMs,
    databaseSkewMs: machines > 1 ? random.between(-2_000, 2_000) : 0,
    platformSkewMs: random.pick([0, random.between(-3_000, 3_000), random.between(-5 * MINUTE, 5 * MINUTE)]),
    machineSkewsMs: Array.from({ length: machines }, () => (random.chance(0.7) ? 0 : random.between(-3_000, 3_000))),
  };
}

function owedOf(random: Random, number: number, lanes: number, endMs: number): OwedPlan {
  const atMs = random.chance(0.5) ? random.between(0, 2_000) : random.between(0, endMs);
  const keys = ["", "r", "s"].slice(0, random.pick([1, 1, 1, 2, 3])).map((part) => `d${number}${part}`);
  const edits = Array.from({ length: random.pick([0, 0, 0, 1, 2]) }, (_, edit) => ({
    key: `d${number}e${edit}`,
    atMs: atMs + random.between(0, 5 * MINUTE),
  }));
  return { atMs, lane: random.below(lanes), keys, edits, malformed: random.chance(0.05) };
}

function troublesOf(random: Random, machines: number, lanes: number, endMs: number): readonly Trouble[] {
  const troubles: Trouble[] = [];
  const atMs = (): number => random.between(0, endMs);
  const machine = (): number => random.below(machines);
  const lane = (): number => random.below(lanes);
  const forMs = (): number => random.between(1_000, 10 * MINUTE);
  for (let left = random.pick([0, 0, 1, 2, 3]); left > 0; left -= 1) {
    const make: readonly (() => Trouble)[] = [
      () => ({ kind: "freeze", atMs: atMs(), machine: machine(), forMs: forMs() }),
      () => ({ kind: "freeze", atMs: atMs(), machine: machine(), forMs: forMs() }),
      () => ({ kind: "clock", atMs: atMs(), machine: machine(), byMs: clockStep(random) }),
      () => ({ kind: "clock", atMs: atMs(), machine: machine(), byMs: clockStep(random) }),
      () => ({ kind: "kill", atMs: atMs(), machine: machine() }),
      () => ({ kind: "restart", atMs: atMs(), machine: machine() }),
      () => ({ kind: "unreadable", atMs: atMs(), lane: lane(), forMs: forMs() }),
      () => ({ kind: "archived", atMs: atMs(), lane: lane(), forMs: forMs() }),
      () => ({ kind: "revoked", atMs: atMs(), forMs: forMs() }),
      () => ({ kind: "reload", atMs: atMs() }),
    ];
    troubles.push(random.pick(make)());
  }
  // A lost history and an old backup together are beyond the promise.
  if (random.chance(0.1)) {
    const restore = { kind: "restore", atMs: endMs * 0.8, backMs: random.between(0, endMs * 0.8) } as const;
    return [
      ...troubles.filter(({ kind }) => kind !== "unreadable" && kind !== "clock" && kind !== "revoked"),
      { ...restore, downMs: 3 * MINUTE + random.between(0, 10 * MINUTE) },
    ];
  }
  return troubles;
}

function clockStep(random: Random): number {
  return random.pick([-HOUR, -2_000, -5 * MINUTE, 2_000, 5 * MINUTE, HOUR, 24 * HOUR]);
}
