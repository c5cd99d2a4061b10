import { askBreaker, tellBreaker } from "../../core/breaker.ts";
import { afterFailure, laneOf } from "../../core/delivery.ts";
import type { Delivery } from "../../core/delivery.ts";
import { bookToken, PACES } from "../../core/pace.ts";
import type { Order, Platform, PostOutcome } from "../../core/platform.ts";
import type { Fence } from "../../store/store.ts";
import { FENCE_MS, LEASE_MS } from "./engine.ts";
import type { Engine, Rest } from "./engine.ts";
import { alreadyPosted } from "./guard.ts";
import { sinceFirstTry } from "./memory.ts";
import type { DeliveryMemory } from "./memory.ts";
import { readinessOf, threadOf } from "./order.ts";
import { within } from "./within.ts";
import { bury, drop, markSent, settleFailure } from "./settle.ts";

/**
 * `first`: nothing of it can stand in the channel. `again`: the channel was read and it does not. `repeat`: it may stand
 * there, and the platform makes no second message of it.
 */
export type SendMode = "first" | "again" | "repeat";

/** Sends one delivery: its intent is on the disk before the first byte leaves. */
export async function send(engine: Engine, platform: Platform, delivery: Delivery, mode: SendMode): Promise<Rest> {
  const readiness = await readinessOf(engine.ports, delivery);
  if (readiness.ready === "never") return drop(engine, delivery, readiness.reason);
  if (!readiness.ready) return waitForHead(engine, delivery, readiness.aside);
  const { order } = readiness;
  if (order.kind !== "edit" && mode === "first") {
    const posted = await alreadyPosted(engine, platform, delivery, threadOf(order));
    if (posted.waitMs > 0) return posted.waitMs;
    if (posted.messageId !== null) {
      engine.memory.counts.restored += 1;
      return markSent(engine, delivery, delivery, posted.messageId, "stands there already");
    }
  }
  const { gate } = engine.memory.platform(platform.name);
  await gate.enter();
  try {
    return engine.isClosed() ? null : await claimAndSend(engine, platform, delivery, order, mode);
  } finally {
    gate.leave();
  }
}

/** The lane's head is always older than what is about it; only one that stands aside is passed by. */
async function waitForHead({ ports, memory }: Engine, delivery: Delivery, aside: boolean): Promise<Rest> {
  if (!aside || delivery.aside) return null;
  memory.lane(laneOf(delivery.to)).mayHaveAside = true;
  await ports.store.deliveries.setAside(delivery);
  return 0;
}

async function claimAndSend(
  engine: Engine,
  platform: Platform,
  delivery: Delivery,
  order: Order,
  mode: SendMode,
): Promise<Rest> {
  const { ports, memory } = engine;
  const wait = mayGo(engine, platform, delivery);
  if (wait > 0) return wait;
  const begun = ports.clock.monotonic();
  const claim = await ports.store.deliveries.intend(delivery, {
    owner: memory.owner,
    at: ports.clock.now(),
    leaseMs: LEASE_MS,
  });
  if (claim === null) return 0;
  const known = memory.delivery(delivery.key);
  known.claim = claim.term;
  if (delivery.attempt === 0) known.firstTryAt = begun;
  const deadline = Math.min(begun + FENCE_MS, mode === "repeat" ? repeatableUntil(known, platform) : begun + FENCE_MS);
  let isFenced = false;
  const fence = (): boolean => {
    isFenced = ports.clock.monotonic() >= deadline || platformWait(engine, platform) > 0;
    return !isFenced;
  };
  memory.counts.tries += 1;
  if (mode === "again") memory.counts.resent += 1;
  const asked: Order = mode === "repeat" && order.kind === "post" ? { ...order, repeat: true } : order;
  const outcome = await within(ports.timers, LEASE_MS, tryOnce(platform, delivery, asked, fence), NO_ANSWER);
  return settle(engine, platform, delivery, claim, outcome, { isFenced, mode });
}

/** Platforms give up after 15 s by themselves, and the fence lets nothing out any more. */
const NO_ANSWER: PostOutcome = { ok: false, failure: { kind: "unclear", reason: "it never ended" } };

/** Until when a second request with the same key makes no second message; by the steady clock. */
export function repeatableUntil({ firstTryAt }: DeliveryMemory, { repeatMs }: Platform): number {
  if (repeatMs === Number.POSITIVE_INFINITY) return repeatMs;
  return firstTryAt === undefined ? 0 : firstTryAt + repeatMs;
}

/** How long the pace and the breaker of the platform want to wait; what they give out is used up when it is 0. */
function mayGo({ ports, memory }: Engine, platform: Platform, delivery: Delivery): number {
  const now = ports.clock.monotonic();
  const all = memory.platform(platform.name);
  const lane = memory.lane(laneOf(delivery.to));
  const held = Math.max(0, (all.notBefore?.steady ?? 0) - now);
  if (held > 0) return held;
  const paces = PACES[platform.name];
  if (paces !== null && lane.turnAt === null) {
    const own = bookToken(lane.bucket, paces.lane, now);
    // The platform's turn is for when the channel has its own.
    if (own.waitMs > 0) return own.waitMs;
    const shared = bookToken(all.bucket, paces.platform, now);
    lane.bucket = own.bucket;
    all.bucket = shared.bucket;
    lane.turnAt = now + shared.waitMs;
  }
  if (lane.turnAt !== null && lane.turnAt > now) return lane.turnAt - now;
  const asked = askBreaker(all.breaker, now);
  if (asked.waitMs > 0) return asked.waitMs;
  all.breaker = asked.breaker;
  lane.turnAt = null;
  return 0;
}

function platformWait({ ports, memory }: Engine, platform: Platform): number {
  return (memory.platform(platform.name).notBefore?.steady ?? 0) - ports.clock.monotonic();
}

async function tryOnce(
  platform: Platform,
  delivery: Delivery,
  order: Order,
  fence: () => boolean,
): Promise<PostOutcome> {
  try {
    return await platform.send(delivery.to, order, fence);
  } catch (error) {
    // A fault of ours; nobody knows how far it came.
    return { ok: false, failure: { kind: "unclear", reason: error instanceof Error ? error.message : String(error) } };
  }
}

async function settle(
  engine: Engine,
  platform: Platform,
  delivery: Delivery,
  claim: Fence,
  outcome: PostOutcome,
  { isFenced, mode }: { readonly isFenced: boolean; readonly mode: SendMode },
): Promise<Rest> {
  const { ports, memory } = engine;
  const now = ports.clock.monotonic();
  const all = memory.platform(platform.name);
  if (outcome.ok) {
    all.breaker = tellBreaker(all.breaker, true, now);
    memory.counts.sent += 1;
    return markSent(engine, delivery, claim, outcome.messageId, "posted");
  }
  const { failure } = outcome;
  const silent = failure.kind === "unreachable" || failure.kind === "unclear";
  if (!isFenced) all.breaker = tellBreaker(all.breaker, !silent, now);
  if (failure.kind === "unreachable") memory.counts.unreachable += 1;
  const sinceFirst = sinceFirstTry(memory.delivery(delivery.key), delivery, ports.clock);
  const after = afterFailure(failure, delivery.faults + 1, sinceFirst, ports.random());
  if (after.next === "die" && mode !== "repeat") return bury(engine, delivery, claim, failure);
  return settleFailure(engine, platform, delivery, claim, failure, after, { isFenced, inDoubt: mode === "repeat" });
}
