import type { IncomingMessage, ServerResponse } from "node:http";
import { optional } from "./args.ts";
import type { Args } from "./args.ts";
import type { FaultKind, FaultQueue } from "./faults.ts";
import { parseArgs, readBody, sendReply } from "./http.ts";
import type { Reply } from "./http.ts";
import type { Method } from "./methods/method.ts";
import { METHODS } from "./methods/table.ts";
import type { Rates } from "./rates.ts";
import { Refusal } from "./refusal.ts";
import { violate } from "./state.ts";
import type { RequestRecord, SlackState } from "./state.ts";

/** Runs something later; tests may put their own clock in. @returns how to call it off */
export type Later = (ms: number, run: () => void) => () => void;

/** What every call passes through. */
export interface Gate {
  readonly state: SlackState;
  readonly faults: FaultQueue;
  readonly rates: Rates;
  readonly later: Later;
}

/** One call of a Web API method: fault, rate, token, scope, then the method itself. */
export async function serveMethod(
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
): Promise<void> {
  const body = await bodyOrRefusal(request);
  const args = body instanceof Refusal ? {} : body;
  const token = tokenOf(request, args);
  const run = (): Reply => (body instanceof Refusal ? replyTo(body) : callMethod(gate, name, args, token));
  answerThroughFault(gate, response, name, args, run);
}

async function bodyOrRefusal(request: IncomingMessage): Promise<Args | Refusal> {
  try {
    return parseArgs(request, await readBody(request));
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function tokenOf(request: IncomingMessage, args: Args): string | undefined {
  const [, bearer] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
  // A token in the address is refused by Slack since 2021.
  return bearer ?? (request.method === "POST" ? optional(args, "token") : undefined);
}

/** Answers a call as the fault that waits for it says; as asked when none waits. */
export function answerThroughFault(
  gate: Gate,
  response: ServerResponse,
  name: string,
  args: Args,
  run: () => Reply,
): void {
  const { state } = gate;
  const fault = gate.faults.meet(name, args);
  const record: RequestRecord = {
    at: state.now(),
    method: name,
    args: withoutToken(args),
    answer: null,
    fault: fault?.kind ?? null,
  };
  state.requests.push(record);
  const channel = name === "chat.postMessage" ? optional(args, "channel") : undefined;
  if (gate.rates.early(name, channel)) violate(state, "called_during_retry_after", name);
  const send = (reply: Reply): void => {
    record.answer = { status: reply.status, body: reply.body };
    if (!response.destroyed) sendReply(response, reply, state.now());
  };
  if (fault === null) return send(run());
  const rateLimited = (seconds: number): void => {
    gate.rates.told(name, channel, seconds);
    send(tooMany(seconds));
  };
  playFault(gate, fault, { response, run, send, rateLimited });
}

interface Stage {
  readonly response: ServerResponse;
  readonly run: () => Reply;
  readonly send: (reply: Reply) => void;
  readonly rateLimited: (seconds: number) => void;
}

function playFault(gate: Gate, fault: FaultKind, { response, run, send, rateLimited }: Stage): void {
  switch (fault.kind) {
    case "rate_limited":
      return rateLimited(fault.retryAfter);
    case "http_error":
      if (fault.applied) run();
      return send({ status: fault.status, body: "" });
    case "cut":
      if (fault.applied) run();
      response.destroy();
      return;
    case "slow": {
      const reply = run();
      gate.later(fault.ms, () => send(reply));
      return;
    }
    case "truncated": {
      const reply = run();
      const text = JSON.stringify(reply.body);
      return send({ ...reply, body: text.slice(0, text.length / 2), headers: { "content-type": "application/json" } });
    }
    case "html":
      if (fault.applied) run();
      return send({ status: fault.status, body: "<html><body><h1>Bad gateway</h1></body></html>" });
    case "error":
      if (fault.applied) run();
      return send({ status: 200, body: { ok: false, error: fault.error } });
    case "lands_late":
      response.destroy();
      gate.later(fault.ms, () => {
        run();
      });
      return;
    default:
      fault satisfies never;
  }
}

function withoutToken(args: Args): Args {
  const { token: _token, ...rest } = args;
  return rest;
}

function tooMany(seconds: number): Reply {
  return { status: 429, body: { ok: false, error: "ratelimited" }, headers: { "retry-after": String(seconds) } };
}

function replyTo(refusal: Refusal): Reply {
  return { status: 200, body: { ok: false, error: refusal.code, ...refusal.fields } };
}

/** The method with everything that Slack checks before it. */
function callMethod(gate: Gate, name: string, args: Args, token: string | undefined): Reply {
  const { state, rates } = gate;
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (method === undefined) return replyTo(new Refusal("unknown_method", { req_method: name }));
  try {
    checkToken(state, method, token);
    const channel = optional(args, "channel");
    const wait = rates.take(name, method.tier, channel);
    if (wait !== null) {
      rates.told(name, name === "chat.postMessage" ? channel : undefined, wait);
      return tooMany(wait);
    }
    const needed = checkScopes(state, method, args);
    noteUnknown(state, name, method, args);
    const fields = method.run(state, args);
    return { status: 200, body: { ok: true, ...fields }, headers: scopeHeaders(state, needed) };
  } catch (error) {
    if (error instanceof Refusal) return replyTo(error);
    throw error;
  }
}

function checkToken({ app, tokenState }: SlackState, { token: kind }: Method, token: string | undefined): void {
  if (token === undefined) throw new Refusal("not_authed");
  if (token !== app.botToken && token !== app.appToken) throw new Refusal("invalid_auth");
  if (token === app.botToken && tokenState === "revoked") throw new Refusal("token_revoked");
  if (token === app.botToken && tokenState === "invalid") throw new Refusal("invalid_auth");
  if (token !== (kind === "bot" ? app.botToken : app.appToken)) throw new Refusal("not_allowed_token_type");
}

function checkScopes(state: SlackState, method: Method, args: Args): readonly string[] {
  const needed = method.scopes(state, args);
  if (needed.some((scope) => !state.scopes.has(scope))) {
    throw new Refusal("missing_scope", { needed: needed.join(","), provided: [...state.scopes].join(",") });
  }
  return needed;
}

function scopeHeaders(state: SlackState, needed: readonly string[]): Record<string, string> {
  return { "x-oauth-scopes": [...state.scopes].join(","), "x-accepted-oauth-scopes": needed.join(",") };
}

/** Bolt's client puts the team into every call. */
const EVERYWHERE: ReadonlySet<string> = new Set(["token", "team_id"]);

/** Slack passes over an argument it does not know: a misspelt one does nothing. Here it is noted. */
function noteUnknown(state: SlackState, name: string, method: Method, args: Args): void {
  for (const arg of Object.keys(args)) {
    if (!EVERYWHERE.has(arg) && !method.args.includes(arg)) violate(state, "unknown_argument", `${name}: ${arg}`);
  }
}
