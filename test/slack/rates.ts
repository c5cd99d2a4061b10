import type { Tier } from "./methods/method.ts";

/** Calls a minute; docs.slack.dev/apis/web-api/rate-limits. */
const PER_MINUTE: Readonly<Record<Tier, number>> = { 1: 1, 2: 20, 3: 50, 4: 100, post: 300 };
const MINUTE_MS = 60_000;
/** chat.postMessage: one a second and channel, "short bursts" allowed; five at once are all that we allow. */
const CHANNEL_BURST = 5;
const CHANNEL_MS = 1000;

interface Bucket {
  tokens: number;
  at: number;
}

/** Counts calls when switched on, and remembers until when a caller was told to wait. */
export interface Rates {
  /** @returns seconds to wait, at least 1; null when the call may pass */
  readonly take: (method: string, tier: Tier, channel: string | undefined) => number | null;
  readonly switch: (on: boolean) => void;
  /** Notes that a caller was told to wait `seconds`. */
  readonly told: (method: string, channel: string | undefined, seconds: number) => void;
  /** Whether this caller was told to wait and does not. */
  readonly early: (method: string, channel: string | undefined) => boolean;
}

export function createRates(now: () => number, limited: boolean): Rates {
  const buckets = new Map<string, Bucket>();
  const waits = new Map<string, number>();
  let on = limited;
  const keyOf = (method: string, channel: string | undefined): string => `${method} ${channel ?? ""}`;
  const take = (key: string, capacity: number, msEach: number): number => {
    const at = now();
    const old = buckets.get(key) ?? { tokens: capacity, at };
    const tokens = Math.min(capacity, old.tokens + (at - old.at) / msEach);
    const passes = tokens >= 1;
    buckets.set(key, { tokens: passes ? tokens - 1 : tokens, at });
    return passes ? 0 : (1 - tokens) * msEach;
  };
  return {
    take: (method, tier, channel) => {
      if (!on) return null;
      const perMinute = PER_MINUTE[tier];
      const waits = [take(method, perMinute, MINUTE_MS / perMinute)];
      if (tier === "post") waits.push(take(keyOf(method, channel), CHANNEL_BURST, CHANNEL_MS));
      const longest = Math.max(...waits);
      return longest === 0 ? null : Math.max(1, Math.ceil(longest / 1000));
    },
    switch: (wanted) => {
      on = wanted;
    },
    told: (method, channel, seconds) => {
      waits.set(keyOf(method, channel), now() + seconds * 1000);
    },
    early: (method, channel) => now() < (waits.get(keyOf(method, channel)) ?? 0),
  };
}
