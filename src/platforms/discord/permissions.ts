import type { Client } from "./client.ts";
import { isRecord } from "./client.ts";
import { PERMISSION } from "./invite.ts";
import type { Permission } from "./invite.ts";
import { bitsIn, recordsIn, stringIn } from "./places.ts";
import type { Channel, Places } from "./places.ts";

/** What the bot may do in a channel; null: it cannot be computed, because Discord did not tell all that it takes. */
export type Rights = { readonly may: (permission: Permission) => boolean } | null;

interface Member {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly ownerId: string | null;
  /** Of every role of the server; that of everyone has the server's id. */
  readonly granted: ReadonlyMap<string, bigint>;
}

/** Asks anew each time: on an old answer an empty history would be believed. A thread has its parent's rights. */
export async function rightsIn(client: Client, places: Places, channel: Channel): Promise<Rights> {
  const { guildId, overwrites, parentId } = channel;
  if (guildId === null) return null;
  if (overwrites === null) {
    if (parentId === null) return null;
    const parent = await places.channel(parentId);
    return "state" in parent || parent.overwrites === null ? null : rightsIn(client, places, parent);
  }
  const member = await memberIn(client, guildId);
  if (member === null) return null;
  const bits = permissionBits(guildId, member, overwrites);
  return { may: (permission) => bits === "all" || (bits & PERMISSION[permission]) !== 0n };
}

async function memberIn(client: Client, guildId: string): Promise<Member | null> {
  const [me, guild] = await Promise.all([client.get("/users/@me"), client.get(`/guilds/${guildId}`)]);
  if (me.state !== "ok" || guild.state !== "ok" || !isRecord(guild.body)) return null;
  const userId = stringIn(me.body, "id");
  const roles = recordsIn(guild.body["roles"]);
  if (userId === null || roles.length === 0) return null;
  const member = await client.get(`/guilds/${guildId}/members/${userId}`);
  if (member.state !== "ok" || !isRecord(member.body) || !Array.isArray(member.body["roles"])) return null;
  return {
    userId,
    ownerId: stringIn(guild.body, "owner_id"),
    roles: member.body["roles"].map(String),
    granted: new Map(roles.map((role) => [stringIn(role, "id") ?? "", bitsIn(role, "permissions")])),
  };
}

/** Discord's algorithm: roles, then the channel's overwrites of everyone, of the roles together, of the member. */
function permissionBits(
  guildId: string,
  member: Member,
  overwrites: NonNullable<Channel["overwrites"]>,
): bigint | "all" {
  if (member.ownerId === member.userId) return "all";
  const base = [guildId, ...member.roles].reduce((sum, role) => sum | (member.granted.get(role) ?? 0n), 0n);
  if ((base & PERMISSION.ADMINISTRATOR) !== 0n) return "all";
  let bits = base;
  const ofEveryone = overwrites.filter(({ id }) => id === guildId);
  const ofRoles = overwrites.filter(({ id }) => id !== guildId && member.roles.includes(id));
  const ofMember = overwrites.filter(({ id }) => id === member.userId);
  for (const level of [ofEveryone, ofRoles, ofMember]) {
    const deny = level.reduce((sum, one) => sum | one.deny, 0n);
    const allow = level.reduce((sum, one) => sum | one.allow, 0n);
    bits = (bits & ~deny) | allow;
  }
  return (bits & PERMISSION.VIEW_CHANNEL) === 0n ? 0n : bits;
}
