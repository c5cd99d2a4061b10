import { backoffMs } from "../../core/backoff.ts";
import { FAULTS_MS, laneOf, MAX_FAULTS, MAX_LOST } from "../../core/delivery.ts";
import type { Delivery } from "../../core/delivery.ts";
import type { History, Platform } from "../../core/platform.ts";
import type { UnclearPolicy } from "../../core/subscription.ts";
import type { Clock } from "../../core/time.ts";
import { ASIDE_MS, UNREADABLE_ALERT_MS } from "./engine.ts";
import type { Engine, Rest } from "./engine.ts";
import { rememberSeen } from "./guard.ts";
import { readHistory } from "./history.ts";
import { doubtOf, sinceFirstTry } from "./memory.ts";
import type { DeliveryMemory, Doubt } from "./memory.ts";
import { readinessOf, threadOf } from "./order.ts";
import { repeatableUntil, send } from "./send.ts";
import { bury, drop, markSent, nameOf } from "./settle.ts";

/** Before the first try. */
const MARGIN_MS = 5 * 60_000;
/** Back from now, which the platform's own clock tells: when another process tried first, its clock may have been any. */
const OLDER_PROCESS_MS = 72 * 3_600_000;
/** Between two looks at a channel that cannot be read; doubled up to five minutes. */
const LOOK_AGAIN_MS = 60_000;
const LONGEST_LOOK_MS = 300_000;
/** The first two times after a failure that may pass in a moment. */
const SOON_MS: readonly number[] = [5_000, 20_000];

/**
 * A delivery whose outcome is unclear: whatever was sent counts as under way until the platform's settle time has passed,
 * and only a history that was read after that can say that nothing arrived.
 */
export async function reconcile(engine: Engine, platform: Platform, delivery: Delivery): Promise<Rest> {
  const { ports, memory } = engine;
  const known = memory.delivery(delivery.key);
  const now = ports.clock.monotonic();
  // Of another process: its request ended before we saw the row so.
  const doubt = doubtOf(known, delivery, now);
  const unsettledMs = doubt.since + platform.settleMs - now;
  if (delivery.action.kind === "edit") {
    if (unsettledMs > 0) return unsettledMs;
    if (await ports.store.deliveries.isReplaced(delivery)) {
      return drop(engine, delivery, "A newer edit of the same message takes its place.");
    }
    return resend(engine, platform, delivery, doubt, "again");
  }
  // The platform makes no second message of one key, ever.
  if (platform.repeatMs === Number.POSITIVE_INFINITY) return resend(engine, platform, delivery, doubt, "repeat");
  if (known.repeated !== true && now < repeatableUntil(known, platform)) {
    known.repeated = true;
    return send(engine, platform, delivery, "repeat");
  }
  if (unsettledMs > 0) return lookEarly(engine, platform, delivery, doubt, unsettledMs);
  if (doubt.readAt > now) return doubt.readAt - now;
  const history = await read(engine, platform, delivery);
  if (!history.known) return unreadable(engine, platform, delivery, doubt, history);
  return (await found(engine, delivery, history)) ?? resend(engine, platform, delivery, doubt, "again");
}

/** Found is found at any time; not found says nothing yet. */
async function lookEarly(
  engine: Engine,
  platform: Platform,
  delivery: Delivery,
  doubt: Doubt,
  unsettledMs: number,
): Promise<Rest> {
  if (doubt.lookedEarly) return unsettledMs;
  doubt.lookedEarly = true;
  const history = await read(engine, platform, delivery);
  if (history.known) return (await found(engine, delivery, history)) ?? 0;
  return 0;
}

async function found(engine: Engine, delivery: Delivery, history: History & { readonly known: true }): Promise<Rest> {
  const messageId = history.posts.get(delivery.key);
  if (messageId === undefined) return null;
  engine.memory.counts.found += 1;
  engine.ports.log.info(`${nameOf(delivery)}, whose outcome was unclear, stands there.`, { key: delivery.key });
  return markSent(engine, delivery, delivery, messageId, "found");
}

async function read({ ports, memory }: Engine, platform: Platform, delivery: Delivery): Promise<History> {
  const readiness = await readinessOf(ports, delivery);
  if (readiness.ready !== true) {
    return { known: false, reason: "the message above it is not known", mend: "Drop it, or send it again." };
  }
  const since = sinceWhen(delivery, memory.delivery(delivery.key), ports.clock);
  const history = await readHistory(ports.timers, platform, delivery.to, { since, under: threadOf(readiness.order) });
  if (history.known) rememberSeen(memory.lane(laneOf(delivery.to)).seen, history.posts);
  return history;
}

/** From shortly before the first try on. */
function sinceWhen({ firstSentAt }: Delivery, { firstTryAt }: DeliveryMemory, clock: Clock): number {
  const now = clock.now();
  if (firstTryAt !== undefined) return now - (clock.monotonic() - firstTryAt) - MARGIN_MS;
  return Math.min((firstSentAt ?? now) - MARGIN_MS, now - OLDER_PROCESS_MS);
}

async function resend(
  engine: Engine,
  platform: Platform,
  delivery: Delivery,
  doubt: Doubt,
  mode: "again" | "repeat",
): Promise<Rest> {
  const { ports, memory } = engine;
  const { attempt, lost, key } = delivery;
  if (lost >= MAX_LOST) {
    const reason = `the program ended ${lost} times while this was sent, and nothing arrived`;
    return bury(engine, delivery, delivery, { kind: "unclear", reason });
  }
  if (attempt >= MAX_FAULTS && sinceFirstTry(memory.delivery(key), delivery, ports.clock) >= FAULTS_MS) {
    return bury(engine, delivery, delivery, { kind: "unclear", reason: `${attempt} tries were made and none arrived` });
  }
  const now = ports.clock.monotonic();
  // A first and a second look come after a crash or a lost answer: no reason to wait. A third means that something is wrong.
  if (attempt > 2) {
    doubt.resendAt ??= now + backoffMs(attempt, ports.random());
    if (doubt.resendAt > now) return doubt.resendAt - now;
  }
  return send(engine, platform, delivery, mode);
}

async function unreadable(
  engine: Engine,
  platform: Platform,
  delivery: Delivery,
  doubt: Doubt,
  history: History & { readonly known: false },
): Promise<Rest> {
  const { ports, memory } = engine;
  doubt.unreadable += 1;
  const blockedMs = ports.clock.monotonic() - doubt.since;
  const soon = history.passing === true ? SOON_MS[doubt.unreadable - 1] : undefined;
  const rest = soon ?? Math.min(LONGEST_LOOK_MS, LOOK_AGAIN_MS * 2 ** Math.min(doubt.unreadable - 1, 10));
  const next = blockedMs < UNREADABLE_ALERT_MS ? Math.min(rest, UNREADABLE_ALERT_MS - blockedMs) : rest;
  doubt.readAt = ports.clock.monotonic() + next;
  if (blockedMs < UNREADABLE_ALERT_MS) return next;
  const { name } = delivery.to;
  const policy = policyOf(engine, delivery);
  if (policy === "resend") return resend(engine, platform, delivery, doubt, "again");
  const reason = `it may stand in the channel, which cannot be read: ${history.reason}`;
  if (policy === "drop") return bury(engine, delivery, delivery, { kind: "unclear", reason });
  const setsAside = blockedMs >= ASIDE_MS && !delivery.aside;
  const goesOn = setsAside || delivery.aside ? " The channel goes on without it." : "";
  await engine.alert({
    fact: `${setsAside ? "aside" : "unreadable"}:${delivery.key}`,
    text: `${nameOf(delivery)} may or may not have arrived, and channel "${name}" cannot be read: ${history.reason}.${goesOn}`,
    mend: `${history.mend} Or look there yourself: \`copydesk outbox retry ${delivery.key}\` sends it again, \`copydesk outbox drop ${delivery.key}\` leaves it.`.trim(),
    lane: laneOf(delivery.to),
  });
  if (!setsAside) return rest;
  memory.counts.setAside += 1;
  memory.lane(laneOf(delivery.to)).mayHaveAside = true;
  await ports.store.deliveries.setAside(delivery);
  return 0;
}

/** As the configuration says now: a person may change it to move what waits. */
function policyOf({ ports }: Engine, { to }: Delivery): UnclearPolicy {
  const lane = laneOf(to);
  const channels = ports.channels();
  const own = channels.find(({ name }) => name === to.name) ?? channels.find((one) => laneOf(one) === lane);
  return own?.unclear ?? "hold";
}
