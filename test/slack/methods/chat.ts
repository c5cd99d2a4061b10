import { flag, optional, required } from "../args.ts";
import type { Args } from "../args.ts";
import { MESSAGE_TEXT } from "../blocks/limits.ts";
import { readContent, readMetadata } from "../content.ts";
import type { Content } from "../content.ts";
import { place, remove, revise } from "../post.ts";
import { Refusal } from "../refusal.ts";
import { violate } from "../state.ts";
import type { SlackState } from "../state.ts";
import { wireMessage } from "../wire.ts";
import { messageAt } from "../workspace.ts";
import type { Channel, StoredMessage } from "../workspace.ts";
import { openDirect } from "./conversations.ts";
import { always, isMember, none, visibleChannel } from "./method.ts";
import type { Method } from "./method.ts";

const WORDS = ["channel", "text", "blocks", "attachments", "parse", "link_names"];

/** A channel in which the bot may speak. */
function speakableChannel(state: SlackState, args: Args): Channel {
  const id = required(args, "channel");
  const channel = state.people.has(id) ? openDirect(state, id) : visibleChannel(state, id);
  if (channel.archived) throw new Refusal("is_archived");
  if (!isMember(state, channel) && !state.scopes.has("chat:write.public")) throw new Refusal("not_in_channel");
  return channel;
}

/** The thread that a reply joins; a reply to a reply joins its parent's. */
function threadOf(state: SlackState, channel: Channel, args: Args): string | null {
  const ts = optional(args, "thread_ts");
  if (ts === undefined) return null;
  const parent = messageAt(channel, ts);
  if (parent === undefined) throw new Refusal("thread_not_found");
  if (parent.threadTs === null) return ts;
  violate(state, "reply_to_a_reply", `thread_ts ${ts} is itself a reply; use its parent's ts`);
  return parent.threadTs;
}

function postMessage(state: SlackState, args: Args): Record<string, unknown> {
  const channel = speakableChannel(state, args);
  const threadTs = threadOf(state, channel, args);
  const metadata = readMetadata(args) ?? null;
  const content = readContent(state, args, { sumOfBlocks: true });
  const to = {
    channel,
    user: state.app.botUser,
    threadTs,
    broadcast: threadTs !== null && flag(args, "reply_broadcast") === true,
    metadata,
  };
  const parts = splitLikeSlack(state, content).map((part) => place(state, to, part));
  const [message] = parts;
  if (message === undefined) throw new Refusal("no_text");
  return {
    channel: channel.id,
    ts: message.ts,
    message: wireMessage(state, message, true),
    ...(content.truncated && { warning: "message_truncated" }),
  };
}

/** Text alone above 4,000 characters arrives as several messages. */
function splitLikeSlack(state: SlackState, content: Content): Content[] {
  if (content.blocks.length > 0 || content.text.length <= MESSAGE_TEXT) return [content];
  violate(state, "text_split", `${content.text.length} characters of text without blocks`);
  const parts: Content[] = [];
  for (let from = 0; from < content.text.length; from += MESSAGE_TEXT) {
    parts.push({ ...content, text: content.text.slice(from, from + MESSAGE_TEXT) });
  }
  return parts;
}

/** A message of the bot's own. */
function ownMessage(state: SlackState, channel: Channel, ts: string, refusal: string): StoredMessage {
  const message = messageAt(channel, ts);
  if (message === undefined) throw new Refusal("message_not_found");
  if (message.user !== state.app.botUser) throw new Refusal(refusal);
  return message;
}

function update(state: SlackState, args: Args): Record<string, unknown> {
  const channel = visibleChannel(state, required(args, "channel"));
  const old = ownMessage(state, channel, required(args, "ts"), "cant_update_message");
  if (channel.archived) throw new Refusal("is_archived");
  const metadata = readMetadata(args);
  const content = readContent(state, args, { sumOfBlocks: true });
  if (content.text.length > MESSAGE_TEXT) throw new Refusal("msg_too_long");
  const message = revise(state, channel, old, content, metadata);
  return {
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: wireMessage(state, message, true),
  };
}

function deleteMessage(state: SlackState, args: Args): Record<string, unknown> {
  const channel = visibleChannel(state, required(args, "channel"));
  const old = ownMessage(state, channel, required(args, "ts"), "cant_delete_message");
  remove(state, channel, old);
  return { channel: channel.id, ts: old.ts };
}

function postEphemeral(state: SlackState, args: Args): Record<string, unknown> {
  const channel = speakableChannel(state, args);
  const only = required(args, "user");
  if (!channel.members.has(only)) throw new Refusal("user_not_in_channel");
  const content = readContent(state, args, { sumOfBlocks: true });
  if (content.blocks.length === 0 && content.text.length > MESSAGE_TEXT) throw new Refusal("msg_too_long");
  const threadTs = threadOf(state, channel, args);
  const message = place(state, { channel, user: state.app.botUser, threadTs, only }, content);
  const deed = state.deeds.find((one) => one.user === only && one.channel === channel.id);
  deed?.take({ kind: "ephemeral", message });
  return { message_ts: message.ts };
}

function getPermalink(state: SlackState, args: Args): Record<string, unknown> {
  const channel = visibleChannel(state, required(args, "channel"));
  const ts = required(args, "message_ts");
  const message = messageAt(channel, ts);
  if (message === undefined) throw new Refusal("message_not_found");
  const thread = message.threadTs === null ? "" : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  const place = `archives/${channel.id}/p${ts.replace(".", "")}${thread}`;
  return { channel: channel.id, permalink: `https://${state.team.domain}.slack.com/${place}` };
}

const write = always("chat:write");

export const chatMethods: Readonly<Record<string, Method>> = {
  "chat.postMessage": {
    tier: "post",
    token: "bot",
    scopes: write,
    args: [
      ...WORDS,
      "thread_ts",
      "reply_broadcast",
      "metadata",
      "unfurl_links",
      "unfurl_media",
      "unfurl_app_links",
      "mrkdwn",
      "client_msg_id",
    ],
    run: postMessage,
  },
  "chat.postEphemeral": {
    tier: 4,
    token: "bot",
    scopes: write,
    args: [...WORDS, "user", "thread_ts", "unfurl_links", "unfurl_media"],
    run: postEphemeral,
  },
  "chat.update": {
    tier: 3,
    token: "bot",
    scopes: write,
    args: [...WORDS, "ts", "metadata", "reply_broadcast", "unfurl_links", "unfurl_media"],
    run: update,
  },
  "chat.delete": { tier: 3, token: "bot", scopes: write, args: ["channel", "ts"], run: deleteMessage },
  "chat.getPermalink": { tier: 4, token: "bot", scopes: none, args: ["channel", "message_ts"], run: getPermalink },
};
