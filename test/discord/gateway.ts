import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import type { Ledger } from "./record.ts";
import { isJson } from "./json.ts";
import type { Json } from "./json.ts";
import { wireChannel, wireGuild, wireMember, wireMessage, wireUser } from "./wire.ts";
import { isThread } from "./world.ts";
import type { Happening, World } from "./world.ts";

const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;

/** Close codes; a client may resume after all but those it must not come back from. */
const CLOSE = {
  unknownError: 4000,
  unknownOp: 4001,
  decode: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSeq: 4007,
  rateLimited: 4008,
  invalidShard: 4010,
  invalidVersion: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;

const GUILDS = 1 << 0;
const GUILD_MESSAGES = 1 << 9;
/** Members, presences and message content: need approval, which this application has not. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const KNOWN_INTENTS = (1 << 26) - 1;

const MAX_PAYLOAD = 4_096;
const MAX_EVENTS = 120;
const EVENTS_WINDOW_MS = 60_000;
/** Discord says 41,250 ms. */
const HEARTBEAT_MS = 41_250;

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly events: { readonly seq: number; readonly text: string }[];
  seq: number;
  socket: WebSocket | null;
}

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
  readonly close: (code: number) => void;
  readonly stop: () => void;
}

export function createGateway({ world, ledger, heartbeatMs = HEARTBEAT_MS }: GatewayOptions): Gateway {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  const sessions = new Map<string, Session>();
  const sockets = new Set<WebSocket>();
  const counts = { identifies: 0, resumes: 0 };
  const state = { frozen: false, refusing: false };

  const say = (socket: WebSocket, op: number, d: unknown = null, extra: Json = {}) => {
    if (!state.frozen && socket.readyState === WebSocket.OPEN)
      socket.send(JSON.stringify({ op, d, s: null, t: null, ...extra }));
  };
  const emit = (session: Session, event: string, data: Json) => {
    session.seq += 1;
    const text = JSON.stringify({ op: OP.dispatch, t: event, s: session.seq, d: data });
    session.events.push({ seq: session.seq, text });
    if (!state.frozen && session.socket?.readyState === WebSocket.OPEN) session.socket.send(text);
  };
  const dispatch: Gateway["dispatch"] = (event, data, intents = 0) => {
    for (const session of sessions.values()) if ((session.intents & intents) === intents) emit(session, event, data);
  };
  const offend = (detail: string) => ledger.violations.push({ at: world.now(), kind: "gateway", detail });

  const identify = (socket: WebSocket, data: Json, address: string): Session | null => {
    counts.identifies += 1;
    const { token, intents, shard } = data;
    const refuse = (code: number, reason: string) => {
      offend(reason);
      socket.close(code, reason);
      return null;
    };
    if (world.token === null || token !== world.token)
      return refuse(CLOSE.authenticationFailed, "Authentication failed.");
    if (!isJson(data["properties"])) return refuse(CLOSE.decode, "Error while decoding payload.");
    if (typeof intents !== "number" || (intents & ~KNOWN_INTENTS) !== 0)
      return refuse(CLOSE.invalidIntents, "Invalid intent(s).");
    if ((intents & PRIVILEGED) !== 0) return refuse(CLOSE.disallowedIntents, "Disallowed intent(s).");
    if (Array.isArray(shard) && (shard[0] !== 0 || shard[1] !== 1)) return refuse(CLOSE.invalidShard, "Invalid shard.");
    if (intents !== GUILDS) ledger.violations.push({ at: world.now(), kind: "intents", detail: String(intents) });
    const session: Session = { id: `s${world.nextId()}`, intents, events: [], seq: 0, socket };
    sessions.set(session.id, session);
    emit(session, "READY", readyOf(world, session.id, address));
    if ((intents & GUILDS) !== 0) emit(session, "GUILD_CREATE", guildCreate(world));
    return session;
  };
  const resume = (socket: WebSocket, data: Json): Session | null => {
    const session = sessions.get(String(data["session_id"]));
    if (world.token === null || data["token"] !== world.token) {
      socket.close(CLOSE.authenticationFailed, "Authentication failed.");
      return null;
    }
    if (!session) {
      say(socket, OP.invalid, false);
      return null;
    }
    const seq = Number(data["seq"]);
    if (!(seq >= 0 && seq <= session.seq)) {
      socket.close(CLOSE.invalidSeq, "Invalid seq.");
      return null;
    }
    counts.resumes += 1;
    session.socket?.terminate();
    session.socket = socket;
    for (const event of session.events) if (event.seq > seq) socket.send(event.text);
    emit(session, "RESUMED", {});
    return session;
  };

  /** @param address where the socket came in, and can resume */
  const accept = (socket: WebSocket, address: string) => {
    sockets.add(socket);
    let session: Session | null = null;
    let events: number[] = [];
    say(socket, OP.hello, { heartbeat_interval: heartbeatMs, _trace: [] });
    socket.on("message", (data): void => {
      if (state.frozen) return;
      const text = (data as Buffer).toString("utf8");
      if (Buffer.byteLength(text) > MAX_PAYLOAD) return socket.close(CLOSE.decode, "Error while decoding payload.");
      events = [...events.filter((at) => world.now() - at < EVENTS_WINDOW_MS), world.now()];
      if (events.length > MAX_EVENTS) return socket.close(CLOSE.rateLimited, "You are being rate limited.");
      const payload = jsonOf(text);
      if (!payload) return socket.close(CLOSE.decode, "Error while decoding payload.");
      const body = isJson(payload["d"]) ? payload["d"] : {};
      switch (payload["op"]) {
        case OP.heartbeat:
          return say(socket, OP.ack);
        case OP.identify:
          if (session) return socket.close(CLOSE.alreadyAuthenticated, "Already authenticated.");
          session = identify(socket, body, address);
          return;
        case OP.resume:
          if (session) return socket.close(CLOSE.alreadyAuthenticated, "Already authenticated.");
          session = resume(socket, body);
          return;
        case OP.presence:
        case OP.voice:
        case OP.members:
          if (!session) socket.close(CLOSE.notAuthenticated, "Not authenticated.");
          return;
        default:
          return socket.close(CLOSE.unknownOp, "Unknown opcode.");
      }
    });
    socket.on("close", (code) => {
      sockets.delete(socket);
      if (session?.socket !== socket) return;
      session.socket = null;
      // A client that says goodbye with these gives up its session.
      if (code === 1000 || code === 1001) sessions.delete(session.id);
    });
    socket.on("error", () => socket.terminate());
  };

  return {
    upgrade: (request, socket, head) => {
      if (state.refusing) {
        socket.destroy();
        return;
      }
      const query = new URL(request.url ?? "/", "http://gateway").searchParams;
      if (query.has("compress")) {
        socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) => {
        if (query.get("v") !== "10") return opened.close(CLOSE.invalidVersion, "Invalid API version.");
        if (query.get("encoding") !== "json") return opened.close(CLOSE.decode, "Only JSON is spoken here.");
        accept(opened, `ws://${request.headers.host ?? "127.0.0.1"}`);
      });
    },
    dispatch,
    hear: (happening) => {
      const told = eventOf(world, happening);
      if (told) dispatch(told.event, told.data, told.intents);
    },
    connected: () => [...sessions.values()].filter(({ socket }) => socket?.readyState === WebSocket.OPEN).length,
    identifies: () => counts.identifies,
    resumes: () => counts.resumes,
    cut: () => {
      for (const socket of sockets) socket.terminate();
    },
    askReconnect: () => {
      for (const socket of sockets) say(socket, OP.reconnect);
    },
    invalidate: (resumable) => {
      for (const socket of sockets) say(socket, OP.invalid, resumable);
      if (!resumable) sessions.clear();
    },
    freeze: (frozen) => {
      state.frozen = frozen;
    },
    refuse: (refusing) => {
      state.refusing = refusing;
    },
    close: (code) => {
      for (const socket of sockets) socket.close(code);
      if (code === CLOSE.authenticationFailed) sessions.clear();
    },
    stop: () => {
      for (const socket of sockets) socket.terminate();
      server.close();
    },
  };
}

function jsonOf(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}

function readyOf(world: World, sessionId: string, address: string): Json {
  return {
    v: 10,
    user: wireUser(world.bot),
    guilds: [{ id: world.guild.id, unavailable: true }],
    session_id: sessionId,
    session_type: "normal",
    resume_gateway_url: address,
    shard: [0, 1],
    application: { id: world.applicationId, flags: 0 },
    private_channels: [],
    relationships: [],
    presences: [],
    user_settings: {},
    _trace: [],
  };
}

function guildCreate(world: World): Json {
  const all = [...world.guild.channels.values()];
  return {
    ...wireGuild(world),
    joined_at: "2026-01-05T08:00:00.000000+00:00",
    large: false,
    unavailable: false,
    member_count: world.guild.members.size,
    voice_states: [],
    members: [...world.guild.members.values()].filter(({ user }) => user.id === world.bot.id).map(wireMember),
    channels: all.filter((channel) => !isThread(channel)).map((channel) => wireChannel(world, channel)),
    threads: all.filter(isThread).map((channel) => wireChannel(world, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

interface Told {
  readonly event: string;
  readonly data: Json;
  readonly intents: number;
}

const WORD = { created: "CREATE", edited: "UPDATE", deleted: "DELETE" } as const;

function eventOf(world: World, happening: Happening): Told | null {
  switch (happening.kind) {
    case "message": {
      const { message, what } = happening;
      if (message.onlyFor !== null) return null;
      const full = { ...wireMessage(world, message), guild_id: world.guild.id };
      const data =
        what === "deleted" ? { id: message.id, channel_id: message.channelId, guild_id: world.guild.id } : full;
      return { event: `MESSAGE_${WORD[what]}`, data, intents: GUILD_MESSAGES };
    }
    case "channel": {
      const { channel, what } = happening;
      const noun = isThread(channel) ? "THREAD" : "CHANNEL";
      const fresh = what === "created" && noun === "THREAD" ? { newly_created: true } : {};
      return { event: `${noun}_${WORD[what]}`, data: { ...wireChannel(world, channel), ...fresh }, intents: GUILDS };
    }
    case "typing":
    case "commands":
      return null;
  }
}
