import { messageIn, need, visibleChannel } from "../access.ts";
import { newChannel } from "../channel.ts";
import {
  archivedThread,
  emptyMessage,
  invalidForm,
  missingPermissions,
  threadExists,
  wrongChannelType,
} from "../errors.ts";
import { isJson } from "../json.ts";
import type { Json } from "../json.ts";
import { checkMessage, isEmpty } from "../limits.ts";
import { can } from "../permissions.ts";
import { post } from "../posting.ts";
import { checkBody } from "../schemas.ts";
import { compareIds } from "../snowflake.ts";
import { wireChannel, wireMessage } from "../wire.ts";
import { FLAGS } from "../world.ts";
import type { Channel, ChannelType, World } from "../world.ts";
import { NO_CONTENT, bodyOf, bot, ok } from "./route.ts";
import type { Answer, Call, Routes } from "./route.ts";

export const threadRoutes: Routes = [
  bot("POST", "/channels/:channel/messages/:message/threads", fromMessage),
  bot("POST", "/channels/:channel/threads", alone),
  bot("GET", "/channels/:channel/threads/archived/public", archived),
  bot("GET", "/guilds/:guild/threads/active", active),
  bot("PATCH", "/channels/:channel", change),
  bot("PUT", "/channels/:channel/thread-members/@me", join),
];

const DAY_MINUTES = 1_440;

function fromMessage(call: Call): Answer {
  const { world, params } = call;
  const parent = visibleChannel(world, params["channel"]);
  if (parent.type !== "text" && parent.type !== "announcement") throw wrongChannelType();
  const message = messageIn(parent, params["message"]);
  const body = checkBody("thread-of-message", bodyOf(call));
  need(world, parent, "CREATE_PUBLIC_THREADS");
  if (world.guild.channels.has(message.id)) throw threadExists();
  const type = parent.type === "announcement" ? "announcement-thread" : "thread";
  const thread = openThread(world, { parent, type, body, id: message.id });
  post(world, { channel: thread, author: message.author, body: {}, type: 21 });
  message.flags |= FLAGS.hasThread;
  world.tell({ kind: "message", what: "edited", message });
  return { status: 201, body: wireChannel(world, thread) };
}

function alone(call: Call): Answer {
  const { world, params } = call;
  const parent = visibleChannel(world, params["channel"]);
  if (parent.type === "forum") return forumPost(world, parent, bodyOf(call));
  if (parent.type !== "text" && parent.type !== "announcement") throw wrongChannelType();
  const body = checkBody("thread", bodyOf(call));
  const type = threadType(parent, body);
  need(world, parent, type === "private-thread" ? "CREATE_PRIVATE_THREADS" : "CREATE_PUBLIC_THREADS");
  const thread = openThread(world, { parent, type, body });
  if (type !== "private-thread")
    post(world, { channel: parent, author: world.bot, body: { content: thread.name }, type: 18 });
  return { status: 201, body: wireChannel(world, thread) };
}

/** Without a type a thread of a text channel is private, as the real one has it. */
function threadType(parent: Channel, body: Json): ChannelType {
  if (parent.type === "announcement") {
    if (body["type"] === 10) return "announcement-thread";
    throw invalidForm([{ path: ["type"], code: "BASE_TYPE_CHOICES", message: "Value must be one of {10}." }]);
  }
  if (body["type"] === 10) {
    throw invalidForm([{ path: ["type"], code: "BASE_TYPE_CHOICES", message: "Value must be one of {11, 12}." }]);
  }
  return body["type"] === 11 ? "thread" : "private-thread";
}

/** A post of a forum: a thread and its first message, which share their id. Nonces do not apply. */
function forumPost(world: World, parent: Channel, raw: Json): Answer {
  const body = checkBody("post", raw);
  const starter = isJson(body["message"]) ? body["message"] : {};
  need(world, parent, "SEND_MESSAGES");
  if (Array.isArray(starter["embeds"]) && starter["embeds"].length > 0) need(world, parent, "EMBED_LINKS");
  checkTags(parent, body);
  if (isEmpty(starter)) throw emptyMessage();
  checkMessage(starter, { answer: false, v2: false }, ["message"]);
  const thread = openThread(world, { parent, type: "thread", body });
  const { nonce: _, enforce_nonce: __, ...plain } = starter;
  const message = post(world, { channel: thread, author: world.bot, body: plain, id: thread.id });
  return { status: 201, body: { ...wireChannel(world, thread), message: wireMessage(world, message) } };
}

function checkTags(forum: Channel, body: Json): void {
  const applied = tagsOf(body);
  const unknown = applied.find((id) => !forum.tags.some((tag) => tag.id === id));
  if (unknown !== undefined) {
    throw invalidForm([
      { path: ["applied_tags"], code: "CHANNEL_INVALID_TAG", message: `Tag ${unknown} does not exist` },
    ]);
  }
  if (forum.requireTag && applied.length === 0) {
    const message = "A tag is required to create a forum post in this channel";
    throw invalidForm([{ path: ["applied_tags"], code: "CHANNEL_FORUM_TAG_REQUIRED", message }]);
  }
}

function tagsOf(body: Json): readonly string[] {
  return Array.isArray(body["applied_tags"]) ? body["applied_tags"].map(String) : [];
}

interface Opening {
  readonly parent: Channel;
  readonly type: ChannelType;
  readonly body: Json;
  readonly id?: string;
}

function openThread(world: World, { parent, type, body, id }: Opening): Channel {
  const channel = newChannel({
    id: id ?? world.nextId(),
    type,
    name: String(body["name"]),
    parentId: parent.id,
    thread: {
      ownerId: world.bot.id,
      createdAt: world.now(),
      autoArchive: typeof body["auto_archive_duration"] === "number" ? body["auto_archive_duration"] : DAY_MINUTES,
      archived: false,
      locked: false,
      archivedAt: world.now(),
      appliedTags: tagsOf(body),
    },
  });
  world.guild.channels.set(channel.id, channel);
  if (parent.type === "forum") parent.lastMessageId = channel.id;
  world.tell({ kind: "channel", what: "created", channel });
  return channel;
}

function threadsOf(world: World): readonly Channel[] {
  return [...world.guild.channels.values()]
    .filter((channel) => channel.thread && can(world, world.bot.id, channel, "VIEW_CHANNEL"))
    .sort((a, b) => compareIds(b.id, a.id));
}

function active({ world }: Call): Answer {
  const threads = threadsOf(world).filter(({ thread }) => thread?.archived === false);
  return ok({ threads: threads.map((thread) => wireChannel(world, thread)), members: [] });
}

function archived({ world, params, query }: Call): Answer {
  const parent = visibleChannel(world, params["channel"]);
  need(world, parent, "READ_MESSAGE_HISTORY");
  const before = Date.parse(query.get("before") ?? "");
  const limit = Math.min(100, Math.max(2, Number(query.get("limit") ?? 50)));
  const all = threadsOf(world)
    .filter(({ parentId, thread }) => parentId === parent.id && thread?.archived === true)
    .filter(({ thread }) => Number.isNaN(before) || (thread?.archivedAt ?? 0) < before)
    .sort((a, b) => (b.thread?.archivedAt ?? 0) - (a.thread?.archivedAt ?? 0));
  const threads = all.slice(0, limit).map((thread) => wireChannel(world, thread));
  return ok({ threads, members: [], has_more: all.length > limit });
}

/** Whoever may see a thread is as good as in it here. */
function join({ world, params }: Call): Answer {
  const channel = visibleChannel(world, params["channel"]);
  if (!channel.thread) throw wrongChannelType();
  if (channel.thread.archived) throw archivedThread();
  return NO_CONTENT;
}

/** Only threads can be changed here: a news bot has no business with a channel's settings. */
function change(call: Call): Answer {
  const { world, params } = call;
  const channel = visibleChannel(world, params["channel"]);
  if (!channel.thread) throw missingPermissions();
  const own = channel.thread.ownerId === world.bot.id;
  const moderator = can(world, world.bot.id, channel, "MANAGE_THREADS");
  if (!own && !moderator) throw missingPermissions();
  const body = checkBody("thread-edit", bodyOf(call));
  if (body["locked"] !== undefined && !moderator) throw missingPermissions();
  const parent = world.guild.channels.get(channel.parentId ?? "");
  if (body["applied_tags"] !== undefined && parent) {
    checkTags(parent, body);
    channel.thread.appliedTags = tagsOf(body);
  }
  if (typeof body["name"] === "string") channel.name = body["name"];
  if (typeof body["locked"] === "boolean") channel.thread.locked = body["locked"];
  if (typeof body["auto_archive_duration"] === "number") channel.thread.autoArchive = body["auto_archive_duration"];
  if (typeof body["archived"] === "boolean") {
    channel.thread.archived = body["archived"];
    channel.thread.archivedAt = world.now();
  }
  world.tell({ kind: "channel", what: "edited", channel });
  return ok(wireChannel(world, channel));
}
