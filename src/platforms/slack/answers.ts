import type { Answer } from "../../core/conversation.ts";
import type { Message } from "../../core/message.ts";
import type { Log } from "../../log.ts";
import type { SlackPayload } from "./blocks.ts";
import type { CallResult, SlackClient } from "./client.ts";
import type { ReplyTo } from "./incoming.ts";
import { json, text } from "./reading.ts";
import { renderSlack } from "./render.ts";
import { formView, homeView, messageView } from "./views.ts";

/** Says something to one person, where they asked. */
export interface Answers {
  readonly give: (answer: Answer, to: ReplyTo) => Promise<void>;
  readonly showHome: (answer: Answer, user: string) => Promise<void>;
}

/** docs.slack.dev: a response_url takes five answers. */
const RESPONSES = 5;
const MOST_KEPT = 2000;

export function createAnswers(client: Pick<SlackClient, "call" | "respond">, log: Log): Answers {
  const used = new Map<string, number>();

  /** Whether a response_url has another use; counts it. */
  function hasUse(url: string): boolean {
    const uses = used.get(url) ?? 0;
    if (uses >= RESPONSES) return false;
    if (used.size >= MOST_KEPT) used.clear();
    used.set(url, uses + 1);
    return true;
  }

  async function say(payload: SlackPayload, to: ReplyTo, replaces: boolean): Promise<void> {
    const { text: summary, blocks } = payload;
    const words = { text: summary, ...(blocks.length > 0 && { blocks }) };
    const thread = to.thread === null ? {} : { thread_ts: to.thread };
    if (to.responseUrl !== null && hasUse(to.responseUrl)) {
      const body = { ...words, ...thread, response_type: "ephemeral", replace_original: replaces };
      if (await client.respond(to.responseUrl, body)) return;
    }
    if (!to.channel.startsWith("@")) {
      const aside = { ...words, ...thread, channel: to.channel, user: to.user, link_names: false };
      if ((await client.call("chat.postEphemeral", aside)).ok) return;
    }
    await whisper(words, to.user);
  }

  /** Where the bot is not in the channel: to the person directly. */
  async function whisper(words: object, user: string): Promise<void> {
    const opened = await client.call("conversations.open", { users: user });
    if (!opened.ok) return lost(opened);
    const channel = text(json(opened.body["channel"])["id"]);
    const quiet = { unfurl_links: false, unfurl_media: false, link_names: false };
    const posted = await client.call("chat.postMessage", { ...words, ...quiet, channel });
    if (!posted.ok) lost(posted);
  }

  function lost({ problem }: Extract<CallResult, { readonly ok: false }>): void {
    const why = problem.kind === "said" ? problem.code : problem.kind;
    log.warn(`Slack: an answer could not be shown to the person who asked (${why}).`);
  }

  async function sayAll(message: Message, to: ReplyTo, replaces: boolean): Promise<void> {
    for (const [at, payload] of renderSlack(message).entries()) await say(payload, to, replaces && at === 0);
  }

  /** Over the app's own page there is no channel: the answer is a window. */
  async function sayInWindow(message: Message, to: ReplyTo): Promise<boolean> {
    const view = messageView(message);
    if (to.view?.type === "modal") return (await client.call("views.update", { view_id: to.view.id, view })).ok;
    if (to.trigger === null) return false;
    return (await client.call("views.open", { trigger_id: to.trigger, view })).ok;
  }

  async function showForm(answer: Extract<Answer, { readonly kind: "form" }>, to: ReplyTo): Promise<void> {
    const note = { channel: to.channel, thread: to.thread, responseUrl: to.responseUrl };
    const view = formView(answer.form, note);
    const method = to.view?.type === "modal" ? "views.push" : "views.open";
    const opened = await client.call(method, { trigger_id: to.trigger ?? "", view });
    if (!opened.ok) await sayAll(TOO_LATE, to, false);
  }

  return {
    give: async (answer, to) => {
      if (answer.kind === "form") return showForm(answer, to);
      const inWindow = to.view !== null || (to.channel.startsWith("@") && to.responseUrl === null);
      if (inWindow && (await sayInWindow(answer.message, to))) return;
      await sayAll(answer.message, to, answer.replaces && to.replaceable);
    },
    showHome: async (answer, user) => {
      if (answer.kind === "form") return;
      const published = await client.call("views.publish", { user_id: user, view: homeView(answer.message) });
      if (!published.ok) lost(published);
    },
  };
}

const TOO_LATE: Message = {
  summary: "Slack would not open the form any more.",
  blocks: [{ kind: "paragraph", spans: [{ text: "Slack would not open the form any more. Press the button again." }] }],
};
