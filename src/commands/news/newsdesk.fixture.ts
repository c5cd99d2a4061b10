import type { Answer, Asker, Conversation, Form, Input } from "../../core/conversation.ts";
import type { Message } from "../../core/message.ts";
import type { Subscription } from "../../core/subscription.ts";
import { createChannels } from "../../jobs/channels.ts";
import { openNewsroom, READY } from "../../jobs/newsroom.fixture.ts";
import type { Newsroom } from "../../jobs/newsroom.fixture.ts";
import { nextSlotOf } from "../../jobs/schedule.ts";
import { createConversation } from "./conversation.ts";

/** A desk that can be asked: a real store and real rounds behind it. */
export interface Newsdesk {
  readonly room: Newsroom;
  readonly conversation: Conversation;
  /** How often something was said to wait. */
  readonly woken: () => number;
  readonly ask: (input: Input | string, who?: Partial<Asker>) => Promise<Message>;
  readonly press: (action: string, who?: Partial<Asker>) => Promise<Message>;
  readonly form: (action: string, who?: Partial<Asker>) => Promise<Form>;
  readonly submit: (action: string, values: Record<string, string>, who?: Partial<Asker>) => Promise<Message>;
  readonly answer: (input: Input | string, who?: Partial<Asker>, id?: string) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

const EDITOR: Asker = {
  platform: "console",
  workspace: "W1",
  channel: "wire",
  user: "U1",
  mayManage: { allowed: true },
};
export const READER: Partial<Asker> = {
  user: "U2",
  mayManage: { allowed: false, why: "Ask the channel's creator." },
};

/** @param configured channels of the configuration */
export async function openNewsdesk(configured: readonly Subscription[] = [READY], threads = false): Promise<Newsdesk> {
  const channels = [...configured];
  const room = await openNewsroom(channels, undefined, threads);
  const never = { set: () => () => {} };
  const live = await createChannels(configured, room.store, { timers: never, log: room.ports.log });
  let woken = 0;
  let requests = 0;
  const conversation = createConversation({
    store: room.store,
    channels: live.list,
    refresh: async () => {
      await live.refresh();
      channels.splice(0, channels.length, ...live.list());
    },
    platforms: room.ports.platforms,
    clock: room.ports.clock,
    nextSlot: (channel) => nextSlotOf(channel, room.ports.clock.now()),
    archive: "https://desk.example",
    log: room.ports.log,
    wake: () => {
      woken += 1;
    },
  });
  const answer: Newsdesk["answer"] = async (input, who, id) => {
    requests += 1;
    return await conversation.answer({
      id: id ?? `request-${requests}`,
      from: { ...EDITOR, ...who },
      input: typeof input === "string" ? { kind: "words", text: input } : input,
    });
  };
  const ask: Newsdesk["ask"] = async (input, who) => messageOf(await answer(input, who));
  return {
    room,
    conversation,
    woken: () => woken,
    answer,
    ask,
    press: async (action, who) => await ask({ kind: "button", action }, who),
    form: async (action, who) => formOf(await answer({ kind: "button", action }, who)),
    submit: async (action, values, who) => await ask({ kind: "form", action, values }, who),
    close: room.close,
  };
}

export function messageOf(answer: Answer): Message {
  if (answer.kind === "form") throw new Error("a message was expected, not a form");
  return answer.message;
}

function formOf(answer: Answer): Form {
  if (answer.kind === "message") throw new Error(`a form was expected, not: ${answer.message.summary}`);
  return answer.form;
}

/** Everything of a message that people read, a line a block or item; buttons in brackets. */
export function textOf({ blocks }: Message): string {
  return blocks
    .flatMap((block) => {
      if ("spans" in block) return [block.spans.map(({ text }) => text).join("")];
      if ("items" in block) return block.items.map((item) => item.map(({ text }) => text).join(""));
      if ("buttons" in block) return [block.buttons.map(({ label }) => `[${label}]`).join(" ")];
      return "text" in block ? [block.text] : [];
    })
    .join("\n");
}

/** The action of the button with this label. */
export function actionOf({ blocks }: Message, label: string): string {
  const buttons = blocks.flatMap((block) => ("buttons" in block ? block.buttons : []));
  const found = buttons.find((button) => button.label.startsWith(label));
  if (found === undefined || !("action" in found)) {
    throw new Error(`no button “${label}” among ${buttons.map((button) => button.label).join(", ")}`);
  }
  return found.action;
}
