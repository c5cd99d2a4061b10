import { setTimeout as pause } from "node:timers/promises";
import { opensForm } from "../../core/action.ts";
import type { Answer, Asker, Conversation, Input, Request } from "../../core/conversation.ts";
import type { Message } from "../../core/message.ts";
import type { Log } from "../../log.ts";
import { againOf, askerOf, mayOpenForm, readAsked } from "./asked.ts";
import type { Asked, Interaction } from "./asked.ts";
import type { Client } from "./client.ts";
import { modalOf } from "./modal.ts";
import { createReplies } from "./replies.ts";
import type { Replies } from "./replies.ts";

export interface ReceptionOptions {
  readonly client: Client;
  readonly conversation: Conversation;
  readonly log: Log;
}

/** Takes in what people do and answers them. */
export interface Reception {
  readonly take: (interaction: Interaction) => void;
  /** Ends when all answers under way are given, or after so many milliseconds. */
  readonly settle: (ms: number) => Promise<void>;
}

/** A gateway that resumes may tell of an interaction twice. */
const REMEMBERED = 2_000;
/** Discord waits three seconds for a first answer; a form must be that answer. */
const FORM_MS = 2_000;
const CHOICES_MS = 2_300;
const MAX_CHOICES = 25;
const MAX_CHOICE = 100;

export function createReception({ client, conversation, log }: ReceptionOptions): Reception {
  const seen = new Set<string>();
  const open = new Set<Promise<void>>();

  async function serve(interaction: Interaction): Promise<void> {
    const asked = readAsked(interaction);
    if (asked === null) return;
    const from = askerOf(interaction);
    const replies = createReplies(client, interaction, log);
    if (asked.kind === "typing") return complete(conversation, from, asked, replies);
    const request: Request = { id: interaction.id, from, input: asked.input };
    if (mayOpenForm(asked.input, opensForm)) return answerQuickly(conversation, request, replies);
    if (!(await replies.defer(asked.onPrivate))) return;
    const answer = await conversation.answer(request);
    await replies.finish(messageOf(answer, asked.input), asked.onPrivate, replaces(answer));
  }

  return {
    take: (interaction) => {
      if (seen.has(interaction.id)) return;
      seen.add(interaction.id);
      const [oldest] = seen;
      if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
      const served = serve(interaction)
        .catch((error: unknown) => log.error("Discord: a question could not be answered.", { error }))
        .finally(() => open.delete(served));
      open.add(served);
    },
    settle: async (ms) => {
      await Promise.race([Promise.all(open), pause(ms, undefined, { ref: false })]);
    },
  };
}

/** The answer itself is the first answer, because it may be a form; when it takes too long, the person is asked to press again. */
async function answerQuickly(conversation: Conversation, request: Request, replies: Replies): Promise<void> {
  const answering = conversation.answer(request);
  const answer = await Promise.race([answering, pause(FORM_MS, null, { ref: false })]);
  if (answer?.kind === "form") return replies.form(modalOf(answer.form));
  if (answer !== null) return replies.say(answer.message);
  if (!(await replies.defer(false))) return;
  await replies.finish(messageOf(await answering, request.input), false, false);
}

async function complete(
  conversation: Conversation,
  from: Asker,
  { verb, option, typed }: Extract<Asked, { kind: "typing" }>,
  replies: Replies,
): Promise<void> {
  const suggested = conversation.suggest(from, verb, option, typed);
  const choices = await Promise.race([suggested, pause(CHOICES_MS, [], { ref: false })]);
  const fitting = choices.filter(({ value, label }) => value !== "" && value.length <= MAX_CHOICE && label !== "");
  await replies.choices(
    fitting.slice(0, MAX_CHOICES).map(({ value, label }) => ({ name: label.slice(0, MAX_CHOICE), value })),
  );
}

function replaces(answer: Answer): boolean {
  return answer.kind === "message" && answer.replaces;
}

/** A form that came too late for this interaction is opened by the next one. */
function messageOf(answer: Answer, input: Input): Message {
  if (answer.kind === "message") return answer.message;
  const again = againOf(input);
  const text = again === null ? "This takes a form. Please ask once more." : "The form is ready.";
  return {
    summary: text,
    blocks: [
      { kind: "paragraph", spans: [{ text }] },
      ...(again === null ? [] : [{ kind: "actions" as const, buttons: [{ label: "Open the form", action: again }] }]),
    ],
  };
}
