import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { serveApi } from "./api.ts";
import { createFaults } from "./faults.ts";
import type { FaultHandle, FaultRule } from "./faults.ts";
import { createGateway } from "./gateway.ts";
import type { Gateway } from "./gateway.ts";
import type { Ping } from "./mentions.ts";
import { createPage } from "./page.ts";
import { channelOf, createPeople, personOf } from "./people.ts";
import type { People } from "./people.ts";
import type { Api } from "./passage.ts";
import type { Permission } from "./permissions.ts";
import { remove } from "./posting.ts";
import { createLimiter } from "./rate-limit.ts";
import type { RateLimits } from "./rate-limit.ts";
import type { Ledger, RequestRecord, Violation } from "./record.ts";
import { applicationRoutes } from "./routes/applications.ts";
import { directRoutes } from "./routes/direct.ts";
import { gatewayRoutes } from "./routes/gateway.ts";
import { guildRoutes } from "./routes/guilds.ts";
import { interactionRoutes } from "./routes/interactions.ts";
import { messageRoutes } from "./routes/messages.ts";
import { threadRoutes } from "./routes/threads.ts";
import { webhookRoutes } from "./routes/webhooks.ts";
import { DEFAULT_SEED, addChannel, createWorld, deny } from "./seed.ts";
import type { ChannelSeed, Seed } from "./seed.ts";
import type { Channel, Happening, Message, World } from "./world.ts";

export interface DiscordOptions {
  /** Milliseconds since 1970; ids, nonces, tokens and limits go by it. Default: the real clock. */
  readonly now?: () => number;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
  readonly token?: string;
  /** The guild; default: three text-like channels, a forum and three people. */
  readonly seed?: Partial<Seed>;
  /** Without it no limit strikes that a fault does not set. */
  readonly rateLimits?: RateLimits;
  readonly heartbeatMs?: number;
  /** Real milliseconds that a person waits for a first answer; default 3,000 as at Discord. */
  readonly patienceMs?: number;
  readonly port?: number;
}

/** A Discord on loopback: REST v10, gateway v10, people who use it, and at its root a page that shows it. */
export interface DiscordServer extends People {
  /** "http://127.0.0.1:1234". */
  readonly url: string;
  /** For the `api` option of a REST client, without the version: "http://127.0.0.1:1234/api". */
  readonly apiUrl: string;
  readonly token: string;
  readonly world: World;
  /** By id or name. */
  readonly channel: (nameOrId: string) => Channel;
  readonly addChannel: (seed: ChannelSeed) => Channel;
  /** Deletes a channel under everybody's feet. */
  readonly removeChannel: (nameOrId: string) => void;
  /** Takes permissions from the bot in a channel; an empty list gives them back. */
  readonly deny: (nameOrId: string, permissions: readonly Permission[]) => void;
  /** A person deletes a message. */
  readonly removeMessage: (message: Message) => void;
  /** Oldest first; without what only one person sees. */
  readonly messages: (nameOrId: string) => readonly Message[];
  /** What only one person sees. */
  readonly whispers: (nameOrId: string, user: string) => readonly Message[];
  readonly threads: (nameOrId: string) => readonly Channel[];
  /** Every ping of every message that was ever sent, with its message. */
  readonly pings: () => readonly { readonly message: Message; readonly ping: Ping }[];
  readonly requests: readonly RequestRecord[];
  readonly violations: readonly Violation[];
  readonly fault: (rule: FaultRule) => FaultHandle;
  /** Lets late requests land. */
  readonly land: () => void;
  readonly gateway: Gateway;
  /** From now on 401, and the gateway closes with 4004. */
  readonly revokeToken: () => void;
  /** A person takes no direct messages, or does again. */
  readonly closeDoor: (user: string, closed: boolean) => void;
  /** The bot is thrown out of the guild. */
  readonly kick: () => void;
  readonly listen: (hear: (happening: Happening) => void) => () => void;
  readonly close: () => Promise<void>;
}

const ROUTES = [
  ...gatewayRoutes,
  ...guildRoutes,
  ...directRoutes,
  ...messageRoutes,
  ...threadRoutes,
  ...applicationRoutes,
  ...interactionRoutes,
  ...webhookRoutes,
];

/** Starts it on 127.0.0.1, on a free port unless one is named. */
export async function startDiscord(options: DiscordOptions = {}): Promise<DiscordServer> {
  const { now = Date.now, random = Math.random, token = "loopback.bot.token" } = options;
  const listeners = new Set<(happening: Happening) => void>();
  const everPosted = new Set<Message>();
  const tell = (happening: Happening) => {
    if (happening.kind === "message") everPosted.add(happening.message);
    for (const hear of listeners) hear(happening);
  };
  const listen: DiscordServer["listen"] = (hear) => {
    listeners.add(hear);
    return () => listeners.delete(hear);
  };
  const world = createWorld({ seed: { ...DEFAULT_SEED, ...options.seed }, token, now, random, tell });
  const ledger: Ledger = { requests: [], violations: [] };
  const gateway = createGateway({ world, ledger, ...pick(options.heartbeatMs) });
  listen(gateway.hear);
  const revoke = () => {
    world.token = null;
    gateway.revoke();
  };
  const faults = createFaults();
  const limiter = createLimiter(now, options.rateLimits);
  const api: Api = { world, routes: ROUTES, faults, limiter, ledger, revoke };
  const people = createPeople({
    world,
    dispatch: gateway.dispatch,
    listen,
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  });

  const page = createPage({ world, people, listen, online: () => gateway.connected() > 0 });
  const http = createServer((request, response) => {
    const served = /^\/api(?:\/|$)/u.test(request.url ?? "")
      ? serveApi(api, request, response)
      : page.serve(request, response);
    served.catch(() => response.destroy());
  });
  http.on("upgrade", gateway.upgrade);
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const channel = (nameOrId: string) => channelOf(world, nameOrId);

  return {
    ...people,
    url,
    apiUrl: `${url}/api`,
    token,
    world,
    channel,
    addChannel: (seed) => addChannel(world, seed),
    removeChannel: (nameOrId) => {
      const gone = channel(nameOrId);
      world.guild.channels.delete(gone.id);
      tell({ kind: "channel", what: "deleted", channel: gone });
    },
    deny: (nameOrId, permissions) => deny(world, channel(nameOrId), world.bot.id, permissions),
    removeMessage: (message) => remove(world, message),
    messages: (nameOrId) => [...channel(nameOrId).messages.values()],
    whispers: (nameOrId, user) => {
      const { id } = personOf(world, user);
      return [...channel(nameOrId).whispers.values()].filter(({ onlyFor }) => onlyFor === id);
    },
    threads: (nameOrId) => {
      const { id } = channel(nameOrId);
      return [...world.guild.channels.values()].filter(({ thread, parentId }) => thread !== null && parentId === id);
    },
    pings: () => [...everPosted].flatMap((message) => message.pings.map((ping) => ({ message, ping }))),
    requests: ledger.requests,
    violations: ledger.violations,
    fault: faults.add,
    land: faults.land,
    gateway,
    revokeToken: revoke,
    closeDoor: (user, closed) => {
      const { id } = personOf(world, user);
      if (closed) world.closedDoors.add(id);
      else world.closedDoors.delete(id);
    },
    kick: () => {
      world.guild.members.delete(world.bot.id);
      gateway.dispatch("GUILD_DELETE", { id: world.guild.id }, 1);
    },
    listen,
    close: async () => {
      gateway.stop();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function pick(heartbeatMs: number | undefined): { readonly heartbeatMs?: number } {
  return heartbeatMs === undefined ? {} : { heartbeatMs };
}
