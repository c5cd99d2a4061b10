import { numbered } from "./components.ts";
import { alreadyCrossposted, emptyMessage, tooManyOldEdits } from "./errors.ts";
import { objects, stringOf } from "./json.ts";
import type { Json } from "./json.ts";
import { flagsOf, isEmpty } from "./limits.ts";
import { pingsOf } from "./mentions.ts";
import { FLAGS } from "./world.ts";
import type { Channel, Interaction, Message, User, World } from "./world.ts";

export interface Posting {
  readonly channel: Channel;
  readonly author: User;
  /** Checked. */
  readonly body: Json;
  readonly interaction?: Interaction;
  /** The thread's own id, for what opens it. */
  readonly id?: string;
  readonly type?: number;
  /** Flags that the server sets. */
  readonly flags?: number;
}

/** Puts a message into the world. */
export function post(world: World, posting: Posting): Message {
  const { channel, author, body, interaction } = posting;
  const flags = flagsOf(body) | (posting.flags ?? 0);
  const onlyFor = (flags & FLAGS.ephemeral) !== 0 && interaction ? interaction.user.id : null;
  const { nonce } = body;
  const message: Message = {
    id: posting.id ?? world.nextId(),
    channelId: channel.id,
    author,
    createdAt: world.now(),
    type: posting.type ?? 0,
    content: stringOf(body["content"]).trim(),
    embeds: objects(body["embeds"]),
    components: numbered(body["components"]),
    flags,
    nonce: typeof nonce === "string" || typeof nonce === "number" ? nonce : null,
    editedAt: null,
    lateEdits: 0,
    pings: pingsOf(body),
    edits: [],
    interaction: interaction ?? null,
    onlyFor,
  };
  (onlyFor === null ? channel.messages : channel.whispers).set(message.id, message);
  if (onlyFor === null) touch(channel, message);
  world.tell({ kind: "message", what: "created", message });
  return message;
}

function touch(channel: Channel, message: Message): void {
  channel.lastMessageId = message.id;
  if (channel.thread) channel.thread.archived = false;
}

const OLD_MS = 3_600_000;
/** Not published; more than a bot that edits a living post needs in an hour. */
const EDITS_WHEN_OLD = 30;

/** Edits a message in place; what the body leaves out stays. */
export function edit(world: World, message: Message, body: Json): void {
  const old = world.now() - message.createdAt > OLD_MS;
  if (old && message.lateEdits >= EDITS_WHEN_OLD) throw tooManyOldEdits();
  const next: Json = {
    content: body["content"] === undefined ? message.content : stringOf(body["content"]).trim(),
    embeds: body["embeds"] === undefined ? message.embeds : objects(body["embeds"]),
    components: body["components"] === undefined ? message.components : numbered(body["components"]),
  };
  if (isEmpty(next)) throw emptyMessage();
  if (old) message.lateEdits += 1;
  if ((message.flags & FLAGS.loading) === 0) {
    const { content, embeds, components } = message;
    message.edits = [...message.edits, { until: world.now(), content, embeds, components }];
    message.editedAt = world.now();
  }
  message.content = stringOf(next["content"]);
  message.embeds = objects(next["embeds"]);
  message.components = objects(next["components"]);
  message.flags = (message.flags & ~FLAGS.loading) | (flagsOf(body) & (FLAGS.suppressEmbeds | FLAGS.componentsV2));
  message.pings = [...message.pings, ...pingsOf(body)];
  world.tell({ kind: "message", what: "edited", message });
}

export function remove(world: World, message: Message): void {
  const channel = world.guild.channels.get(message.channelId);
  channel?.messages.delete(message.id);
  channel?.whispers.delete(message.id);
  world.tell({ kind: "message", what: "deleted", message });
}

export function crosspost(world: World, message: Message): void {
  if ((message.flags & FLAGS.crossposted) !== 0) throw alreadyCrossposted();
  message.flags |= FLAGS.crossposted;
  world.tell({ kind: "message", what: "edited", message });
}
