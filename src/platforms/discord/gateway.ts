import { setTimeout as pause } from "node:timers/promises";
import {
  Client,
  DefaultRestOptions,
  DiscordjsErrorCodes,
  Events,
  GatewayIntentBits,
  Options,
  SimpleShardingStrategy,
} from "discord.js";
import type { WebSocketOptions } from "discord.js";
import type { Log } from "../../log.ts";
import type { Interaction } from "./asked.ts";

export type GatewayState = "connected" | "connecting" | "revoked";

export interface GatewayOptions {
  readonly token: string;
  readonly apiUrl: string | null;
  readonly log: Log;
  readonly onInteraction: (interaction: Interaction) => void;
  /** A session stands, a new one or an old one resumed. */
  readonly onConnected: () => void;
  /** Discord refuses the bot for good. Called once; nothing is tried any more. @param about "account": its token */
  readonly onRevoked: (reason: string, mend: string, about?: "account") => void;
}

export interface Gateway {
  readonly state: () => GatewayState;
  readonly close: () => Promise<void>;
}

/** Between two tries to come in for the first time; afterwards discord.js resumes by itself. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
/** Any code but 1000 and 1001 leaves the session, so that a restart loses nothing (Discord's topics/gateway). */
const LEAVING = 4_200;
const FAREWELL = { code: LEAVING, reason: "The program ends." } as const;
/** A socket that is just coming in may never tell that it has closed. */
const LEAVING_MS = 3_000;
/** discord.js comes back half a second after a cut, also when it was told to leave between: so it is told again for a while. */
const STRAY_MS = 250;
const STRAY_LOOKS = 20;

/** Source: Discord's list of close codes of the gateway. */
const AUTHENTICATION_FAILED = 4_004;
const NEW_TOKEN = "Reset the token on the application's page “Bot”, set DISCORD_TOKEN, and start again.";
const NEW_VERSION = "See whether there is a newer version of this program, and start again.";

type Manager = Parameters<NonNullable<WebSocketOptions["buildStrategy"]>>[0];

interface Session {
  readonly client: Client;
  readonly leave: () => Promise<void>;
}

export function openGateway(options: GatewayOptions): Gateway {
  const { token, log, onRevoked } = options;
  const ending = new AbortController();
  let state: GatewayState = "connecting";
  let session: Session | null = null;

  const revoked: GatewayOptions["onRevoked"] = (...why) => {
    if (state === "revoked" || ending.signal.aborted) return;
    state = "revoked";
    onRevoked(...why);
    void session?.leave();
  };
  const become = (next: "connected" | "connecting"): void => {
    if (state !== "revoked") state = next;
  };

  async function comeIn(): Promise<void> {
    for (let wait = FIRST_RETRY_MS; !ending.signal.aborted; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
      session = newSession(options, ending.signal, become, revoked);
      try {
        // One that was left while it came in never ends.
        await Promise.race([session.client.login(token), aborted(ending.signal)]);
        return;
      } catch (error) {
        if (isTokenInvalid(error)) {
          revoked("the token is not valid", NEW_TOKEN, "account");
          return;
        }
        if (ending.signal.aborted) return;
        log.warn(`Discord's gateway cannot be reached for now: ${wordsOf(error)}. It is tried again.`);
        await pause(wait, undefined, { signal: ending.signal, ref: false }).catch(() => {});
      }
    }
  }

  const coming = comeIn().catch((error: unknown) => log.error("Discord's gateway cannot be used.", { error }));
  return {
    state: () => state,
    close: async () => {
      ending.abort();
      await session?.leave();
      await Promise.race([coming, pause(LEAVING_MS, undefined, { ref: false })]);
    },
  };
}

function newSession(
  { apiUrl, onInteraction, onConnected, log }: GatewayOptions,
  ending: AbortSignal,
  become: (state: "connected" | "connecting") => void,
  revoked: GatewayOptions["onRevoked"],
): Session {
  let manager: Manager | null = null;
  let strategy: SimpleShardingStrategy | null = null;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    // Nothing of what the gateway tells is looked up again.
    makeCache: Options.cacheWithLimits({
      GuildMemberManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ThreadManager: 0,
      ThreadMemberManager: 0,
      UserManager: 0,
      VoiceStateManager: 0,
    }),
    rest: {
      retries: 0,
      // One that nobody answers would keep the program that wants to end.
      makeRequest: (url, init) =>
        DefaultRestOptions.makeRequest(url, {
          ...init,
          signal: init.signal == null ? ending : AbortSignal.any([ending, init.signal]),
        }),
      ...(apiUrl === null ? {} : { api: apiUrl }),
    },
    ws: {
      buildStrategy: (made) => {
        manager = made;
        strategy = new SimpleShardingStrategy(made);
        return strategy;
      },
    },
  });
  const connected = (): void => {
    become("connected");
    onConnected();
  };
  client.on(Events.ShardReady, connected);
  client.on(Events.ShardResume, connected);
  client.on(Events.ShardReconnecting, () => become("connecting"));
  client.on(Events.ShardDisconnect, ({ code }) => {
    become("connecting");
    const reason = `the gateway closed with ${code}`;
    if (code === AUTHENTICATION_FAILED) revoked(reason, NEW_TOKEN, "account");
    else revoked(reason, NEW_VERSION);
  });
  client.on(Events.Error, (error) => log.debug(`Discord's gateway: ${wordsOf(error)}`));
  client.on(Events.ShardError, (error) => log.debug(`Discord's gateway: ${wordsOf(error)}`));
  // Raw, because discord.js holds interactions back until every server has been described.
  client.on(Events.Raw, (packet: { readonly t?: string; readonly d?: unknown }) => {
    if (packet.t === "INTERACTION_CREATE") onInteraction(packet.d as Interaction);
  });
  const shards = new Set<Shard>();
  const goOut = async (): Promise<void> => {
    for (const shard of shardsOf(strategy)) shards.add(shard);
    const left = (async () => {
      await manager?.destroy(FAREWELL);
      for (const shard of shards) await shard.destroy(FAREWELL);
    })();
    await Promise.race([left.catch(() => {}), pause(LEAVING_MS, undefined, { ref: false })]);
    for (const shard of shards) cutOff(shard);
  };
  return {
    client,
    leave: async () => {
      await goOut();
      await client.destroy().catch(() => {});
      let looks = 0;
      const stray = setInterval(() => {
        looks += 1;
        if (looks === STRAY_LOOKS) clearInterval(stray);
        void goOut();
      }, STRAY_MS).unref();
    },
  };
}

/** What discord.js keeps to itself of a shard. */
interface Shard {
  readonly destroy: (farewell: typeof FAREWELL) => Promise<void>;
  readonly connection: Socket | null;
}

/** Of the package ws. */
interface Socket {
  readonly readyState: number;
  readonly on: (event: "error", heard: () => void) => void;
  readonly terminate: () => void;
}

/** It forgets them when it destroys them. */
function shardsOf(strategy: SimpleShardingStrategy | null): Iterable<Shard> {
  return (strategy as unknown as { readonly shards: ReadonlyMap<number, Shard> } | null)?.shards.values() ?? [];
}

/** A socket that is just being made is not closed by discord.js, and would keep the program when it stands. */
function cutOff({ connection }: Shard): void {
  if (connection === null || connection.readyState === WebSocket.CLOSED) return;
  connection.on("error", () => {});
  connection.terminate();
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function isTokenInvalid(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === DiscordjsErrorCodes.TokenInvalid;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
