import { newChannel } from "./channel.ts";
import { bits } from "./permissions.ts";
import type { Permission } from "./permissions.ts";
import { snowflakes } from "./snowflake.ts";
import type { Channel, ChannelType, Happening, Overwrite, User, World } from "./world.ts";

/** What everyone in a fresh guild may do. */
const EVERYONE: readonly Permission[] = [
  "VIEW_CHANNEL",
  "SEND_MESSAGES",
  "SEND_MESSAGES_IN_THREADS",
  "READ_MESSAGE_HISTORY",
  "EMBED_LINKS",
  "ATTACH_FILES",
  "CREATE_PUBLIC_THREADS",
  "USE_APPLICATION_COMMANDS",
];

export interface ChannelSeed {
  readonly name: string;
  readonly type?: "text" | "announcement" | "forum";
  readonly topic?: string;
  /** Names of a forum's tags. */
  readonly tags?: readonly string[];
  readonly requireTag?: boolean;
}

interface PersonSeed {
  readonly username: string;
  readonly displayName?: string;
  /** May manage channels, and with them subscriptions. */
  readonly manager?: boolean;
}

export interface Seed {
  readonly guild: string;
  readonly bot: string;
  readonly channels: readonly ChannelSeed[];
  readonly people: readonly PersonSeed[];
}

export const DEFAULT_SEED: Seed = {
  guild: "The Harbour Room",
  bot: "Copydesk",
  channels: [
    { name: "daily-news", topic: "What happened, every morning" },
    { name: "bulletins", type: "announcement", topic: "For the channels that follow this one" },
    {
      name: "stories",
      type: "forum",
      topic: "One post a story",
      tags: ["World", "Business", "Science", "Sport"],
    },
    { name: "tea-break", topic: "Anything but news" },
  ],
  people: [
    { username: "marit", displayName: "Marit Sund", manager: true },
    { username: "tomasz", displayName: "Tomasz Wren" },
    { username: "ines", displayName: "Inês Faro" },
  ],
};

export interface Making {
  readonly seed: Seed;
  readonly token: string;
  readonly now: () => number;
  readonly random: () => number;
  readonly tell: (happening: Happening) => void;
}

/** A guild with the bot in it. The first person owns it. */
export function createWorld({ seed, token, now, random, tell }: Making): World {
  const nextId = snowflakes(now);
  const id = nextId();
  const bot: User = { id: nextId(), username: seed.bot.toLowerCase(), displayName: seed.bot, bot: true };
  const manager = nextId();
  const people = seed.people.map((person) => ({ person, user: userOf(person, nextId()) }));
  const owner: User = { id: nextId(), username: "owner", displayName: "The Owner", bot: false };
  const world: World = {
    now,
    nextId,
    random,
    bot,
    applicationId: bot.id,
    token,
    guild: {
      id,
      name: seed.guild,
      ownerId: owner.id,
      roles: new Map([
        [id, { id, name: "@everyone", permissions: bits(EVERYONE) }],
        [
          manager,
          { id: manager, name: "Editors", permissions: bits(["MANAGE_CHANNELS", "MANAGE_GUILD", "MANAGE_MESSAGES"]) },
        ],
      ]),
      channels: new Map(),
      members: new Map([
        [bot.id, { user: bot, roles: [] }],
        [owner.id, { user: owner, roles: [] }],
        ...people.map(({ person, user }) => [user.id, { user, roles: person.manager ? [manager] : [] }] as const),
      ]),
    },
    commands: [],
    interactions: new Map(),
    closedDoors: new Set(),
    nonces: new Map(),
    tell,
  };
  for (const channel of seed.channels) addChannel(world, channel);
  return world;
}

function userOf({ username, displayName }: PersonSeed, id: string): User {
  return { id, username, displayName: displayName ?? username, bot: false };
}

export function addChannel(world: World, seed: ChannelSeed): Channel {
  const type: ChannelType = seed.type ?? "text";
  const channel = newChannel({
    id: world.nextId(),
    type,
    name: seed.name,
    topic: seed.topic ?? "",
    position: world.guild.channels.size,
    tags: (seed.tags ?? []).map((name) => ({ id: world.nextId(), name })),
    requireTag: seed.requireTag ?? false,
  });
  world.guild.channels.set(channel.id, channel);
  world.tell({ kind: "channel", what: "created", channel });
  return channel;
}

/** Takes permissions away from one member in one channel, and gives back all others taken before. */
export function deny(world: World, channel: Channel, userId: string, permissions: readonly Permission[]): void {
  const others = channel.overwrites.filter(({ id }) => id !== userId);
  const own: Overwrite = { id: userId, type: 1, allow: 0n, deny: bits(permissions) };
  channel.overwrites = permissions.length === 0 ? others : [...others, own];
  world.tell({ kind: "channel", what: "edited", channel });
}
