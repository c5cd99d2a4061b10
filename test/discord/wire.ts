import { channelPermissions } from "./permissions.ts";
import { INTERACTION_TYPES } from "./interaction.ts";
import type { Json } from "./json.ts";
import { mentionsIn } from "./mentions.ts";
import { CHANNEL_TYPES } from "./world.ts";
import type { Channel, Command, Member, Message, Role, User, World } from "./world.ts";

// How things look on the wire. A request made later than this after a message no longer gets its nonce back.
const NONCE_SHOWN_MS = 5 * 60_000;

export function wireUser(user: User): Json {
  return {
    id: user.id,
    username: user.username,
    discriminator: "0",
    global_name: user.bot ? null : user.displayName,
    avatar: null,
    public_flags: 0,
    flags: 0,
    ...(user.bot ? { bot: true } : {}),
  };
}

export function wireRole(role: Role, position: number): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
    icon: null,
    unicode_emoji: null,
  };
}

export function wireMember(member: Member): Json {
  return {
    user: wireUser(member.user),
    roles: [...member.roles],
    joined_at: "2026-01-05T08:00:00.000000+00:00",
    premium_since: null,
    nick: null,
    avatar: null,
    banner: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

export function wireGuild(world: World): Json {
  const { guild } = world;
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    icon: null,
    description: null,
    features: ["COMMUNITY", "NEWS"],
    roles: [...guild.roles.values()].map(wireRole),
    emojis: [],
    stickers: [],
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: "en-US",
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    application_id: null,
    vanity_url_code: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    region: "us-east",
  };
}

export function wireChannel(world: World, channel: Channel): Json {
  if (channel.recipientId !== null) return wireDirect(world, channel, channel.recipientId);
  const base: Json = {
    id: channel.id,
    type: CHANNEL_TYPES[channel.type],
    guild_id: world.guild.id,
    name: channel.name,
    last_message_id: channel.lastMessageId,
    parent_id: channel.parentId,
    rate_limit_per_user: 0,
    flags: channel.requireTag ? 1 << 4 : 0,
  };
  if (channel.thread) return { ...base, ...wireThread(channel, channel.thread) };
  const forum = {
    available_tags: channel.tags.map((tag) => ({ ...tag, moderated: false, emoji_id: null, emoji_name: null })),
    default_reaction_emoji: null,
    default_sort_order: null,
    default_forum_layout: 0,
  };
  return {
    ...base,
    topic: channel.topic === "" ? null : channel.topic,
    position: channel.position,
    nsfw: false,
    permission_overwrites: channel.overwrites.map(({ id, type, allow, deny }) => ({
      id,
      type,
      allow: allow.toString(),
      deny: deny.toString(),
    })),
    ...(channel.type === "forum" ? forum : {}),
  };
}

function wireDirect(world: World, channel: Channel, recipientId: string): Json {
  const recipient = world.guild.members.get(recipientId);
  return {
    id: channel.id,
    type: CHANNEL_TYPES.direct,
    last_message_id: channel.lastMessageId,
    flags: 0,
    recipients: recipient ? [wireUser(recipient.user)] : [],
  };
}

function wireThread(channel: Channel, thread: NonNullable<Channel["thread"]>): Json {
  const later = [...channel.messages.values()].filter(({ type, id }) => type !== 21 && id !== channel.id).length;
  return {
    owner_id: thread.ownerId,
    applied_tags: [...thread.appliedTags],
    message_count: later,
    total_message_sent: later,
    member_count: 1,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchive,
      archive_timestamp: stamp(thread.archivedAt),
      create_timestamp: stamp(thread.createdAt),
    },
  };
}

export function wireMessage(world: World, message: Message): Json {
  const thread = world.guild.channels.get(message.id);
  const fresh = world.now() - message.createdAt < NONCE_SHOWN_MS;
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: wireUser(message.author),
    content: message.content,
    embeds: message.embeds.map((embed) => ({ type: "rich", ...embed })),
    components: message.components,
    attachments: [],
    mentions: mentioned(world, message),
    mention_roles: [],
    mention_everyone: message.pings.some(({ kind }) => kind === "everyone"),
    pinned: false,
    tts: false,
    timestamp: stamp(message.createdAt),
    edited_timestamp: message.editedAt === null ? null : stamp(message.editedAt),
    flags: message.flags,
    ...(message.nonce !== null && fresh ? { nonce: message.nonce } : {}),
    ...(thread?.thread && thread.id !== message.channelId ? { thread: wireChannel(world, thread) } : {}),
    ...interactionOf(world, message),
  };
}

function mentioned(world: World, message: Message): readonly Json[] {
  const ids = new Set(mentionsIn(message.content).flatMap((ping) => (ping.kind === "user" ? [ping.id] : [])));
  return [...ids].flatMap((id) => {
    const member = world.guild.members.get(id);
    return member ? [wireUser(member.user)] : [];
  });
}

function interactionOf(world: World, { interaction }: Message): Json {
  if (!interaction) return {};
  const metadata = {
    id: interaction.id,
    type: INTERACTION_TYPES[interaction.kind],
    user: wireUser(interaction.user),
    authorizing_integration_owners: { 0: world.guild.id },
    ...(interaction.kind === "command" ? { name: interaction.name } : {}),
  };
  return { application_id: world.applicationId, webhook_id: world.applicationId, interaction_metadata: metadata };
}

export function wireCommand(world: World, command: Command): Json {
  return {
    type: 1,
    options: [],
    default_member_permissions: null,
    nsfw: false,
    ...command.body,
    id: command.id,
    application_id: world.applicationId,
    version: command.version,
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
  };
}

/** The channel as an interaction carries it: with what its user may do there. */
export function wireInteractionChannel(world: World, channel: Channel, userId: string): Json {
  return {
    ...wireChannel(world, channel),
    permissions: channelPermissions(world, userId, channel).toString(),
  };
}

/** Discord writes microseconds and an offset. */
function stamp(ms: number): string {
  return new Date(ms).toISOString().replace("Z", "000+00:00");
}
