import { flag, optional, required, whole } from "../args.ts";
import type { Args } from "../args.ts";
import { Refusal } from "../refusal.ts";
import type { SlackState } from "../state.ts";
import { wireChannel, wireMessage } from "../wire.ts";
import { messageAt, repliesTo } from "../workspace.ts";
import type { Channel, ChannelKind, StoredMessage } from "../workspace.ts";
import { always, byChannel, decodeCursor, encodeCursor, isMember, visibleChannel } from "./method.ts";
import type { Method } from "./method.ts";

/** docs.slack.dev: conversations.history and .replies give at most 999 a page. */
const HISTORY_PAGE = 999;
const LIST_PAGE = 1000;
const TS = /^\d{1,12}(\.\d{1,6})?$/;

/** The direct conversation of the bot with a person; opened when there is none. */
export function openDirect(state: SlackState, user: string): Channel {
  for (const channel of state.channels.values()) {
    if (channel.kind === "im" && channel.creator === user) return channel;
  }
  const channel: Channel = {
    id: state.nextId("D"),
    name: `direct-${user}`,
    kind: "im",
    creator: user,
    topic: "",
    members: new Set([user, state.app.botUser]),
    archived: false,
    messages: [],
    ephemerals: [],
  };
  state.channels.set(channel.id, channel);
  return channel;
}

interface Range {
  readonly oldest: number;
  readonly latest: number;
  readonly inclusive: boolean;
}

function micros(args: Args, name: "oldest" | "latest"): number | undefined {
  const value = optional(args, name);
  if (value === undefined) return undefined;
  if (!TS.test(value)) throw new Refusal(`invalid_ts_${name}`);
  return microsOf(value);
}

/** A time stamp as a whole number of microseconds: exact, where a floating second is not. */
function microsOf(ts: string): number {
  const [seconds = "0", fraction = ""] = ts.split(".");
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, "0"));
}

function readRange(args: Args): Range {
  return {
    oldest: micros(args, "oldest") ?? 0,
    latest: micros(args, "latest") ?? Number.MAX_SAFE_INTEGER,
    inclusive: flag(args, "inclusive") ?? false,
  };
}

function within({ oldest, latest, inclusive }: Range, { ts }: StoredMessage): boolean {
  const at = microsOf(ts);
  return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
}

/** A channel whose messages the bot may read: it must be in it. */
function readableChannel(state: SlackState, args: Args): Channel {
  const channel = visibleChannel(state, required(args, "channel"));
  if (!isMember(state, channel)) throw new Refusal("not_in_channel");
  return channel;
}

/**
 * Newest first within a page. Pages go back from `latest`; with `oldest` alone they go forward from it, as Slack's
 * documentation says ("those closest to oldest").
 */
function history(state: SlackState, args: Args): Record<string, unknown> {
  const channel = readableChannel(state, args);
  const limit = whole(args, "limit", 100, HISTORY_PAGE, "invalid_limit");
  const range = readRange(args);
  const rising = channel.messages.filter(
    (message) => !message.deleted && (message.threadTs === null || message.broadcast) && within(range, message),
  );
  const forward = optional(args, "oldest") !== undefined && optional(args, "latest") === undefined;
  const ordered = forward ? rising : rising.toReversed();
  const { page, next } = pageAfter(ordered, decodeCursor(args), limit, forward);
  const shown = forward ? page.toReversed() : page;
  return {
    ...pageFields(state, shown, args, next),
    pin_count: 0,
  };
}

/** The parent first, on every page; then the replies, oldest first. */
function replies(state: SlackState, args: Args): Record<string, unknown> {
  const channel = readableChannel(state, args);
  const parent = messageAt(channel, required(args, "ts"));
  if (parent === undefined) throw new Refusal("thread_not_found");
  const root = parent.threadTs === null ? parent : (messageAt(channel, parent.threadTs) ?? parent);
  const limit = whole(args, "limit", 1000, LIST_PAGE, "invalid_limit");
  const range = readRange(args);
  const rising = repliesTo(channel, root.ts).filter((message) => within(range, message));
  const { page, next } = pageAfter(rising, decodeCursor(args), limit, true);
  return pageFields(state, [root, ...page], args, next);
}

function pageFields(
  state: SlackState,
  messages: readonly StoredMessage[],
  args: Args,
  next: string | null,
): Record<string, unknown> {
  const metadata = flag(args, "include_all_metadata") ?? false;
  return {
    messages: messages.map((message) => wireMessage(state, message, metadata)),
    has_more: next !== null,
    ...(next !== null && { response_metadata: { next_cursor: encodeCursor(next) } }),
  };
}

/** The messages after the cursor's time stamp, in the order given. */
function pageAfter(
  ordered: readonly StoredMessage[],
  after: string | undefined,
  limit: number,
  rising: boolean,
): { readonly page: readonly StoredMessage[]; readonly next: string | null } {
  const rest =
    after === undefined
      ? ordered
      : ordered.filter(({ ts }) => (rising ? microsOf(ts) > microsOf(after) : microsOf(ts) < microsOf(after)));
  const page = rest.slice(0, limit);
  return { page, next: rest.length > limit ? (page.at(-1)?.ts ?? null) : null };
}

const KINDS: Readonly<Record<string, ChannelKind>> = { public_channel: "public", private_channel: "private", im: "im" };
const READ_SCOPES: Readonly<Record<ChannelKind, string>> = {
  public: "channels:read",
  private: "groups:read",
  im: "im:read",
};

function wantedKinds(args: Args): ChannelKind[] {
  const names = (optional(args, "types") ?? "public_channel").split(",").map((name) => name.trim());
  return names.map((name) => {
    const kind = KINDS[name];
    if (kind === undefined && name !== "mpim") throw new Refusal("invalid_types");
    return kind ?? "im";
  });
}

function listChannels(state: SlackState, args: Args): Record<string, unknown> {
  const kinds = wantedKinds(args);
  const bare = flag(args, "exclude_archived") ?? false;
  const known = [...state.channels.values()].filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      !(bare && channel.archived) &&
      (channel.kind === "public" || isMember(state, channel)),
  );
  const { page, next } = slice(known, args);
  return {
    channels: page.map((channel) => wireChannel(state, channel, true)),
    response_metadata: { next_cursor: next },
  };
}

function members(state: SlackState, args: Args): Record<string, unknown> {
  const channel = visibleChannel(state, required(args, "channel"));
  const { page, next } = slice([...channel.members], args);
  return { members: page, response_metadata: { next_cursor: next } };
}

function slice<T>(all: readonly T[], args: Args): { readonly page: readonly T[]; readonly next: string } {
  const from = Number(decodeCursor(args) ?? 0);
  if (!Number.isInteger(from)) throw new Refusal("invalid_cursor");
  const end = from + whole(args, "limit", 100, LIST_PAGE, "invalid_limit");
  return { page: all.slice(from, end), next: end < all.length ? encodeCursor(String(end)) : "" };
}

function info(state: SlackState, args: Args): Record<string, unknown> {
  const channel = visibleChannel(state, required(args, "channel"));
  return { channel: wireChannel(state, channel, flag(args, "include_num_members") ?? false) };
}

function open(state: SlackState, args: Args): Record<string, unknown> {
  const users = required(args, "users").split(",");
  const [user = ""] = users;
  if (users.length > 1) throw new Refusal("method_not_supported_for_channel_type");
  if (!state.people.has(user)) throw new Refusal("user_not_found");
  const channel = openDirect(state, user);
  return { channel: flag(args, "return_im") === true ? wireChannel(state, channel) : { id: channel.id } };
}

const PAGED = ["channel", "cursor", "limit", "oldest", "latest", "inclusive", "include_all_metadata"];

export const conversationMethods: Readonly<Record<string, Method>> = {
  "conversations.history": { tier: 3, token: "bot", scopes: byChannel("history"), args: PAGED, run: history },
  "conversations.replies": {
    tier: 3,
    token: "bot",
    scopes: byChannel("history"),
    args: [...PAGED, "ts"],
    run: replies,
  },
  "conversations.info": {
    tier: 3,
    token: "bot",
    scopes: byChannel("read"),
    args: ["channel", "include_locale", "include_num_members"],
    run: info,
  },
  "conversations.list": {
    tier: 2,
    token: "bot",
    scopes: (_state, args) => [...new Set(wantedKinds(args).map((kind) => READ_SCOPES[kind]))],
    args: ["cursor", "limit", "types", "exclude_archived", "team_id"],
    run: listChannels,
  },
  "conversations.members": {
    tier: 4,
    token: "bot",
    scopes: byChannel("read"),
    args: ["channel", "cursor", "limit"],
    run: members,
  },
  "conversations.open": {
    tier: 3,
    token: "bot",
    scopes: always("im:write"),
    args: ["users", "return_im", "prevent_creation"],
    run: open,
  },
};
