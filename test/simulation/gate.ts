import { StoreError } from "../../src/store/errors.ts";
import type { Store } from "../../src/store/store.ts";
import { never } from "./host.ts";
import type { Host } from "./host.ts";
import type { World } from "./world.ts";

/** Methods that change nothing: dying after one is the same as dying before what comes next. */
const READS =
  /^(?:\w+\.(?:get|many|list|count|counts|latest|since|stamps|byHash|of\w+|membership|withoutDigest|versions|lastScheduled|posted|head|lanes|aside|isReplaced|newestSent|holds|asked|answerOf|merged|startingWith)|ping)$/;

/**
 * The store as one process has it: every call can fail, kill the process or take long, before its effect or after it.
 * @param onDone told of every call whose effect is there, before the process hears of it
 */
export function gateStore(store: Store, host: Host, world: World, onDone: (call: string) => void): Store {
  const { faults, timeline, trace, random, plan } = world;
  const { crashBefore, crashAfter, crashAtRead, store: fault, lostCommit, stall } = plan.chances;
  const wholeWrite = [crashBefore, crashAfter, fault, lostCommit, stall, stall];
  const read = [crashAtRead, 0, fault, 0, stall / 4, 0];
  const innerWrite = [crashBefore, 0, fault, 0, 0, 0];
  const inner = [0, 0, fault, 0, 0, 0];

  const die = async (call: string, when: string): Promise<never> => {
    trace.add(timeline.now(), host.name, `dies ${when} ${call}`);
    host.die();
    return never();
  };
  const fail = (call: string, when: string): never => {
    trace.add(timeline.now(), host.name, `${call} fails ${when}`);
    throw new StoreError("The disk that holds the database is full. Make room; nothing half done was kept.");
  };
  let [instant, calls] = [0, 0];
  const isSpinning = (): boolean => {
    if (timeline.now() === instant) calls += 1;
    else [instant, calls] = [timeline.now(), 0];
    return calls > MOST_CALLS;
  };
  const effect = async <T>(call: string, chances: readonly number[], work: () => Promise<T>): Promise<T> => {
    if (!host.isAlive()) return never();
    if (isSpinning()) {
      world.watch.report("INV-16", `${host.name} calls ${call} without end`);
      host.die();
      return never();
    }
    const fault = faults.choose(call, chances);
    if (fault === 1) return die(call, "before");
    if (fault === 3) fail(call, "before");
    if (fault === 5) await host.sleep(random.pick(STALLS_MS));
    const result = await work();
    if (!host.isAlive()) return never();
    trace.add(timeline.now(), host.name, call);
    onDone(call);
    if (fault === 2) return die(call, "after");
    if (fault === 4) fail(call, "after");
    if (fault === 6) await host.sleep(random.pick(STALLS_MS));
    return result;
  };
  /** Each noun when it is first asked for: a transaction needs few of them. */
  const gateNouns = (nouns: Store, within: boolean): Store => {
    const gated = { ...nouns };
    for (const [noun, methods] of Object.entries(nouns) as [string, Methods | undefined][]) {
      if (typeof methods !== "object") continue;
      let made: Methods | undefined;
      const get = (): Methods => (made ??= gateMethods(noun, methods, within));
      Object.defineProperty(gated, noun, { get, enumerable: true });
    }
    return gated;
  };
  const chancesOf = (call: string, within: boolean): readonly number[] => {
    const isRead = READS.test(call);
    if (within) return isRead ? inner : innerWrite;
    return isRead ? read : wholeWrite;
  };
  const gateMethods = (noun: string, methods: Methods, within: boolean): Methods => {
    const gated: Record<string, Methods[string]> = {};
    for (const [name, method] of Object.entries(methods)) {
      const call = `${noun}.${name}`;
      const weights = chancesOf(call, within);
      gated[name] = async (...values) => effect(named(call, values[0]), weights, async () => method(...values));
    }
    return gated;
  };
  return Object.assign(gateNouns(store, false), {
    transaction: async <T>(work: (inside: Store) => Promise<T>) =>
      effect("transaction", wholeWrite, async () => store.transaction(async (inside) => work(gateNouns(inside, true)))),
    ping: async () => effect("ping", read, store.ping),
    close: async () => {},
  });
}

/** "deliveries.sent d0": what is done to what. */
function named(call: string, subject: unknown): string {
  if (typeof subject === "string") return `${call} ${subject}`;
  if (typeof subject === "object" && subject !== null && "key" in subject) return `${call} ${String(subject.key)}`;
  return call;
}

type Methods = Readonly<Record<string, (...values: readonly unknown[]) => Promise<unknown>>>;

/** Of one process at one instant; more means that it never rests. */
const MOST_CALLS = 1_000;

/** How long a slow disk, or a database that is failed over, holds up a call. */
const STALLS_MS = [3, 40, 700, 6_000, 25_000, 90_000];
