/** Bits of Discord's permissions. Source: Discord's topics/permissions. */
export const PERMISSION = {
  ADMINISTRATOR: 1n << 3n,
  MANAGE_CHANNELS: 1n << 4n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  EMBED_LINKS: 1n << 14n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
} as const;
export type Permission = keyof typeof PERMISSION;

/** All that the bot asks for, and why. Not among them: Administrator, Mention Everyone, and anything about members. */
export const PERMISSION_REASONS: readonly {
  readonly permission: string;
  readonly bit: Permission;
  readonly reason: string;
}[] = [
  { permission: "View Channels", bit: "VIEW_CHANNEL", reason: "to find the channel, and to see what kind it is" },
  { permission: "Send Messages", bit: "SEND_MESSAGES", reason: "to post digests, and to open posts in forums" },
  {
    permission: "Create Public Threads",
    bit: "CREATE_PUBLIC_THREADS",
    reason: "to put full digests into a thread below the day's overview",
  },
  {
    permission: "Send Messages in Threads",
    bit: "SEND_MESSAGES_IN_THREADS",
    reason: "to write into those threads, and into posts of forums",
  },
  {
    permission: "Embed Links",
    bit: "EMBED_LINKS",
    reason: "to link sources, also where a message falls back to plain words",
  },
  {
    permission: "Read Message History",
    bit: "READ_MESSAGE_HISTORY",
    reason: "to look whether a post arrived before it is sent again; only the bot's own posts are looked at",
  },
];

/** The link with which an administrator brings the bot into a server, with the least rights. */
export function inviteLink(applicationId: string): string {
  const bits = PERMISSION_REASONS.reduce((sum, { bit }) => sum | PERMISSION[bit], 0n);
  const query = new URLSearchParams({ client_id: applicationId, permissions: bits.toString() });
  return `https://discord.com/oauth2/authorize?${query.toString()}&scope=bot+applications.commands`;
}
