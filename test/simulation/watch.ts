import type { HistorySpan, Order, PostOutcome } from "../../src/core/platform.ts";
import type { Target } from "../../src/core/subscription.ts";
import { LANDS_WITHIN_MS, REPEAT_MS, REQUEST_MS } from "./adapter.ts";
import type { SharedDatabase } from "./connection.ts";
import type { Host } from "./host.ts";
import type { PostedMessage, Server } from "./server.ts";
import type { Timeline } from "./timeline.ts";

/** Something that must never happen, and did. */
export interface Violation {
  /** "INV-1" … as in docs/reliability.md */
  readonly invariant: string;
  readonly at: number;
  readonly what: string;
}

/** Looks on while a run goes, and compares what is done with what must hold. */
export interface Watch {
  /** The first byte of an order leaves. */
  readonly onByte: (host: Host, to: Target, order: Order) => void;
  /** What the platform answered arrived. */
  readonly onReply: (host: Host, to: Target, order: Order, reply: PostOutcome) => void;
  /** A whole history was read, as it stands at this moment. */
  readonly onHistory: (to: Target, span: HistorySpan) => void;
  readonly onCreated: (message: PostedMessage) => void;
  /** How long the lane has to wait stands in the database. */
  readonly onWaitKept: (host: Host, lane: string) => void;
  /** A process has read what holds up the lane. */
  readonly onHead: (host: Host, lane: string) => void;
  /** A claim reached the database. */
  readonly onClaim: (host: Host, key: string) => void;
  readonly onClockStep: () => void;
  readonly violations: readonly Violation[];
  readonly report: (invariant: string, what: string) => void;
  readonly onAside: (key: string) => void;
  /** Its lane went on without it at some time, or it was posted before a backup was put back: it may be owed anew, in another order. */
  readonly mayStandAnywhere: (key: string) => boolean;
  readonly onRestore: () => void;
  /** A person deleted its message: it may be posted once more, by a program that cannot know. */
  readonly excuse: (key: string) => void;
}

/** The last time that a key's bytes went out, and what its sender heard. */
interface Shot {
  readonly host: Host;
  /** Channel and thread. */
  readonly place: string;
  readonly firstAt: number;
  readonly at: number;
  /** It is certain what became of it. */
  settled: boolean;
}

interface Limit {
  readonly host: Host;
  /** Id of a channel; null: all. */
  readonly channel: string | null;
  readonly until: number;
  readonly heardAt: number;
  /** Every process can know of it. */
  kept: boolean;
}

interface Row {
  readonly key: string;
  readonly lane: string;
  readonly sequence: number;
  readonly state: string;
  readonly owner: string | null;
  readonly lease_until: number | null;
}

export interface WatchOptions {
  readonly database: SharedDatabase;
  readonly timeline: Timeline;
  readonly server: () => Server;
  /** Time of the database; null: one process has it for itself, and its lease cannot be lost to another. */
  readonly databaseNow: (() => number) | null;
  /** Whether a message may stand twice in a channel. */
  readonly mayDouble: (channel: string) => boolean;
}

function queriesOf({ prepare }: SharedDatabase) {
  return {
    byKey: prepare("select * from deliveries where key = ?"),
    editing: prepare("select * from deliveries where about = ? and action = 'edit' and state = 'sending'"),
    earlier: prepare(
      "select key from deliveries where lane = ? and sequence < ? and aside = 0 and state in ('pending', 'sending', 'unknown') and action <> 'edit'",
    ),
  };
}

export function startWatch({ database, timeline, server, databaseNow, mayDouble }: WatchOptions): Watch {
  const violations: Violation[] = [];
  const shots = new Map<string, Shot>();
  const owners = new Map<string, Host>();
  const reads = new Map<string, number>();
  const claims = new Map<string, number>();
  const heads = new Map<string, number>();
  const aside = new Set<string>();
  const beforeRestore = new Set<string>();
  const excused = new Set<string>();
  const created = new Map<string, number>();
  let restoredAt = 0;
  let limits: Limit[] = [];
  const query = queriesOf(database);

  const report = (invariant: string, what: string): void => {
    violations.push({ invariant, at: timeline.now(), what });
  };
  const rowOf = (order: Order): Row | undefined =>
    (order.kind === "edit" ? query.editing.get(order.key) : query.byKey.get(order.key)) as Row | undefined;

  function checkIntent(host: Host, order: Order): void {
    const row = rowOf(order);
    if (row === undefined || row.state !== "sending") {
      report("INV-5", `${host.name} sends ${order.key}, which stands as ${row?.state ?? "nothing"} in the database`);
      return;
    }
    if (row.owner !== null) {
      const owner = owners.get(row.owner) ?? host;
      owners.set(row.owner, owner);
      if (owner !== host) report("INV-7", `${host.name} sends ${order.key}, which belongs to ${owner.name}`);
    }
    if (databaseNow !== null && row.lease_until !== null && row.lease_until < databaseNow()) {
      report("INV-7", `${host.name} sends ${order.key} ${databaseNow() - row.lease_until} ms after its lease`);
    }
  }

  function checkRead(host: Host, to: Target, order: Order): void {
    const place = `${to.channel}/${order.kind === "reply" ? order.under : ""}`;
    const sent = shots.get(order.key);
    // Below another head, because somebody deleted the first, nothing of it stands.
    const last = sent?.place === place && !sent.settled ? sent : undefined;
    const now = timeline.now();
    let firstAt = last?.firstAt ?? now;
    if (order.kind !== "edit" && last !== undefined) {
      const isLookedAt = (reads.get(place) ?? 0) >= last.at + REQUEST_MS + LANDS_WITHIN_MS;
      const isRepeat = server().kind === "discord" && now - last.firstAt <= REPEAT_MS;
      if (isLookedAt) firstAt = now;
      else if (!isRepeat && !mayDouble(to.channel)) {
        report(
          "INV-6",
          `${host.name} sends ${order.key} again ${now - last.at} ms later without a late look at ${place}`,
        );
      }
    }
    shots.set(order.key, { host, place, firstAt, at: now, settled: false });
  }

  function checkLimit(host: Host, to: Target, order: Order): void {
    const now = timeline.now();
    limits = limits.filter(({ until, host, kept }) => until > now && (kept || host.isAlive()));
    for (const limit of limits) {
      if ((limit.host !== host && !limit.kept) || (limit.channel !== null && limit.channel !== to.channel)) continue;
      // It knows what it heard itself when it claims; of others it knows what the database said when it looked.
      const row = rowOf(order);
      const knewAt = limit.host === host ? claims.get(row?.key ?? "") : heads.get(`${host.name} ${row?.lane ?? ""}`);
      if ((knewAt ?? 0) <= limit.heardAt) continue;
      // The time stands in the database by the clock of the machine that wrote it.
      const apart = limit.host === host ? 0 : host.machine.skew - limit.host.machine.skew;
      if (limit.until - apart <= now) continue;
      report("INV-10", `${host.name} sends ${order.key} ${limit.until - now} ms before the time that it was told`);
    }
  }

  return {
    violations,
    report,
    onAside: (key) => void aside.add(key),
    mayStandAnywhere: (key) => aside.has(key) || beforeRestore.has(key),
    onRestore: () => {
      restoredAt = timeline.now();
      for (const { key } of server().messages) beforeRestore.add(key);
    },
    excuse: (key) => void excused.add(key),
    onClaim: (_host, key) => void claims.set(key, timeline.now()),
    onHead: (host, lane) => void heads.set(`${host.name} ${lane}`, timeline.now()),
    onWaitKept: (host, lane) => {
      const channel = lane.slice(lane.indexOf(":") + 1);
      for (const limit of limits) if (limit.host === host && channel === (limit.channel ?? "*")) limit.kept = true;
    },
    onClockStep: () => {
      limits = [];
    },
    onByte: (host, to, order) => {
      checkIntent(host, order);
      checkLimit(host, to, order);
      checkRead(host, to, order);
    },
    onReply: (host, to, order, reply) => {
      if (reply.ok) return;
      const { failure } = reply;
      const shot = shots.get(order.key);
      if (shot?.host === host && failure.kind !== "unclear") shot.settled = true;
      if (failure.kind !== "rate-limited") return;
      const now = timeline.now();
      const channel = failure.scope === "channel" ? to.channel : null;
      limits.push({ host, channel, until: now + failure.retryAfterMs, heardAt: now, kept: false });
    },
    onHistory: (to, span) => void reads.set(`${to.channel}/${span.under ?? ""}`, timeline.now()),
    onCreated: ({ key, channel }) => {
      const times = (created.get(key) ?? 0) + 1;
      created.set(key, times);
      if (times > (excused.has(key) ? 2 : 1) && !mayDouble(channel))
        report("INV-1", `${key} stands ${times} times in ${channel}`);
      const row = query.byKey.get(key) as Row | undefined;
      // What was under way when a backup was put back was sent by other rows.
      if ((shots.get(key)?.at ?? restoredAt) < restoredAt) beforeRestore.add(key);
      if (row === undefined || beforeRestore.has(key)) return;
      const open = query.earlier.all(row.lane, row.sequence) as unknown as readonly { readonly key: string }[];
      // What stood aside comes when it can; a later message may be under way then.
      const earlier = open.find((one) => !aside.has(one.key));
      if (earlier !== undefined) report("INV-3", `${key} stands in ${channel} before ${earlier.key}`);
    },
  };
}
