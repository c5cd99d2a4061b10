import type { UnclearPolicy } from "../../src/core/subscription.ts";
import { UNCLEAR_POLICIES } from "../../src/core/subscription.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { LONG_SCENE, SCENES, START } from "./scenes.ts";
import { longUnreadable, troublesOf } from "./trouble.ts";
import type { Trouble } from "./trouble.ts";

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

/** Digests as they are made, and a channel with a schedule: what the desk itself owes. */
export interface DeskPlan {
  /** Of the first lane; the others are "ready". */
  readonly schedule: string;
  readonly timezone: string;
  /** Between two looks at what is due. */
  readonly lookMs: number;
  /** A story's number, and how many reports it has by then. */
  readonly digests: readonly { readonly atMs: number; readonly story: number; readonly reports: number }[];
}

/** One run: everything but what chance decides while it runs. Times count from its start. */
export interface Plan {
  readonly seed: number;
  readonly platform: "slack" | "discord";
  readonly workers: number;
  readonly lanes: number;
  /** Of each lane: what becomes of a post that may stand in a channel that cannot be read. */
  readonly policies: readonly UnclearPolicy[];
  /** There is a channel for what an operator should know. */
  readonly alerts: boolean;
  /** True time at which it begins. */
  readonly startsAt: number;
  readonly owed: readonly OwedPlan[];
  readonly desk: DeskPlan | null;
  /** What is owed stands in the outbox before the first process starts. */
  readonly writtenBefore: boolean;
  readonly troubles: readonly Trouble[];
  readonly chances: Chances;
  /** No fault comes after it, and every machine and the platform are well again. */
  readonly faultsEndMs: number;
  /** Clock of the database minus true time; where there is one process, it has its machine's clock. */
  readonly databaseSkewMs: number;
  readonly platformSkewMs: number;
  readonly machineSkewsMs: readonly number[];
}

/** How likely each kind of fault is at each step where it can be. */
export interface Chances {
  /** A request goes wrong, in one way or another. */
  readonly network: number;
  /** The channel's history cannot be read for now. */
  readonly history: number;
  /** The process dies: before a write, after a write, at a read. */
  readonly crashBefore: number;
  readonly crashAfter: number;
  readonly crashAtRead: number;
  /** The database fails, and nothing is written. */
  readonly store: number;
  /** The database writes, and its answer is lost. */
  readonly lostCommit: number;
  /** The database takes its time. */
  readonly stall: number;
}

export interface PlanOptions {
  readonly platform: Plan["platform"];
  /** 1 to 3; left out: chance decides. */
  readonly workers?: number;
}

const MINUTE = 60_000;

/** The run that a seed stands for. */
export function planOf(seed: number, { platform, workers }: PlanOptions): Plan {
  const random = createRandom(seed ^ (platform === "slack" ? 0 : 0x5bd1e995));
  const lanes = random.pick([1, 1, 2, 2, 3]);
  const machines = workers ?? random.pick([1, 1, 1, 2, 3]);
  const scene = random.chance(0.1) ? (random.chance(0.005) ? LONG_SCENE : random.pick(SCENES)) : null;
  // Long enough for a channel that cannot be read to be told of, and set aside.
  const isLong = scene === null && random.chance(0.03);
  const faultsEndMs = scene?.lengthMs ?? (isLong ? 60 : random.between(2, 12)) * MINUTE;
  const calm = random.chance(0.15);
  const some = calm ? [] : troublesOf(random, machines, lanes, faultsEndMs);
  // An old backup and a history that cannot be read, both at once, are beyond the promise.
  const restores = some.some(({ kind }) => kind === "restore");
  const long = isLong && !calm ? longUnreadable(random, lanes) : null;
  const troubles = long === null || restores ? some : [...some, long];
  const chances = calm ? NO_CHANCES : chancesOf(random, machines);
  return {
    seed,
    platform,
    workers: machines,
    lanes,
    policies: Array.from({ length: lanes }, () => (isLong ? random.pick(UNCLEAR_POLICIES) : "hold")),
    alerts: random.chance(0.5),
    startsAt: scene?.startsAt ?? START,
    owed: Array.from({ length: scene === null ? random.pick([1, 2, 3, 4]) : 1 }, (_, number) =>
      owedOf(random, number, lanes, faultsEndMs),
    ),
    desk: scene === null ? null : { ...scene, digests: digestsOf(random, faultsEndMs) },
    writtenBefore: false,
    troubles,
    chances: restores ? { ...chances, history: 0 } : chances,
    faultsEndMs,
    databaseSkewMs: machines > 1 ? random.between(-2_000, 2_000) : 0,
    platformSkewMs: random.pick([0, random.between(-3_000, 3_000), random.between(-5 * MINUTE, 5 * MINUTE)]),
    machineSkewsMs: Array.from({ length: machines }, () => (random.chance(0.7) ? 0 : random.between(-3_000, 3_000))),
  };
}

export const NO_CHANCES: Chances = {
  network: 0,
  history: 0,
  crashBefore: 0,
  crashAfter: 0,
  crashAtRead: 0,
  store: 0,
  lostCommit: 0,
  stall: 0,
};

function chancesOf(random: Random, machines: number): Chances {
  const network = random.pick([0.05, 0.3, 0.6]);
  const crash = random.pick([0, 0.01, 0.04]);
  return {
    network,
    history: network / 2,
    crashBefore: crash,
    crashAfter: crash,
    crashAtRead: crash / 4,
    store: random.pick([0, 0, 0.02]),
    // On a file there is nothing between the program and its commit.
    lostCommit: machines > 1 ? random.pick([0, 0, 0.01]) : 0,
    stall: random.pick([0, 0.01, 0.03]),
  };
}

function digestsOf(random: Random, endMs: number): DeskPlan["digests"] {
  const digests: DeskPlan["digests"][number][] = [];
  for (let story = 0; story < 2; story += 1) {
    let atMs = random.between(0, endMs / 2);
    for (let reports = 1; reports <= random.pick([1, 1, 2, 3]); reports += 1) {
      digests.push({ atMs, story, reports });
      atMs += random.between(1_000, endMs / 4);
    }
  }
  return digests;
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
