import type { Delivery } from "../../core/delivery.ts";
import { platformLaneOf } from "../../core/delivery.ts";
import type { LaneHold } from "../../core/delivery.ts";
import type { Platform } from "../../core/platform.ts";
import type { EpochMs } from "../../core/time.ts";
import { soonest, STALE_MS } from "./engine.ts";
import type { Engine, Rest } from "./engine.ts";
import { noteNewest } from "./guard.ts";
import { reconcile } from "./look.ts";
import { newDoubt, untilMoment } from "./memory.ts";
import type { Moment } from "./memory.ts";
import { aboutOf, readinessOf } from "./order.ts";
import { send } from "./send.ts";

const HOUR = 3_600_000;
/** No platform asks for more. */
const LONGEST_HOLD_MS = 24 * HOUR;
const FREE = "free";
/** The dispatcher looks over all lanes once a minute, in case that another process or a person moved something. */
const UNTIL_TOLD = null;
/** Between two looks at a claim of another process. */
const CLAIMED_MS = 10_000;
/** Between two looks at what stands aside. */
const ASIDE_LOOK_MS = 50_000;

/** Moves what a lane owes by one step. */
export async function stepLane(engine: Engine, lane: string): Promise<Rest> {
  const head = await engine.ports.store.deliveries.head(lane);
  if (head === null) return tendAside(engine, lane);
  const platform = engine.ports.platforms.get(head.delivery.to.platform);
  if (platform === undefined) return null;
  const held = await heldUp(engine, lane, head.delivery, head.lane, head.platform);
  if (held !== FREE) return held;
  noteNewest(engine, lane, head.newestSent);
  const aside = await tendDue(engine, lane, platform);
  const rest = await move(engine, platform, head.delivery);
  if (rest === 0) {
    await welcomeBack(engine, lane, head.lane);
    return 0;
  }
  return soonest(rest, aside);
}

/** What keeps the whole lane from moving, as the rest that it takes; `FREE`: nothing. */
async function heldUp(
  { ports, memory }: Engine,
  lane: string,
  { to }: Delivery,
  own: LaneHold,
  all: LaneHold,
): Promise<Rest | typeof FREE> {
  const { clock, store } = ports;
  if (all.paused !== null) return UNTIL_TOLD;
  const known = memory.lane(lane);
  const shared = memory.platform(to.platform);
  const everywhere = untilMoment(shared.notBefore, later(shared.notBefore, all), clock, LONGEST_HOLD_MS);
  shared.notBefore = everywhere.moment;
  if (everywhere.waitMs > 0) return everywhere.waitMs;
  const here = untilMoment(known.notBefore, later(known.notBefore, own), clock, LONGEST_HOLD_MS);
  known.notBefore = here.moment;
  if (here.waitMs > 0) return here.waitMs;
  if (own.paused === null) return FREE;
  const look = untilMoment(known.lookAt, own.paused.lookAt, clock, HOUR);
  known.lookAt = look.moment;
  if (look.waitMs > 0) return look.waitMs;
  const now = clock.now();
  const reason = "The channel was closed for so long that this is no news any more.";
  const expired = await store.deliveries.expire(lane, now - STALE_MS, reason, now);
  memory.counts.cancelled += expired;
  return expired > 0 ? 0 : FREE;
}

/** What the platform asked for counts also where it could not be written down. */
function later(known: Moment | undefined, { notBefore }: LaneHold): EpochMs {
  return Math.max(known?.wall ?? 0, notBefore);
}

/** A step went through in a paused lane. */
async function welcomeBack({ ports }: Engine, lane: string, { paused }: LaneHold): Promise<void> {
  if (paused === null) return;
  const head = await ports.store.deliveries.head(lane);
  // A refusal wrote the pause anew.
  if (head !== null && head.lane.paused?.looks !== paused.looks) return;
  if (await ports.store.lanes.reopen(lane)) ports.log.info(`The channel of ${lane} takes posts again.`);
}

async function move(engine: Engine, platform: Platform, delivery: Delivery): Promise<Rest> {
  const { ports, memory } = engine;
  const { status } = delivery;
  switch (status.state) {
    case "pending": {
      const known = memory.delivery(delivery.key);
      // What was never tried is due: its time was written by a clock that may have jumped since.
      if (delivery.attempt === 0) return send(engine, platform, delivery, "first");
      const due = untilMoment(known.due, status.dueAt, ports.clock, HOUR);
      known.due = due.moment;
      return due.waitMs > 0 ? due.waitMs : send(engine, platform, delivery, "first");
    }
    case "sending":
      return takeOver(engine, delivery);
    case "unknown":
      return reconcile(engine, platform, delivery);
    case "sent":
    case "dead":
    case "cancelled":
      break;
  }
  return 0;
}

/** A claim whose outcome was not written: ours, because the database failed then, or that of another process. */
async function takeOver({ ports, memory }: Engine, delivery: Delivery): Promise<Rest> {
  const known = memory.delivery(delivery.key);
  const { store, clock } = ports;
  const taken =
    known.claim === delivery.term
      ? await store.deliveries.unclear(delivery, clock.now())
      : await store.deliveries.lapse(delivery, clock.now());
  if (!taken) return CLAIMED_MS;
  known.doubt = newDoubt(delivery.term, clock.monotonic());
  return 0;
}

/** Of a lane that has nothing else to do. */
async function tendAside(engine: Engine, lane: string): Promise<Rest> {
  const { ports, memory } = engine;
  if (!memory.lane(lane).mayHaveAside) return null;
  const [first] = await ports.store.deliveries.aside(lane);
  if (first === undefined) {
    memory.lane(lane).mayHaveAside = false;
    return null;
  }
  const platform = ports.platforms.get(first.to.platform);
  if (platform === undefined) return null;
  const holds = await ports.store.lanes.holds();
  const of = (name: string): LaneHold =>
    holds.find((hold) => hold.lane === name) ?? { lane: name, paused: null, notBefore: 0 };
  const held = await heldUp(engine, lane, first, of(lane), of(platformLaneOf(first.to.platform)));
  if (held !== FREE) return held;
  noteNewest(engine, lane, await ports.store.deliveries.newestSent(lane));
  return tendDue(engine, lane, platform);
}

/** Looks at what stands aside, at most once a minute. */
async function tendDue(engine: Engine, lane: string, platform: Platform): Promise<Rest> {
  const { ports, memory } = engine;
  const known = memory.lane(lane);
  if (!known.mayHaveAside) return null;
  const left = known.asideAt - ports.clock.monotonic();
  if (left > 0) return UNTIL_TOLD;
  const rows = await ports.store.deliveries.aside(lane);
  known.mayHaveAside = rows.length > 0;
  known.asideAt = ports.clock.monotonic() + ASIDE_LOOK_MS;
  for (const row of rows) {
    if (engine.isClosed()) return null;
    if (row.action.kind === "post" || row.status.state !== "pending" || row.attempt > 0) {
      await move(engine, platform, row);
      continue;
    }
    // What waits for another row is brought back when that one is done; a process may have died between the two.
    const { ready } = await readinessOf(ports, row);
    if (ready === "never") await move(engine, platform, row);
    else if (ready) await ports.store.deliveries.bringBack(aboutOf(row.action));
  }
  return UNTIL_TOLD;
}
