import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { RawData, WebSocket } from "ws";
import { isRecord } from "./blocks/checks.ts";
import { tell, violate } from "./state.ts";
import type { SlackState } from "./state.ts";
import type { Ack, Envelope, Send } from "./transport.ts";

/** docs.slack.dev/apis/events-api/using-socket-mode: at most ten connections of one app. */
const CONNECTIONS = 10;
const PING_MS = 5000;

/** All connections of Socket Mode. */
export interface Sockets {
  readonly send: Send;
  readonly count: () => number;
  /** Ends every connection without a word, as a broken network does. */
  readonly cut: () => void;
  /** New connections are cut while it is on. */
  readonly refuse: (on: boolean) => void;
  /** Asks every connection to come back: a warning, then `refresh_requested`, then the end, as every few hours. */
  readonly refresh: () => void;
  readonly close: () => void;
}

interface Pending {
  readonly envelope: Envelope;
  readonly socket: WebSocket;
  readonly sentAt: number;
  /** Null once it has been answered or given up. */
  settle: ((ack: Ack) => void) | null;
}

/** The hall of all connections: what is connected, whose turn it is, and what waits for an acknowledgement. */
interface Hall {
  readonly state: SlackState;
  readonly ackMs: number;
  readonly sockets: Set<WebSocket>;
  readonly pending: Map<string, Pending>;
  turn: number;
  refusing: boolean;
}

/** Socket Mode on the same port as everything else, under /link/. */
export function createSockets(http: Server, state: SlackState, ackMs: number): Sockets {
  const hall: Hall = { state, ackMs, sockets: new Set(), pending: new Map(), turn: 0, refusing: false };
  const upgrader = new WebSocketServer({ noServer: true });
  http.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const ticket = new URL(request.url ?? "/", "http://localhost").searchParams.get("ticket") ?? "";
    if (hall.refusing || !state.tickets.delete(ticket)) return void stream.destroy();
    upgrader.handleUpgrade(request, stream, head, (socket) => welcome(hall, socket));
  });
  const pinging = setInterval(() => {
    for (const socket of hall.sockets) socket.ping("loopback");
  }, PING_MS);
  const cut = (): void => {
    for (const socket of hall.sockets) socket.terminate();
  };
  return {
    send: (envelope) => send(hall, envelope),
    count: () => hall.sockets.size,
    cut,
    refuse: (on) => {
      hall.refusing = on;
    },
    refresh: () => refresh(hall),
    close: () => {
      clearInterval(pinging);
      cut();
      for (const pending of hall.pending.values()) settle(pending, lost(pending, "the server closed"));
      upgrader.close();
    },
  };
}

function welcome(hall: Hall, socket: WebSocket): void {
  const { state, sockets } = hall;
  if (sockets.size >= CONNECTIONS) {
    socket.send(JSON.stringify({ type: "disconnect", reason: "too_many_websockets" }));
    socket.close();
    return;
  }
  sockets.add(socket);
  socket.on("message", (data) => heard(hall, data));
  socket.on("error", () => socket.terminate());
  socket.once("close", () => leave(hall, socket));
  count(hall);
  const debug_info = { host: "loopback", build_number: 1, approximate_connection_time: 18_060 };
  const hello = { type: "hello", num_connections: sockets.size, connection_info: { app_id: state.app.id }, debug_info };
  socket.send(JSON.stringify(hello));
}

function count({ state, sockets }: Hall): void {
  state.connections = sockets.size;
  tell(state, { kind: "sockets", count: sockets.size });
}

/** What a lost connection had not acknowledged is lost with it. */
function leave(hall: Hall, socket: WebSocket): void {
  hall.sockets.delete(socket);
  count(hall);
  for (const pending of hall.pending.values()) {
    if (pending.socket === socket) settle(pending, lost(pending, "the connection ended before the acknowledgement"));
  }
}

function lost({ sentAt }: Pending, detail: string): Ack {
  return { ok: false, reason: "connection_failed", detail, afterMs: performance.now() - sentAt };
}

function settle(pending: Pending, ack: Ack): void {
  pending.settle?.(ack);
  pending.settle = null;
}

/** Any payload goes to any connection: here to each in turn. */
function send(hall: Hall, envelope: Envelope): Promise<Ack> {
  const open = [...hall.sockets];
  const socket = open[hall.turn++ % Math.max(1, open.length)];
  if (socket === undefined) {
    return Promise.resolve({ ok: false, reason: "connection_failed", detail: "no connection is open", afterMs: 0 });
  }
  const id = hall.state.nextId("envelope-");
  return new Promise((resolve) => {
    const pending: Pending = { envelope, socket, sentAt: performance.now(), settle: resolve };
    hall.pending.set(id, pending);
    const timer = setTimeout(() => giveUp(hall, pending), hall.ackMs);
    pending.settle = (ack) => {
      clearTimeout(timer);
      resolve(ack);
    };
    socket.send(JSON.stringify(wireEnvelope(id, envelope)));
  });
}

function giveUp({ state, ackMs }: Hall, pending: Pending): void {
  violate(state, "no_ack", `${pending.envelope.type} was not acknowledged within ${ackMs} ms`);
  const detail = `no acknowledgement within ${ackMs} ms`;
  settle(pending, { ok: false, reason: "operation_timeout", detail, afterMs: performance.now() - pending.sentAt });
}

function wireEnvelope(id: string, { type, payload, acceptsPayload, retry }: Envelope): Record<string, unknown> {
  return {
    envelope_id: id,
    type,
    payload,
    accepts_response_payload: acceptsPayload,
    ...(type === "events_api" && { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? "" }),
  };
}

/** Acknowledgements are all that an app may say here. */
function heard(hall: Hall, data: RawData): void {
  const message = parse(data);
  const id = isRecord(message) ? message["envelope_id"] : undefined;
  const pending = typeof id === "string" ? hall.pending.get(id) : undefined;
  if (!isRecord(message) || pending === undefined) {
    return violate(hall.state, "bad_ack", "what came over the socket acknowledges no envelope");
  }
  const afterMs = performance.now() - pending.sentAt;
  if (pending.settle === null) {
    return violate(hall.state, "late_ack", `${pending.envelope.type} was acknowledged again, or after ${afterMs} ms`);
  }
  const body = message["payload"];
  const says = isRecord(body) && Object.keys(body).length > 0;
  if (says && !pending.envelope.acceptsPayload) {
    violate(hall.state, "bad_ack", `${pending.envelope.type} takes no payload with its acknowledgement`);
  }
  settle(pending, { ok: true, body: says ? body : null, afterMs });
}

function parse(data: RawData): unknown {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null;
  }
}

function refresh({ sockets }: Hall): void {
  for (const socket of sockets) {
    socket.send(JSON.stringify({ type: "disconnect", reason: "warning", debug_info: { host: "loopback" } }));
    socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: { host: "loopback" } }));
  }
}
