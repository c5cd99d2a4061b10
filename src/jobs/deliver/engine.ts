import type { Ports } from "../ports.ts";
import type { Alert } from "./alert.ts";
import type { Memory } from "./memory.ts";

/** What the parts of the dispatcher work with. */
export interface Engine {
  readonly ports: Ports;
  readonly memory: Memory;
  /** Nothing new may be begun. */
  readonly isClosed: () => boolean;
  /** See alert.ts. */
  readonly alert: (alert: Alert) => Promise<void>;
  /** Something was added to a lane. */
  readonly start: (lane: string) => void;
}

/** How long a lane rests before its next step, milliseconds; 0: not at all; null: until it is woken. */
export type Rest = number | null;

export function soonest(a: Rest, b: Rest): Rest {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}

/** A claim is ours for so long by the database's clock. */
export const LEASE_MS = 60_000;
/** The first byte leaves within this after the intent was begun, or not at all; with the 15 s of a request far within the lease. */
export const FENCE_MS = 20_000;
/** A post whose channel cannot be read is told of after this, and its policy applies; then it is set aside. */
export const UNREADABLE_ALERT_MS = 15 * 60_000;
export const ASIDE_MS = 30 * 60_000;
/** What was owed for longer while its channel was closed is no news any more. */
export const STALE_MS = 24 * 3_600_000;
