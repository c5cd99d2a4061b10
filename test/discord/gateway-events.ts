import type { Json } from "./json.ts";
import { wireChannel, wireGuild, wireMember, wireMessage, wireUser } from "./wire.ts";
import { isOfGuild, isThread } from "./world.ts";
import type { Happening, World } from "./world.ts";

export const GUILDS = 1 << 0;
const GUILD_MESSAGES = 1 << 9;

export function readyOf(world: World, sessionId: string, address: string): Json {
  return {
    v: 10,
    user: wireUser(world.bot),
    guilds: [{ id: world.guild.id, unavailable: true }],
    session_id: sessionId,
    session_type: "normal",
    resume_gateway_url: address,
    shard: [0, 1],
    application: { id: world.applicationId, flags: 0 },
    private_channels: [],
    relationships: [],
    presences: [],
    user_settings: {},
    _trace: [],
  };
}

export function guildCreate(world: World): Json {
  const all = [...world.guild.channels.values()];
  return {
    ...wireGuild(world),
    joined_at: "2026-01-05T08:00:00.000000+00:00",
    large: false,
    unavailable: false,
    member_count: world.guild.members.size,
    voice_states: [],
    members: [...world.guild.members.values()].filter(({ user }) => user.id === world.bot.id).map(wireMember),
    channels: all.filter(isOfGuild).map((channel) => wireChannel(world, channel)),
    threads: all.filter(isThread).map((channel) => wireChannel(world, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

interface Told {
  readonly event: string;
  readonly data: Json;
  readonly intents: number;
}

/** Of direct messages this application hears nothing: it has not asked to. */
function ofGuild(world: World, channelId: string): boolean {
  return world.guild.channels.get(channelId)?.recipientId === null;
}

const WORD = { created: "CREATE", edited: "UPDATE", deleted: "DELETE" } as const;

/** What the gateway says of a happening, and the intents it takes to hear it. */
export function eventOf(world: World, happening: Happening): Told | null {
  switch (happening.kind) {
    case "message": {
      const { message, what } = happening;
      if (message.onlyFor !== null || !ofGuild(world, message.channelId)) return null;
      const full = { ...wireMessage(world, message), guild_id: world.guild.id };
      const data =
        what === "deleted" ? { id: message.id, channel_id: message.channelId, guild_id: world.guild.id } : full;
      return { event: `MESSAGE_${WORD[what]}`, data, intents: GUILD_MESSAGES };
    }
    case "channel": {
      const { channel, what } = happening;
      if (channel.recipientId !== null) return null;
      const noun = isThread(channel) ? "THREAD" : "CHANNEL";
      const fresh = what === "created" && noun === "THREAD" ? { newly_created: true } : {};
      return { event: `${noun}_${WORD[what]}`, data: { ...wireChannel(world, channel), ...fresh }, intents: GUILDS };
    }
    case "typing":
    case "commands":
      return null;
  }
}
