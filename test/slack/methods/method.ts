import { optional } from "../args.ts";
import type { Args } from "../args.ts";
import { Refusal } from "../refusal.ts";
import type { SlackState } from "../state.ts";
import type { Channel, ChannelKind } from "../workspace.ts";

/** How often a method may be called; docs.slack.dev/apis/web-api/rate-limits. `post` also counts by channel. */
export type Tier = 1 | 2 | 3 | 4 | "post";

/** One method of the Web API. */
export interface Method {
  readonly tier: Tier;
  readonly token: "bot" | "app";
  /** Scopes that this call needs. */
  readonly scopes: (state: SlackState, args: Args) => readonly string[];
  /** Arguments that Slack knows; others are passed over in silence there, and noted here. */
  readonly args: readonly string[];
  /** @returns the fields of the answer beside `ok`. @throws Refusal */
  readonly run: (state: SlackState, args: Args) => Readonly<Record<string, unknown>>;
}

export const none = (): readonly string[] => [];

export function always(...scopes: readonly string[]): Method["scopes"] {
  return () => scopes;
}

const FAMILY: Readonly<Record<ChannelKind, string>> = { public: "channels", private: "groups", im: "im" };

/** `channels:read` for a public channel, `groups:read` for a private one, … */
export function byChannel(right: "read" | "history"): Method["scopes"] {
  return (state, args) => {
    const channel = state.channels.get(optional(args, "channel") ?? "");
    return [`${FAMILY[channel?.kind ?? "public"]}:${right}`];
  };
}

/** A channel that the bot may know of: private ones only from inside. @throws Refusal channel_not_found */
export function visibleChannel(state: SlackState, id: string): Channel {
  const channel = state.channels.get(id);
  const hidden = channel !== undefined && channel.kind !== "public" && !isMember(state, channel);
  if (channel === undefined || hidden) throw new Refusal("channel_not_found");
  return channel;
}

export function isMember(state: SlackState, channel: Channel): boolean {
  return channel.members.has(state.app.botUser);
}

/** One page of a list. `from` is in the cursor, so that it survives what is posted between two pages. */
export function encodeCursor(from: string): string {
  return Buffer.from(`next:${from}`).toString("base64");
}

export function decodeCursor(args: Args): string | undefined {
  const cursor = optional(args, "cursor");
  if (cursor === undefined) return undefined;
  const plain = Buffer.from(cursor, "base64").toString();
  if (!plain.startsWith("next:")) throw new Refusal("invalid_cursor");
  return plain.slice("next:".length);
}
