import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import { eventOf } from "./gateway-events.ts";
import { CLOSE, OP, emit, end, say, serveSocket } from "./gateway-socket.ts";
import type { Hub } from "./gateway-socket.ts";
import type { Json } from "./json.ts";
import type { Ledger } from "./record.ts";
import type { Happening, World } from "./world.ts";

/** Milliseconds between heartbeats, as Discord says it. */
const HEARTBEAT_MS = 41_250;

export interface GatewayOptions {
  readonly world: World;
  readonly ledger: Ledger;
  readonly heartbeatMs?: number;
}

export interface Gateway {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** To every session, also to those without a socket, which get it when they resume. */
  readonly dispatch: (event: string, data: Json, intents?: number) => void;
  readonly hear: (happening: Happening) => void;
  /** Sessions with a socket. */
  readonly connected: () => number;
  readonly identifies: () => number;
  readonly resumes: () => number;
  /** Ends all sockets without a close frame, as a network does. */
  readonly cut: () => void;
  /** Opcode 7. */
  readonly askReconnect: () => void;
  /** Opcode 9. @param resumable false forgets the sessions */
  readonly invalidate: (resumable: boolean) => void;
  /** Sockets stay open and say nothing more, not even acks. */
  readonly freeze: (frozen: boolean) => void;
  /** Refuses new sockets. */
  readonly refuse: (refusing: boolean) => void;
  /** The token was revoked: sessions and sockets end with 4004. */
  readonly revoke: () => void;
  readonly stop: () => void;
}

export function createGateway({ world, ledger, heartbeatMs = HEARTBEAT_MS }: GatewayOptions): Gateway {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  const hub: Hub = {
    world,
    ledger,
    heartbeatMs,
    sessions: new Map(),
    sockets: new Set(),
    identifies: 0,
    resumes: 0,
    frozen: false,
    refusing: false,
  };
  const dispatch: Gateway["dispatch"] = (event, data, intents = 0) => {
    for (const session of hub.sessions.values()) {
      if ((session.intents & intents) === intents) emit(hub, session, event, data);
    }
  };
  return {
    upgrade: (request, socket, head) => upgrade(hub, server, request, socket, head),
    dispatch,
    hear: (happening) => {
      const told = eventOf(world, happening);
      if (told) dispatch(told.event, told.data, told.intents);
    },
    connected: () => [...hub.sessions.values()].filter(({ socket }) => socket?.readyState === WebSocket.OPEN).length,
    identifies: () => hub.identifies,
    resumes: () => hub.resumes,
    cut: () => {
      for (const socket of hub.sockets) socket.terminate();
    },
    askReconnect: () => {
      for (const socket of hub.sockets) say(hub, socket, OP.reconnect);
    },
    invalidate: (resumable) => {
      for (const socket of hub.sockets) say(hub, socket, OP.invalid, resumable);
      if (!resumable) hub.sessions.clear();
    },
    freeze: (frozen) => {
      hub.frozen = frozen;
    },
    refuse: (refusing) => {
      hub.refusing = refusing;
    },
    revoke: () => {
      for (const socket of hub.sockets) socket.close(...CLOSE.authenticationFailed);
      hub.sessions.clear();
    },
    stop: () => {
      for (const socket of hub.sockets) socket.terminate();
      server.close();
    },
  };
}

function upgrade(hub: Hub, server: WebSocketServer, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const query = new URL(request.url ?? "/", "http://gateway").searchParams;
  if (hub.refusing) {
    socket.destroy();
    return;
  }
  // Compression is not spoken; a client has to ask without it.
  if (query.has("compress")) {
    socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    return;
  }
  server.handleUpgrade(request, socket, head, (opened) => {
    if (query.get("v") !== "10") end(hub, opened, CLOSE.invalidVersion);
    else if (query.get("encoding") !== "json") end(hub, opened, CLOSE.decode);
    else serveSocket(hub, opened, `ws://${request.headers.host ?? "127.0.0.1"}`);
  });
}
