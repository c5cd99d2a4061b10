import { afterFailure, MAX_ATTEMPTS } from "../core/delivery.ts";
import { backoffMs } from "../core/backoff.ts";
import type { Delivery, Failure } from "../core/delivery.ts";
import type { Platform, PostOutcome } from "../core/platform.ts";
import type { Fence } from "../store/store.ts";
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
  const timers = new Map<string, () => void>();
  const owner = `p${Math.floor(ports.random() * 1e12)}`;
  let closed = false;

  function start(lane: string): void {
    if (closed) return;
    timers.get(lane)?.();
    if (running.has(lane)) {
      woken.add(lane);
      return;
    }
    running.set(lane, keepLane(lane));
  }

  async function keepLane(lane: string): Promise<void> {
    const rest = await runLane(lane);
    running.delete(lane);
    if (woken.delete(lane)) start(lane);
    else if (rest !== null && !closed) {
      timers.set(
        lane,
        ports.timers.set(Math.min(rest, LONGEST_WAIT_MS), () => start(lane)),
      );
    }
  }

  /** Moves the lane's head until it has to rest. Never rejects. */
  async function runLane(lane: string): Promise<Rest> {
    for (;;) {
      if (closed) return null;
      try {
        const head = await ports.store.deliveries.head(lane);
        if (head === null) return null;
        const platform = ports.platforms.get(head.delivery.to.platform);
        if (platform === undefined) return null;
        const rest = await step(ports, owner, platform, head.delivery);
        if (rest !== 0) return rest;
      } catch (error) {
        ports.log.error(`The outbox of ${lane} cannot be worked on for now.`, { error });
        return STORE_FAULT_MS;
      }
    }
  }

  const startAll = async (): Promise<void> => {
    for (const lane of await ports.store.deliveries.lanes()) start(lane);
  };

  return {
    wake: () => void startAll().catch((error: unknown) => ports.log.error("The outbox cannot be read.", { error })),
    drain: async () => {
      await startAll();
      while (running.size > 0) await Promise.all(running.values());
    },
    close: async () => {
      closed = true;
      for (const cancel of timers.values()) cancel();
      await Promise.all(running.values());
    },
  };
}

async function step(ports: Ports, owner: string, platform: Platform, head: Delivery): Promise<Rest> {
  const now = ports.clock.now();
  switch (head.status.state) {
    case "pending":
      if (head.status.dueAt > now) return head.status.dueAt - now;
      return send(ports, owner, platform, head);
    case "sending": {
      const left = head.status.since + ABANDONED_MS - now;
      if (left > 0) return left;
      await ports.store.deliveries.unclear(head, now);
      return 0;
    }
    case "unknown": {
      const left = head.status.since + platform.settleMs - now;
      return left > 0 ? left : look(ports, platform, head);
    }
    case "sent":
    case "dead":
    case "cancelled":
      break;
  }
  return 0;
}

/** The intent is on the disk before the first byte leaves: after a crash the channel is looked at before it is posted to. */
async function send(ports: Ports, owner: string, platform: Platform, head: Delivery): Promise<Rest> {
  const { store, clock, log } = ports;
  const claim = await store.deliveries.intend(head, { owner, at: clock.now(), leaseMs: 60_000 });
  if (claim === null) return 0;
  const outcome = await post(platform, head);
  if (outcome.ok) {
    await store.deliveries.sent(claim, outcome.messageId, clock.now());
    log.debug(`Posted to channel "${head.to.name}".`, { key: head.key, messageId: outcome.messageId });
    return 0;
  }
  const after = afterFailure(outcome.failure, head.attempt + 1, ports.random());
  switch (after.next) {
    case "retry":
      await store.deliveries.retry(claim, clock.now() + after.waitMs, true);
      log.warn(`A post to channel "${head.to.name}" is tried again later: ${inWords(outcome.failure)}.`);
      return 0;
    case "look":
      await store.deliveries.unclear(claim, clock.now());
      log.warn(
        `A post may or may not stand in channel "${head.to.name}", which is looked at: ${inWords(outcome.failure)}.`,
      );
      return 0;
    case "die":
      break;
  }
  return bury(ports, claim, head, after.failure);
}

async function post(platform: Platform, head: Delivery): Promise<PostOutcome> {
  try {
    return await platform.send(head.to, { kind: "post", key: head.key, payload: head.payload }, () => true);
  } catch (error) {
    // A fault of ours; nobody knows how far it came.
    return { ok: false, failure: { kind: "unclear", reason: error instanceof Error ? error.message : String(error) } };
  }
}

async function look(ports: Ports, platform: Platform, head: Delivery): Promise<Rest> {
  const { store, clock, log } = ports;
  const found = await platform.history(head.to, { since: 0, under: null });
  const messageId = found.known ? found.posts.get(head.key) : undefined;
  if (messageId !== undefined) {
    await store.deliveries.sent(head, messageId, clock.now());
    log.info(`A post whose outcome was unclear stands in channel "${head.to.name}".`, { key: head.key });
    return 0;
  }
  if (!found.known) {
    log.warn(`Channel "${head.to.name}" cannot be read, so a post of unclear outcome waits: ${found.reason}.`);
    return LOOK_AGAIN_MS;
  }
  if (head.attempt >= MAX_ATTEMPTS) {
    return bury(ports, head, head, { kind: "unclear", reason: `${head.attempt} posts were tried and none arrived` });
  }
  // A first and a second look come after a crash or a lost answer: no reason to wait. A third means that something is wrong.
  const wait = head.attempt <= 2 ? 0 : backoffMs(head.attempt, ports.random());
  await store.deliveries.retry(head, clock.now() + wait, false);
  return 0;
}

async function bury(ports: Ports, fence: Fence, head: Delivery, failure: Failure): Promise<Rest> {
  await ports.store.deliveries.died(fence, failure, ports.clock.now());
  const mend = failure.kind === "refused" ? failure.mend : `It was tried ${head.attempt} times.`;
  ports.log.error(`A post to channel "${head.to.name}" was given up: ${inWords(failure)}. ${mend}`, {
    edition: head.editionId,
  });
  return 0;
}

function inWords(failure: Failure): string {
  if (failure.kind === "rate-limited") return `the platform asks to wait ${Math.ceil(failure.retryAfterMs / 1000)} s`;
  return failure.reason;
}
