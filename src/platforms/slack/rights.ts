import type { Asker } from "../../core/conversation.ts";
import type { SlackClient } from "./client.ts";
import { within } from "./patience.ts";
import { json } from "./reading.ts";

type MayManage = Asker["mayManage"];

/** Who asks twice within a minute has the same rights. */
const KNOWN_MS = 60_000;
/** Longer than this nobody waits for an answer. */
const PATIENCE_MS = 1500;
const MOST_KNOWN = 1000;

const NOT_THEY: MayManage = {
  allowed: false,
  why: "Only the channel's creator, a workspace admin, or somebody named under slack.managers in Copydesk's configuration may do this.",
};
const NOBODY_KNOWS: MayManage = {
  allowed: false,
  why: "Slack did not say in time who may do this. Try again, or have yourself named under slack.managers in Copydesk's configuration.",
};

interface Known {
  readonly until: number;
  readonly answer: Promise<MayManage>;
}

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
  const known = new Map<string, Known>();
  return (channel, user) => {
    if (managers.includes(user) || /^[@D]/.test(channel)) return Promise.resolve({ allowed: true });
    const key = `${channel}:${user}`;
    const old = known.get(key);
    if (old !== undefined && old.until > monotonic()) return old.answer;
    const answer = ask(client, channel, user).then((said) => {
      // What was not answered is asked anew.
      if (said === NOBODY_KNOWS) known.delete(key);
      return said;
    });
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, { until: monotonic() + KNOWN_MS, answer });
    return answer;
  };
}

async function ask(client: SlackClient, channel: string, user: string): Promise<MayManage> {
  const asked = Promise.all([client.call("conversations.info", { channel }), client.call("users.info", { user })]);
  const answers = await within(PATIENCE_MS, asked);
  if (answers === null) return NOBODY_KNOWS;
  const [info, person] = answers;
  const creator = info.ok ? json(info.body["channel"])["creator"] : null;
  const who = person.ok ? json(person.body["user"]) : {};
  if (creator === user || who["is_admin"] === true || who["is_owner"] === true) return { allowed: true };
  return info.ok || person.ok ? NOT_THEY : NOBODY_KNOWS;
}
