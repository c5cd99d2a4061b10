import type { Json } from "./json.ts";

export interface RateLimits {
  /** Requests a window for each route and channel. */
  readonly perRoute: number;
  /** Milliseconds. */
  readonly windowMs: number;
  /** Requests a second of the whole bot; 50 at Discord. */
  readonly global: number;
}

/** Far above what a well-behaved bot sends; Discord's own are not published. */
const OFF: RateLimits = { perRoute: 1_000, windowMs: 1_000, global: Number.POSITIVE_INFINITY };

type Scope = "user" | "global" | "shared";

export interface Refusal {
  readonly scope: Scope;
  readonly waitMs: number;
  /** The caller had been told to wait for longer. */
  readonly impatient: boolean;
}

export interface Limiter {
  /** Counts one request. @param counted whether the global limit is meant too */
  readonly take: (bucket: string, counted: boolean) => Refusal | null;
  /** Closes a bucket, or with the global scope all of them, for a while. */
  readonly block: (bucket: string, scope: Scope, ms: number) => void;
  readonly headers: (bucket: string) => Readonly<Record<string, string>>;
}

interface Window {
  readonly since: number;
  used: number;
}

export function createLimiter(now: () => number, limits: RateLimits = OFF): Limiter {
  const windows = new Map<string, Window>();
  const blocked = new Map<string, { readonly until: number; readonly scope: Scope }>();
  const windowOf = (key: string, ms: number): Window => {
    const old = windows.get(key);
    if (old && now() - old.since < ms) return old;
    const fresh = { since: now(), used: 0 };
    windows.set(key, fresh);
    return fresh;
  };
  const overflow = (bucket: string, counted: boolean): Refusal | null => {
    const own = windowOf(bucket, limits.windowMs);
    const all = windowOf(GLOBAL, 1_000);
    if (counted && all.used >= limits.global) return refuse(GLOBAL, "global", all.since + 1_000);
    if (own.used >= limits.perRoute) return refuse(bucket, "user", own.since + limits.windowMs);
    own.used += 1;
    if (counted) all.used += 1;
    return null;
  };
  const refuse = (key: string, scope: Scope, until: number): Refusal => {
    blocked.set(key, { until, scope });
    return { scope, waitMs: until - now(), impatient: false };
  };
  return {
    take: (bucket, counted) => {
      for (const key of counted ? [GLOBAL, bucket] : [bucket]) {
        const block = blocked.get(key);
        if (block && now() < block.until) return { scope: block.scope, waitMs: block.until - now(), impatient: true };
      }
      return overflow(bucket, counted);
    },
    block: (bucket, scope, ms) => {
      blocked.set(scope === "global" ? GLOBAL : bucket, { until: now() + ms, scope });
    },
    headers: (bucket) => {
      const own = windowOf(bucket, limits.windowMs);
      const resetMs = own.since + limits.windowMs;
      return {
        "X-RateLimit-Limit": String(limits.perRoute),
        "X-RateLimit-Remaining": String(Math.max(0, limits.perRoute - own.used)),
        "X-RateLimit-Reset": (resetMs / 1_000).toFixed(3),
        "X-RateLimit-Reset-After": (Math.max(0, resetMs - now()) / 1_000).toFixed(3),
        "X-RateLimit-Bucket": hashOf(bucket),
      };
    },
  };
}

const GLOBAL = "*";

/** Discord names a bucket by a hash that is the same for all channels. */
function hashOf(bucket: string): string {
  let hash = 7;
  for (const character of bucket.split(" ").slice(0, 2).join(" "))
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

export function refusalBody({ scope, waitMs }: Pick<Refusal, "scope" | "waitMs">): Json {
  const message = scope === "shared" ? "The resource is being rate limited." : "You are being rate limited.";
  return { message, retry_after: Math.ceil(waitMs) / 1_000, global: scope === "global" };
}

export function refusalHeaders({ scope, waitMs }: Pick<Refusal, "scope" | "waitMs">): Readonly<Record<string, string>> {
  return {
    "Retry-After": String(Math.max(1, Math.ceil(waitMs / 1_000))),
    "X-RateLimit-Scope": scope,
    ...(scope === "global" ? { "X-RateLimit-Global": "true" } : {}),
  };
}
