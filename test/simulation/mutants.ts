import type { Order, Platform } from "../../src/core/platform.ts";
import type { DeliveryStore, Store } from "../../src/store/store.ts";
import type { Backup } from "./connection.ts";
import type { Mutant } from "./mutant.ts";
import { createRandom } from "./random.ts";
import type { Plan } from "./plan.ts";
import { LONG_SCENE } from "./scenes.ts";
import type { World } from "./world.ts";

/** What the protocol would be without one of its rules; each must be caught. */
export interface NamedMutant extends Mutant {
  readonly name: string;
  /** Where the other platform makes it harmless: Discord's nonce undoes a blind repeat, Slack has none to share. */
  readonly on?: Plan["platform"];
}

function withDeliveries(store: Store, change: (real: DeliveryStore) => Partial<DeliveryStore>): Store {
  return { ...store, deliveries: { ...store.deliveries, ...change(store.deliveries) } };
}

function withSend(platform: Platform, send: (real: Platform["send"]) => Platform["send"]): Platform {
  return { ...platform, send: send(platform.send) };
}

/** Two machines of which one stops while it sends, for about as long as the other needs to take its work over. */
function stopped(plan: Plan): Plan {
  const random = createRandom(plan.seed);
  const forMs = 155_000 + random.between(0, 40_000);
  return {
    ...plan,
    workers: 2,
    lanes: 1,
    machineSkewsMs: [0, 0],
    databaseSkewMs: 0,
    desk: null,
    owed: plan.owed.map((owed) => ({ ...owed, lane: 0, atMs: 0 })),
    troubles: [{ kind: "freeze", atMs: random.between(10, 3_000), machine: 0, forMs }],
    chances: { ...plan.chances, network: 0.6, crashAfter: 0, crashBefore: 0 },
    faultsEndMs: 600_000,
  };
}

/** A database that takes its time, under two machines. */
function slow(plan: Plan): Plan {
  return { ...stopped(plan), troubles: [], chances: { ...plan.chances, stall: 0.2 } };
}

/** Clocks of machines ten minutes apart. */
function apart(plan: Plan): Plan {
  const minutes = [-10, 10, 0];
  return { ...plan, machineSkewsMs: plan.machineSkewsMs.map((_, machine) => (minutes[machine] ?? 0) * 60_000) };
}

const lastCommits = new WeakMap<World, Backup>();

/** Every write can be undone by a power cut until the next one. */
function withRelaxedSync(store: Store, world: World): Store {
  const before = async <T>(write: () => Promise<T>): Promise<T> => {
    lastCommits.set(world, world.database.backup());
    return write();
  };
  const { intend, sent } = store.deliveries;
  return withDeliveries(store, () => ({
    intend: async (...values) => before(async () => intend(...values)),
    sent: async (...values) => before(async () => sent(...values)),
  }));
}

/** Writes go through whatever was claimed since. */
function unfenced(real: DeliveryStore): Partial<DeliveryStore> {
  const newest = async (key: string): Promise<{ readonly key: string; readonly term: number }> => ({
    key,
    term: (await real.get(key))?.term ?? 0,
  });
  return {
    sent: async ({ key }, ...rest) => real.sent(await newest(key), ...rest),
    retry: async ({ key }, ...rest) => real.retry(await newest(key), ...rest),
    unclear: async ({ key }, ...rest) => real.unclear(await newest(key), ...rest),
  };
}

/** Of what a channel has had nothing is known, in a transaction neither. */
function forgetful(store: Store): Store {
  const editions = { ...store.editions, posted: async () => new Map(), ofStory: async () => [] };
  return {
    ...store,
    editions,
    transaction: async (work) => store.transaction(async (inside) => work(forgetful(inside))),
  };
}

/** Long enough for a second daily edition. */
const DAYS = 3 * 24 * 3_600_000;

const MUTANTS: readonly NamedMutant[] = [
  {
    name: "no intent before the first byte",
    store: (store) => withDeliveries(store, () => ({ intend: async ({ key, term }) => ({ key, term }) })),
  },
  {
    name: "what was being sent at a crash counts as not sent",
    store: (store, { database }) =>
      withDeliveries(store, ({ recover }) => ({
        recover: async (at) => {
          const count = await recover(at);
          database.prepare("update deliveries set state = 'pending' where state = 'unknown'").run();
          return count;
        },
      })),
  },
  { name: "no settle window", platform: (platform) => ({ ...platform, settleMs: 0 }) },
  {
    name: "no look before a second try",
    platform: (platform) => ({ ...platform, history: async () => ({ known: true, posts: new Map() }) }),
  },
  {
    name: "a timeout counts as not posted",
    platform: (platform) =>
      withSend(platform, (send) => async (...values) => {
        const outcome = await send(...values);
        if (outcome.ok || outcome.failure.kind !== "unclear") return outcome;
        return { ok: false, failure: { kind: "unreachable", reason: outcome.failure.reason } };
      }),
  },
  {
    name: "the SDK retries by itself",
    on: "slack",
    platform: (platform) =>
      withSend(platform, (send) => async (...values) => {
        const outcome = await send(...values);
        return !outcome.ok && outcome.failure.kind === "unclear" ? send(...values) : outcome;
      }),
  },
  { name: "one nonce for a whole channel", on: "discord", nonce: () => "digest" },
  {
    name: "a marker of its own for each try",
    platform: (platform, { random }) =>
      withSend(platform, (send) => async (to, order, fence) => {
        const marked: Order = order.kind === "edit" ? order : { ...order, key: `${order.key}#${random.below(1_000)}` };
        return send(to, marked, fence);
      }),
  },
  {
    name: "no right to read counts as nothing there",
    platform: (platform) => ({
      ...platform,
      history: async (...values) => {
        const history = await platform.history(...values);
        return history.known ? history : { known: true, posts: new Map() };
      },
    }),
  },
  {
    name: "only the newest page of the history",
    platform: (platform) => ({
      ...platform,
      history: async (...values) => {
        const history = await platform.history(...values);
        return history.known ? { known: true, posts: new Map([...history.posts].slice(-1)) } : history;
      },
    }),
  },
  {
    name: "no guard after a restore",
    platform: (platform, { database }) => ({
      ...platform,
      history: async (...values) => {
        const history = await platform.history(...values);
        if (!history.known) return history;
        const unknown = database.prepare("select key from deliveries where state = 'unknown'").all();
        const keys = new Set(unknown.map(({ key }) => String(key)));
        return { known: true, posts: new Map([...history.posts].filter(([key]) => keys.has(key))) };
      },
    }),
  },
  {
    name: "no deadline check before the first byte",
    platform: (platform) => withSend(platform, (send) => async (to, order) => send(to, order, () => true)),
    plan: slow,
  },
  {
    name: "writes that pass by a newer claim",
    on: "slack",
    store: (store) => withDeliveries(store, unfenced),
    plan: stopped,
  },
  { name: "leases by each machine's own clock", leasesByLocalClock: true, plan: apart },
  {
    name: "a commit that a power cut undoes",
    store: withRelaxedSync,
    onDeath: (world) => {
      const before = lastCommits.get(world);
      if (before !== undefined) world.database.restore(before);
      lastCommits.delete(world);
    },
  },
  {
    name: "a time to wait that a restart forgets",
    store: (store) => ({ ...store, lanes: { ...store.lanes, waitUntil: async () => {} } }),
    plan: (plan) => ({ ...plan, chances: { ...plan.chances, network: 0.6, crashAfter: 0.04 } }),
  },
  { name: "slots in UTC", channel: (channel) => ({ ...channel, timezone: "UTC" }) },
  {
    name: "a ledger that forgets what a channel has had",
    store: forgetful,
    // A story that is posted as soon as it is ready has one slot, which the ledger does not know of; a daily edition has a new one.
    plan: (plan) => {
      if (plan.desk === null) return plan;
      const scene = { ...LONG_SCENE, lengthMs: DAYS };
      return { ...plan, startsAt: scene.startsAt, faultsEndMs: DAYS, desk: { ...plan.desk, ...scene } };
    },
  },
];

/** Each mutant on each platform where it does harm. */
export const HUNTS: readonly { readonly mutant: NamedMutant; readonly platform: Plan["platform"] }[] = MUTANTS.flatMap(
  (mutant) =>
    (["slack", "discord"] as const)
      .filter((platform) => mutant.on === undefined || mutant.on === platform)
      .map((platform) => ({ mutant, platform })),
);
