import type { PlatformName } from "./subscription.ts";

/** A token bucket: `burst` messages at once, then `perSecond`. */
export interface Pace {
  readonly perSecond: number;
  readonly burst: number;
}

/** How fast one channel and one platform may be written to, below what they refuse. */
export interface Paces {
  readonly lane: Pace;
  readonly platform: Pace;
}

/**
 * Null: as fast as it goes.
 * Slack: one message a second and channel, short bursts more, "several hundred" a minute and workspace (docs.slack.dev, rate limits).
 * Discord: 50 requests a second (docs.discord.com, rate limits); a channel's own bucket of 5 in 5 s is told by its headers.
 */
export const PACES: Readonly<Record<PlatformName, Paces | null>> = {
  console: null,
  slack: { lane: { perSecond: 1, burst: 5 }, platform: { perSecond: 5, burst: 20 } },
  discord: { lane: { perSecond: 1, burst: 5 }, platform: { perSecond: 45, burst: 45 } },
};

/** What a bucket holds, and when that was so by a steady clock, milliseconds. */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/**
 * Books one token, the next one that comes when there is none: who asks later waits longer, so that nobody need ask twice.
 * @param bucket null: full
 * @returns the bucket without it (below 0: booked ahead), and how long until the token is there
 */
export function bookToken(
  bucket: Bucket | null,
  { perSecond, burst }: Pace,
  now: number,
): { readonly bucket: Bucket; readonly waitMs: number } {
  const filled = bucket === null ? burst : Math.min(burst, bucket.tokens + ((now - bucket.at) * perSecond) / 1000);
  const tokens = filled - 1;
  // Sums of fractions end a hair below the whole.
  return { bucket: { tokens, at: now }, waitMs: tokens > -1e-9 ? 0 : Math.ceil((-tokens * 1000) / perSecond) };
}
