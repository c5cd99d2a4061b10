import { laneOf } from "../../core/delivery.ts";
import type { Delivery, DeliveryAction, Failure } from "../../core/delivery.ts";
import type { Message } from "../../core/message.ts";
import type { History, HistorySpan, Order, Platform, PostOutcome } from "../../core/platform.ts";
import { SUBSCRIPTION_DEFAULTS } from "../../core/subscription.ts";
import type { PlatformName, Subscription, Target } from "../../core/subscription.ts";
import { openStore } from "../../store/open.ts";
import type { Store } from "../../store/store.ts";
import { createDispatcher, recoverOutbox } from "../deliver.ts";
import type { Dispatcher } from "../deliver.ts";
import type { Ports } from "../ports.ts";

/** What stands in a channel. */
interface Standing {
  readonly channel: string;
  readonly key: string;
  readonly messageId: string;
  payload: unknown;
  readonly under: string | null;
  readonly at: number;
}

/** What the platform does with one order instead of carrying it out. */
type Fault =
  | Failure
  /** It takes it, and the answer is lost. */
  | "landed-unclear"
  /** The answer is lost, and it lands so much later. */
  | { readonly landsIn: number };

/** The real dispatcher and the real store on time that the test moves. */
export interface Outbox {
  readonly store: Store;
  readonly ports: Ports;
  readonly standing: Standing[];
  /** Used up one by one, in whatever channel. */
  readonly faults: Fault[];
  /** What histories answer, while it is set. */
  readonly look: { answer: History | null };
  /** Every order that reached the platform, and every look. */
  readonly traffic: { readonly at: number; readonly what: string }[];
  readonly logged: string[];
  readonly now: () => number;
  /** Puts the wall clock elsewhere; the steady one goes on. */
  readonly jump: (ms: number) => void;
  /** Lets time pass, and everything that is due in it happen. */
  readonly pass: (ms: number) => Promise<void>;
  readonly owe: (key: string, over?: Partial<Owed>) => Promise<void>;
  /** A message of ours that the database knows nothing of. */
  readonly stand: (key: string, under?: string) => void;
  readonly stateOf: (key: string) => Promise<string>;
  readonly rowOf: (key: string) => Promise<Delivery>;
  readonly dispatcher: () => Dispatcher;
  /** The process is gone without a word, and another one starts. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Owed {
  readonly to: string;
  readonly action: DeliveryAction;
  readonly payload: unknown;
}

export interface OutboxOptions {
  readonly name?: PlatformName;
  readonly settleMs?: number;
  readonly repeatMs?: number;
  readonly policy?: Subscription["unclear"];
  readonly alerts?: boolean;
  readonly open?: () => Promise<Store>;
}

const POST: DeliveryAction = { kind: "post" };
const START = Date.parse("2026-11-22T08:00:00Z");

export async function openOutbox({
  name = "console",
  settleMs = 90_000,
  repeatMs = 0,
  policy = "hold",
  alerts = false,
  open = () => openStore({ database: ":memory:" }),
}: OutboxOptions = {}): Promise<Outbox> {
  const time = createTime();
  const store = await open();
  const standing: Standing[] = [];
  const faults: Fault[] = [];
  const look: Outbox["look"] = { answer: null };
  const traffic: { at: number; what: string }[] = [];
  const logged: string[] = [];
  const note = (what: string): void => void traffic.push({ at: time.steady(), what });
  const platform = modelPlatform({ name, settleMs, repeatMs, standing, faults, look, note, time });
  const keep =
    (level: string) =>
    (sentence: string): void =>
      void logged.push(`${level}: ${sentence}`);
  const subscription = (channel: string): Subscription => ({
    ...SUBSCRIPTION_DEFAULTS,
    ...targetOf(name, channel),
    unclear: policy,
  });
  const ports: Ports = {
    store,
    channels: () => ["news", "sport"].map(subscription),
    platforms: new Map([[name, platform]]),
    alerts: alerts ? subscription("ops") : null,
    clock: { now: time.wall, monotonic: time.steady },
    timers: { set: time.set },
    random: () => 0.5,
    log: { debug: () => {}, info: keep("info"), warn: keep("warn"), error: keep("error") },
    archive: () => null,
  };
  let dispatcher = createDispatcher(ports);
  const rowOf = async (key: string): Promise<Delivery> => {
    const row = await store.deliveries.get(key);
    if (row === null) throw new Error(`There is no delivery ${key}.`);
    return row;
  };
  return {
    store,
    ports,
    standing,
    faults,
    look,
    traffic,
    logged,
    now: time.steady,
    jump: time.jump,
    pass: async (ms) => {
      dispatcher.wake();
      await time.pass(ms);
    },
    owe: async (key, { to = "news", action = POST, payload = key } = {}) =>
      await store.deliveries.add(
        [{ key, to: targetOf(name, to), editionId: null, storyId: null, part: 0, action, payload }],
        time.wall(),
      ),
    stand: (key, under) =>
      void standing.push({
        channel: "news",
        key,
        messageId: `old-${key}`,
        payload: key,
        under: under ?? null,
        at: time.steady(),
      }),
    stateOf: async (key) => (await rowOf(key)).status.state,
    rowOf,
    dispatcher: () => dispatcher,
    restart: async () => {
      time.forget();
      dispatcher = createDispatcher(ports);
      await recoverOutbox(ports);
    },
    close: async () => {
      time.forget();
      await store.close();
    },
  };
}

function targetOf(platform: PlatformName, channel: string): Target {
  return { name: channel, platform, channel, crosspost: false };
}

export function laneNamed(channel: string, platform: PlatformName = "console"): string {
  return laneOf(targetOf(platform, channel));
}

interface Time {
  readonly wall: () => number;
  readonly steady: () => number;
  readonly set: (ms: number, run: () => void) => () => void;
  readonly pass: (ms: number) => Promise<void>;
  readonly jump: (ms: number) => void;
  readonly forget: () => void;
}

function createTime(): Time {
  let steady = 0;
  let offset = START;
  let count = 0;
  let timers: { readonly at: number; readonly order: number; readonly run: () => void }[] = [];
  return {
    wall: () => steady + offset,
    steady: () => steady,
    set: (ms, run) => {
      const timer = { at: steady + ms, order: (count += 1), run };
      timers.push(timer);
      return () => void (timers = timers.filter((one) => one !== timer));
    },
    pass: async (ms) => {
      const end = steady + ms;
      for (;;) {
        await quiet();
        const [next] = timers.toSorted((a, b) => a.at - b.at || a.order - b.order);
        if (next === undefined || next.at > end) break;
        steady = Math.max(steady, next.at);
        timers = timers.filter((one) => one !== next);
        next.run();
      }
      steady = end;
      await quiet();
    },
    jump: (ms) => {
      offset += ms;
    },
    forget: () => {
      timers = [];
    },
  };
}

/** Everything that needs no time has happened: all of it is promises over a database in memory. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((resolve) => void setImmediate(resolve));
}

interface Model {
  readonly name: PlatformName;
  readonly settleMs: number;
  readonly repeatMs: number;
  readonly standing: Standing[];
  readonly faults: Fault[];
  readonly look: Outbox["look"];
  readonly note: (what: string) => void;
  readonly time: Time;
}

function modelPlatform(model: Model): Platform {
  const { name, settleMs, repeatMs, standing, faults, look, note, time } = model;
  let count = 0;
  const land = (channel: string, order: Order): string => {
    const known = standing.find((one) => one.channel === channel && one.key === order.key);
    if (order.kind === "edit") {
      if (known !== undefined) known.payload = order.payload;
      return order.messageId;
    }
    // A repeat within the window gives the first message back.
    if (known !== undefined && time.steady() - known.at < repeatMs * 2) return known.messageId;
    const messageId = `m${(count += 1)}`;
    const under = order.kind === "reply" ? order.under : null;
    standing.push({ channel, key: order.key, messageId, payload: order.payload, under, at: time.steady() });
    return messageId;
  };
  const answer = (channel: string, order: Order): PostOutcome => {
    const fault = faults.shift();
    if (fault === undefined) return { ok: true, messageId: land(channel, order) };
    const lost: PostOutcome = { ok: false, failure: { kind: "unclear", reason: "the answer was lost" } };
    if (fault === "landed-unclear") {
      land(channel, order);
      return lost;
    }
    if ("landsIn" in fault) {
      time.set(fault.landsIn, () => void land(channel, order));
      return lost;
    }
    return { ok: false, failure: fault };
  };
  return {
    name,
    settleMs,
    repeatMs,
    threads: true,
    render: (message: Message) => [message.summary],
    simpler: (payload) => (typeof payload === "string" && payload.startsWith("rich ") ? payload.slice(5) : null),
    send: async (to, order, fence) => {
      if (!fence()) return { ok: false, failure: { kind: "unreachable", reason: "held back" } };
      note(`${order.kind} ${order.key}`);
      return answer(to.channel, order);
    },
    history: async (to: Target, { since, under }: HistorySpan) => {
      note(`look ${to.channel}${under === null ? "" : ` ${under}`}`);
      if (look.answer !== null) return look.answer;
      // Its own clock is right; it allows for the distance of the one that asks.
      const from = since - time.wall() + time.steady();
      const seen = standing.filter((one) => one.channel === to.channel && one.under === under && one.at >= from);
      return { known: true, posts: new Map(seen.map(({ key, messageId }) => [key, messageId])) };
    },
    close: async () => {},
  };
}
