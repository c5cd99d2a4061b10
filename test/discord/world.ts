import type { Json } from "./json.ts";
import type { Ping } from "./mentions.ts";
import type { InteractionKind } from "./interaction.ts";

export const CHANNEL_TYPES = {
  text: 0,
  direct: 1,
  announcement: 5,
  "announcement-thread": 10,
  thread: 11,
  "private-thread": 12,
  forum: 15,
} as const;
export type ChannelType = keyof typeof CHANNEL_TYPES;

export interface User {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly bot: boolean;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  permissions: bigint;
}

export interface Member {
  readonly user: User;
  readonly roles: readonly string[];
}

export interface Overwrite {
  readonly id: string;
  /** 0 a role, 1 a member. */
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

interface Tag {
  readonly id: string;
  readonly name: string;
}

interface Thread {
  readonly ownerId: string;
  readonly createdAt: number;
  /** Minutes. */
  autoArchive: number;
  archived: boolean;
  locked: boolean;
  archivedAt: number;
  appliedTags: readonly string[];
}

export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  name: string;
  readonly topic: string;
  readonly position: number;
  readonly parentId: string | null;
  overwrites: readonly Overwrite[];
  /** Forums: what a post can be filed under, and whether it must be. */
  readonly tags: readonly Tag[];
  readonly requireTag: boolean;
  readonly thread: Thread | null;
  /** Between the bot and this person alone. */
  readonly recipientId: string | null;
  /** Oldest first. */
  readonly messages: Map<string, Message>;
  /** Seen by one person each; in no history. */
  readonly whispers: Map<string, Message>;
  lastMessageId: string | null;
}

/** What a message said before an edit. */
interface Version {
  readonly until: number;
  readonly content: string;
  readonly embeds: readonly Json[];
  readonly components: readonly Json[];
}

export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly author: User;
  readonly createdAt: number;
  /** 0 a person's or bot's, 18 thread created, 20 answer to a slash command, 21 thread starter. */
  readonly type: number;
  content: string;
  embeds: readonly Json[];
  components: readonly Json[];
  flags: number;
  readonly nonce: string | number | null;
  editedAt: number | null;
  /** Edits to it once it was an hour old. */
  lateEdits: number;
  /** Whom it pinged, in all its versions. */
  pings: readonly Ping[];
  edits: readonly Version[];
  /** The interaction it answers; only its token may edit it when the message is ephemeral. */
  readonly interaction: Interaction | null;
  /** Ephemeral: the only person who sees it. */
  readonly onlyFor: string | null;
}

interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly roles: Map<string, Role>;
  readonly channels: Map<string, Channel>;
  readonly members: Map<string, Member>;
}

export interface Command {
  readonly id: string;
  readonly version: string;
  /** Null: everywhere. */
  readonly guildId: string | null;
  readonly body: Json;
}

interface NonceUse {
  readonly at: number;
  readonly channelId: string;
  readonly messageId: string;
}

/** What a person sees first after a command, a click or a key. */
export type FirstAnswer =
  | { readonly kind: "message"; readonly message: Message }
  /** "… is thinking". */
  | { readonly kind: "deferred"; readonly message: Message }
  /** The message with the button is edited now, or will be. */
  | { readonly kind: "update"; readonly message: Message }
  | { readonly kind: "deferred-update" }
  | { readonly kind: "choices"; readonly choices: readonly Json[] }
  | { readonly kind: "modal"; readonly modal: Json }
  /** "The application did not respond." */
  | { readonly kind: "none" };

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  readonly createdAt: number;
  readonly channel: Channel;
  readonly user: User;
  /** As it goes out in INTERACTION_CREATE. */
  readonly data: Json;
  /** "news latest" or a custom id: for people. */
  readonly name: string;
  /** The message with the button, also behind a form that the button opened. */
  readonly source: Message | null;
  first: FirstAnswer | null;
  /** The form that it opened, while it can be sent. */
  modal: Json | null;
  original: Message | null;
  readonly followups: Message[];
  /** Told once, with the first answer. */
  readonly settle: (first: FirstAnswer) => void;
}

/** What the outside hears of: the gateway tells the bot, the page its readers. */
export type Happening =
  | { readonly kind: "message"; readonly what: "created" | "edited" | "deleted"; readonly message: Message }
  | { readonly kind: "channel"; readonly what: "created" | "edited" | "deleted"; readonly channel: Channel }
  | { readonly kind: "typing"; readonly channelId: string; readonly userId: string }
  | { readonly kind: "commands" };

/** All that this Discord knows. One guild, one application. */
export interface World {
  readonly now: () => number;
  readonly nextId: () => string;
  readonly random: () => number;
  readonly bot: User;
  readonly applicationId: string;
  /** Null: revoked. */
  token: string | null;
  readonly guild: Guild;
  commands: readonly Command[];
  readonly interactions: Map<string, Interaction>;
  /** People who take no direct messages. */
  readonly closedDoors: Set<string>;
  /** By author and nonce. */
  readonly nonces: Map<string, NonceUse>;
  readonly tell: (happening: Happening) => void;
}

export const FLAGS = {
  crossposted: 1 << 0,
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

export function isThread(channel: Channel): boolean {
  return channel.thread !== null;
}

/** Stands in the guild's list: neither a thread nor direct. */
export function isOfGuild(channel: Channel): boolean {
  return channel.thread === null && channel.recipientId === null;
}
