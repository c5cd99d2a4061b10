import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createEvents, RETRY_MS } from "./events.ts";
import type { Events } from "./events.ts";
import { createFaults } from "./faults.ts";
import { serveMethod } from "./gate.ts";
import type { Gate, Later } from "./gate.ts";
import { sendReply } from "./http.ts";
import { createControls, inspect } from "./inspection.ts";
import type { Controls, Inspection } from "./inspection.ts";
import { createInteractions } from "./interactions.ts";
import type { Interactions } from "./interactions.ts";
import { createDoor, createTimers, listen } from "./listening.ts";
import { servePage } from "./page.ts";
import type { Hands } from "./page.ts";
import { createRates } from "./rates.ts";
import { Refusal } from "./refusal.ts";
import { createRequestUrl } from "./request-url.ts";
import { serveResponseUrl } from "./response-url.ts";
import { createSockets } from "./sockets.ts";
import type { Sockets } from "./sockets.ts";
import { createState } from "./state.ts";
import type { SlackState, StateOptions } from "./state.ts";
import { ACK_MS } from "./transport.ts";
import type { Send } from "./transport.ts";

export interface SlackOptions extends StateOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Whether calls are counted against Slack's limits from the start. Default: no. */
  readonly rateLimits?: boolean;
  /** Runs late effects of faults, and retries of events; real timers by default. */
  readonly later?: Later;
  /** Where the app listens, for an app that is reached over HTTP. Without it, Socket Mode. */
  readonly requestUrl?: string;
  /** How long an app may take to acknowledge, in milliseconds. Default: 3,000, as in Slack. */
  readonly ackMs?: number;
  /** When an event that was not acknowledged comes again, in milliseconds. Default: at once, 1 min, 5 min. */
  readonly retryMs?: readonly number[];
}

/** A strict Slack on loopback: what real Slack would refuse is refused, with the same words. */
export interface SlackServer extends Interactions, Events, Inspection, Controls {
  /** Every new connection is cut at once while it is off. */
  readonly setReachable: (reachable: boolean) => void;
  /** Connections of Socket Mode. */
  readonly sockets: Omit<Sockets, "send" | "close">;
  /** Waits until so many connections of Socket Mode are open. @throws Error when they are not within ten seconds */
  readonly connected: (count?: number) => Promise<void>;
  /** Reaches the app over HTTP from now on; null: by Socket Mode. */
  readonly setRequestUrl: (url: string | null) => void;
  readonly close: () => Promise<void>;
}

/** Starts a strict Slack on 127.0.0.1, with an invented workspace unless told otherwise. */
export async function startSlack(options: SlackOptions = {}): Promise<SlackServer> {
  const state = createState(options);
  const timers = createTimers(options.later);
  const gate: Gate = {
    state,
    faults: createFaults(),
    rates: createRates(state.now, options.rateLimits ?? false),
    later: timers.later,
  };
  const http = createServer();
  const door = createDoor(http);
  const { ackMs = ACK_MS, retryMs = RETRY_MS } = options;
  const sockets = createSockets(http, state, ackMs);
  const line = createLine(state, sockets, options.requestUrl ?? null, ackMs);
  const controls = createControls(gate);
  const interactions = createInteractions(state, line.send);
  const events = createEvents(state, line.send, timers.later, retryMs);
  const hands = { ...interactions, ...events, say: controls.say };
  http.on("request", (request, response) => {
    route(gate, hands, request, response).catch((error: unknown) => failed(gate, response, error));
  });
  state.origin = await listen(http, options.port ?? 0);
  return {
    ...inspect(state),
    ...controls,
    ...interactions,
    ...events,
    sockets,
    connected: (count = 1) => untilConnected(state, sockets, count),
    setRequestUrl: line.setUrl,
    setReachable: door.setOpen,
    close: async () => {
      timers.clear();
      sockets.close();
      await door.close();
    },
  };
}

/** The way to the app: its request URL when it has one, else a socket. */
function createLine(
  state: SlackState,
  sockets: Sockets,
  first: string | null,
  ackMs: number,
): { readonly send: Send; readonly setUrl: (url: string | null) => void } {
  let send = sockets.send;
  const setUrl = (url: string | null): void => {
    send = url === null ? sockets.send : createRequestUrl(state, url, ackMs);
  };
  setUrl(first);
  return { send: (envelope) => send(envelope), setUrl };
}

const CONNECT_MS = 10_000;

function untilConnected(state: SlackState, sockets: Sockets, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (sockets.count() < count) return;
      clearTimeout(timer);
      state.watchers.delete(look);
      resolve();
    };
    const timer = setTimeout(() => {
      state.watchers.delete(look);
      reject(new Error(`${sockets.count()} of ${count} connections are open after ${CONNECT_MS} ms`));
    }, CONNECT_MS);
    state.watchers.add(look);
    look();
  });
}

async function route(gate: Gate, hands: Hands, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const [, room = "", ...rest] = pathname.split("/");
  if (room === "api") return serveMethod(gate, request, response, rest.join("/"));
  if (room === "actions" && request.method === "POST")
    return serveResponseUrl(gate, request, response, rest.at(-1) ?? "");
  if (await servePage(gate.state, hands, request, response)) return;
  sendReply(response, { status: 404, body: { ok: false, error: "not_found" } }, gate.state.now());
}

/** A mistake of this server's own must not look like a fault of Slack's that somebody asked for. */
function failed(gate: Gate, response: ServerResponse, error: unknown): void {
  if (error instanceof Refusal) {
    sendReply(response, { status: 200, body: { ok: false, error: error.code } }, gate.state.now());
    return;
  }
  const body = { ok: false, error: "loopback_server_failed", detail: String(error) };
  if (!response.headersSent) sendReply(response, { status: 500, body }, gate.state.now());
}
