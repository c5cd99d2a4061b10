import { App, HTTPReceiver, SocketModeReceiver } from "@slack/bolt";
import type { Receiver } from "@slack/bolt";
import type { FetchFunction } from "@slack/web-api";
import type { Answer, Conversation } from "../../core/conversation.ts";
import type { Clock } from "../../core/time.ts";
import { createAnswers } from "./answers.ts";
import { createClient, REQUEST_MS } from "./client.ts";
import type { SlackClient } from "./client.ts";
import { isRevoked } from "./failures.ts";
import { ENDPOINT } from "./manifest.ts";
import { BODY_LIMIT, openDoor } from "./http.ts";
import { readCommand, readHome, readPress, readSubmission } from "./incoming.ts";
import type { Incoming } from "./incoming.ts";
import type { SlackOptions } from "./index.ts";
import { quiet } from "./logger.ts";
import { within } from "./patience.ts";
import { json } from "./reading.ts";
import { createRights } from "./rights.ts";
import { keepSocket } from "./socket.ts";

export interface ListenOptions extends SlackOptions {
  readonly clock: Clock;
  readonly mode: "socket" | "http";
  /** xapp-…, for Socket Mode. */
  readonly appToken: string;
  /** For HTTP. */
  readonly signingSecret: string;
  /** HTTP: where to listen. */
  readonly host: string;
  readonly port: number;
  /** Ids of people who may manage subscriptions everywhere. */
  readonly managers: readonly string[];
  readonly conversation: Conversation;
  /** Told what an operator should know, once each. @param about "account": no post goes out either */
  readonly onAlert: (text: string, mend: string, about?: "account") => void;
}

/** The bot at work. */
export interface Listener {
  readonly state: () => "connected" | "connecting" | "revoked";
  /** HTTP: where Slack's requests are taken; null in Socket Mode. */
  readonly url: string | null;
  /** Takes nothing new and lets answers under way end. */
  readonly close: () => Promise<void>;
}

/** Whoever starts the bot waits so long for its first connection; it comes later all the same. */
const FIRST_CONNECTION_MS = 5000;

/**
 * Starts the bot that answers people. Posting never depends on it.
 * @throws Error with what to do when the address for HTTP cannot be had
 */
export async function listenSlack(options: ListenOptions): Promise<Listener> {
  const { mode, botToken, apiUrl, clock, log, onAlert } = options;
  const tokens = watchTokens(createClient({ token: botToken, apiUrl, clock }), onAlert);
  const desk = createFrontDesk(options, tokens.client);
  if (mode === "http") {
    const receiver = new HTTPReceiver({
      signingSecret: options.signingSecret,
      endpoints: ENDPOINT,
      logger: quiet,
      bodyLimit: BODY_LIMIT,
    });
    attend(receiver, desk, botToken);
    const door = await openDoor({ receiver, host: options.host, port: options.port, clock });
    log.info(`Slack: requests are taken at ${door.url}.`);
    const close = async (): Promise<void> => {
      await door.close();
      await desk.settle();
    };
    return { state: () => (tokens.revoked() ? "revoked" : "connected"), url: door.url, close };
  }
  const leaving = new AbortController();
  const receiver = createSocketReceiver(options, leaving.signal);
  attend(receiver, desk, botToken);
  const socket = keepSocket({ client: receiver.client, monotonic: clock.monotonic, log, onAlert });
  await within(FIRST_CONNECTION_MS, socket.first);
  const close = async (): Promise<void> => {
    const closed = socket.close();
    leaving.abort();
    await closed;
    await desk.settle();
  };
  return { state: () => (tokens.revoked() ? "revoked" : socket.state()), url: null, close };
}

/** @param leaving ends a request for a connection that is under way: the SDK would wait for its answer, and the program with it */
function createSocketReceiver({ appToken, apiUrl }: ListenOptions, leaving: AbortSignal): SocketModeReceiver {
  const ending: FetchFunction = (url, init) =>
    fetch(url, { ...init, signal: init?.signal == null ? leaving : AbortSignal.any([leaving, init.signal]) });
  return new SocketModeReceiver({
    appToken,
    logger: quiet,
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        ...(apiUrl !== null && { slackApiUrl: apiUrl }),
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: REQUEST_MS,
        fetch: ending,
      },
    },
  });
}

/** A client that notices when its token is of no use any more, and says so once. */
function watchTokens(
  client: SlackClient,
  onAlert: ListenOptions["onAlert"],
): { readonly client: SlackClient; readonly revoked: () => boolean } {
  let revoked = false;
  const call: SlackClient["call"] = async (method, args, fence) => {
    const result = await client.call(method, args, fence);
    if (!result.ok && result.problem.kind === "said" && isRevoked(result.problem.code) && !revoked) {
      revoked = true;
      onAlert(
        `Slack does not take the bot's token any more (${result.problem.code}): nothing is sent there, and questions get no answer.`,
        "Reinstall the app, set SLACK_BOT_TOKEN, and start Copydesk again.",
        "account",
      );
    }
    return result;
  };
  return { client: { ...client, call }, revoked: () => revoked };
}

/** Takes what people do, once, and answers. */
interface FrontDesk {
  /** Does not wait for the answer. */
  readonly take: (incoming: Incoming | null) => void;
  /** Ends when all answers under way are given. */
  readonly settle: () => Promise<void>;
}

/** Slack sends a thing again within five minutes, and after a break in the connection later. */
const REMEMBERED = 5000;

function createFrontDesk({ conversation, managers, clock, log }: ListenOptions, client: SlackClient): FrontDesk {
  const answers = createAnswers(client, log);
  const rightsOf = createRights(client, managers, clock.monotonic);
  const seen = new Set<string>();
  const underWay = new Set<Promise<void>>();

  async function answer({ id, workspace, channelName, input, to }: Incoming): Promise<void> {
    const { channel, user } = to;
    const mayManage = await rightsOf(channel, user);
    const given: Answer = await conversation.answer({
      id,
      from: { platform: "slack", workspace, channel, ...(channelName !== null && { channelName }), user, mayManage },
      input,
    });
    if (input.kind === "home") await answers.showHome(given, user);
    else await answers.give(given, to);
  }

  return {
    take: (incoming) => {
      if (incoming === null || seen.has(incoming.id)) return;
      seen.add(incoming.id);
      // A set keeps its order: the first is the oldest.
      for (const oldest of seen) {
        if (seen.size <= REMEMBERED) break;
        seen.delete(oldest);
      }
      const work = answer(incoming)
        .catch((error: unknown) => log.error("Slack: a question could not be answered.", { error }))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    },
    settle: async () => {
      await Promise.all(underWay);
    },
  };
}

/** Everything is acknowledged at once: Slack waits three seconds, and a person less. */
function attend(receiver: Receiver, desk: FrontDesk, botToken: string): void {
  const app = new App({
    receiver,
    authorize: () => Promise.resolve({ botToken }),
    logger: quiet,
    convoStore: false,
    ignoreSelf: false,
  });
  const anything = /^/;
  app.command(anything, async ({ ack, body }) => {
    await ack();
    desk.take(readCommand(json(body)));
  });
  app.action(anything, async ({ ack, body }) => {
    await ack();
    desk.take(readPress(json(body)));
  });
  app.view(anything, async ({ ack, body }) => {
    await ack();
    desk.take(readSubmission(json(body)));
  });
  app.event("app_home_opened", ({ body }) => {
    desk.take(readHome(json(body)));
    return Promise.resolve();
  });
}
