import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../../core/time.ts";
import { openConduct } from "./conduct.ts";
import { openWire } from "../wire.ts";
import type { HttpCall, HttpResult } from "../wire.ts";

const API_URL = "https://discord.com/api";
const API_VERSION = 10;
const USER_AGENT = "DiscordBot (copydesk, 0.1)";
/** Where a limit names no time. */
const DEFAULT_RETRY_MS = 5_000;
const MAX_READ_WAIT_MS = 5_000;
const MAX_READ_WAITS = 3;

export interface ClientOptions {
  readonly token: string;
  /** Ends in "/api"; null: Discord itself. */
  readonly apiUrl: string | null;
  readonly clock: Clock;
}

/** What came of one request. */
export type Reply =
  | { readonly state: "ok"; readonly body: unknown }
  /** Discord said no, in its own words. `code`: of its JSON error codes; 0: none was given. */
  | { readonly state: "refused"; readonly status: number; readonly code: number; readonly message: string }
  | { readonly state: "limited"; readonly retryAfterMs: number; readonly scope: "channel" | "platform" }
  /** Nothing was sent. */
  | { readonly state: "unsent"; readonly reason: string }
  /** It was sent, and there is no answer that can be read. */
  | { readonly state: "unclear"; readonly reason: string; readonly status?: number };

export interface Client {
  readonly get: (path: string, query?: Readonly<Record<string, string>>) => Promise<Reply>;
  readonly send: (
    method: "POST" | "PATCH" | "PUT",
    path: string,
    body: unknown,
    fence?: () => boolean,
  ) => Promise<Reply>;
  /** To a person who waits. */
  readonly answer: (method: "POST" | "PATCH", path: string, body: unknown) => Promise<Reply>;
  /** Discord's clock less ours, in milliseconds, by its last answer; null before the first. */
  readonly ahead: () => number | null;
  readonly close: () => void;
}

/** Discord's REST API: every request tried once, limits kept before they strike, and no secret in any error. */
export function openClient({ token, apiUrl, clock }: ClientOptions): Client {
  const wire = openWire();
  const conduct = openConduct(clock);
  // People copy the word along that stands before it in a header.
  const authorization = `Bot ${token.replace(/^Bot\s+/i, "")}`;
  const base = `${apiUrl ?? API_URL}/v${API_VERSION}`;
  let ahead: number | null = null;

  async function ask(
    method: HttpCall["method"],
    path: string,
    call: Omit<HttpCall, "method" | "url" | "headers">,
    query = "",
  ): Promise<Reply> {
    const route = routeOf(method, path);
    const held = conduct.heldFor(route);
    if (held !== null) return { state: "limited", ...held };
    const headers = {
      Authorization: authorization,
      "User-Agent": USER_AGENT,
      Accept: "application/json",
      ...(call.body === undefined ? {} : { "Content-Type": "application/json" }),
    };
    const result = await wire.call({ method, url: `${base}${path}${query}`, headers, ...call });
    if (result.state === "unsent") return { state: "unsent", reason: result.reason };
    if (result.state === "unanswered") return { state: "unclear", reason: result.reason };
    ahead = distance(result.headers.date, clock.now()) ?? ahead;
    const reply = replyOf(result);
    conduct.learn(route, result, reply);
    return reply;
  }

  /** Reading does no harm, so short waits are waited out: a long history meets its limit every few pages. */
  async function read(path: string, query: string): Promise<Reply> {
    for (let wait = 0; ; wait += 1) {
      const reply = await ask("GET", path, { kept: true }, query);
      if (reply.state !== "limited" || reply.retryAfterMs > MAX_READ_WAIT_MS || wait === MAX_READ_WAITS) return reply;
      await pause(reply.retryAfterMs);
    }
  }

  return {
    get: (path, query = {}) => {
      const text = new URLSearchParams(query).toString();
      return read(path, text === "" ? "" : `?${text}`);
    },
    send: (method, path, body, fence) =>
      ask(method, path, { body: JSON.stringify(body), kept: false, ...(fence === undefined ? {} : { fence }) }),
    answer: (method, path, body) => ask(method, path, { body: JSON.stringify(body), kept: true }),
    ahead: () => ahead,
    close: wire.close,
  };
}

function distance(date: string | undefined, now: number): number | null {
  const at = Date.parse(date ?? "");
  // The header has whole seconds: half of one is the best guess.
  return Number.isNaN(at) ? null : at + 500 - now;
}

/** Requests that share a limit: method, path and the channel, server or webhook in it. */
function routeOf(method: string, path: string): string {
  const [, kind = "", id = "", ...rest] = path.split("/");
  return [method, kind, id, ...rest.map((part) => (/^\d+$/.test(part) ? ":id" : part))].join("/");
}

function replyOf(result: Extract<HttpResult, { state: "answered" }>): Reply {
  const { status, headers, text } = result;
  const body = jsonOf(text);
  if (status >= 200 && status < 300) {
    if (status === 204) return { state: "ok", body: null };
    return body === undefined ? { state: "unclear", reason: "the answer could not be read" } : { state: "ok", body };
  }
  const told = isRecord(body) ? body : null;
  if (status === 429) return limitOf(told, headers);
  if (status === 401) return { state: "refused", status, code: codeOf(told), message: wordsOf(told, "Unauthorized") };
  if (status >= 300 && status < 400) return { state: "unclear", reason: `the server sent us elsewhere (${status})` };
  if (status >= 500) return { state: "unclear", reason: `the server failed (${status})` };
  // A refusal that does not speak as Discord does came from something on the way.
  if (told === null) return { state: "unclear", reason: `an answer that is not Discord's (${status})`, status };
  return { state: "refused", status, code: codeOf(told), message: wordsOf(told, "no reason was given") };
}

/** Its time may stand in the body, in seconds with a fraction, or in the header. */
function limitOf(
  told: Readonly<Record<string, unknown>> | null,
  headers: Record<string, string | string[] | undefined>,
): Reply {
  const seconds = [told?.["retry_after"], headers["retry-after"], headers["x-ratelimit-reset-after"]]
    .map((value) => (value === undefined || value === "" ? Number.NaN : Number(value)))
    .find((value) => Number.isFinite(value) && value >= 0);
  const everywhere =
    told?.["global"] === true ||
    headers["x-ratelimit-scope"] === "global" ||
    headers["x-ratelimit-global"] !== undefined;
  // Without Discord's own words it is the guard in front of its servers, which looks at addresses, not at channels.
  return {
    state: "limited",
    retryAfterMs: seconds === undefined ? DEFAULT_RETRY_MS : Math.ceil(seconds * 1_000),
    scope: everywhere || told === null ? "platform" : "channel",
  };
}

function codeOf(told: Readonly<Record<string, unknown>> | null): number {
  const code = told?.["code"];
  return typeof code === "number" ? code : 0;
}

/** Discord's sentence, and for a form what is wrong where. */
function wordsOf(told: Readonly<Record<string, unknown>> | null, otherwise: string): string {
  const message = told?.["message"];
  const details = told?.["errors"] === undefined ? "" : `: ${leaves(told["errors"]).slice(0, 3).join("; ")}`;
  return `${typeof message === "string" && message !== "" ? message : otherwise}${details}`.slice(0, 500);
}

function leaves(tree: unknown, path = ""): readonly string[] {
  if (!isRecord(tree)) return [];
  const { _errors: own } = tree;
  if (Array.isArray(own))
    return own.map((one: unknown) => `${path} ${isRecord(one) ? String(one["message"]) : ""}`.trim());
  return Object.entries(tree).flatMap(([key, below]) => leaves(below, path === "" ? key : `${path}.${key}`));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
