import type { Clock } from "../../core/time.ts";
import type { Reply } from "./client.ts";
import type { HttpResult } from "../wire.ts";

/** Discord bans an address after 10,000 requests in 10 minutes that were answered with 401, 403 or 429. We stop long before. */
const INVALID_WINDOW_MS = 600_000;
const MAX_INVALID = 1_000;
/** Routes remembered before those whose time is over are forgotten. */
const MAX_ROUTES = 1_000;

interface Held {
  readonly retryAfterMs: number;
  readonly scope: "channel" | "platform";
}

/** What good conduct forbids at the moment. */
export interface Conduct {
  /** Null: go ahead. */
  readonly heldFor: (route: string) => Held | null;
  readonly learn: (route: string, result: Extract<HttpResult, { state: "answered" }>, reply: Reply) => void;
}

/** Remembers the limits that Discord announces with every answer, so that no request runs into one knowingly. */
export function openConduct(clock: Pick<Clock, "monotonic">): Conduct {
  const until = new Map<string, number>();
  let everywhere = 0;
  let invalid: number[] = [];

  const forget = (now: number): void => {
    for (const [route, at] of until) if (at <= now) until.delete(route);
  };

  return {
    heldFor: (route) => {
      // First answers to people have no limit, not even the global one, and three seconds.
      if (route.includes("/interactions/")) return null;
      const now = clock.monotonic();
      invalid = invalid.filter((at) => at > now - INVALID_WINDOW_MS);
      const [oldest] = invalid;
      if (oldest !== undefined && invalid.length >= MAX_INVALID) {
        return { retryAfterMs: oldest + INVALID_WINDOW_MS - now, scope: "platform" };
      }
      if (everywhere > now) return { retryAfterMs: everywhere - now, scope: "platform" };
      const at = until.get(route) ?? 0;
      if (at > now) return { retryAfterMs: at - now, scope: "channel" };
      until.delete(route);
      return null;
    },
    learn: (route, { status, headers }, reply) => {
      const now = clock.monotonic();
      if (route.includes("/interactions/")) return;
      if (until.size > MAX_ROUTES) forget(now);
      const shared = headers["x-ratelimit-scope"] === "shared";
      if (status === 401 || status === 403 || (status === 429 && !shared)) invalid.push(now);
      if (reply.state === "limited") {
        if (reply.scope === "platform") everywhere = now + reply.retryAfterMs;
        else until.set(route, now + reply.retryAfterMs);
        return;
      }
      const wait = Number(headers["x-ratelimit-reset-after"]);
      if (headers["x-ratelimit-remaining"] === "0" && wait > 0) until.set(route, now + Math.ceil(wait * 1_000));
    },
  };
}
