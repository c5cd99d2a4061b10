import { isRecord } from "../slack/blocks/checks.ts";
import type { Exchange } from "../slack/deeds.ts";
import type { SlackServer } from "../slack/server.ts";
import type { View } from "../slack/state.ts";
import type { Block, StoredMessage } from "../slack/workspace.ts";
import type { Choice, Deed, Hands, Opened, Person, Shown } from "./hands.ts";

export const SLACK_CHANNEL = "C0NEWSDESK";
/** The first made the channel and is an admin. */
const PEOPLE: Readonly<Record<Person, string>> = { manager: "U0AGNES001", reader: "U0BRAM0002" };

/** People of a workspace. */
export function slackHands(slack: SlackServer): Hands {
  const messages = new WeakMap<Shown, () => readonly StoredMessage[]>();
  const views = new WeakMap<Opened, { readonly view: View; readonly opener: Exchange }>();

  const now = ({ channel, ts }: StoredMessage): readonly StoredMessage[] =>
    [...slack.everyMessage(channel), ...slack.ephemerals(channel)].filter(
      (message) => message.ts === ts && !message.deleted,
    );
  const shown = (standing: () => readonly StoredMessage[]): Shown => {
    const seen: Shown = {
      kind: "message",
      words: () => inLine(standing().flatMap(({ blocks }) => textsIn(blocks))),
      labels: () => standing().flatMap((message) => pressables(message).map(({ label }) => label)),
    };
    messages.set(seen, standing);
    return seen;
  };
  const shownOf = (message: StoredMessage): Shown => shown(() => now(message));

  /** @param from number of the answer in the exchange that is the deed's own first one */
  const deed = (exchange: Exchange, answering = exchange, from = 0): Deed => ({
    seen: answering.answer(from).then((answer): Shown | Opened => {
      if (answer.kind === "errors") throw new Error(`the form was refused: ${JSON.stringify(answer.errors)}`);
      if (answer.kind === "view") return opened(answer.view, answering);
      return shown(() => answering.answers.slice(from).flatMap((one) => ("message" in one ? now(one.message) : [])));
    }),
    answers: () => answering.answers.length - from,
    again: () => void exchange.again(),
  });
  const opened = (view: View, opener: Exchange): Opened => {
    const { title, blocks } = view.body;
    const form: Opened = { kind: "form", title: textsIn(title).join(" "), fields: fieldsOf(blocks) };
    views.set(form, { view, opener });
    return form;
  };

  return {
    ask: ({ verb, words = "" }, who = "manager") =>
      deed(slack.slash({ channel: SLACK_CHANNEL, user: PEOPLE[who], text: `${verb} ${words}`.trim(), copies: 2 })),
    press: (on, label, who = "manager") => {
      for (const message of messages.get(on)?.() ?? []) {
        const place = pressables(message).find((one) => one.label === label);
        if (place === undefined) continue;
        const { label: _, ...where } = place;
        return deed(slack.press({ message, user: PEOPLE[who], ...where, copies: 2 }));
      }
      throw new Error(`there is no button "${label}" but: ${on.labels().join(", ")}`);
    },
    fill: (form, values) => {
      const known = views.get(form);
      if (known === undefined) throw new Error("this form is not of this workspace");
      const { view, opener } = known;
      // The answer comes where the form was asked for.
      const before = opener.answers.length;
      return deed(slack.submit(view, values, 2), opener, before);
    },
    posts: () =>
      slack
        .messages(SLACK_CHANNEL)
        .filter(({ threadTs }) => threadTs === null)
        .map(shownOf),
    thread: (post) => (messages.get(post)?.() ?? []).flatMap((message) => slack.replies(message).map(shownOf)),
    directMessages: () =>
      [...slack.channels.values()]
        .filter(({ kind, members }) => kind === "im" && members.has(PEOPLE.manager))
        .flatMap(({ id }) => slack.messages(id).map(shownOf)),
    misconduct: () => [
      ...slack.violations,
      ...slack.requests.filter(({ answer }) => isRecord(answer?.body) && answer.body["ok"] === false),
      ...[...slack.channels.keys()].flatMap((id) => slack.everyMessage(id).flatMap(({ pings }) => pings)),
    ],
  };
}

interface Pressable {
  readonly label: string;
  readonly actionId: string;
  readonly blockId: string;
  /** Of a menu's entry. */
  readonly value?: string;
}

function pressables({ blocks }: StoredMessage): readonly Pressable[] {
  return blocks.flatMap((block) =>
    [block["elements"], block["accessory"]]
      .flat()
      .filter(isRecord)
      .filter(({ action_id }) => typeof action_id === "string")
      .flatMap((element): Pressable[] => {
        const place = { actionId: String(element["action_id"]), blockId: String(block["block_id"]) };
        if (element["type"] === "button") return [{ label: textsIn(element["text"]).join(" "), ...place }];
        return choicesOf(element).map(({ value, label }) => Object.assign({ label, value }, place));
      }),
  );
}

function choicesOf({ options }: Block): readonly Choice[] {
  return (Array.isArray(options) ? options.filter(isRecord) : []).map(({ value, text }) => ({
    value: String(value),
    label: textsIn(text).join(" "),
  }));
}

function fieldsOf(blocks: unknown): ReadonlyMap<string, readonly Choice[]> {
  const inputs = (Array.isArray(blocks) ? blocks.filter(isRecord) : []).filter(({ type }) => type === "input");
  return new Map(
    inputs.map(({ block_id, element }) => [String(block_id), isRecord(element) ? choicesOf(element) : []]),
  );
}

/** Every text, in reading order. */
function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "text" && typeof inner === "string" ? [inner] : textsIn(inner),
  );
}

function inLine(texts: readonly string[]): string {
  const words = texts.join(" ").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return words.replaceAll(/\s+/g, " ").trim();
}
