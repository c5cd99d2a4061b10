import { ErrorCode, WebClient } from "@slack/web-api";
import type { FetchFunction, WebAPICallError } from "@slack/web-api";
import type { Clock } from "../../core/time.ts";
import { quiet } from "./logger.ts";

/** How one call of the Web API went. */
export type CallResult =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: Problem };

export type Problem =
  /** Slack's own word for what is wrong. */
  | { readonly kind: "said"; readonly code: string; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: "rate-limited"; readonly retryAfterMs: number }
  /** No byte of the request reached Slack. */
  | { readonly kind: "unreachable"; readonly reason: string }
  /** Nobody knows what became of it. */
  | { readonly kind: "unclear"; readonly reason: string; readonly status?: number };

export interface SlackClient {
  /**
   * One call, tried once; redirects are refused. Never throws.
   * @param fence asked right before the request is written; when it says no, nothing is sent
   */
  readonly call: (
    method: string,
    args: Readonly<Record<string, unknown>>,
    fence?: () => boolean,
  ) => Promise<CallResult>;
  /** Answers at an address that came with an interaction. @returns whether Slack took it */
  readonly respond: (url: string, body: unknown) => Promise<boolean>;
  /** Slack's clock less ours, in milliseconds, at the last answer; null: no answer yet. */
  readonly clockDistance: () => number | null;
}

export interface ClientOptions {
  readonly token: string;
  /** Another server in Slack's place; null: Slack itself. */
  readonly apiUrl: string | null;
  readonly clock: Pick<Clock, "now">;
  /** A request is given up after so long, in milliseconds; `REQUEST_MS` when left out. */
  readonly requestMs?: number;
}

export const REQUEST_MS = 15_000;
/** Where Slack asks to wait and does not say how long. */
const DEFAULT_WAIT_MS = 30_000;

class FenceClosed extends Error {}

class TooMany extends Error {
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super("rate limited");
    this.retryAfterMs = retryAfterMs;
  }
}

export function createClient({ token, apiUrl, clock, requestMs = REQUEST_MS }: ClientOptions): SlackClient {
  let distance: number | null = null;

  function watched(fence: () => boolean): FetchFunction {
    return async (url, init) => {
      if (!fence()) throw new FenceClosed();
      const response = await fetch(url, init);
      const date = Date.parse(response.headers.get("date") ?? "");
      if (!Number.isNaN(date)) distance = date - clock.now();
      if (response.status === 429) throw new TooMany(waitOf(response.headers.get("retry-after"), clock));
      return response;
    };
  }

  return {
    call: async (method, args, fence = () => true) => {
      // A client for each call, a twentieth of a millisecond: so its fetch knows whose fence to ask.
      const client = new WebClient(token, {
        ...(apiUrl !== null && { slackApiUrl: apiUrl }),
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: requestMs,
        allowAbsoluteUrls: false,
        logger: quiet,
        fetch: watched(fence),
      });
      try {
        const body = await client.apiCall(method, { ...args });
        return { ok: true, body: body as unknown as Readonly<Record<string, unknown>> };
      } catch (error) {
        return { ok: false, problem: problemOf(error) };
      }
    },
    respond: async (url, body) => {
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
          redirect: "error",
          signal: AbortSignal.timeout(requestMs),
        });
        const answer = await response.text();
        return response.ok && !/"ok"\s*:\s*false/.test(answer);
      } catch {
        return false;
      }
    },
    clockDistance: () => distance,
  };
}

/** Retry-After in milliseconds: whole or broken seconds, or a date. */
function waitOf(header: string | null, clock: Pick<Clock, "now">): number {
  const seconds = Number(header?.trim() || Number.NaN);
  if (Number.isFinite(seconds) && seconds >= 0) return Math.ceil(seconds * 1000);
  const date = Date.parse(header ?? "");
  return Number.isNaN(date) ? DEFAULT_WAIT_MS : Math.max(0, date - clock.now());
}

/** Errors of a connection that was never made. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "ENETDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** Slack's codes are short words with underscores; a page of a proxy or half an answer is none. */
const CODE = /^[a-z][a-z0-9_]{1,79}$/;

/** No message of the SDK goes on from here: some hold what a server sent. */
function problemOf(error: unknown): Problem {
  if (!isCallError(error)) return { kind: "unclear", reason: "Slack's answer cannot be read" };
  switch (error.code) {
    case ErrorCode.PlatformError:
      return said(error.data) ?? { kind: "unclear", reason: "Slack's answer cannot be read" };
    case ErrorCode.HTTPError:
      return (
        (error.statusCode < 500 ? said(error.body) : null) ?? {
          kind: "unclear",
          reason: `Slack answered with HTTP status ${error.statusCode}`,
          status: error.statusCode,
        }
      );
    case ErrorCode.RateLimitedError:
      return { kind: "rate-limited", retryAfterMs: error.retryAfter * 1000 };
    case ErrorCode.RequestError:
      return broken(error.original);
  }
}

function isCallError(error: unknown): error is WebAPICallError {
  return error instanceof Error && "code" in error && CALL_ERRORS.has(String(error.code));
}

const CALL_ERRORS: ReadonlySet<string> = new Set([
  ErrorCode.PlatformError,
  ErrorCode.HTTPError,
  ErrorCode.RateLimitedError,
  ErrorCode.RequestError,
]);

function said(data: unknown): Problem | null {
  if (typeof data !== "object" || data === null || !("error" in data)) return null;
  const body = data as Readonly<Record<string, unknown>>;
  const code = body["error"];
  if (typeof code !== "string" || !CODE.test(code)) return null;
  if (code !== "ratelimited") return { kind: "said", code, body };
  const { retryAfter } = (body["response_metadata"] ?? {}) as { readonly retryAfter?: number };
  return { kind: "rate-limited", retryAfterMs: retryAfter === undefined ? DEFAULT_WAIT_MS : retryAfter * 1000 };
}

function broken(original: Error): Problem {
  if (original instanceof FenceClosed) return { kind: "unreachable", reason: "its time to be sent had passed" };
  if (original instanceof TooMany) return { kind: "rate-limited", retryAfterMs: original.retryAfterMs };
  if (original.name === "TimeoutError") {
    return { kind: "unclear", reason: "Slack did not answer in time" };
  }
  const code = codeOf(original.cause) ?? codeOf(original);
  if (code === null) return { kind: "unclear", reason: "the connection to Slack broke off" };
  if (NEVER_CONNECTED.has(code)) return { kind: "unreachable", reason: `Slack could not be reached (${code})` };
  return { kind: "unclear", reason: `the connection to Slack broke off (${code})` };
}

function codeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
