import {
  archivedThread,
  closedDoor,
  missingAccess,
  missingPermissions,
  nonTextChannel,
  unknownChannel,
  unknownMessage,
} from "./errors.ts";
import { objects } from "./json.ts";
import type { Json } from "./json.ts";
import { can } from "./permissions.ts";
import type { Permission } from "./permissions.ts";
import type { Channel, Message, World } from "./world.ts";

/** The channel, when the bot may see it. @throws 10003, 50001 */
export function visibleChannel(world: World, id: string | undefined): Channel {
  const channel = world.guild.channels.get(id ?? "");
  if (!channel) throw unknownChannel();
  if (!can(world, world.bot.id, channel, "VIEW_CHANNEL")) throw missingAccess();
  return channel;
}

/** @throws 10008 */
export function messageIn(channel: Channel, id: string | undefined): Message {
  const message = channel.messages.get(id ?? "");
  if (!message) throw unknownMessage();
  return message;
}

/** @throws 50013 */
export function need(world: World, channel: Channel, ...permissions: readonly Permission[]): void {
  if (!permissions.every((permission) => can(world, world.bot.id, channel, permission))) throw missingPermissions();
}

/** Whether the bot may post this here. @throws 50008, 50013, 50083 */
export function mayPost(world: World, channel: Channel, body: Json): void {
  if (channel.type === "forum") throw nonTextChannel();
  if (world.closedDoors.has(channel.recipientId ?? "")) throw closedDoor();
  need(world, channel, channel.thread ? "SEND_MESSAGES_IN_THREADS" : "SEND_MESSAGES");
  if (objects(body["embeds"]).length > 0) need(world, channel, "EMBED_LINKS");
  const moderator = can(world, world.bot.id, channel, "MANAGE_THREADS");
  if (channel.thread?.locked === true && !moderator) throw archivedThread();
}
