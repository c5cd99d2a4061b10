import { newChannel } from "../channel.ts";
import { ApiError } from "../errors.ts";
import { checkBody } from "../schemas.ts";
import { wireChannel } from "../wire.ts";
import type { World } from "../world.ts";
import { bodyOf, bot, ok } from "./route.ts";
import type { Answer, Call, Routes } from "./route.ts";

export const directRoutes: Routes = [bot("POST", "/users/@me/channels", openDirect)];

/** The one channel between the bot and a person. Opening it again gives the same; closed doors show only when posting. */
function openDirect(call: Call): Answer {
  const { world } = call;
  const recipient = String(checkBody("direct", bodyOf(call))["recipient_id"]);
  const member = world.guild.members.get(recipient);
  if (!member) throw new ApiError(404, 10013, "Unknown User");
  if (member.user.bot) throw new ApiError(400, 50007, "Cannot send messages to this user");
  return ok(wireChannel(world, directWith(world, recipient, member.user.displayName)));
}

function directWith(world: World, recipientId: string, name: string) {
  const open = [...world.guild.channels.values()].find((channel) => channel.recipientId === recipientId);
  if (open) return open;
  const channel = newChannel({ id: world.nextId(), type: "direct", name, recipientId });
  world.guild.channels.set(channel.id, channel);
  world.tell({ kind: "channel", what: "created", channel });
  return channel;
}
