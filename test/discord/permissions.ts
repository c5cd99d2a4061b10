import type { Channel, World } from "./world.ts";

/** Bits of the permissions that this server knows. Source: Discord's topics/permissions. */
const PERMISSIONS = {
  ADMINISTRATOR: 1n << 3n,
  MANAGE_CHANNELS: 1n << 4n,
  MANAGE_GUILD: 1n << 5n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  MANAGE_MESSAGES: 1n << 13n,
  EMBED_LINKS: 1n << 14n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MENTION_EVERYONE: 1n << 17n,
  MANAGE_WEBHOOKS: 1n << 29n,
  USE_APPLICATION_COMMANDS: 1n << 31n,
  MANAGE_THREADS: 1n << 34n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  CREATE_PRIVATE_THREADS: 1n << 36n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
} as const;

export type Permission = keyof typeof PERMISSIONS;

export function bits(names: readonly Permission[]): bigint {
  return names.reduce((sum, name) => sum | PERMISSIONS[name], 0n);
}

const ALL = bits(Object.keys(PERMISSIONS) as Permission[]);

/** What both may do in a direct channel. */
const DIRECT = bits([
  "VIEW_CHANNEL",
  "SEND_MESSAGES",
  "EMBED_LINKS",
  "READ_MESSAGE_HISTORY",
  "USE_APPLICATION_COMMANDS",
]);

/** What a member may do in the guild at large. */
function guildPermissions(world: World, userId: string): bigint {
  const { guild } = world;
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return ALL;
  let sum = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const role of member.roles) sum |= guild.roles.get(role)?.permissions ?? 0n;
  return (sum & PERMISSIONS.ADMINISTRATOR) === 0n ? sum : ALL;
}

/**
 * What a member may do in a channel: roles, then overwrites of everyone, of the member's roles, of the member.
 * A thread has the permissions of its parent. Without VIEW_CHANNEL there is nothing left.
 */
export function channelPermissions(world: World, userId: string, channel: Channel): bigint {
  if (channel.recipientId !== null) {
    return userId === channel.recipientId || userId === world.bot.id ? DIRECT : 0n;
  }
  const place = channel.thread ? (world.guild.channels.get(channel.parentId ?? "") ?? channel) : channel;
  const member = world.guild.members.get(userId);
  let sum = guildPermissions(world, userId);
  if (!member || sum === ALL) return sum;
  const everyone = place.overwrites.find(({ id }) => id === world.guild.id);
  if (everyone) sum = (sum & ~everyone.deny) | everyone.allow;
  const ofRoles = place.overwrites.filter(({ id, type }) => type === 0 && member.roles.includes(id));
  const deny = ofRoles.reduce((all, overwrite) => all | overwrite.deny, 0n);
  const allow = ofRoles.reduce((all, overwrite) => all | overwrite.allow, 0n);
  sum = (sum & ~deny) | allow;
  const own = place.overwrites.find(({ id, type }) => type === 1 && id === userId);
  if (own) sum = (sum & ~own.deny) | own.allow;
  return (sum & PERMISSIONS.VIEW_CHANNEL) === 0n ? 0n : sum;
}

export function can(world: World, userId: string, channel: Channel, permission: Permission): boolean {
  return (channelPermissions(world, userId, channel) & PERMISSIONS[permission]) !== 0n;
}
