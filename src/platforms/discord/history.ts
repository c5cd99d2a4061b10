import type { Failure } from "../../core/delivery.ts";
import type { History, HistorySpan } from "../../core/platform.ts";
import type { Target } from "../../core/subscription.ts";
import type { EpochMs } from "../../core/time.ts";
import type { Client, Reply } from "./client.ts";
import { keyOfContent, keyOfIds } from "./marker.ts";
import { DELETED } from "./outcome.ts";
import { rightsIn } from "./permissions.ts";
import { CHANNEL, isForum, recordsIn, stringIn } from "./places.ts";
import type { Channel, Places } from "./places.ts";
import { CODE, failureOf } from "./refusals.ts";
import { idAt, isNewer } from "./snowflake.ts";

/** Messages or threads of one page. Source: Discord's reference of messages and channels. */
const PAGE = 100;
/** More pages than this are no news desk's channel, but a server that turns in a circle. */
const MAX_PAGES = 1_000;
/** What clocks may differ by beyond what the last answer told. */
const MARGIN_MS = 60_000;

const MEND = "Give the bot's role View Channel and Read Message History in this channel.";

type Unknown = Extract<History, { known: false }>;

export interface Reader {
  readonly client: Client;
  readonly places: Places;
}

/** See `Platform.history`. */
export async function readHistory(reader: Reader, to: Target, { since, under }: HistorySpan): Promise<History> {
  const { client, places } = reader;
  const place = await places.of(to);
  if (!place.found) {
    const { failure } = place;
    const passing = failure.kind === "unreachable" || failure.kind === "unclear";
    return failure.kind === "rate-limited" ? busy() : unreadable(failure.reason, mendOf(failure), passing);
  }
  if (under === DELETED) return { known: true, posts: new Map() };
  const after = idAt(since + (await distance(client, place.id)) - MARGIN_MS);
  if (place.direct) return directHistory(reader, place.id, after);
  if (under !== null) return threadHistory(reader, place.id, under, after);
  const history = await channelHistory(reader, place.id, after);
  if (history !== "forum") return history;
  const forum = await places.forum(place.id);
  if (forum === null) return unreadable("Discord: this kind of channel has no messages", MEND);
  return "state" in forum ? refusedLook(forum) : forumHistory(reader, forum, after);
}

/** Nobody but the two can write there, and nothing keeps the bot from reading it. */
async function directHistory({ client }: Reader, channelId: string, after: string): Promise<History> {
  const read = await pages(client, channelId, after);
  return read.complete ? { known: true, posts: read.posts } : read.history;
}

async function channelHistory(reader: Reader, channelId: string, after: string): Promise<History | "forum"> {
  if (reader.places.isKnownForum(channelId)) return "forum";
  const read = await pages(reader.client, channelId, after);
  if (!read.complete) return isNoMessageChannel(read.reply) ? "forum" : read.history;
  return read.messages > 0 ? { known: true, posts: read.posts } : emptyHistory(reader, channelId, after);
}

function isNoMessageChannel(reply: Reply | null): boolean {
  return reply?.state === "refused" && (reply.code === CODE.wrongChannelType || reply.code === CODE.nonTextChannel);
}

/** Without the right to read, Discord shows an empty channel: an empty answer counts only when the right is there. */
async function emptyHistory({ client, places }: Reader, channelId: string, after: string): Promise<History | "forum"> {
  const channel = await places.channel(channelId);
  if ("state" in channel) return refusedLook(channel);
  if (isForum(channel)) return "forum";
  if (channel.type === CHANNEL.direct) return { known: true, posts: new Map() };
  const rights = await rightsIn(client, places, channel);
  if (rights !== null) {
    return rights.may("READ_MESSAGE_HISTORY")
      ? { known: true, posts: new Map() }
      : unreadable("Discord: the bot may not read the channel's history", MEND);
  }
  // What Discord tells of a channel to everybody who sees it: its last message, which is older than what we look for.
  const { lastMessageId } = channel;
  if (lastMessageId === null || !isNewer(lastMessageId, after)) return { known: true, posts: new Map() };
  return unreadable("Discord: the channel looks empty and is not", MEND);
}

async function threadHistory(reader: Reader, channelId: string, threadId: string, after: string): Promise<History> {
  const read = await pages(reader.client, threadId, after);
  if (read.complete) {
    if (read.messages > 0) return { known: true, posts: read.posts };
    const history = await emptyHistory(reader, threadId, after);
    return history === "forum" ? unreadable("Discord: this is no thread", MEND) : history;
  }
  const { reply } = read;
  // Nothing was said below that message as long as it has no thread; the channel itself must be there to say so.
  if (reply?.state === "refused" && reply.status === 404) {
    const channel = await reader.places.channel(channelId);
    if ("state" in channel) return read.history;
    return channel.type === CHANNEL.direct
      ? directHistory(reader, channelId, after)
      : { known: true, posts: new Map() };
  }
  return read.history;
}

type Read =
  | { readonly complete: true; readonly posts: ReadonlyMap<string, string>; readonly messages: number }
  | { readonly complete: false; readonly history: Unknown; readonly reply: Reply | null };

/** All messages after an id, oldest page first. */
async function pages(client: Client, channelId: string, after: string): Promise<Read> {
  const posts = new Map<string, string>();
  let messages = 0;
  let last = after;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const reply = await client.get(`/channels/${channelId}/messages`, { after: last, limit: String(PAGE) });
    if (reply.state !== "ok") return { complete: false, history: refusedLook(reply), reply };
    if (!Array.isArray(reply.body)) {
      return { complete: false, history: unreadable("Discord: the answer is no list", MEND), reply: null };
    }
    const list = recordsIn(reply.body);
    for (const message of list.toSorted(byAge)) {
      const [key, id] = [markerOf(message), stringIn(message, "id")];
      // The first one counts: the outbox asks what stands there, and a second one is a fault of its own.
      if (key !== null && id !== null && !posts.has(key)) posts.set(key, id);
    }
    messages += list.length;
    const newest = list.reduce((most, message) => later(stringIn(message, "id") ?? most, most), last);
    if (list.length < PAGE || newest === last) return { complete: true, posts, messages };
    last = newest;
  }
  return { complete: false, history: unreadable("Discord: the history does not end", MEND), reply: null };
}

/** Discord lists the newest first. */
function byAge(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): number {
  const [one, other] = [stringIn(a, "id") ?? "", stringIn(b, "id") ?? ""];
  return isNewer(one, other) ? 1 : isNewer(other, one) ? -1 : 0;
}

function later(a: string, b: string): string {
  return isNewer(a, b) ? a : b;
}

/** The key that a message carries; null: it is none of ours. */
function markerOf(message: Readonly<Record<string, unknown>>): string | null {
  return keyOfIds(idsIn(message["components"])) ?? keyOfContent(stringIn(message, "content") ?? "");
}

function idsIn(components: unknown): readonly number[] {
  const all = recordsIn(components);
  const own = all.flatMap(({ id }) => (typeof id === "number" ? [id] : []));
  return own.concat(all.flatMap((one) => idsIn(one["components"])));
}

/** A forum's posts are threads, open ones and archived ones, each with its first message. */
async function forumHistory({ client, places }: Reader, forum: Channel, after: string): Promise<History> {
  const rights = await rightsIn(client, places, forum);
  if (rights?.may("READ_MESSAGE_HISTORY") === false) {
    return unreadable("Discord: the bot may not read the forum's history", MEND);
  }
  const threads = await forumThreads(client, forum, after);
  if (!Array.isArray(threads)) return threads;
  if (threads.length === 0 && rights === null && forum.lastMessageId !== null && isNewer(forum.lastMessageId, after)) {
    return unreadable("Discord: the forum looks empty and is not", MEND);
  }
  const posts = new Map<string, string>();
  for (const id of threads.toSorted((a, b) => (isNewer(a, b) ? 1 : -1))) {
    const reply = await client.get(`/channels/${id}/messages/${id}`);
    // Its first message was deleted, or the whole post was.
    if (reply.state === "refused" && reply.status === 404) continue;
    if (reply.state !== "ok") return refusedLook(reply);
    const key = markerOf(reply.body as Readonly<Record<string, unknown>>);
    if (key !== null) posts.set(key, id);
  }
  return { known: true, posts };
}

async function forumThreads(client: Client, forum: Channel, after: string): Promise<string[] | Unknown> {
  const ids: string[] = [];
  const take = (body: unknown): readonly Readonly<Record<string, unknown>>[] => {
    const threads = recordsIn((body as { readonly threads?: unknown }).threads);
    for (const thread of threads) {
      const id = stringIn(thread, "id");
      if (id !== null && stringIn(thread, "parent_id") === forum.id && isNewer(id, after)) ids.push(id);
    }
    return threads;
  };
  const open = await client.get(`/guilds/${forum.guildId ?? ""}/threads/active`);
  if (open.state !== "ok") return refusedLook(open);
  take(open.body);
  let before: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const reply: Reply = await client.get(`/channels/${forum.id}/threads/archived/public`, {
      limit: String(PAGE),
      ...(before === null ? {} : { before }),
    });
    if (reply.state !== "ok") return refusedLook(reply);
    const oldest = archivedAt(take(reply.body).at(-1));
    const more = (reply.body as { readonly has_more?: unknown }).has_more === true;
    // Sorted by when they were archived, which is after they were opened.
    if (!more || oldest === null || oldest === before || !isNewer(idAt(Date.parse(oldest)), after)) return ids;
    before = oldest;
  }
  return unreadable("Discord: the list of posts does not end", MEND);
}

function archivedAt(thread: Readonly<Record<string, unknown>> | undefined): string | null {
  return stringIn(thread?.["thread_metadata"], "archive_timestamp");
}

/** Discord's clock less ours. Before the first answer, one is asked for. */
async function distance(client: Client, channelId: string): Promise<EpochMs> {
  if (client.ahead() === null) await client.get(`/channels/${channelId}`);
  return client.ahead() ?? 0;
}

function unreadable(reason: string, mend: string, passing = false): Unknown {
  return { known: false, passing, reason, mend };
}

function busy(): Unknown {
  return unreadable(
    "Discord: it asks to wait before the history is read again",
    "Nothing need be done: it is read again later.",
    true,
  );
}

function refusedLook(reply: Exclude<Reply, { state: "ok" }>): Unknown {
  const failure = failureOf(reply);
  if (failure.kind === "rate-limited") return busy();
  // A server that does not know the question never will.
  const passing =
    reply.state === "unsent" || (reply.state === "unclear" && !(reply.status !== undefined && reply.status < 500));
  return unreadable(failure.reason, mendOf(failure), passing);
}

function mendOf(failure: Failure): string {
  return failure.kind === "refused" ? failure.mend : "See that this machine reaches Discord; it is read again later.";
}
