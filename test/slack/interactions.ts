import { isRecord } from "./blocks/checks.ts";
import { openDeed } from "./deeds.ts";
import type { Exchange, OpenDeed } from "./deeds.ts";
import { findElement, formValues, initially, reported } from "./inputs.ts";
import type { Entry } from "./inputs.ts";
import { closeView } from "./methods/views.ts";
import { Refusal } from "./refusal.ts";
import { respond } from "./response-url.ts";
import { violate } from "./state.ts";
import type { SlackState, View } from "./state.ts";
import { takeSubmission } from "./submission.ts";
import type { Ack, Envelope, Send } from "./transport.ts";
import { wireMessage, wireView } from "./wire.ts";
import type { StoredMessage } from "./workspace.ts";

/** How often the same thing is delivered; once when left out. */
interface Copies {
  readonly copies?: number;
}

interface SlashAsk extends Copies {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  /** `/news` when left out. */
  readonly command?: string;
}

interface PressAsk extends Copies {
  readonly user: string;
  readonly actionId: string;
  readonly blockId?: string;
  /** Where the element is: a message, or a modal or Home tab. */
  readonly message?: StoredMessage;
  readonly view?: View;
  /** What is chosen in a menu. */
  readonly value?: Entry;
}

interface SuggestAsk {
  readonly user: string;
  readonly view: View;
  readonly actionId: string;
  /** What was typed so far. */
  readonly text: string;
}

/** What people of the workspace can do with the app. */
export interface Interactions {
  readonly slash: (ask: SlashAsk) => Exchange;
  readonly press: (ask: PressAsk) => Exchange;
  /** Sends a modal. `values` by block_id or action_id; what is left out stays as the form had it. */
  readonly submit: (view: View, values?: Readonly<Record<string, Entry>>, copies?: number) => Exchange;
  /** Closes a modal by its cross. The app hears of it only if it asked to; else null. */
  readonly dismiss: (view: View) => Exchange | null;
  /** Types into an external select. The acknowledgement's body has the options. */
  readonly suggest: (ask: SuggestAsk) => Exchange;
}

/** Sends the same envelope `copies` times at once. */
function deliver(send: Send, envelope: Envelope, copies = 1): Promise<readonly Ack[]> {
  return Promise.all(Array.from({ length: copies }, () => send(envelope)));
}

export function createInteractions(state: SlackState, send: Send): Interactions {
  return {
    slash: (ask) => slash(state, send, ask),
    press: (ask) => press(state, send, ask),
    submit: (view, values = {}, copies = 1) => {
      const open = openDeed(state, view.user, null, null);
      const payload = { ...viewPayload(state, "view_submission", view, open, values), response_urls: [] };
      const envelope: Envelope = { type: "interactive", payload, acceptsPayload: true };
      const taken = whenTaken(deliver(send, envelope, copies), (body) => takeSubmission(state, view, body, open.deed));
      return open.exchange(taken, () => send(envelope));
    },
    dismiss: (view) => dismiss(state, send, view),
    suggest: (ask) => suggest(state, send, ask),
  };
}

function exchangeOf(open: OpenDeed, send: Send, envelope: Envelope, copies?: number): Exchange {
  return open.exchange(deliver(send, envelope, copies), () => send(envelope));
}

/** Hands what the acknowledgements say to `take`, once each. */
async function whenTaken(acks: Promise<readonly Ack[]>, take: (body: unknown) => void): Promise<readonly Ack[]> {
  const all = await acks;
  for (const ack of all) if (ack.ok) take(ack.body);
  return all;
}

function slash(state: SlackState, send: Send, ask: SlashAsk): Exchange {
  const channel = state.channels.get(ask.channel);
  if (channel === undefined) throw new Error(`no channel ${ask.channel} in this workspace`);
  const open = openDeed(state, ask.user, channel.id, null);
  const payload = {
    token: "loopback",
    team_id: state.team.id,
    team_domain: state.team.domain,
    channel_id: channel.id,
    channel_name: channel.kind === "im" ? "directmessage" : channel.kind === "private" ? "privategroup" : channel.name,
    user_id: ask.user,
    user_name: state.people.get(ask.user)?.name ?? ask.user,
    command: ask.command ?? "/news",
    text: escapeCommand(state, ask.text),
    api_app_id: state.app.id,
    is_enterprise_install: "false",
    response_url: open.responseUrl ?? "",
    trigger_id: open.triggerId,
  };
  const envelope: Envelope = { type: "slash_commands", payload, acceptsPayload: true };
  const where = { deed: open.deed, channel: channel.id, original: null, threadTs: null };
  return open.exchange(
    whenTaken(deliver(send, envelope, ask.copies), (body) => {
      if (isRecord(body) && Object.keys(body).length > 0) answerInAck(state, () => respond(state, where, body));
    }),
    () => send(envelope),
  );
}

function answerInAck(state: SlackState, run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    violate(state, "invalid_response", `acknowledgement: ${error.code} ${JSON.stringify(error.fields)}`);
  }
}

/** Names become ids, as for a command with escaping turned on; the rest is as people typed it, `& < >` escaped. */
function escapeCommand(state: SlackState, text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const people = [...state.people.values()];
  const channels = [...state.channels.values()];
  return escaped
    .replace(/(?<!\S)@([a-z0-9._-]+)/g, (whole, name: string) => {
      const person = people.find((one) => one.name === name);
      return person ? `<@${person.id}|${name}>` : whole;
    })
    .replace(/(?<!\S)#([a-z0-9_-]+)/g, (whole, name: string) => {
      const channel = channels.find((one) => one.name === name && one.kind !== "im");
      return channel ? `<#${channel.id}|${name}>` : whole;
    });
}

function press(state: SlackState, send: Send, ask: PressAsk): Exchange {
  const { message, view } = ask;
  const blocks = message?.blocks ?? (view?.body["blocks"] as readonly unknown[] | undefined) ?? [];
  const { blockId, element } = findElement(blocks, ask.actionId, ask.blockId);
  const open = openDeed(state, ask.user, message?.channel ?? null, message ?? null);
  const { action_id, type, style } = element;
  const value = ask.value ?? (type === "button" ? null : initially(element));
  const chosen = reported(element, value);
  const action = {
    action_id,
    block_id: blockId,
    type,
    action_ts: state.nextTs(),
    ...(style !== undefined && { style }),
  };
  const payload = {
    type: "block_actions",
    ...about(state, ask.user, open.triggerId),
    ...(message ? placeOf(state, message, open) : placeInView(state, view)),
    actions: [{ ...action, ...chosen }],
    state: {
      values:
        type === "button" || type === "overflow" ? {} : { [blockId]: { [String(action_id)]: { type, ...chosen } } },
    },
  };
  return exchangeOf(open, send, { type: "interactive", payload, acceptsPayload: false }, ask.copies);
}

function about(state: SlackState, user: string, triggerId: string): Record<string, unknown> {
  const name = state.people.get(user)?.name ?? user;
  return {
    user: { id: user, username: name, name, team_id: state.team.id },
    api_app_id: state.app.id,
    token: "loopback",
    trigger_id: triggerId,
    team: { id: state.team.id, domain: state.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** An ephemeral message is named and not shown: Slack keeps no copy of it. */
function placeOf(state: SlackState, message: StoredMessage, { responseUrl }: OpenDeed): Record<string, unknown> {
  const channel = state.channels.get(message.channel);
  return {
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.only !== null,
      ...(message.threadTs !== null && { thread_ts: message.threadTs }),
    },
    channel: { id: message.channel, name: channel?.name ?? "" },
    ...(message.only === null && { message: wireMessage(state, message, true) }),
    response_url: responseUrl,
  };
}

function placeInView(state: SlackState, view: View | undefined): Record<string, unknown> {
  if (view === undefined) throw new Error("press needs a message or a view");
  return { container: { type: "view", view_id: view.id }, view: wireView(state, view) };
}

function viewPayload(
  state: SlackState,
  type: string,
  view: View,
  open: OpenDeed,
  values: Readonly<Record<string, Entry>>,
): Record<string, unknown> {
  const now = state.views.get(view.id);
  if (now === undefined || !now.open) throw new Error(`the view ${view.id} is not open`);
  const blocks = now.body["blocks"] as readonly unknown[];
  const shown = { ...wireView(state, now), state: { values: formValues(blocks, values) } };
  return { type, ...about(state, view.user, open.triggerId), view: shown };
}

function dismiss(state: SlackState, send: Send, view: View): Exchange | null {
  const closed = closeView(state, state.views.get(view.id) ?? view);
  if (closed.body["notify_on_close"] !== true) return null;
  const open = openDeed(state, view.user, null, null);
  const { trigger_id: _none, ...who } = about(state, view.user, open.triggerId);
  const payload = { type: "view_closed", ...who, view: wireView(state, closed), is_cleared: false };
  return exchangeOf(open, send, { type: "interactive", payload, acceptsPayload: false });
}

function suggest(state: SlackState, send: Send, { user, view, actionId, text }: SuggestAsk): Exchange {
  const { blockId } = findElement(view.body["blocks"] as readonly unknown[], actionId);
  const open = openDeed(state, user, null, null);
  const { trigger_id: _none, ...who } = about(state, user, open.triggerId);
  const payload = {
    type: "block_suggestion",
    ...who,
    ...placeInView(state, view),
    action_id: actionId,
    block_id: blockId,
    value: text,
  };
  return exchangeOf(open, send, { type: "interactive", payload, acceptsPayload: true });
}
