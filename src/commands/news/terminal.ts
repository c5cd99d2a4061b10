import type { Subscription } from "../../core/subscription.ts";
import type { Message } from "../../core/message.ts";
import type { Clock } from "../../core/time.ts";
import type { Log } from "../../log.ts";
import type { Store } from "../../store/store.ts";
import { say } from "./blocks.ts";
import { createConversation } from "./conversation.ts";
import type { Desk } from "./desk.ts";
import { readWords } from "./words.ts";

export interface TerminalDesk {
  /** One that is opened to look only will do, beside a running desk. */
  readonly store: Store;
  /** Of the configuration; those made in chat are read from the store. */
  readonly channels: readonly Subscription[];
  readonly clock: Clock;
  readonly nextSlot: Desk["nextSlot"];
  readonly archive: string | null;
  readonly log: Log;
}

/** What `/news` answers, on the command line. Changes nothing: what acts is for people in chat. */
export async function askOnTerminal(desk: TerminalDesk, words: string): Promise<Message> {
  if (readWords(words).verb === "follow")
    return say("Stories are followed in chat, where a direct message can be sent.");
  const made = await desk.store.subscriptions.list();
  const channels = [...desk.channels, ...made.map(({ subscription }) => subscription)];
  const store: Store = {
    ...desk.store,
    // Buttons, which carry these names, are not shown.
    requests: { ...desk.store.requests, keepWords: async () => "~" },
  };
  const conversation = createConversation({
    ...desk,
    store,
    channels: () => channels,
    refresh: async () => {},
    platforms: new Map(),
    wake: () => {},
  });
  const answer = await conversation.answer({
    id: "terminal",
    from: {
      platform: "console",
      workspace: "",
      channel: channels.find(({ platform }) => platform === "console")?.channel ?? "",
      user: "",
      mayManage: { allowed: false, why: "Channels of the terminal are set in the configuration file." },
    },
    input: { kind: "words", text: words },
  });
  return answer.kind === "message" ? answer.message : say("This takes a form, which only chat can show.");
}
