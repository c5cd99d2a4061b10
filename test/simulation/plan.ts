import type { UnclearPolicy } from "../../src/core/subscription.ts";
import { UNCLEAR_POLICIES } from "../../src/core/subscription.ts";
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
  /** A person deletes the newest message of a channel. */
  | { readonly kind: "deleted"; readonly atMs: number; readonly lane: number }
  /** A new configuration without one of the channels; what is owed to it still goes there. */
  | { readonly kind: "reload"; readonly atMs: number; readonly lane: number };

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
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 22 November 2026, 07:50 UTC */
const START = Date.UTC(2026, 10, 22, 7, 50);

/** Times and places at which a schedule fires. */
const SCENES: readonly (Omit<DeskPlan, "digests"> & { readonly startsAt: number; readonly lengthMs: number })[] = [
  // Eight in the morning.
  { startsAt: START, lengthMs: 15 * MINUTE, schedule: "0 8 * * *", timezone: "UTC", lookMs: MINUTE },
  // Half past one comes twice: summer time ends in Lisbon at 01:00 UTC.
  {
    startsAt: Date.UTC(2026, 9, 25, 0, 20),
    lengthMs: 80 * MINUTE,
    schedule: "30 1 * * *",
    timezone: "Europe/Lisbon",
    lookMs: 5 * MINUTE,
  },
  // Half past one does not come: summer time begins there at 01:00 UTC.
  {
    startsAt: Date.UTC(2026, 2, 29, 0, 40),
    lengthMs: 40 * MINUTE,
    schedule: "30 1 * * *",
    timezone: "Europe/Lisbon",
    lookMs: 5 * MINUTE,
  },
];

/** Ten days in a zone whose clocks change on the fourth. */
const LONG_SCENE: (typeof SCENES)[number] = {
  startsAt: Date.UTC(2026, 9, 22, 3, 0),
  lengthMs: 10 * DAY,
  schedule: "0 8 * * *",
  timezone: "Europe/Berlin",
  lookMs: HOUR,
};

/** The run that a seed stands for. */
export function planOf(seed: number, { platform, workers }: PlanOptions): Plan {
  const random = createRandom(seed ^ (platform === "slack" ? 0 : 0x5bd1e995));
  const lanes = random.pick([1, 1, 2, 2, 3]);
  const machines = workers ?? random.pick([1, 1, 1, 2, 3]);
  const scene = random.chance(0.2) ? (random.chance(0.005) ? LONG_SCENE : random.pick(SCENES)) : null;
  // Long enough for a channel that cannot be read to be told of, and set aside.
  const isLong = scene === null && random.chance(0.03);
  const faultsEndMs = scene?.lengthMs ?? (isLong ? 60 : random.between(2, 12)) * MINUTE;
  const calm = random.chance(0.15);
  const troubles = calm
    ? []
    : [...troublesOf(random, machines, lanes, faultsEndMs), ...(isLong ? [longUnreadable(random, lanes)] : [])];
  const chances = calm ? NO_CHANCES : chancesOf(random, machines);
  const restores = troubles.some(({ kind }) => kind === "restore");
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
    // An old backup and a history that cannot be read, both at once, are beyond the promise.
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
      () => ({ kind: "deleted", atMs: atMs(), lane: lane() }),
      () => ({ kind: "reload", atMs: atMs(), lane: lane() }),
    ];
    troubles.push(random.pick(make)());
  }
  if (random.chance(0.1)) {
    const restore = {
      kind: "restore",
      atMs: Math.floor(endMs * 0.8),
      backMs: random.between(0, Math.floor(endMs * 0.8)),
    } as const;
    return [
      ...troubles.filter(({ kind }) => kind !== "unreadable" && kind !== "clock" && kind !== "revoked"),
      { ...restore, downMs: 3 * MINUTE + random.between(0, 10 * MINUTE) },
    ];
  }
  return troubles;
}

function longUnreadable(random: Random, lanes: number): Trouble {
  return { kind: "unreadable", atMs: 0, lane: random.below(lanes), forMs: random.between(16, 59) * MINUTE };
}

function clockStep(random: Random): number {
  return random.pick([-HOUR, -2_000, -5 * MINUTE, 2_000, 5 * MINUTE, HOUR, 24 * HOUR]);
}
