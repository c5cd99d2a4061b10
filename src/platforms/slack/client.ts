import { ErrorCode, WebClient } from "@slack/web-api";
import type { FetchFunction, WebAPICallError } from "@slack/web-api";
import type { Clock } from "../../core/time.ts";
import { openWire } from "../wire.ts";
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

/** Nothing of the request left this machine. */
class Unsent extends Error {}
/** It left, and nobody knows what became of it. */
class Unanswered extends Error {}

class TooMany extends Error {
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super("rate limited");
    this.retryAfterMs = retryAfterMs;
  }
}

export function createClient({ token, apiUrl, clock, requestMs = REQUEST_MS }: ClientOptions): SlackClient {
  const wire = openWire(requestMs);
  let distance: number | null = null;

  /** Asks the fence when the connection stands: the SDK's own request would ask, then connect, and might be frozen between. */
  function watched(fence: () => boolean): FetchFunction {
    return async (url, { headers = {}, body } = {}) => {
      if (typeof body !== "string") throw new Unsent("files are not sent");
      const result = await wire.call({ method: "POST", url: String(url), headers, body, fence, kept: false });
      if (result.state === "unsent") throw new Unsent(result.reason);
      if (result.state === "unanswered") throw new Unanswered(result.reason);
      const { status, text } = result;
      const answered = new Headers(
        Object.entries(result.headers).map(([name, value]): [string, string] => [name, String(value ?? "")]),
      );
      const date = Date.parse(answered.get("date") ?? "");
      if (!Number.isNaN(date)) distance = date - clock.now();
      if (status === 429) throw new TooMany(waitOf(answered.get("retry-after"), clock));
      return {
        ok: status >= 200 && status < 300,
        status,
        statusText: "",
        url: String(url),
        headers: answered,
        text: async () => text,
        json: async () => JSON.parse(text) as unknown,
        arrayBuffer: async () => new TextEncoder().encode(text).buffer,
      };
    };
  }

  return {
    call: async (method, args, fence = () => true) => {
      // A client for each call, a twentieth of a millisecond: so its fetch knows whose fence to ask.
      const client = new WebClient(token, {
        ...(apiUrl !== null && { slackApiUrl: apiUrl }),
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        // The wire ends what takes too long.
        timeout: 0,
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
  if (original instanceof TooMany) return { kind: "rate-limited", retryAfterMs: original.retryAfterMs };
  if (original instanceof Unsent) return { kind: "unreachable", reason: `Slack was not reached: ${original.message}` };
  const reason = original instanceof Unanswered ? `: ${original.message}` : "";
  return { kind: "unclear", reason: `the connection to Slack broke off${reason}` };
}
