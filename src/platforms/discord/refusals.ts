import type { Failure } from "../../core/delivery.ts";
import type { Reply } from "./client.ts";

/** Discord's JSON error codes that this platform acts on. Source: Discord's list of opcodes and status codes. */
export const CODE = {
  unknownChannel: 10_003,
  unknownMessage: 10_008,
  nonTextChannel: 50_008,
  wrongChannelType: 50_024,
  archived: 50_083,
  threadExists: 160_004,
} as const;

interface Cause {
  readonly what: "payload" | "channel" | "account";
  /** Discord's own words follow where this is null. */
  readonly reason: string | null;
  readonly mend: string;
}

const RIGHTS =
  "Give the bot's role View Channel, Send Messages, Send Messages in Threads, Create Public Threads, Embed Links and Read Message History in this channel.";
const INVITE =
  "Invite the bot to the server again (copydesk init shows the link), or take the channel out of the configuration.";
const CHOOSE = "Check the channel's id: right-click the channel, Copy Channel ID.";
const TOKEN = "Reset the token on the application's page “Bot”, set DISCORD_TOKEN, and start again.";
const NO_NEED = "Nothing need be done: the rest goes on.";
const FILTER = "Look at the server's AutoMod rules, and exempt the bot's role.";

const channel = (reason: string | null, mend: string): Cause => ({ what: "channel", reason, mend });
const payload = (reason: string | null, mend = NO_NEED): Cause => ({ what: "payload", reason, mend });
const account = (reason: string | null, mend: string): Cause => ({ what: "account", reason, mend });

const CAUSES: Readonly<Record<number, Cause>> = {
  10_003: channel("the channel is gone, or the bot cannot see it", CHOOSE),
  10_004: channel("the server is gone, or the bot is no longer in it", INVITE),
  10_008: payload("the message was deleted"),
  10_013: channel(
    "there is no such person",
    "Check the person's id behind the @: right-click the person, Copy User ID.",
  ),
  20_001: account(null, "Use the token of a bot, not of a person."),
  20_009: payload(null),
  20_012: account(null, TOKEN),
  20_026: account("Discord has quarantined the bot", "Appeal on the application's page, or ask Discord's support."),
  20_031: payload("the server's rules forbid a word in it", FILTER),
  40_001: account("Discord does not know the bot", TOKEN),
  40_002: account("Discord wants the account to be verified", "Open the developer portal and verify the account."),
  40_005: payload(null),
  40_058: payload(null),
  40_067: channel(
    "this forum wants a tag on every post, and it has none that the bot may use",
    "Add a tag to the forum that is not for moderators alone.",
  ),
  50_001: channel("the bot may not see the channel", RIGHTS),
  50_005: payload("the message was written by somebody else"),
  50_006: payload("there was nothing in it to show"),
  50_007: channel(
    "this person takes no direct messages from the bot",
    "They must share a server with the bot, and allow direct messages there.",
  ),
  50_008: channel("messages cannot be posted in this kind of channel", "Choose a text, announcement or forum channel."),
  50_013: channel("the bot lacks a right in the channel", RIGHTS),
  50_014: account("the token is not valid", TOKEN),
  50_024: channel("this kind of channel cannot do that", "Choose a text, announcement or forum channel."),
  50_035: payload(null),
  50_055: channel("the server is gone, or the bot is no longer in it", INVITE),
  50_083: payload("the thread is archived and locked", "Unlock the thread, or give the bot's role Manage Threads."),
  50_109: payload(null),
  50_278: channel(
    "this person takes no direct messages from the bot",
    "They must share a server with the bot, and allow direct messages there.",
  ),
  160_002: channel("the bot may not read the channel's history", RIGHTS),
  160_004: payload(null),
  160_005: payload("the thread is locked", "Unlock the thread, or give the bot's role Manage Threads."),
  160_006: channel(
    "the server has as many open threads as Discord allows",
    "Archive some threads, or set layout: stories for this channel.",
  ),
  160_007: channel(
    "the server has as many open announcement threads as Discord allows",
    "Archive some threads, or set layout: stories for this channel.",
  ),
  200_000: payload("the server's AutoMod stopped it", FILTER),
  200_001: payload("the server's AutoMod stopped its title", FILTER),
  240_000: payload("Discord takes one of its links for harmful", "Look at the links of the story's sources."),
};

/** Refusals of the moment: nothing was posted, and later it may be. */
const PASSING: ReadonlySet<number> = new Set([
  // Sending is switched off for a while; a feature is; the service is overloaded; slow mode, and limits on writing.
  40_004, 40_006, 130_000, 20_016, 20_022, 20_028, 20_029, 30_046,
]);

/** A reply that is no success, as the outbox understands it. */
export function failureOf(reply: Exclude<Reply, { state: "ok" }>): Failure {
  switch (reply.state) {
    case "unsent":
      return { kind: "unreachable", reason: `Discord: ${reply.reason}` };
    case "unclear":
      return { kind: "unclear", reason: `Discord: ${reply.reason}` };
    case "limited":
      return { kind: "rate-limited", retryAfterMs: reply.retryAfterMs, scope: reply.scope };
    case "refused":
      break;
  }
  const { code, status, message } = reply;
  if (PASSING.has(code)) return { kind: "unreachable", reason: `Discord will not have it now: ${message} (${code})` };
  const { what, reason, mend } = CAUSES[code] ?? byStatus(status);
  const number = code === 0 ? status : code;
  return { kind: "refused", what, reason: `Discord: ${reason ?? message} (${number})`, mend };
}

/** The same of a request that could not have posted anything: it may be tried again without a look. */
export function harmless(failure: Failure): Failure {
  return failure.kind === "unclear" ? { kind: "unreachable", reason: failure.reason } : failure;
}

function byStatus(status: number): Cause {
  if (status === 401) return account("the token is not valid", TOKEN);
  if (status === 403) return channel(null, RIGHTS);
  if (status === 404) return channel(null, CHOOSE);
  return payload(null);
}
