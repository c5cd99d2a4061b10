import type { Delivery, LaneHold } from "../core/delivery.ts";
import { laneOf } from "../core/delivery.ts";
import type { EpochMs } from "../core/time.ts";
import type { Store } from "../store/store.ts";

/** A delivery that waits or was given up. */
export interface OwedView {
  readonly key: string;
  /** The channel's name. */
  readonly channel: string;
  readonly lane: string;
  readonly action: Delivery["action"]["kind"];
  readonly state: Delivery["status"]["state"];
  /** Its channel goes on without it. */
  readonly aside: boolean;
  /** Times it was tried. */
  readonly tries: number;
  /** ISO 8601: since when it is owed. */
  readonly since: string;
  readonly ageMs: number;
  /** Why it was given up; null: it was not. */
  readonly reason: string | null;
  readonly mend: string | null;
}

/** What holds up a channel, or a platform ("slack:*"). */
export interface HeldView {
  readonly lane: string;
  /** Null: the platform asked to wait, no more. */
  readonly reason: string | null;
  readonly mend: string | null;
  /** ISO 8601: since when it is paused. */
  readonly since: string | null;
  /** ISO 8601: when it goes on, or is looked at again by itself; null: when a person says so, or after a restart. */
  readonly until: string | null;
}

export interface OutboxView {
  readonly counts: Readonly<Record<Delivery["status"]["state"], number>>;
  readonly held: readonly HeldView[];
  /** Oldest first. */
  readonly owed: readonly OwedView[];
  /** Given up; newest last. */
  readonly dead: readonly OwedView[];
}

const MOST_OWED = 200;
const MOST_DEAD = 20;

/** What waits in the outbox, what holds it up, and what was given up lately. */
export async function outboxView(store: Store, now: EpochMs): Promise<OutboxView> {
  const [counts, holds, owed, dead] = [
    await store.deliveries.counts(),
    await store.lanes.holds(),
    await store.deliveries.list(["pending", "sending", "unknown"], MOST_OWED),
    await store.deliveries.list(["dead"], MOST_DEAD),
  ];
  return {
    counts,
    held: holds.filter((hold) => hold.paused !== null || hold.notBefore > now).map((hold) => heldView(hold)),
    owed: owed.toReversed().map((row) => owedView(row, now)),
    dead: dead.toReversed().map((row) => owedView(row, now)),
  };
}

function heldView({ lane, paused, notBefore }: LaneHold): HeldView {
  if (paused === null) return { lane, reason: null, mend: null, since: null, until: time(notBefore) };
  const { what, reason, mend, since, lookAt } = paused;
  return { lane, reason, mend, since: time(since), until: what === "channel" ? time(lookAt) : null };
}

function owedView(row: Delivery, now: EpochMs): OwedView {
  const { key, to, action, status, aside, attempt, createdAt } = row;
  const failure = status.state === "dead" ? status.failure : null;
  return {
    key,
    channel: to.name,
    lane: laneOf(to),
    action: action.kind,
    state: status.state,
    aside,
    tries: attempt,
    since: time(createdAt),
    ageMs: Math.max(0, now - createdAt),
    reason: failure === null ? null : "reason" in failure ? failure.reason : "the platform allowed no more posts",
    mend: failure?.kind === "refused" ? failure.mend : null,
  };
}

function time(at: EpochMs): string {
  return new Date(at).toISOString();
}
