import type { Answer, Conversation, Request } from "../../core/conversation.ts";
import type { Message } from "../../core/message.ts";
import { startSlack } from "../../../test/slack/server.ts";
import type { SlackOptions, SlackServer } from "../../../test/slack/server.ts";
import { createSlack } from "./index.ts";
import { listenSlack } from "./listen.ts";
import type { Listener } from "./listen.ts";

export const NEWS = "C0NEWSDESK";
/** In which the bot is not. */
export const LOUNGE = "C0LOUNGE01";
/** An admin, who made the channel. */
export const AGNES = "U0AGNES001";
export const BRAM = "U0BRAM0002";

export type Way = "socket" | "http";

export interface Bot {
  readonly slack: SlackServer;
  readonly listener: Listener;
  /** What the conversation was asked. */
  readonly asked: readonly Request[];
  readonly alerts: readonly string[];
  /** Posts as the outbox does. @returns its time stamp */
  readonly post: (message: Message) => Promise<string>;
  readonly close: () => Promise<void>;
}

export function messageOf(words: string, action?: string): Message {
  const buttons = action === undefined ? [] : [{ label: "More", action }];
  return {
    summary: words,
    blocks: [
      { kind: "paragraph", spans: [{ text: words }] },
      ...(buttons.length === 0 ? [] : [{ kind: "actions" as const, buttons }]),
    ],
  };
}

const silent = (): void => {};

/** The bot against a Slack on loopback. `answer` is its whole conversation. */
export async function startBot(
  way: Way,
  answer: (request: Request) => Answer | Promise<Answer>,
  over: { readonly slack?: SlackOptions; readonly managers?: readonly string[] } = {},
): Promise<Bot> {
  const slack = await startSlack(over.slack);
  const asked: Request[] = [];
  const alerts: string[] = [];
  const conversation: Conversation = {
    answer: (request) => {
      asked.push(request);
      return Promise.resolve(answer(request));
    },
    suggest: () => Promise.resolve([]),
  };
  const around = {
    botToken: slack.app.botToken,
    apiUrl: `${slack.origin}/api`,
    clock: { now: Date.now, monotonic: () => performance.now() },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  };
  const listener = await listenSlack({
    ...around,
    mode: way,
    appToken: slack.app.appToken,
    signingSecret: slack.app.signingSecret,
    host: "127.0.0.1",
    port: 0,
    managers: over.managers ?? [],
    conversation,
    onAlert: (text, mend) => alerts.push(`${text} ${mend}`),
  });
  if (listener.url !== null) slack.setRequestUrl(listener.url);
  const platform = createSlack(around);
  const target = { name: "News", platform: "slack", channel: NEWS, crosspost: false } as const;
  return {
    slack,
    listener,
    asked,
    alerts,
    post: async (message) => {
      const outcome = await platform.send(
        target,
        { kind: "post", key: "k1", payload: platform.render(message)[0] },
        () => true,
      );
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
      return outcome.messageId;
    },
    close: async () => {
      await listener.close();
      await slack.close();
    },
  };
}

/** Waits for something to become true. @throws Error when it does not within ten seconds */
export async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (what()) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
  throw new Error(`it never came true: ${what.toString()}`);
}
