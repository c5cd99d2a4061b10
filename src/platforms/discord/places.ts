import type { Failure } from "../../core/delivery.ts";
import type { Target } from "../../core/subscription.ts";
import { isRecord } from "./client.ts";
import type { Client, Reply } from "./client.ts";
import { failureOf, harmless } from "./refusals.ts";

/** Types of channels. Source: Discord's reference of channels. */
export const CHANNEL = {
  text: 0,
  direct: 1,
  announcement: 5,
  announcementThread: 10,
  publicThread: 11,
  forum: 15,
  media: 16,
} as const;

interface Tag {
  readonly id: string;
  readonly name: string;
  /** Only moderators may set it. */
  readonly moderated: boolean;
}

interface Overwrite {
  readonly id: string;
  readonly allow: bigint;
  readonly deny: bigint;
}

/** What Discord tells of a channel; null where it does not. */
export interface Channel {
  readonly id: string;
  readonly type: number | null;
  readonly name: string | null;
  readonly guildId: string | null;
  readonly parentId: string | null;
  readonly lastMessageId: string | null;
  readonly overwrites: readonly Overwrite[] | null;
  readonly tags: readonly Tag[];
  readonly tagRequired: boolean;
}

const TAG_REQUIRED = 1 << 4;

function channelIn(body: unknown): Channel | null {
  if (!isRecord(body) || typeof body["id"] !== "string") return null;
  const overwrites = body["permission_overwrites"];
  return {
    id: body["id"],
    type: typeof body["type"] === "number" ? body["type"] : null,
    name: stringIn(body, "name"),
    guildId: stringIn(body, "guild_id"),
    parentId: stringIn(body, "parent_id"),
    lastMessageId: stringIn(body, "last_message_id"),
    overwrites: Array.isArray(overwrites) ? overwrites.flatMap(overwriteIn) : null,
    tags: recordsIn(body["available_tags"]).flatMap(tagIn),
    tagRequired: (Number(body["flags"] ?? 0) & TAG_REQUIRED) !== 0,
  };
}

export function isForum({ type }: Channel): boolean {
  return type === CHANNEL.forum || type === CHANNEL.media;
}

function overwriteIn(body: unknown): readonly Overwrite[] {
  if (!isRecord(body) || typeof body["id"] !== "string") return [];
  return [{ id: body["id"], allow: bitsIn(body, "allow"), deny: bitsIn(body, "deny") }];
}

function tagIn(tag: Readonly<Record<string, unknown>>): readonly Tag[] {
  const [id, name] = [stringIn(tag, "id"), stringIn(tag, "name")];
  return id === null || name === null ? [] : [{ id, name, moderated: tag["moderated"] === true }];
}

/** Permissions travel as decimal text, because they have outgrown numbers. */
export function bitsIn(body: Readonly<Record<string, unknown>>, key: string): bigint {
  const text = body[key];
  return typeof text === "string" && /^\d+$/.test(text) ? BigInt(text) : 0n;
}

export function stringIn(body: unknown, key: string): string | null {
  if (!isRecord(body)) return null;
  const value = body[key];
  return typeof value === "string" && value !== "" ? value : null;
}

export function recordsIn(body: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(body) ? body.filter(isRecord) : [];
}

/** Where the words of a target go: a channel, or a conversation with one person. */
type Place =
  | { readonly found: true; readonly id: string; readonly direct: boolean }
  | { readonly found: false; readonly failure: Failure };

type Unanswered = Exclude<Reply, { state: "ok" }>;

/** What channels turned out to be. */
export interface Places {
  readonly of: (to: Target) => Promise<Place>;
  /** A forum, with its tags as they were some minutes ago at most; null: anything else. */
  readonly forum: (channelId: string) => Promise<Channel | null | Unanswered>;
  /** Whether it has turned out to be a forum before. */
  readonly isKnownForum: (channelId: string) => boolean;
  /** Whether it is a conversation with one person, named by its own id. What cannot be told is none. */
  readonly isDirect: (channelId: string) => Promise<boolean>;
  readonly channel: (channelId: string) => Promise<Channel | Unanswered>;
}

const TAGS_KEPT_MS = 300_000;

export function createPlaces(client: Client, monotonic: () => number): Places {
  const conversations = new Map<string, string>();
  const direct = new Map<string, boolean>();
  const forums = new Map<string, { readonly channel: Channel; readonly at: number }>();

  const channel: Places["channel"] = async (channelId) => {
    const reply = await client.get(`/channels/${channelId}`);
    if (reply.state !== "ok") return reply;
    return channelIn(reply.body) ?? { state: "unclear", reason: "the answer is no channel" };
  };
  return {
    channel,
    isDirect: async (channelId) => {
      const known = direct.get(channelId);
      if (known !== undefined) return known;
      const now = await channel(channelId);
      if ("state" in now) return false;
      direct.set(channelId, now.type === CHANNEL.direct);
      return now.type === CHANNEL.direct;
    },
    isKnownForum: (channelId) => forums.has(channelId),
    forum: async (channelId) => {
      const known = forums.get(channelId);
      if (known !== undefined && monotonic() - known.at < TAGS_KEPT_MS) return known.channel;
      const now = await channel(channelId);
      if ("state" in now) return known?.channel ?? now;
      if (!isForum(now)) return null;
      forums.set(channelId, { channel: now, at: monotonic() });
      return now;
    },
    of: async ({ channel: id }) => {
      if (!id.startsWith("@")) return { found: true, id, direct: false };
      const known = conversations.get(id);
      if (known !== undefined) return { found: true, id: known, direct: true };
      const reply = await client.send("POST", "/users/@me/channels", { recipient_id: id.slice(1) });
      if (reply.state !== "ok") return { found: false, failure: harmless(failureOf(reply)) };
      const opened = stringIn(reply.body, "id");
      if (opened === null) {
        return { found: false, failure: { kind: "unreachable", reason: "Discord: the answer is no conversation" } };
      }
      conversations.set(id, opened);
      return { found: true, id: opened, direct: true };
    },
  };
}
