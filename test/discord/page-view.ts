import { isBranch } from "./command-form.ts";
import { objects, stringOf } from "./json.ts";
import type { Json } from "./json.ts";
import { can } from "./permissions.ts";
import { compareIds } from "./snowflake.ts";
import { FLAGS, isThread } from "./world.ts";
import type { Channel, Command, FirstAnswer, Message, User, World } from "./world.ts";

// What the page is told: as much as a person sees, no more.

export function viewGuild(world: World, user: User): Json {
  const channels = [...world.guild.channels.values()].filter((channel) => can(world, user.id, channel, "VIEW_CHANNEL"));
  const people = [...world.guild.members.values()]
    .map((member) => member.user)
    .filter(({ bot, id }) => !bot && id !== world.guild.ownerId);
  return {
    name: world.guild.name,
    you: user.id,
    bot: viewUser(world.bot),
    people: people.map(viewUser),
    roles: [...world.guild.roles.values()].map(({ id, name }) => ({ id, name })),
    channels: channels
      .filter((channel) => !isThread(channel))
      .map((channel) => ({ id: channel.id, name: nameOf(world, channel), type: channel.type, topic: channel.topic })),
  };
}

/** A direct channel is called by whom one talks to. */
function nameOf(world: World, channel: Channel): string {
  return channel.recipientId === null ? channel.name : world.bot.displayName;
}

function viewUser({ id, displayName, username, bot }: User): Json {
  return { id, name: displayName, username, bot };
}

export function viewChannel(world: World, channel: Channel, user: User): Json {
  const whispers = [...channel.whispers.values()].filter(({ onlyFor }) => onlyFor === user.id);
  const messages = [...channel.messages.values(), ...whispers].sort((a, b) => compareIds(a.id, b.id));
  const parent = world.guild.channels.get(channel.parentId ?? "");
  return {
    id: channel.id,
    name: nameOf(world, channel),
    type: channel.type,
    topic: channel.topic,
    parent: parent ? { id: parent.id, name: parent.name, type: parent.type } : null,
    tags: tagNames(world, channel),
    archived: channel.thread?.archived ?? false,
    messages: messages.flatMap((message) => viewInChannel(world, channel, message)),
    posts: channel.type === "forum" ? viewPosts(world, channel) : [],
  };
}

/** A thread begins with the message that it hangs on. */
function viewInChannel(world: World, channel: Channel, message: Message): readonly Json[] {
  if (message.type !== 21) return [viewMessage(world, message)];
  const starter = world.guild.channels.get(channel.parentId ?? "")?.messages.get(channel.id);
  return starter ? [{ ...viewMessage(world, starter), thread: null, starter: true }] : [];
}

function tagNames(world: World, channel: Channel): readonly string[] {
  const tags = world.guild.channels.get(channel.parentId ?? "")?.tags ?? [];
  return (channel.thread?.appliedTags ?? []).flatMap((id) => tags.find((tag) => tag.id === id)?.name ?? []);
}

function viewPosts(world: World, forum: Channel): readonly Json[] {
  return [...world.guild.channels.values()]
    .filter(({ parentId, thread }) => parentId === forum.id && thread !== null)
    .sort((a, b) => compareIds(b.lastMessageId ?? b.id, a.lastMessageId ?? a.id))
    .map((post) => {
      const first = post.messages.get(post.id);
      return {
        id: post.id,
        name: post.name,
        tags: tagNames(world, post),
        replies: Math.max(0, post.messages.size - 1),
        first: first ? viewMessage(world, first) : null,
      };
    });
}

export function viewMessage(world: World, message: Message): Json {
  const thread = message.channelId === message.id ? undefined : world.guild.channels.get(message.id);
  const { interaction } = message;
  const has = (flag: keyof typeof FLAGS) => (message.flags & FLAGS[flag]) !== 0;
  return {
    id: message.id,
    channel: message.channelId,
    author: viewUser(message.author),
    at: message.createdAt,
    system: message.type === 18,
    content: message.content,
    embeds: has("suppressEmbeds") ? [] : message.embeds,
    components: message.components,
    edited: message.editedAt !== null,
    crossposted: has("crossposted"),
    loading: has("loading"),
    private: message.onlyFor !== null,
    pinged: message.pings.length > 0,
    thread: thread ? { id: thread.id, name: thread.name, replies: repliesOf(thread) } : null,
    command: interaction?.kind === "command" ? { user: interaction.user.displayName, name: interaction.name } : null,
  };
}

function repliesOf(thread: Channel): number {
  return [...thread.messages.values()].filter(({ type }) => type !== 21).length;
}

export function viewFirst(world: World, first: FirstAnswer): Json {
  switch (first.kind) {
    case "message":
    case "deferred":
    case "update":
      return { kind: first.kind, message: viewMessage(world, first.message) };
    case "choices":
      return { kind: first.kind, choices: first.choices };
    case "modal":
      return { kind: first.kind, modal: first.modal };
    case "deferred-update":
    case "none":
      return { kind: first.kind };
  }
}

/** Every way to call a command, flat: "news latest" with its options. */
export function viewOptions(commands: readonly Command[]): readonly Json[] {
  return commands.flatMap(({ body }) => ways(body, { command: stringOf(body["name"]) }));
}

function ways(node: Json, call: Json): readonly Json[] {
  const options = objects(node["options"]);
  if (!options.some(isBranch)) return [{ ...call, description: node["description"], options }];
  return options.flatMap((option) =>
    ways(option, { ...call, [option["type"] === 2 ? "group" : "subcommand"]: stringOf(option["name"]) }),
  );
}
