import { mayPost, messageIn, need, visibleChannel } from "../access.ts";
import {
  archivedThread,
  emptyMessage,
  foreignMessage,
  invalidForm,
  unknownMessage,
  wrongChannelType,
} from "../errors.ts";
import { isJson, shown } from "../json.ts";
import type { Json } from "../json.ts";
import { checkMessage, isEmpty } from "../limits.ts";
import { can } from "../permissions.ts";
import { crosspost, edit, post, remove } from "../posting.ts";
import { checkBody } from "../schemas.ts";
import { compareIds } from "../snowflake.ts";
import { wireMessage } from "../wire.ts";
import { FLAGS } from "../world.ts";
import type { Channel, Message, World } from "../world.ts";
import { NO_CONTENT, bodyOf, bot, ok } from "./route.ts";
import type { Answer, Call, Routes } from "./route.ts";

/** How long a nonce is remembered; Discord says "the past few minutes" (discord/discord-api-docs#6647). */
const NONCE_MS = 120_000;
const MAX_PAGE = 100;

export const messageRoutes: Routes = [
  bot("GET", "/channels/:channel/messages", list),
  bot("POST", "/channels/:channel/messages", create),
  bot("GET", "/channels/:channel/messages/:message", one),
  bot("PATCH", "/channels/:channel/messages/:message", change),
  bot("DELETE", "/channels/:channel/messages/:message", drop),
  bot("POST", "/channels/:channel/messages/:message/crosspost", publish),
  bot("POST", "/channels/:channel/typing", typing),
];

function list({ world, params, query }: Call): Answer {
  const channel = visibleChannel(world, params["channel"]);
  if (channel.type === "forum") throw wrongChannelType();
  const limit = pageSize(query);
  // Without the permission the real one does not refuse: it shows a channel without a past.
  if (!can(world, world.bot.id, channel, "READ_MESSAGE_HISTORY")) return ok([]);
  return ok(page(channel, query, limit).map((message) => wireMessage(world, message)));
}

function pageSize(query: URLSearchParams): number {
  const limit = Number(query.get("limit") ?? 50);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_PAGE) return limit;
  const message = `Value should be between 1 and ${MAX_PAGE}.`;
  throw invalidForm([{ path: ["limit"], code: "NUMBER_TYPE_RANGE", message }]);
}

/** Newest first, also after `after`: those next to it. */
function page(channel: Channel, query: URLSearchParams, limit: number): readonly Message[] {
  for (const key of ["before", "after", "around"]) {
    const id = query.get(key);
    if (id === null || /^\d{1,20}$/u.test(id)) continue;
    throw invalidForm([{ path: [key], code: "NUMBER_TYPE_COERCE", message: `Value "${id}" is not snowflake.` }]);
  }
  const newest = [...channel.messages.values()].sort((a, b) => compareIds(b.id, a.id));
  const [before, after, around] = [query.get("before"), query.get("after"), query.get("around")];
  if (around !== null) {
    const half = Math.floor(limit / 2);
    const newer = newest.filter(({ id }) => compareIds(id, around) > 0).slice(-half || newest.length);
    const rest = newest.filter(({ id }) => compareIds(id, around) <= 0);
    return [...(half === 0 ? [] : newer), ...rest].slice(0, limit);
  }
  if (before !== null) return newest.filter(({ id }) => compareIds(id, before) < 0).slice(0, limit);
  if (after !== null) return newest.filter(({ id }) => compareIds(id, after) > 0).slice(-limit);
  return newest.slice(0, limit);
}

function create(call: Call): Answer {
  const { world, params } = call;
  const channel = visibleChannel(world, params["channel"]);
  const body = checkBody("message", bodyOf(call));
  mayPost(world, channel, body);
  if (isEmpty(body)) throw emptyMessage();
  checkMessage(body, { answer: false, v2: false });
  checkReference(channel, body);
  const earlier = sameNonce(world, body);
  if (earlier) return ok(wireMessage(world, earlier));
  const message = post(world, { channel, author: world.bot, body });
  remember(world, message);
  return ok(wireMessage(world, message));
}

function checkReference(channel: Channel, body: Json): void {
  const reference = body["message_reference"];
  if (!isJson(reference) || reference["fail_if_not_exists"] === false) return;
  if (channel.messages.has(String(reference["message_id"]))) return;
  const message = "Unknown message";
  throw invalidForm([{ path: ["message_reference"], code: "REPLIES_UNKNOWN_MESSAGE", message }]);
}

/** The first message with this nonce, by the same author, in whatever channel. @throws 10008 when it was deleted since */
function sameNonce(world: World, body: Json): Message | null {
  const { nonce } = body;
  if (body["enforce_nonce"] !== true || nonce === undefined || nonce === null || nonce === "") return null;
  const use = world.nonces.get(`${world.bot.id} ${shown(nonce)}`);
  if (!use || world.now() - use.at > NONCE_MS) return null;
  const earlier = world.guild.channels.get(use.channelId)?.messages.get(use.messageId);
  if (!earlier) throw unknownMessage();
  return earlier;
}

function remember(world: World, message: Message): void {
  if (message.nonce === null) return;
  const use = { at: message.createdAt, channelId: message.channelId, messageId: message.id };
  world.nonces.set(`${message.author.id} ${message.nonce}`, use);
}

function one({ world, params }: Call): Answer {
  const channel = visibleChannel(world, params["channel"]);
  need(world, channel, "READ_MESSAGE_HISTORY");
  return ok(wireMessage(world, messageIn(channel, params["message"])));
}

function change(call: Call): Answer {
  const { world, params } = call;
  const channel = visibleChannel(world, params["channel"]);
  const message = messageIn(channel, params["message"]);
  if (message.author.id !== world.bot.id) throw foreignMessage();
  if (channel.thread?.archived === true) throw archivedThread();
  const body = checkBody("message-edit", bodyOf(call));
  checkMessage(body, { answer: false, v2: (message.flags & FLAGS.componentsV2) !== 0 });
  edit(world, message, body);
  return ok(wireMessage(world, message));
}

function drop({ world, params }: Call): Answer {
  const channel = visibleChannel(world, params["channel"]);
  const message = messageIn(channel, params["message"]);
  if (message.author.id !== world.bot.id) need(world, channel, "MANAGE_MESSAGES");
  remove(world, message);
  return NO_CONTENT;
}

function publish({ world, params }: Call): Answer {
  const channel = visibleChannel(world, params["channel"]);
  if (channel.type !== "announcement") throw wrongChannelType();
  const message = messageIn(channel, params["message"]);
  need(world, channel, message.author.id === world.bot.id ? "SEND_MESSAGES" : "MANAGE_MESSAGES");
  crosspost(world, message);
  return ok(wireMessage(world, message));
}

function typing({ world, params }: Call): Answer {
  const channel = visibleChannel(world, params["channel"]);
  mayPost(world, channel, {});
  world.tell({ kind: "typing", channelId: channel.id, userId: world.bot.id });
  return NO_CONTENT;
}
