import { laneOf, platformLaneOf } from "../../core/delivery.ts";
import type { Delivery, OutboxVerb } from "../../core/delivery.ts";
import { PLATFORM_NAMES } from "../../core/subscription.ts";
import type { EpochMs } from "../../core/time.ts";
import type { Store } from "../../store/store.ts";
import type { Dispatcher } from "../deliver.ts";
import type { Ports } from "../ports.ts";

/** What became of a request. */
export interface Obeyed {
  readonly done: boolean;
  /** One sentence for the person. */
  readonly answer: string;
  /** Lanes in which something may move now. */
  readonly lanes: readonly string[];
  /** The delivery that was changed. */
  readonly key: string | null;
  /** The lane, or the whole platform, whose pause or wait was ended. */
  readonly resumed: string | null;
}

/** Between two looks at what operators ask. */
const LOOK_MS = 2_000;

/** Does what an operator asks of the outbox. @param subject key of a delivery, or a lane, a channel's name or a platform */
export async function carryOut(store: Store, verb: OutboxVerb, subject: string, now: EpochMs): Promise<Obeyed> {
  if (verb === "resume") return resume(store, subject, now);
  const row = await store.deliveries.get(subject);
  if (row === null) return refuse(`There is no delivery ${subject}. \`copydesk outbox\` lists the keys.`);
  const { state } = row.status;
  if (state === "sent") return refuse(`${subject} was sent already.`);
  if (state === "sending") return refuse(`${subject} is being sent at this moment. Look again in a minute.`);
  return verb === "retry" ? retry(store, row, now) : drop(store, row, now);
}

async function retry(store: Store, row: Delivery, now: EpochMs): Promise<Obeyed> {
  const isDone = await store.deliveries.revive(row.key, now);
  const answer = isDone
    ? `${row.key} is sent again to channel "${row.to.name}".`
    : `${row.key} was claimed meanwhile. Look again in a minute.`;
  return { done: isDone, answer, lanes: [laneOf(row.to)], key: row.key, resumed: null };
}

async function drop(store: Store, row: Delivery, now: EpochMs): Promise<Obeyed> {
  if (row.status.state === "dead" || row.status.state === "cancelled")
    return refuse(`${row.key} is not owed any more.`);
  const isDone = await store.deliveries.cancel(row, "An operator dropped it.", now);
  if (isDone) await store.deliveries.bringBack(row.key);
  const answer = isDone
    ? `${row.key} is not sent to channel "${row.to.name}".`
    : `${row.key} was claimed meanwhile. Look again in a minute.`;
  return { done: isDone, answer, lanes: [laneOf(row.to)], key: row.key, resumed: null };
}

async function resume(store: Store, subject: string, now: EpochMs): Promise<Obeyed> {
  const platform = PLATFORM_NAMES.find((name) => name === subject || platformLaneOf(name) === subject);
  const lane = platform === undefined ? await laneCalled(store, subject) : platformLaneOf(platform);
  if (!(await store.lanes.resume(lane, now)))
    return refuse(`${subject} is not paused. \`copydesk outbox\` lists what is.`);
  const owing = (await store.deliveries.lanes()).map((one) => one.lane);
  const all = platform === undefined ? [lane] : owing.filter((one) => one.startsWith(`${platform}:`));
  return { done: true, answer: `${subject} is resumed.`, lanes: all, key: null, resumed: lane };
}

/** A lane as it is, or the one of the channel with this name that owes something. */
async function laneCalled(store: Store, subject: string): Promise<string> {
  const holds = await store.lanes.holds();
  if (holds.some(({ lane }) => lane === subject)) return subject;
  const owed = await store.deliveries.list(["pending", "unknown"], 1_000);
  const named = owed.find(({ to }) => to.name === subject);
  return named === undefined ? subject : laneOf(named.to);
}

function refuse(answer: string): Obeyed {
  return { done: false, answer, lanes: [], key: null, resumed: null };
}

/** Answers what other processes ask of the outbox of this one (`copydesk outbox retry …` beside a running desk). */
export function startRequests(ports: Ports, dispatcher: Dispatcher): { readonly close: () => Promise<void> } {
  const { store, clock, timers, log } = ports;
  const life = { closed: false, cancel: (): void => {}, work: Promise.resolve() };
  const look = async (): Promise<void> => {
    try {
      for (const { number, verb, subject } of await store.lanes.asked()) {
        const { answer, lanes, key, resumed } = await carryOut(store, verb, subject, clock.now());
        await store.lanes.answer(number, answer);
        log.info(`Asked of the outbox: ${verb} ${subject}. ${answer}`);
        if (resumed !== null) dispatcher.release(resumed);
        for (const lane of lanes) dispatcher.renew(lane, key ?? undefined);
      }
    } catch (error) {
      log.error("What was asked of the outbox cannot be done for now.", { error });
    }
  };
  const plan = (): void => {
    if (life.closed) return;
    life.cancel = timers.set(LOOK_MS, () => {
      life.work = look().then(plan);
    });
  };
  plan();
  return {
    close: async () => {
      life.closed = true;
      life.cancel();
      await life.work;
    },
  };
}
