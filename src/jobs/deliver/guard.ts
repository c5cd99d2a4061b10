import { laneOf } from "../../core/delivery.ts";
import type { Delivery } from "../../core/delivery.ts";
import type { Platform } from "../../core/platform.ts";
import type { EpochMs } from "../../core/time.ts";
import type { Engine } from "./engine.ts";
import { readHistory } from "./history.ts";

/** Clocks, and the time between an answer and its row. */
const MARGIN_MS = 5 * 60_000;
const PAST_MS = 72 * 3_600_000;
/** A failure that may pass is worth these waits. */
const RETRIES_MS: readonly number[] = [5_000, 20_000];
/** Heads of threads whose posting is remembered. */
const MAX_OWN_HEADS = 5_000;

/** `messageId`: the delivery's message stands there already. `waitMs`: it is not known yet; ask again then. */
export interface Guarded {
  readonly messageId: string | null;
  readonly waitMs: number;
}

/**
 * The database may be older than the channel: restored from a backup, or a copy. So before this process sends anything into
 * a channel or an older thread, it reads once what stands there since the newest message that the database knows.
 */
export async function alreadyPosted(
  { ports, memory }: Engine,
  platform: Platform,
  delivery: Delivery,
  under: string | null,
): Promise<Guarded> {
  const lane = laneOf(delivery.to);
  const known = memory.lane(lane);
  const place = under ?? "";
  if (!known.guarded.has(place) && (under === null || !memory.ownHeads.has(under))) {
    // At least some days: another process may have written since a backup was put back, and clocks may have been wrong.
    const since = Math.min((known.newestAtFirst ?? Number.POSITIVE_INFINITY) - MARGIN_MS, ports.clock.now() - PAST_MS);
    const tried = known.guardTries.get(place) ?? { times: 0, nextAt: 0 };
    const waitMs = tried.nextAt - ports.clock.monotonic();
    if (waitMs > 0) return { messageId: null, waitMs };
    const history = await readHistory(ports.timers, platform, delivery.to, { since, under });
    const next = RETRIES_MS[tried.times];
    if (!history.known && history.passing === true && next !== undefined) {
      known.guardTries.set(place, { times: tried.times + 1, nextAt: ports.clock.monotonic() + next });
      return { messageId: null, waitMs: next };
    }
    // A channel that cannot be read does not keep a first post back; `doctor` names it.
    if (history.known) rememberSeen(known.seen, history.posts);
    known.guardTries.delete(place);
    known.guarded.add(place);
  }
  return { messageId: known.seen.get(delivery.key) ?? null, waitMs: 0 };
}

/**
 * Before this process writes anything about a lane: what it marks as sent now would hide how old the database is.
 * @param newestSent see `LaneHead`
 */
export function noteNewest({ memory }: Engine, lane: string, newestSent: EpochMs | null): void {
  const known = memory.lane(lane);
  if (known.newestAtFirst === undefined) known.newestAtFirst = newestSent;
}

export function rememberSeen(seen: Map<string, string>, posts: ReadonlyMap<string, string>): void {
  for (const [key, messageId] of posts) seen.set(key, messageId);
}

/** Below a message of this process nothing older stands. */
export function rememberHead({ memory: { ownHeads } }: Engine, messageId: string): void {
  ownHeads.add(messageId);
  const [oldest] = ownHeads;
  if (ownHeads.size > MAX_OWN_HEADS && oldest !== undefined) ownHeads.delete(oldest);
}
