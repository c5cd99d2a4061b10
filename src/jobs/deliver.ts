import { afterFailure, MAX_ATTEMPTS } from "../core/delivery.ts";
import { backoffMs } from "../core/backoff.ts";
import type { Delivery, Failure } from "../core/delivery.ts";
import type { Platform, PostOutcome } from "../core/platform.ts";
import type { Subscription } from "../core/subscription.ts";
import type { Ports } from "./ports.ts";

/** Empties the outbox: one lane a channel, and of each lane only the head. */
export interface Dispatcher {
  /** Something was added to the outbox. */
  readonly wake: () => void;
  /** Ends when no lane can move at this moment: what is left waits for its time, for a platform or for a person. */
  readonly drain: () => Promise<void>;
  /** Takes no new delivery; ends when those under way are settled. */
  readonly close: () => Promise<void>;
}

/** Work of a process that vanished without a word (only where several share one database) is looked into after this. */
const ABANDONED_MS = 120_000;
/** Between two looks at a channel that cannot be read, and after a fault of the database. */
const LOOK_AGAIN_MS = 60_000;
const STORE_FAULT_MS = 5_000;
/** No timer is longer, so that a clock that was set anew is noticed. */
const LONGEST_WAIT_MS = 60_000;

/** How long a lane rests before its next step, in milliseconds; null: until it is woken. */
type Rest = number | null;

/**
 * @returns a dispatcher at rest; `wake` starts it. Rows that an earlier process left `sending` must have been made
 *   `unknown` before (`deliveries.recover`).
 */
export function createDispatcher(ports: Ports): Dispatcher {
  const running = new Map<string, Promise<void>>();
  const woken = new Set<string>();
  const timers = new Map<string, NodeJS.Timeout>();
  let closed = false;

  function start(channel: Subscription): void {
    if (closed) return;
    clearTimeout(timers.get(channel.name));
    if (running.has(channel.name)) {
      woken.add(channel.name);
      return;
    }
    running.set(channel.name, keepLane(channel));
  }

  async function keepLane(channel: Subscription): Promise<void> {
    const rest = await runLane(channel);
    running.delete(channel.name);
    if (woken.delete(channel.name)) start(channel);
    else if (rest !== null && !closed) {
      const timer = setTimeout(() => start(channel), Math.min(rest, LONGEST_WAIT_MS));
      timers.set(channel.name, timer);
    }
  }

  /** Moves the lane's head until it has to rest. Never rejects. */
  async function runLane(channel: Subscription): Promise<Rest> {
    const platform = ports.platforms.get(channel.platform);
    if (platform === undefined) return null;
    for (;;) {
      if (closed) return null;
      try {
        const head = await ports.store.deliveries.head(channel.name);
        const rest = head === null ? null : await step(ports, channel, platform, head);
        if (rest !== 0) return rest;
      } catch (error) {
        ports.log.error(`The outbox of channel "${channel.name}" cannot be worked on for now.`, { error });
        return STORE_FAULT_MS;
      }
    }
  }

  return {
    wake: () => ports.channels().forEach(start),
    drain: async () => {
      ports.channels().forEach(start);
      while (running.size > 0) await Promise.all(running.values());
    },
    close: async () => {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}

async function step(ports: Ports, channel: Subscription, platform: Platform, head: Delivery): Promise<Rest> {
  const now = ports.clock.now();
  switch (head.status.state) {
    case "pending":
      if (head.status.dueAt > now) return head.status.dueAt - now;
      return send(ports, channel, platform, head);
    case "sending": {
      const left = head.status.since + ABANDONED_MS - now;
      if (left > 0) return left;
      await ports.store.deliveries.unclear(head.key, now);
      return 0;
    }
    case "unknown": {
      const left = head.status.since + platform.settleMs - now;
      return left > 0 ? left : look(ports, channel, platform, head);
    }
    case "sent":
    case "dead":
      break;
  }
  return 0;
}

/** The intent is on the disk before the first byte leaves: after a crash the channel is looked at before it is posted to. */
async function send(ports: Ports, channel: Subscription, platform: Platform, head: Delivery): Promise<Rest> {
  const { store, clock, log } = ports;
  if (!(await store.deliveries.intend(head.key, clock.now()))) return 0;
  const outcome = await post(platform, channel, head);
  if (outcome.ok) {
    await store.deliveries.sent(head.key, outcome.messageId, clock.now());
    log.debug(`Posted to channel "${channel.name}".`, { key: head.key, messageId: outcome.messageId });
    return 0;
  }
  const after = afterFailure(outcome.failure, head.attempt + 1, ports.random());
  switch (after.next) {
    case "retry":
      await store.deliveries.retry(head.key, clock.now() + after.waitMs);
      log.warn(`A post to channel "${channel.name}" is tried again later: ${inWords(outcome.failure)}.`);
      return 0;
    case "look":
      await store.deliveries.unclear(head.key, clock.now());
      log.warn(
        `A post may or may not stand in channel "${channel.name}", which is looked at: ${inWords(outcome.failure)}.`,
      );
      return 0;
    case "die":
      break;
  }
  return bury(ports, channel, head, after.failure);
}

async function post(platform: Platform, channel: Subscription, head: Delivery): Promise<PostOutcome> {
  try {
    return await platform.send(channel, { kind: "post", key: head.key, payload: head.payload }, () => true);
  } catch (error) {
    // A fault of ours; nobody knows how far it came.
    return { ok: false, failure: { kind: "unclear", reason: error instanceof Error ? error.message : String(error) } };
  }
}

async function look(ports: Ports, channel: Subscription, platform: Platform, head: Delivery): Promise<Rest> {
  const { store, clock, log } = ports;
  const found = await platform.history(channel, { since: 0, under: null });
  const messageId = found.known ? found.posts.get(head.key) : undefined;
  if (messageId !== undefined) {
    await store.deliveries.sent(head.key, messageId, clock.now());
    log.info(`A post whose outcome was unclear stands in channel "${channel.name}".`, { key: head.key });
    return 0;
  }
  if (!found.known) {
    log.warn(`Channel "${channel.name}" cannot be read, so a post of unclear outcome waits: ${found.reason}.`);
    return LOOK_AGAIN_MS;
  }
  if (head.attempt >= MAX_ATTEMPTS) {
    return bury(ports, channel, head, { kind: "unclear", reason: `${head.attempt} posts were tried and none arrived` });
  }
  // A first and a second look come after a crash or a lost answer: no reason to wait. A third means that something is wrong.
  const wait = head.attempt <= 2 ? 0 : backoffMs(head.attempt, ports.random());
  await store.deliveries.retry(head.key, clock.now() + wait);
  return 0;
}

async function bury(ports: Ports, channel: Subscription, head: Delivery, failure: Failure): Promise<Rest> {
  await ports.store.deliveries.died(head.key, failure, ports.clock.now());
  const mend = failure.kind === "refused" ? failure.mend : `It was tried ${head.attempt} times.`;
  ports.log.error(`A post to channel "${channel.name}" was given up: ${inWords(failure)}. ${mend}`, {
    edition: head.editionId,
  });
  return 0;
}

function inWords(failure: Failure): string {
  if (failure.kind === "rate-limited") return `the platform asks to wait ${Math.ceil(failure.retryAfterMs / 1000)} s`;
  return failure.reason;
}
