import type { HistorySpan, Order, Platform, PostOutcome } from "../../src/core/platform.ts";
import type { Target } from "../../src/core/subscription.ts";
import { never } from "./host.ts";
import type { Host } from "./host.ts";
import type { ModelPayload } from "./server.ts";
import type { Watch } from "./watch.ts";
import type { World } from "./world.ts";

/** After so long a request is given up, milliseconds. */
export const REQUEST_MS = 15_000;
/** A request that was given up lands within this or never, milliseconds: the promise's assumption. */
export const LANDS_WITHIN_MS = 90_000;
/** `Platform.settleMs`: 15 s of request, 90 s to land. */
const SETTLE_MS = 105_000;
/** `Platform.repeatMs` where the platform has a nonce, which it remembers for two minutes. */
export const REPEAT_MS = 120_000 - SETTLE_MS;

/** What may become of a request, by its number in `chances`. */
const FATES = [
  "answered",
  "refused before a byte",
  "rate-limited channel",
  "rate-limited platform",
  "5xx, not applied",
  "5xx, applied",
  "no answer, not applied",
  "no answer, applied",
  "no answer, lands late",
  "cut, applied",
] as const;
type Fate = (typeof FATES)[number];

/** Of 1, how the platform's faults share what goes wrong. */
const SHARES: readonly number[] = [0.12, 0.07, 0.05, 0.12, 0.15, 0.12, 0.15, 0.12, 0.1];
const RETRY_AFTER_MS = [700, 1_000, 5_500, 30_000, 120_000];

/** The port of one process to the model platform, over a model network. */
export function createAdapter(world: World, host: Host, watch: Watch): Platform {
  const { server, faults, timeline, random, trace } = world;
  const { chances } = world.plan;
  const rates = SHARES.map((share) => share * chances.network);

  async function send(to: Target, order: Order, fence: () => boolean): Promise<PostOutcome> {
    await host.sleep(random.between(1, 40));
    if (!fence()) {
      trace.add(timeline.now(), host.name, `fenced ${order.key}`);
      return unreachable("too late for this process");
    }
    const fate = FATES[faults.choose("send", rates)] ?? "answered";
    trace.add(timeline.now(), host.name, `${order.kind} ${order.key}: ${fate}`);
    if (fate === "refused before a byte") return after(random.between(1, 50), unreachable("refused"));
    watch.onByte(host, to, order);
    const crash = faults.choose("after the first byte", [chances.crashAfter + chances.crashBefore]);
    const outcome = transfer(to, order, fate);
    if (crash > 0) {
      host.die();
      return never();
    }
    return outcome;
  }

  /** Carries the request to the platform, whatever becomes of this process, and the answer back, if it comes. */
  async function transfer(to: Target, order: Order, fate: Fate): Promise<PostOutcome> {
    const there = random.between(5, 150);
    const back = there + random.between(5, 150);
    switch (fate) {
      case "refused before a byte":
        return unreachable(fate);
      case "rate-limited channel":
      case "rate-limited platform":
        return new Promise((resolve) => {
          timeline.after(there, () => {
            limit(to, fate === "rate-limited platform");
            const reply = server.take(to.channel, order);
            timeline.after(back - there, () => host.deliver(() => resolve(heard(to, order, reply))));
          });
        });
      case "5xx, not applied":
        return after(back, unclear("503"));
      case "no answer, not applied":
        return after(REQUEST_MS, unclear("timeout"));
      case "answered":
        return new Promise((resolve) => {
          timeline.after(there, () => {
            const reply = server.take(to.channel, order);
            timeline.after(back - there, () => host.deliver(() => resolve(heard(to, order, reply))));
          });
        });
      case "5xx, applied":
      case "no answer, applied":
      case "no answer, lands late":
      case "cut, applied":
        break;
    }
    const late = fate === "no answer, lands late";
    const lands = late ? REQUEST_MS + random.between(-5_000, LANDS_WITHIN_MS) : there;
    timeline.after(lands, () => {
      const reply = server.take(to.channel, order);
      trace.add(timeline.now(), "server", `${order.key} ${reply.ok ? `is ${reply.messageId}` : reply.failure.kind}`);
    });
    const silent = late || fate === "no answer, applied";
    return after(silent ? REQUEST_MS : back, unclear(fate));
  }

  function limit(to: Target, all: boolean): void {
    const until = timeline.now() + random.pick(RETRY_AFTER_MS);
    if (all) server.limitedUntil = until;
    else server.channel(to.channel).limitedUntil = until;
  }

  function heard(to: Target, order: Order, reply: PostOutcome): PostOutcome {
    trace.add(timeline.now(), host.name, reply.ok ? `hears ${reply.messageId}` : `hears ${reply.failure.kind}`);
    watch.onReply(host, to, order, reply);
    return reply;
  }

  async function after(ms: number, outcome: PostOutcome): Promise<PostOutcome> {
    await host.sleep(ms);
    trace.add(timeline.now(), host.name, "hears nothing clear");
    return outcome;
  }

  async function history(to: Target, span: HistorySpan): Promise<Awaited<ReturnType<Platform["history"]>>> {
    const fault = faults.choose("history", [chances.history, chances.history / 2]);
    await host.sleep(random.between(5, 100));
    if (fault === 1) {
      await host.sleep(random.between(5, 10_000));
      trace.add(timeline.now(), host.name, `cannot read ${to.channel}`);
      return { known: false, passing: true, reason: "the platform answered 503", mend: "Wait." };
    }
    // An empty list without the right to read is no answer: the right is asked for first.
    if (!server.channel(to.channel).readable || server.revoked) {
      trace.add(timeline.now(), host.name, `may not read ${to.channel}`);
      return { known: false, reason: "no right to read the history", mend: "Give it." };
    }
    // `since` is by the wall clock of this machine: its distance to the platform's is known from the `Date` of the answer.
    const since = span.since - (host.now() - timeline.now()) - 5_000;
    const found = server.read(to.channel, span.under).filter(({ at }) => at >= since);
    watch.onHistory(to, span);
    await host.sleep(fault === 2 ? random.between(1_000, 20_000) : random.between(5, 300));
    const posts = new Map(found.map(({ key, id }) => [key, id]));
    trace.add(timeline.now(), host.name, `reads ${to.channel}/${span.under ?? ""}: ${[...posts.keys()].join(",")}`);
    return { known: true, posts };
  }

  return {
    name: server.kind,
    settleMs: SETTLE_MS,
    repeatMs: server.kind === "discord" ? REPEAT_MS : 0,
    threads: true,
    render: (message) => [{ text: message.summary, malformed: false } satisfies ModelPayload],
    simpler: (payload) =>
      (payload as ModelPayload).malformed ? { ...(payload as ModelPayload), malformed: false } : null,
    send,
    history,
    close: async () => {},
  };
}

function unreachable(reason: string): PostOutcome {
  return { ok: false, failure: { kind: "unreachable", reason } };
}

function unclear(reason: string): PostOutcome {
  return { ok: false, failure: { kind: "unclear", reason } };
}
