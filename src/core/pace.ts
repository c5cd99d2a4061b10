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
 * Slack: one message a second and channel, "several hundred" a minute and workspace (docs.slack.dev, rate limits).
 * Discord: 50 requests a second (docs.discord.com, rate limits); a channel's own bucket of 5 in 5 s is told by its headers.
 */
export const PACES: Readonly<Record<PlatformName, Paces | null>> = {
  console: null,
  slack: { lane: { perSecond: 1, burst: 1 }, platform: { perSecond: 5, burst: 20 } },
  discord: { lane: { perSecond: 1, burst: 3 }, platform: { perSecond: 45, burst: 45 } },
};

/** What a bucket holds, and when that was so by a steady clock, milliseconds. */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/**
 * Takes one token.
 * @param bucket null: full
 * @returns the bucket without it, or, when there is none, how long until there is
 */
export function takeToken(
  bucket: Bucket | null,
  { perSecond, burst }: Pace,
  now: number,
): { readonly bucket: Bucket; readonly waitMs: number } {
  const filled = bucket === null ? burst : Math.min(burst, bucket.tokens + ((now - bucket.at) * perSecond) / 1000);
  // Sums of fractions end a hair below the whole.
  if (filled >= 1 - 1e-9) return { bucket: { tokens: Math.max(0, filled - 1), at: now }, waitMs: 0 };
  return { bucket: { tokens: filled, at: now }, waitMs: Math.ceil(((1 - filled) * 1000) / perSecond) };
}
