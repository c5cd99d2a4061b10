import { unknownGuild, unknownMember } from "../errors.ts";
import { visibleChannel } from "../access.ts";
import { wireChannel, wireGuild, wireMember, wireRole, wireUser } from "../wire.ts";
import { isOfGuild } from "../world.ts";
import type { World } from "../world.ts";
import { bot, ok } from "./route.ts";
import type { Call, Routes } from "./route.ts";

export const guildRoutes: Routes = [
  bot("GET", "/users/@me", ({ world }) => ok(wireUser(world.bot))),
  bot("GET", "/users/@me/guilds", ({ world }) => ok(own(world) ? [wireGuild(world)] : [])),
  bot("GET", "/users/:user", ({ world, params }) => ok(wireUser(member(world, params["user"]).user))),
  bot("GET", "/guilds/:guild", (call) => ok(wireGuild(inGuild(call)))),
  bot("GET", "/guilds/:guild/channels", (call) => ok(channels(inGuild(call)))),
  bot("GET", "/guilds/:guild/roles", (call) => ok([...inGuild(call).guild.roles.values()].map(wireRole))),
  bot("GET", "/guilds/:guild/members/:user", (call) => ok(wireMember(member(inGuild(call), call.params["user"])))),
  bot("GET", "/channels/:channel", ({ world, params }) =>
    ok(wireChannel(world, visibleChannel(world, params["channel"]))),
  ),
];

function own(world: World): boolean {
  return world.guild.members.has(world.bot.id);
}

/** The guild, when the bot is in it. @throws 10004 */
function inGuild({ world, params }: Call): World {
  if (params["guild"] !== world.guild.id || !own(world)) throw unknownGuild();
  return world;
}

/** All channels, also those that the bot may not see: the list is the guild's. */
function channels(world: World): readonly unknown[] {
  return [...world.guild.channels.values()]
    .filter((channel) => isOfGuild(channel))
    .map((channel) => wireChannel(world, channel));
}

function member(world: World, id: string | undefined) {
  const found = world.guild.members.get(id ?? "");
  if (!found) throw unknownMember();
  return found;
}
