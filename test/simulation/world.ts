import type { Subscription } from "../../src/core/subscription.ts";
import type { SharedDatabase } from "./connection.ts";
import { randomFaults } from "./faults.ts";
import type { Faults } from "./faults.ts";
import type { Mutant } from "./mutant.ts";
import type { Plan } from "./plan.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { startServer } from "./server.ts";
import type { Server } from "./server.ts";
import { watchSlots } from "./slots.ts";
import type { SlotWatch } from "./slots.ts";
import { createTimeline } from "./timeline.ts";
import type { Timeline } from "./timeline.ts";
import { createTrace } from "./trace.ts";
import type { Trace } from "./trace.ts";
import { startWatch } from "./watch.ts";
import type { Watch } from "./watch.ts";

/** What all processes of a run stand in. */
export interface World {
  readonly plan: Plan;
  readonly timeline: Timeline;
  readonly trace: Trace;
  /** Of latencies and of what is no fault. */
  readonly random: Random;
  readonly faults: Faults;
  readonly database: SharedDatabase;
  readonly server: Server;
  readonly watch: Watch;
  readonly slots: SlotWatch;
  readonly mutant: Mutant;
  /** Of the configuration as it is. */
  readonly channels: () => readonly Subscription[];
  /** A new configuration lacks this lane. */
  readonly reload: (lane: number) => void;
  readonly alerts: Subscription | null;
}

export interface WorldOptions {
  readonly keepTrace?: boolean;
  /** Left out: by chance, from the seed. */
  readonly faults?: Faults;
  /** A fault that is built into the program. */
  readonly mutant?: Mutant;
  /** See `RunResult.replay`. */
  readonly replay?: string;
}

export function createWorld(plan: Plan, database: SharedDatabase, options: WorldOptions = {}): World {
  const mutant = options.mutant ?? {};
  const timeline = createTimeline(plan.startsAt);
  const trace = createTrace(plan.startsAt, options.keepTrace ?? false);
  const random = createRandom(plan.seed);
  const faults = options.faults ?? randomFaults(random.fork());
  const databaseNow = (): number => timeline.now() + plan.databaseSkewMs;
  database.clear();
  database.setClock(databaseNow);
  const watch: Watch = startWatch({
    database,
    timeline,
    server: () => server,
    databaseNow: plan.workers > 1 ? databaseNow : null,
    mayDouble: (channel) => mayDouble(plan, channel),
  });
  const server: Server = startServer(
    plan.platform,
    plan.platformSkewMs,
    timeline,
    (message) => {
      trace.add(timeline.now(), "server", `${message.id} is ${message.key} in ${message.channel}`);
      watch.onCreated(message);
    },
    mutant.nonce,
  );
  const all = Array.from({ length: plan.lanes }, (_, lane) => subscriptionOf(plan, lane));
  let channels: readonly Subscription[] = all;
  const slots = watchSlots(plan, timeline, database, watch);
  return {
    plan,
    timeline,
    trace,
    random,
    faults,
    database,
    server,
    watch,
    slots,
    mutant,
    channels: () => channels,
    reload: (lane) => {
      channels = all.filter((_, other) => other !== lane);
    },
    alerts: plan.alerts ? { ...subscriptionOf(plan, 0), name: "operator", channel: "OPS", schedule: "ready" } : null,
  };
}

/** Where the operator chose that a post of unclear outcome goes out again though nobody can look. */
function mayDouble({ policies, troubles }: Plan, channel: string): boolean {
  return policies.some(
    (policy, lane) =>
      policy === "resend" &&
      laneName(lane) === channel &&
      troubles.some((trouble) => trouble.kind === "unreadable" && trouble.lane === lane),
  );
}

export function laneName(lane: number): string {
  return `C${lane}`;
}

export function subscriptionOf({ platform, desk, policies }: Plan, lane: number): Subscription {
  return {
    name: `desk ${lane}`,
    platform,
    channel: laneName(lane),
    crosspost: false,
    schedule: lane === 0 && desk !== null ? desk.schedule : "ready",
    timezone: desk?.timezone ?? "UTC",
    kind: "digest",
    topics: [],
    limit: 10,
    layout: "thread",
    unclear: policies[lane] ?? "hold",
  };
}
