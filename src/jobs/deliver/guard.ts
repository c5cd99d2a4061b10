import { laneOf } from "../../core/delivery.ts";
import type { Delivery } from "../../core/delivery.ts";
import type { Platform } from "../../core/platform.ts";
import type { Engine } from "./engine.ts";
import { readHistory } from "./history.ts";

/** Clocks, and the time between an answer and its row. */
const MARGIN_MS = 5 * 60_000;
/** Of a channel that nothing was sent to, as far as the database knows. */
const UNKNOWN_PAST_MS = 72 * 3_600_000;
/** Heads of threads whose posting is remembered. */
const MAX_OWN_HEADS = 5_000;

/**
 * The database may be older than the channel: restored from a backup, or a copy. So before this process sends anything into
 * a channel or an older thread, it reads once what stands there since the newest message that the database knows.
 * @returns the id of the delivery's message when it stands there already
 */
export async function alreadyPosted(
  { ports, memory }: Engine,
  platform: Platform,
  delivery: Delivery,
  under: string | null,
): Promise<string | null> {
  const lane = laneOf(delivery.to);
  const known = memory.lane(lane);
  const place = under ?? "";
  if (!known.guarded.has(place) && (under === null || !memory.ownHeads.has(under))) {
    const now = ports.clock.now();
    const newest = await ports.store.deliveries.newestSent(lane);
    const since = newest === null || newest > now ? now - UNKNOWN_PAST_MS : newest - MARGIN_MS;
    const history = await readHistory(platform, delivery.to, { since, under });
    // A channel that cannot be read does not keep a first post back; `doctor` names it.
    if (history.known) for (const [key, messageId] of history.posts) known.seen.set(key, messageId);
    known.guarded.add(place);
  }
  return known.seen.get(delivery.key) ?? null;
}

/** Below a message of this process nothing older stands. */
export function rememberHead({ memory: { ownHeads } }: Engine, messageId: string): void {
  ownHeads.add(messageId);
  const [oldest] = ownHeads;
  if (ownHeads.size > MAX_OWN_HEADS && oldest !== undefined) ownHeads.delete(oldest);
}
