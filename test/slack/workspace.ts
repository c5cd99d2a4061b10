import type { Ping } from "./mrkdwn.ts";

export interface Person {
  /** U… */
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly admin: boolean;
  /** IANA zone. */
  readonly tz: string;
}

export type ChannelKind = "public" | "private" | "im";

/** A channel as a test or demonstration asks for it. */
export interface ChannelSeed {
  readonly id: string;
  readonly name: string;
  readonly kind?: ChannelKind;
  /** Id of a person; the first one when left out. */
  readonly creator?: string;
  /** Whether the bot is in it. Default: yes. */
  readonly botIsMember?: boolean;
  readonly topic?: string;
}

/** What a message said before an edit. */
interface EarlierForm {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly pings: readonly Ping[];
}

export type Block = Readonly<Record<string, unknown>>;

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, unknown>>;
}

/** One message as it stands now. Ephemeral ones are seen by one person and are in no history. */
export interface StoredMessage {
  readonly channel: string;
  readonly ts: string;
  /** Id of the author: a person or the bot's user. */
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly metadata: Metadata | null;
  /** Of the thread's parent; null for a message of the channel. */
  readonly threadTs: string | null;
  /** A reply that is shown in the channel too. */
  readonly broadcast: boolean;
  /** The only one who sees it; null: everyone in the channel. */
  readonly only: string | null;
  /** Who would have heard a sound. */
  readonly pings: readonly Ping[];
  /** Links that Slack would have unfurled below it. */
  readonly unfurls: readonly string[];
  readonly editedTs: string | null;
  readonly earlier: readonly EarlierForm[];
  readonly deleted: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly creator: string;
  readonly topic: string;
  readonly members: Set<string>;
  archived: boolean;
  /** Everything ever posted, in order of its time stamps. */
  readonly messages: StoredMessage[];
  readonly ephemerals: StoredMessage[];
}

/** Puts a changed message in the old one's place. */
export function replaceMessage(channel: Channel, changed: StoredMessage): void {
  for (const row of [channel.messages, channel.ephemerals]) {
    const index = row.findIndex(({ ts }) => ts === changed.ts);
    if (index >= 0) row[index] = changed;
  }
}

/** A message of the channel's history or of one of its threads that still stands. */
export function messageAt(channel: Channel, ts: string): StoredMessage | undefined {
  return channel.messages.find((message) => message.ts === ts && !message.deleted);
}

export function repliesTo(channel: Channel, ts: string): StoredMessage[] {
  return channel.messages.filter(({ threadTs, deleted }) => threadTs === ts && !deleted);
}

/** Three invented people of an invented paper. */
export const PEOPLE: readonly Person[] = [
  { id: "U0AGNES001", name: "agnes", realName: "Agnes Tallow", admin: true, tz: "Europe/Lisbon" },
  { id: "U0BRAM0002", name: "bram", realName: "Bram Quillon", admin: false, tz: "Europe/Amsterdam" },
  { id: "U0CLEO0003", name: "cleo", realName: "Cleo Marrow", admin: false, tz: "America/New_York" },
];

export const CHANNELS: readonly ChannelSeed[] = [
  { id: "C0NEWSDESK", name: "news", topic: "What the desk hears" },
  { id: "C0HARBOUR1", name: "harbour-watch", creator: "U0BRAM0002", topic: "Ships, storms, strikes" },
  { id: "C0EDITORS1", name: "editors", kind: "private", topic: "Before it is printed" },
  { id: "C0LOUNGE01", name: "lounge", creator: "U0CLEO0003", botIsMember: false, topic: "Anything else" },
];
