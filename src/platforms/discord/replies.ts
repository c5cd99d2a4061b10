import { setTimeout as pause } from "node:timers/promises";
import type { Message } from "../../core/message.ts";
import type { Log } from "../../log.ts";
import type { Interaction } from "./asked.ts";
import { EPHEMERAL, answerBody, plainAnswer } from "./body.ts";
import type { Client, Reply } from "./client.ts";
import { failureOf } from "./refusals.ts";
import { renderDiscord, simplerDiscord } from "./render.ts";

/** Types of first answers. Source: Discord's reference of interactions. */
const CALLBACK = { message: 4, defer: 5, deferUpdate: 6, choices: 8, modal: 9 } as const;

/** Ways to answer one interaction; all that is said is for the one who asked alone. */
export interface Replies {
  /**
   * The first answer, at once. @param onPrivate a button on a private message was pressed, which may be changed
   * @returns false when there is nobody to answer any more, or another process does
   */
  readonly defer: (onPrivate: boolean) => Promise<boolean>;
  /** What comes after `defer`. @param replaces takes the place of the private message */
  readonly finish: (message: Message, onPrivate: boolean, replaces: boolean) => Promise<void>;
  /** A whole answer as the first one. */
  readonly say: (message: Message) => Promise<void>;
  readonly form: (modal: unknown) => Promise<void>;
  readonly choices: (choices: readonly { readonly name: string; readonly value: string }[]) => Promise<void>;
}

/** Tries of what follows a first answer; the token lives for 15 minutes. */
const TRIES = 4;
const RETRY_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

export function createReplies(client: Client, interaction: Interaction, log: Log): Replies {
  const { id, token, application_id: application } = interaction;
  const first = (type: number, data?: unknown): Promise<Reply> =>
    client.answer("POST", `/interactions/${id}/${token}/callback`, data === undefined ? { type } : { type, data });
  const webhook = `/webhooks/${application}/${token}`;

  const told = (reply: Reply, what: string): boolean => {
    if (reply.state === "ok") return true;
    const failure = failureOf(reply);
    log.warn(
      `Discord: ${what} did not reach the person who asked: ${"reason" in failure ? failure.reason : failure.kind}.`,
    );
    return false;
  };

  /** Editing the same words twice does no harm, and a second copy that only one person sees does little. */
  async function later(method: "PATCH" | "POST", path: string, body: unknown): Promise<Reply> {
    for (let tried = 1; ; tried += 1) {
      const reply = await client.answer(method, path, body);
      if (reply.state === "ok" || reply.state === "refused" || tried === TRIES) return reply;
      await pause(reply.state === "limited" ? Math.min(reply.retryAfterMs, LONGEST_WAIT_MS) : RETRY_MS * tried);
    }
  }

  /** @param original null: every part is said anew */
  async function deliver(message: Message, original: string | null): Promise<void> {
    for (const [index, payload] of renderDiscord(message).entries()) {
      const edits = index === 0 && original !== null;
      const method = edits ? "PATCH" : "POST";
      const path = edits ? `${webhook}/messages/${original}` : webhook;
      const reply = await later(method, path, answerBody(payload, !edits));
      if (reply.state !== "refused" || reply.status !== 400) {
        if (!told(reply, "an answer")) return;
        continue;
      }
      const plain = simplerDiscord(payload);
      if (plain === null || plain.form === "full") return;
      if (!told(await later(method, path, plainAnswer(plain, !edits)), "an answer")) return;
    }
  }

  return {
    defer: async (onPrivate) => {
      const reply = onPrivate ? await first(CALLBACK.deferUpdate) : await first(CALLBACK.defer, { flags: EPHEMERAL });
      // Without an answer it may stand all the same: then what follows is seen.
      if (reply.state === "unclear") return true;
      if (reply.state !== "ok") log.debug("Discord: a question was too old, or answered elsewhere.", { id });
      return reply.state === "ok";
    },
    finish: (message, onPrivate, replaces) => deliver(message, onPrivate && !replaces ? null : "@original"),
    say: async (message) => {
      const [payload, ...rest] = renderDiscord(message);
      if (payload === undefined) return;
      const reply = await first(CALLBACK.message, answerBody(payload, true));
      if (!told(reply, "an answer")) return;
      for (const one of rest) {
        if (!told(await later("POST", webhook, answerBody(one, true)), "an answer")) return;
      }
    },
    form: async (modal) => {
      told(await first(CALLBACK.modal, modal), "a form");
    },
    choices: async (choices) => {
      const reply = await first(CALLBACK.choices, { choices });
      if (reply.state !== "ok") log.debug("Discord: completions came too late.", { id });
    },
  };
}
