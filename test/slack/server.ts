import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createFaults } from "./faults.ts";
import type { FaultPlan } from "./faults.ts";
import { serveMethod } from "./gate.ts";
import type { Gate, Later } from "./gate.ts";
import { readContent } from "./content.ts";
import { sendReply } from "./http.ts";
import { place } from "./post.ts";
import { createRates } from "./rates.ts";
import { Refusal } from "./refusal.ts";
import { serveResponseUrl } from "./response-url.ts";
import { createState } from "./state.ts";
import type { AppSettings, Change, RequestRecord, SlackState, StateOptions, Team, Violation } from "./state.ts";
import type { Channel, StoredMessage } from "./workspace.ts";

export interface SlackOptions extends StateOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Whether calls are counted against Slack's limits from the start. Default: no. */
  readonly rateLimits?: boolean;
  /** Runs late effects of faults; real timers by default. */
  readonly later?: Later;
}

/** A message as a person of the workspace writes it. */
export interface Saying {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly threadTs?: string;
}

/** A strict Slack on loopback: what real Slack would refuse is refused, with the same words. */
export interface SlackServer {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** For `slackApiUrl` of the clients: `http://127.0.0.1:port/api/` */
  readonly apiUrl: string;
  readonly app: AppSettings;
  readonly team: Team;
  readonly channels: ReadonlyMap<string, Channel>;
  /** Messages that stand in a channel and its threads, in order; a reply has `threadTs`. */
  readonly messages: (channel: string) => readonly StoredMessage[];
  /** Everything that was ever posted there, deleted messages too. */
  readonly everyMessage: (channel: string) => readonly StoredMessage[];
  /** Everything that only one person saw. */
  readonly ephemerals: (channel: string) => readonly StoredMessage[];
  readonly replies: (parent: StoredMessage) => readonly StoredMessage[];
  readonly requests: readonly RequestRecord[];
  readonly violations: readonly Violation[];
  /** A person writes something. */
  readonly say: (saying: Saying) => StoredMessage;
  /** Puts a fault before the next calls that fit it. */
  readonly fault: (plan: FaultPlan) => void;
  /** How many calls are still to meet a fault. */
  readonly faultsWaiting: () => number;
  readonly clearFaults: () => void;
  readonly limitRates: (on: boolean) => void;
  readonly setToken: (state: SlackState["tokenState"]) => void;
  readonly setScopes: (scopes: readonly string[]) => void;
  readonly archive: (channel: string, archived?: boolean) => void;
  /** Takes the bot into a channel or out of it. */
  readonly setMember: (channel: string, member: boolean) => void;
  /** Every new connection is cut at once while it is off. */
  readonly setReachable: (reachable: boolean) => void;
  /** @returns how to stop watching */
  readonly watch: (watcher: (change: Change) => void) => () => void;
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
  const http = createServer((request, response) => {
    route(gate, request, response).catch((error: unknown) => failed(gate, response, error));
  });
  const door = createDoor(http);
  state.origin = await listen(http, options.port ?? 0);
  return {
    ...inspection(state),
    ...controls(gate),
    setReachable: door.setOpen,
    close: async () => {
      timers.clear();
      await door.close();
    },
  };
}

async function listen(http: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

async function route(gate: Gate, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const [, room = "", ...rest] = pathname.split("/");
  if (room === "api") return serveMethod(gate, request, response, rest.join("/"));
  if (room === "actions" && request.method === "POST")
    return serveResponseUrl(gate, request, response, rest.at(-1) ?? "");
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

function createTimers(own: Later | undefined): { readonly later: Later; readonly clear: () => void } {
  const running = new Set<() => void>();
  const standard: Later = (ms, run) => {
    const timer = setTimeout(() => {
      running.delete(off);
      run();
    }, ms);
    const off = (): void => clearTimeout(timer);
    running.add(off);
    return off;
  };
  return {
    later: own ?? standard,
    clear: () => {
      for (const off of running) off();
      running.clear();
    },
  };
}

/** The listening socket: it can be shut for a while, and forgets nobody when it closes. */
function createDoor(http: Server): { readonly setOpen: (open: boolean) => void; readonly close: () => Promise<void> } {
  const sockets = new Set<Socket>();
  let open = true;
  http.on("connection", (socket: Socket) => {
    if (!open) return void socket.destroy();
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    setOpen: (wanted) => {
      open = wanted;
      if (!open) cutAll();
    },
    close: () => {
      const closed = new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
      cutAll();
      return closed;
    },
  };
}

function channelOf(state: SlackState, id: string): Channel {
  const channel = state.channels.get(id);
  if (channel === undefined) throw new Error(`no channel ${id} in this workspace`);
  return channel;
}

type Inspection = Pick<
  SlackServer,
  | "origin"
  | "apiUrl"
  | "app"
  | "team"
  | "channels"
  | "messages"
  | "everyMessage"
  | "ephemerals"
  | "replies"
  | "requests"
  | "violations"
>;

function inspection(state: SlackState): Inspection {
  const standing = (id: string): StoredMessage[] => channelOf(state, id).messages.filter(({ deleted }) => !deleted);
  return {
    origin: state.origin,
    apiUrl: `${state.origin}/api/`,
    app: state.app,
    team: state.team,
    channels: state.channels,
    messages: standing,
    everyMessage: (id) => [...channelOf(state, id).messages],
    ephemerals: (id) => channelOf(state, id).ephemerals.filter(({ deleted }) => !deleted),
    replies: ({ channel, ts }) => standing(channel).filter(({ threadTs }) => threadTs === ts),
    requests: state.requests,
    violations: state.violations,
  };
}

type Controls = Omit<SlackServer, keyof Inspection | "setReachable" | "close">;

function controls({ state, faults, rates }: Gate): Controls {
  return {
    say: ({ channel, user, text, threadTs }) => {
      const content = readContent(state, { text, unfurl_links: false, unfurl_media: false }, { sumOfBlocks: true });
      return place(state, { channel: channelOf(state, channel), user, threadTs: threadTs ?? null }, content);
    },
    fault: faults.add,
    faultsWaiting: faults.waiting,
    clearFaults: faults.clear,
    limitRates: rates.switch,
    setToken: (token) => {
      state.tokenState = token;
    },
    setScopes: (scopes) => {
      state.scopes = new Set(scopes);
    },
    archive: (channel, archived = true) => {
      channelOf(state, channel).archived = archived;
    },
    setMember: (channel, member) => {
      const { members } = channelOf(state, channel);
      if (member) members.add(state.app.botUser);
      else members.delete(state.app.botUser);
    },
    watch: (watcher) => {
      state.watchers.add(watcher);
      return () => state.watchers.delete(watcher);
    },
  };
}
