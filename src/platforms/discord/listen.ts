import { setTimeout as pause } from "node:timers/promises";
import type { Conversation } from "../../core/conversation.ts";
import type { Clock } from "../../core/time.ts";
import type { Log } from "../../log.ts";
import { openClient } from "./client.ts";
import { openGateway } from "./gateway.ts";
import type { GatewayState } from "./gateway.ts";
import { createReception } from "./reception.ts";
import { registerCommands } from "./register.ts";

export interface ListenOptions {
  readonly token: string;
  /** Another server in Discord's place; ends in "/api". */
  readonly apiUrl: string | null;
  /** Servers in which `/news` is registered; empty: everywhere. */
  readonly servers: readonly string[];
  readonly conversation: Conversation;
  readonly clock: Clock;
  readonly log: Log;
  /** Told once of what a person must mend. @param about "account": no post goes out either */
  readonly onAlert: (text: string, mend: string, about?: "account") => void;
}

/** The bot that answers. */
export interface Listener {
  readonly close: () => Promise<void>;
  readonly state: () => GatewayState;
}

/** Between two tries to register the commands. */
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;
/** Time for answers under way when the bot leaves, in milliseconds. */
const FAREWELL_MS = 5_000;

/**
 * Connects to the gateway with the GUILDS intent alone, registers `/news`, and answers people from the conversation.
 * Returns at once; without a network it goes on trying.
 */
export async function listenDiscord(options: ListenOptions): Promise<Listener> {
  const { token, apiUrl, servers, conversation, clock, log, onAlert } = options;
  const client = openClient({ token, apiUrl, clock });
  const reception = createReception({ client, conversation, log });
  const ending = new AbortController();
  let registering: Promise<void> | null = null;
  const gateway = openGateway({
    token,
    apiUrl,
    log,
    onInteraction: reception.take,
    onConnected: () => {
      registering ??= untilRegistered(() => registerCommands(client, servers, log), ending.signal).finally(() => {
        registering = null;
      });
    },
    onRevoked: (reason, mend, about) => {
      const posts = about === undefined ? "" : "nothing is sent there, and ";
      onAlert(`Discord no longer lets the bot in (${reason}): ${posts}nobody can ask with /news there.`, mend, about);
    },
  });
  return {
    state: gateway.state,
    close: async () => {
      ending.abort();
      await gateway.close();
      await reception.settle(FAREWELL_MS);
      client.close();
    },
  };
}

async function untilRegistered(register: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  for (let wait = FIRST_RETRY_MS; !signal.aborted && !(await register()); wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
    await pause(wait, undefined, { signal, ref: false }).catch(() => {});
  }
}
