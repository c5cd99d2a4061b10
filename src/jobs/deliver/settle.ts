import { laneOf, pauseLookMs, platformLaneOf } from "../../core/delivery.ts";
import type { AfterFailure, Delivery, Failure } from "../../core/delivery.ts";
import type { Platform } from "../../core/platform.ts";
import type { Fence } from "../../store/store.ts";
import { pausedFact, raiseAlert } from "./alert.ts";
import type { Engine, Rest } from "./engine.ts";
import { rememberHead } from "./guard.ts";
import { laterOf, momentIn, newDoubt } from "./memory.ts";

/** More forms than any platform has. */
const MOST_TIERS = 4;

/** @param how for the log: "posted", "found" */
export async function markSent(
  engine: Engine,
  delivery: Delivery,
  fence: Fence,
  messageId: string,
  how: string,
): Promise<Rest> {
  const { store, clock, log } = engine.ports;
  if (await store.deliveries.sent(fence, messageId, clock.now())) {
    log.debug(`${nameOf(delivery)}: ${how}.`, { key: delivery.key, messageId });
    if (delivery.action.kind === "post" && how === "posted") rememberHead(engine, messageId);
    await freeWhatWaits(engine, delivery);
  }
  engine.memory.forget(delivery.key);
  return 0;
}

/** It is not wanted any more; nothing went wrong. */
export async function drop(engine: Engine, delivery: Delivery, reason: string): Promise<Rest> {
  const { store, clock, log } = engine.ports;
  if (await store.deliveries.cancel(delivery, reason, clock.now())) {
    engine.memory.counts.cancelled += 1;
    log.info(`${nameOf(delivery)} is not sent: ${reason}`, { key: delivery.key });
    await freeWhatWaits(engine, delivery);
  }
  engine.memory.forget(delivery.key);
  return 0;
}

export async function bury(engine: Engine, delivery: Delivery, fence: Fence, failure: Failure): Promise<Rest> {
  const { ports, memory } = engine;
  const mend =
    failure.kind === "refused" ? failure.mend : `\`copydesk outbox retry ${delivery.key}\` sends it after all.`;
  const alert = {
    fact: `dead:${delivery.key}`,
    text: `${nameOf(delivery)} was given up: ${inWords(failure)}.`,
    mend,
    lane: laneOf(delivery.to),
  };
  // In one transaction: nothing is given up without a word, whatever dies.
  const told = await ports.store.transaction(async (store) => {
    if (!(await store.deliveries.died(fence, failure, ports.clock.now()))) return null;
    return { lane: await raiseAlert({ ...ports, store }, alert) };
  });
  if (told !== null) {
    memory.counts.dead += 1;
    memory.counts.alerts += 1;
    if (told.lane !== null) engine.start(told.lane);
    await freeWhatWaits(engine, delivery);
  }
  engine.memory.forget(delivery.key);
  return 0;
}

/** What stood aside because it is about this delivery takes its place in the lane again. */
async function freeWhatWaits({ ports, memory }: Engine, delivery: Delivery): Promise<void> {
  if (delivery.aside || memory.lane(laneOf(delivery.to)).mayHaveAside) {
    await ports.store.deliveries.bringBack(delivery.key);
  }
}

/**
 * Writes down what a failed try means.
 * @param about `isFenced`: our own fence held it back. `inDoubt`: an earlier try may still arrive, whatever became of this one
 */
export async function settleFailure(
  engine: Engine,
  platform: Platform,
  delivery: Delivery,
  claim: Fence,
  failure: Failure,
  after: AfterFailure,
  about: { readonly isFenced: boolean; readonly inDoubt: boolean },
): Promise<Rest> {
  const { memory } = engine;
  if (after.next === "wait") await holdUp(engine, delivery, after.waitMs, after.scope);
  if (about.inDoubt || after.next === "look") return doubt(engine, delivery, claim, failure);
  if (about.isFenced) return again(engine, delivery, claim, 0, false);
  switch (after.next) {
    case "retry":
      engine.ports.log.warn(`${nameOf(delivery)} is tried again later: ${inWords(failure)}.`);
      return again(engine, delivery, claim, after.waitMs, true);
    case "wait":
      engine.ports.log.info(`${nameOf(delivery)} waits: ${inWords(failure)}.`);
      // Its lane waits, not the row: a person who ends the wait ends all of it.
      await again(engine, delivery, claim, 0, false);
      return after.waitMs;
    case "degrade":
      memory.counts.refused += 1;
      return degrade(engine, platform, delivery, claim, failure);
    case "pause":
      memory.counts.refused += 1;
      return pause(engine, delivery, claim, after);
    case "die":
      return bury(engine, delivery, claim, failure);
    default:
      return after satisfies never;
  }
}

async function doubt(engine: Engine, delivery: Delivery, claim: Fence, failure: Failure): Promise<Rest> {
  const { store, clock, log } = engine.ports;
  engine.memory.delivery(delivery.key).doubt = newDoubt(claim.term, clock.monotonic());
  engine.memory.counts.unclear += 1;
  await store.deliveries.unclear(claim, clock.now());
  log.warn(`${nameOf(delivery)} may or may not have arrived; the channel is looked at: ${inWords(failure)}.`);
  return 0;
}

async function again(
  engine: Engine,
  delivery: Delivery,
  claim: Fence,
  waitMs: number,
  isFault: boolean,
): Promise<Rest> {
  const { store, clock } = engine.ports;
  const due = momentIn(waitMs, clock);
  engine.memory.delivery(delivery.key).due = due;
  await store.deliveries.retry(claim, due.wall, isFault);
  return waitMs;
}

/** As the platform asked; written down, so that a restart does not forget it. */
async function holdUp(
  { ports, memory }: Engine,
  { to }: Delivery,
  waitMs: number,
  scope: "channel" | "platform",
): Promise<void> {
  memory.counts.rateLimited += 1;
  const held = scope === "channel" ? memory.lane(laneOf(to)) : memory.platform(to.platform);
  // Answers to requests that went out together come in any order, and each may ask for another time.
  const until = laterOf(held.notBefore, momentIn(waitMs, ports.clock));
  held.notBefore = until;
  await ports.store.lanes.waitUntil(scope === "channel" ? laneOf(to) : platformLaneOf(to.platform), until.wall);
}

async function degrade(
  engine: Engine,
  platform: Platform,
  delivery: Delivery,
  claim: Fence,
  failure: Failure,
): Promise<Rest> {
  const { store, clock, log } = engine.ports;
  const plainer = delivery.tier >= MOST_TIERS ? null : platform.simpler(delivery.payload);
  if (plainer === null) return bury(engine, delivery, claim, failure);
  engine.memory.counts.degraded += 1;
  await store.deliveries.degrade(claim, plainer, clock.now());
  log.warn(`${nameOf(delivery)} is sent in a plainer form: ${inWords(failure)}.`);
  return 0;
}

async function pause(
  engine: Engine,
  delivery: Delivery,
  claim: Fence,
  { what, reason, mend }: AfterFailure & { readonly next: "pause" },
): Promise<Rest> {
  const { ports, memory } = engine;
  const lane = what === "channel" ? laneOf(delivery.to) : platformLaneOf(delivery.to.platform);
  const before = (await ports.store.lanes.holds()).find((hold) => hold.lane === lane)?.paused ?? null;
  const looks = before === null ? 0 : before.looks + 1;
  const lookAt = momentIn(pauseLookMs(looks), ports.clock);
  if (what === "channel") memory.lane(lane).lookAt = lookAt;
  const since = before?.since ?? ports.clock.now();
  await ports.store.lanes.pause(lane, { what, reason, mend, since, looks, lookAt: lookAt.wall });
  await again(engine, delivery, claim, 0, false);
  const whom = what === "channel" ? `channel "${delivery.to.name}"` : `${delivery.to.platform}, all channels`;
  await engine.alert({ fact: pausedFact(lane), text: `Nothing is sent to ${whom}: ${reason}.`, mend, lane });
  return 0;
}

export function nameOf({ to, action }: Delivery): string {
  const what = action.kind === "edit" ? "An edit" : action.kind === "reply" ? "A reply" : "A post";
  return `${what} ${action.kind === "edit" ? "in" : "to"} channel "${to.name}"`;
}

function inWords(failure: Failure): string {
  if (failure.kind === "rate-limited") return `the platform asks to wait ${Math.ceil(failure.retryAfterMs / 1000)} s`;
  return failure.reason.replace(/\.$/, "");
}
