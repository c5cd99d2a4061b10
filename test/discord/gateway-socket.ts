import { WebSocket } from "ws";
import { GUILDS, guildCreate, readyOf } from "./gateway-events.ts";
import { isJson, shown } from "./json.ts";
import type { Json } from "./json.ts";
import type { Ledger } from "./record.ts";
import type { World } from "./world.ts";

export const OP = {
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

/** Close codes with the words that go with them. */
export const CLOSE = {
  unknownOp: [4001, "Unknown opcode."],
  decode: [4002, "Error while decoding payload."],
  notAuthenticated: [4003, "Not authenticated."],
  authenticationFailed: [4004, "Authentication failed."],
  alreadyAuthenticated: [4005, "Already authenticated."],
  invalidSeq: [4007, "Invalid seq."],
  rateLimited: [4008, "You are being rate limited."],
  invalidShard: [4010, "Invalid shard."],
  invalidVersion: [4012, "Invalid API version."],
  invalidIntents: [4013, "Invalid intent(s)."],
  disallowedIntents: [4014, "Disallowed intent(s)."],
} as const satisfies Record<string, readonly [number, string]>;
export type CloseReason = (typeof CLOSE)[keyof typeof CLOSE];

/** Members, presences and message content: they need approval, which this application has not. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const KNOWN_INTENTS = (1 << 26) - 1;
/** Bytes of what a client says. */
const MAX_PAYLOAD = 4_096;
/** What a client says in `EVENTS_WINDOW_MS`. */
const MAX_EVENTS = 120;
const EVENTS_WINDOW_MS = 60_000;

/** Outlives its socket, so that a client can resume it. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly events: { readonly seq: number; readonly text: string }[];
  seq: number;
  socket: WebSocket | null;
}

/** What all sockets share. */
export interface Hub {
  readonly world: World;
  readonly ledger: Ledger;
  readonly heartbeatMs: number;
  readonly sessions: Map<string, Session>;
  readonly sockets: Set<WebSocket>;
  identifies: number;
  resumes: number;
  /** Nothing goes out any more, and nothing is heard. */
  frozen: boolean;
  refusing: boolean;
}

interface Link {
  readonly socket: WebSocket;
  /** Where it came in, and can resume. */
  readonly address: string;
  session: Session | null;
  heard: readonly number[];
}

/** Takes care of one socket from HELLO to its end. */
export function serveSocket(hub: Hub, socket: WebSocket, address: string): void {
  const link: Link = { socket, address, session: null, heard: [] };
  hub.sockets.add(socket);
  say(hub, socket, OP.hello, { heartbeat_interval: hub.heartbeatMs, _trace: [] });
  socket.on("message", (data) => {
    if (!hub.frozen) receive(hub, link, (data as Buffer).toString("utf8"));
  });
  socket.on("close", (code) => {
    hub.sockets.delete(socket);
    const { session } = link;
    if (session?.socket !== socket) return;
    session.socket = null;
    // A client that says goodbye with these gives up its session.
    if (code === 1000 || code === 1001) hub.sessions.delete(session.id);
  });
  socket.on("error", () => socket.terminate());
}

export function say(hub: Hub, socket: WebSocket, op: number, d: unknown = null): void {
  if (!hub.frozen && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ op, d, s: null, t: null }));
}

/** Numbers an event, sends it, and keeps it for a resume. */
export function emit(hub: Hub, session: Session, event: string, data: Json): void {
  session.seq += 1;
  const text = JSON.stringify({ op: OP.dispatch, t: event, s: session.seq, d: data });
  session.events.push({ seq: session.seq, text });
  if (!hub.frozen && session.socket?.readyState === WebSocket.OPEN) session.socket.send(text);
}

/** Ends a socket for something that its client did. */
export function end(hub: Hub, socket: WebSocket, [code, words]: CloseReason): void {
  hub.ledger.violations.push({ at: hub.world.now(), kind: "gateway", detail: `${code} ${words}` });
  socket.close(code, words);
}

function receive(hub: Hub, link: Link, text: string): void {
  const now = hub.world.now();
  link.heard = [...link.heard.filter((at) => now - at < EVENTS_WINDOW_MS), now];
  const payload = Buffer.byteLength(text) > MAX_PAYLOAD ? null : jsonOf(text);
  if (!payload) return end(hub, link.socket, CLOSE.decode);
  if (link.heard.length > MAX_EVENTS) return end(hub, link.socket, CLOSE.rateLimited);
  const data = isJson(payload["d"]) ? payload["d"] : {};
  const { op } = payload;
  switch (op) {
    case OP.heartbeat:
      return say(hub, link.socket, OP.ack);
    case OP.identify:
    case OP.resume:
      if (link.session) return end(hub, link.socket, CLOSE.alreadyAuthenticated);
      return op === OP.identify ? identify(hub, link, data) : resume(hub, link, data);
    case OP.presence:
    case OP.voice:
    case OP.members:
      return link.session ? undefined : end(hub, link.socket, CLOSE.notAuthenticated);
    default:
      return end(hub, link.socket, CLOSE.unknownOp);
  }
}

function jsonOf(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}

function identify(hub: Hub, link: Link, data: Json): void {
  const { world } = hub;
  hub.identifies += 1;
  const wrong = wrongIdentify(world, data);
  if (wrong) return end(hub, link.socket, wrong);
  const intents = Number(data["intents"]);
  if (intents !== GUILDS) hub.ledger.violations.push({ at: world.now(), kind: "intents", detail: String(intents) });
  const session: Session = { id: `s${world.nextId()}`, intents, events: [], seq: 0, socket: link.socket };
  link.session = session;
  hub.sessions.set(session.id, session);
  emit(hub, session, "READY", readyOf(world, session.id, link.address));
  if ((intents & GUILDS) !== 0 && world.guild.members.has(world.bot.id)) {
    emit(hub, session, "GUILD_CREATE", guildCreate(world));
  }
}

function wrongIdentify(world: World, { token, intents, shard, properties }: Json): CloseReason | null {
  if (world.token === null || token !== world.token) return CLOSE.authenticationFailed;
  if (!isJson(properties)) return CLOSE.decode;
  if (typeof intents !== "number" || (intents & ~KNOWN_INTENTS) !== 0) return CLOSE.invalidIntents;
  if ((intents & PRIVILEGED) !== 0) return CLOSE.disallowedIntents;
  if (Array.isArray(shard) && (shard[0] !== 0 || shard[1] !== 1)) return CLOSE.invalidShard;
  return null;
}

function resume(hub: Hub, link: Link, data: Json): void {
  const { world } = hub;
  if (world.token === null || data["token"] !== world.token) return end(hub, link.socket, CLOSE.authenticationFailed);
  const session = hub.sessions.get(shown(data["session_id"]));
  if (!session) return say(hub, link.socket, OP.invalid, false);
  const seq = Number(data["seq"]);
  if (!(seq >= 0 && seq <= session.seq)) return end(hub, link.socket, CLOSE.invalidSeq);
  hub.resumes += 1;
  const old = session.socket;
  session.socket = link.socket;
  link.session = session;
  if (old !== link.socket) old?.terminate();
  for (const event of session.events) if (event.seq > seq) link.socket.send(event.text);
  emit(hub, session, "RESUMED", {});
}
