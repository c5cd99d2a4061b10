import { platformLaneOf } from "../../core/delivery.ts";
import type { Delivery } from "../../core/delivery.ts";
import { CLOSED } from "../../core/breaker.ts";
import type { Breaker } from "../../core/breaker.ts";
import type { Bucket } from "../../core/pace.ts";
import type { PlatformName } from "../../core/subscription.ts";
import type { Clock, EpochMs } from "../../core/time.ts";
import { createGate } from "../../core/gate.ts";
import type { Gate } from "../../core/gate.ts";

/** What happened since the start, for metrics. All grow only. */
export interface DeliveryCounts {
  /** Requests that carried a message. */
  tries: number;
  sent: number;
  /** Unclear outcomes, and of those the messages that were found in the channel, and those that were sent again. */
  unclear: number;
  found: number;
  resent: number;
  /** Rows that the guard after a start found posted already. */
  restored: number;
  unreachable: number;
  rateLimited: number;
  refused: number;
  degraded: number;
  dead: number;
  cancelled: number;
  setAside: number;
  alerts: number;
  /** Faults of the database while a lane was worked on. */
  storeFaults: number;
}

/** What this process knows of a delivery besides its row; by the steady clock. Lost with the process, which only makes it more careful. */
export interface DeliveryMemory {
  /** When it was first tried, if by this process; absent: by another, or not yet. */
  firstTryAt?: number;
  due?: Moment;
  /** It was repeated while the platform made no second message of it. */
  repeated?: boolean;
  /** Term of the newest claim of this process. */
  claim?: number;
  doubt?: Doubt;
}

/** What is known of an unclear outcome. */
export interface Doubt {
  /** Of the claim that ended so. */
  readonly term: number;
  /** Since when it is known that no request of that claim is under way any more. */
  readonly since: number;
  lookedEarly: boolean;
  /** When it is sent again, once that is decided. */
  resendAt: number | null;
  /** How often its channel could not be read, and when it is tried again. */
  unreadable: number;
  readAt: number;
}

/** A moment that stands in the database by the wall clock of whoever wrote it, and what it was by our steady clock when we first saw it. */
export interface Moment {
  readonly wall: EpochMs;
  readonly steady: number;
}

/**
 * How long until a moment. It is translated once, so that a wall clock that jumps does not move it.
 * @param longest no wait of this kind is longer, milliseconds
 */
export function untilMoment(
  known: Moment | undefined,
  wall: EpochMs,
  clock: Clock,
  longest: number,
): { readonly moment: Moment; readonly waitMs: number } {
  const now = clock.monotonic();
  const moment =
    known?.wall === wall ? known : { wall, steady: now + Math.min(longest, Math.max(0, wall - clock.now())) };
  return { moment, waitMs: Math.max(0, moment.steady - now) };
}

/** The moment so many milliseconds from now. */
export function momentIn(ms: number, clock: Clock): Moment {
  return { wall: Math.ceil(clock.now() + ms), steady: clock.monotonic() + ms };
}

/** The later of two, by each of its clocks. */
export function laterOf(known: Moment | undefined, other: Moment): Moment {
  if (known === undefined) return other;
  return { wall: Math.max(known.wall, other.wall), steady: Math.max(known.steady, other.steady) };
}

/** What is known of the row's unclear outcome: another process may have made a newer one. */
export function doubtOf(known: DeliveryMemory, { term }: Pick<Delivery, "term">, now: number): Doubt {
  if (known.doubt?.term !== term) known.doubt = newDoubt(term, now);
  return known.doubt;
}

export function newDoubt(term: number, since: number): Doubt {
  return { term, since, lookedEarly: false, resendAt: null, unreadable: 0, readAt: 0 };
}

/** Time since a delivery was first tried, milliseconds; by the wall clock when that was before this process. */
export function sinceFirstTry(known: DeliveryMemory, { firstSentAt }: Delivery, clock: Clock): number {
  if (known.firstTryAt !== undefined) return clock.monotonic() - known.firstTryAt;
  return firstSentAt === null ? 0 : Math.max(0, clock.now() - firstSentAt);
}

interface LaneMemory {
  notBefore?: Moment;
  /** When a paused channel is looked at again. */
  lookAt?: Moment;
  bucket: Bucket | null;
  /** Its turn with the platform, by the steady clock; null: none is booked. */
  turnAt: number | null;
  /** Marker → message id of what stood in the channel before this process sent anything there. */
  readonly seen: Map<string, string>;
  /** "" for the channel itself and heads of threads: what the guard has read. */
  readonly guarded: Set<string>;
  /** Of places that could not be read yet. */
  readonly guardTries: Map<string, { readonly times: number; readonly nextAt: number }>;
  /** When the newest message that the database knew at our first look was sent; null: it knew none; absent: not looked yet. */
  newestAtFirst?: EpochMs | null;
  /** Whether rows may stand aside. */
  mayHaveAside: boolean;
  asideAt: number;
}

interface PlatformMemory {
  notBefore?: Moment;
  breaker: Breaker;
  bucket: Bucket | null;
  readonly gate: Gate;
}

export interface Memory {
  /** Names this process in its claims. */
  readonly owner: string;
  readonly counts: DeliveryCounts;
  readonly delivery: (key: string) => DeliveryMemory;
  /** It is final, or somebody else's. */
  readonly forget: (key: string) => void;
  readonly lane: (lane: string) => LaneMemory;
  /** What held the lane and its platform is to be read anew. */
  readonly renew: (lane: string) => void;
  /** Nothing that the platform asked holds up the lane, or the platform, any more. */
  readonly release: (lane: string) => void;
  readonly platform: (name: PlatformName) => PlatformMemory;
  /** Heads of threads that this process posted: nothing older stands below them. */
  readonly ownHeads: Set<string>;
}

/** Requests under way at one time and platform. Paces let out far less; where there is none, sockets have an end. */
const MAX_UNDER_WAY = 512;

export function createMemory(owner: string): Memory {
  const deliveries = new Map<string, DeliveryMemory>();
  const lanes = new Map<string, LaneMemory>();
  const platforms = new Map<PlatformName, PlatformMemory>();
  return {
    owner,
    counts: noCounts(),
    delivery: (key) => kept(deliveries, key, () => ({})),
    forget: (key) => void deliveries.delete(key),
    lane: (lane) =>
      kept(lanes, lane, () => ({
        bucket: null,
        turnAt: null,
        seen: new Map<string, string>(),
        guarded: new Set<string>(),
        guardTries: new Map(),
        mayHaveAside: false,
        asideAt: 0,
      })),
    renew: (lane) => {
      const known = lanes.get(lane);
      if (known === undefined) return;
      known.mayHaveAside = true;
      known.asideAt = 0;
    },
    release: (lane) => {
      const held = [
        lanes.get(lane),
        ...[...platforms].flatMap(([name, all]) => (platformLaneOf(name) === lane ? [all] : [])),
      ];
      for (const one of held) delete one?.notBefore;
      delete lanes.get(lane)?.lookAt;
    },
    platform: (name) =>
      kept(platforms, name, () => ({ breaker: CLOSED, bucket: null, gate: createGate(MAX_UNDER_WAY) })),
    ownHeads: new Set(),
  };
}

function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function noCounts(): DeliveryCounts {
  return {
    tries: 0,
    sent: 0,
    unclear: 0,
    found: 0,
    resent: 0,
    restored: 0,
    unreachable: 0,
    rateLimited: 0,
    refused: 0,
    degraded: 0,
    dead: 0,
    cancelled: 0,
    setAside: 0,
    alerts: 0,
    storeFaults: 0,
  };
}
