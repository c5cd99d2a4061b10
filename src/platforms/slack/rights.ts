import type { Asker } from "../../core/conversation.ts";
import type { SlackClient } from "./client.ts";
import { within } from "./patience.ts";
import { json, text } from "./reading.ts";

type MayManage = Asker["mayManage"];

/** Who made a channel does not change, and who is an admin seldom; Slack takes some fifty such questions a minute. */
const KNOWN_MS = 5 * 60_000;
/** Longer than this nobody waits for an answer. */
const PATIENCE_MS = 1500;
const MOST_KNOWN = 5000;

const NOT_THEY: MayManage = {
  allowed: false,
  why: "Only the channel's creator, a workspace admin, or somebody named under slack.managers in Copydesk's configuration may do this.",
};
const NOBODY_KNOWS: MayManage = {
  allowed: false,
  why: "Slack did not say in time who may do this. Try again, or have yourself named under slack.managers in Copydesk's configuration.",
};

/**
 * Who may manage a channel's subscriptions: those whom the configuration names, the channel's creator, workspace admins
 * and owners; everybody their own direct messages.
 * @param monotonic milliseconds
 */
export function createRights(
  client: SlackClient,
  managers: readonly string[],
  monotonic: () => number,
): (channel: string, user: string) => Promise<MayManage> {
  const creatorOf = remembering(monotonic, async (channel) => {
    const info = await client.call("conversations.info", { channel });
    return info.ok ? text(json(info.body["channel"])["creator"]) : null;
  });
  const isAdmin = remembering(monotonic, async (user) => {
    const info = await client.call("users.info", { user });
    const person = info.ok ? json(info.body["user"]) : {};
    return info.ok ? person["is_admin"] === true || person["is_owner"] === true : null;
  });
  return async (channel, user) => {
    if (managers.includes(user) || /^[@D]/.test(channel)) return { allowed: true };
    const answers = await within(PATIENCE_MS, Promise.all([creatorOf(channel), isAdmin(user)]));
    const [creator, admin] = answers ?? [null, null];
    if (creator === user || admin === true) return { allowed: true };
    return creator === null && admin === null ? NOBODY_KNOWS : NOT_THEY;
  };
}

interface Known<T> {
  readonly until: number;
  readonly answer: Promise<T | null>;
}

/** Asks once and remembers the answer; what was not answered (null) is asked anew. */
function remembering<T>(
  monotonic: () => number,
  ask: (id: string) => Promise<T | null>,
): (id: string) => Promise<T | null> {
  const known = new Map<string, Known<T>>();
  return (id) => {
    const old = known.get(id);
    if (old !== undefined && old.until > monotonic()) return old.answer;
    const answer = ask(id).then((said) => {
      if (said === null) known.delete(id);
      return said;
    });
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(id, { until: monotonic() + KNOWN_MS, answer });
    return answer;
  };
}
