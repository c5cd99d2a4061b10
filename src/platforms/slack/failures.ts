import type { Failure } from "../../core/delivery.ts";
import type { Problem } from "./client.ts";

type Refused = Extract<Failure, { readonly kind: "refused" }>;
type Entry = readonly [what: Refused["what"], reason: string, mend: string];

const TOKEN_MEND =
  "Reinstall the app, set SLACK_BOT_TOKEN to the token xoxb-… of its page OAuth & Permissions, and start Copydesk again.";
const ADMIN_MEND = "Ask a workspace admin; then start Copydesk again.";
const INVITE = "Invite the bot to the channel: /invite @Copydesk";
const OWN_FAULT = "A plainer form is tried. If that fails too, report it with the log: it is a fault of Copydesk.";

/**
 * What Slack says when a message is not there and will not be: docs.slack.dev/reference/methods/chat.postMessage,
 * chat.update, conversations.open and conversations.history. A code that stands in no list is no definite answer.
 */
const REFUSALS: ReadonlyMap<string, Entry> = new Map(
  Object.entries({
    // This payload.
    invalid_blocks: ["payload", "Slack does not take these blocks", OWN_FAULT],
    invalid_blocks_format: ["payload", "Slack does not take these blocks", OWN_FAULT],
    msg_blocks_too_long: ["payload", "the message has more text than Slack takes", OWN_FAULT],
    msg_too_long: ["payload", "the message has more text than Slack takes", OWN_FAULT],
    no_text: ["payload", "the message has no text", OWN_FAULT],
    too_many_attachments: ["payload", "the message has too many attachments", OWN_FAULT],
    attachment_payload_limit_exceeded: ["payload", "the message is larger than Slack takes", OWN_FAULT],
    invalid_attachments: ["payload", "Slack does not take these blocks", OWN_FAULT],
    markdown_text_conflict: ["payload", "the message has two texts", OWN_FAULT],
    invalid_metadata_format: ["payload", "Slack does not take the message's marker", OWN_FAULT],
    invalid_metadata_schema: ["payload", "Slack does not take the message's marker", OWN_FAULT],
    metadata_too_large: ["payload", "Slack does not take the message's marker", OWN_FAULT],
    metadata_must_be_sent_from_app: ["payload", "Slack does not take the message's marker", OWN_FAULT],
    block_mismatch: ["payload", "Slack does not take these blocks in place of the old ones", OWN_FAULT],
    invalid_arguments: ["payload", "Slack does not take the request's arguments", OWN_FAULT],
    invalid_arg_name: ["payload", "Slack does not take the request's arguments", OWN_FAULT],
    invalid_array_arg: ["payload", "Slack does not take the request's arguments", OWN_FAULT],
    invalid_form_data: ["payload", "Slack does not take the request's arguments", OWN_FAULT],
    invalid_charset: ["payload", "Slack does not take the request's characters", OWN_FAULT],
    request_too_large: ["payload", "the message is larger than Slack takes", OWN_FAULT],
    thread_not_found: [
      "payload",
      "the message that this replies to was deleted",
      "Nothing to do: its thread is gone with it.",
    ],
    cannot_reply_to_message: ["payload", "Slack allows no reply to this message", "Nothing to do."],
    restricted_action_thread_locked: ["payload", "the thread was locked", "Unlock the thread, or leave it as it is."],
    cant_update_message: ["payload", "the message is not the bot's own", "Nothing to do: it is left as it is."],
    edit_window_closed: [
      "payload",
      "the workspace allows no edit so late",
      "Nothing to do: the message is left as it is.",
    ],
    // This channel.
    channel_not_found: [
      "channel",
      "there is no such channel, or the bot is not in it",
      `Check the id; if it is a private channel, type in it: /invite @Copydesk`,
    ],
    not_in_channel: ["channel", "the bot is not in the channel", INVITE],
    is_archived: ["channel", "the channel is archived", "Unarchive the channel, or give the subscription another one."],
    is_inactive: ["channel", "the conversation is closed", "Give the subscription another channel."],
    restricted_action: [
      "channel",
      "the workspace does not let the bot post here",
      "Ask a workspace admin to let apps post in this channel.",
    ],
    restricted_action_read_only_channel: [
      "channel",
      "the channel is read-only",
      "Let @Copydesk post in the channel's settings.",
    ],
    restricted_action_thread_only_channel: [
      "channel",
      "only replies may be posted in the channel",
      "Let @Copydesk post in the channel's settings.",
    ],
    restricted_action_non_threadable_channel: [
      "channel",
      "the channel has no threads",
      'Set layout: "stories" for this channel.',
    ],
    messages_tab_disabled: [
      "channel",
      "the app takes no direct messages",
      "Turn on the Messages tab on the app's page App Home.",
    ],
    channel_type_not_supported: [
      "channel",
      "Slack takes no posts in channels of this kind",
      "Give the subscription another channel.",
    ],
    method_not_supported_for_channel_type: [
      "channel",
      "Slack takes no posts in channels of this kind",
      "Give the subscription another channel.",
    ],
    external_channel_migrating: ["channel", "the shared channel is being moved", "Wait: it is tried again."],
    no_permission: [
      "channel",
      "the workspace does not let the bot post here",
      "Ask a workspace admin to let apps post in this channel.",
    ],
    user_not_found: ["channel", "there is no such person", "Check the person's id."],
    users_not_found: ["channel", "there is no such person", "Check the person's id."],
    user_not_visible: ["channel", "the bot may not see this person", "Check the person's id."],
    user_disabled: ["channel", "the person's account is closed", "End the subscription."],
    cannot_dm_bot: ["channel", "a bot cannot get direct messages", "Give the subscription another channel."],
    // This account.
    invalid_auth: ["account", "Slack does not know the bot's token", TOKEN_MEND],
    not_authed: ["account", "the bot has no token", TOKEN_MEND],
    token_revoked: ["account", "the bot's token was revoked", TOKEN_MEND],
    token_expired: ["account", "the bot's token has expired", TOKEN_MEND],
    account_inactive: ["account", "the app was removed from the workspace", TOKEN_MEND],
    not_allowed_token_type: ["account", "SLACK_BOT_TOKEN is no token of a bot", TOKEN_MEND],
    org_login_required: ["account", "the workspace is being moved to an organisation", ADMIN_MEND],
    two_factor_setup_required: ["account", "the workspace asks for a second factor", ADMIN_MEND],
    team_access_not_granted: ["account", "the app has no access to the workspace", ADMIN_MEND],
    team_not_found: ["account", "there is no such workspace", ADMIN_MEND],
    accesslimited: ["account", "the workspace does not let the app in from here", ADMIN_MEND],
    access_denied: ["account", "the workspace does not let the app in", ADMIN_MEND],
    enterprise_is_restricted: ["account", "the organisation does not allow the call", ADMIN_MEND],
    ekm_access_denied: ["account", "the organisation's keys are withheld", ADMIN_MEND],
    method_deprecated: ["account", "Slack has ended a method that Copydesk uses", "Update Copydesk."],
    deprecated_endpoint: ["account", "Slack has ended a method that Copydesk uses", "Update Copydesk."],
    unknown_method: [
      "account",
      "the server does not know a method that Copydesk uses",
      "Check SLACK_API_URL; it ends in /api.",
    ],
  } satisfies Readonly<Record<string, Entry>>),
);

/** Slack had not taken the request in: it can go out again. */
const NOT_TAKEN: ReadonlyMap<string, string> = new Map([
  ["request_timeout", "Slack got only a part of the request"],
  ["invalid_post_type", "Slack could not read the request"],
  ["missing_post_type", "Slack could not read the request"],
]);

/** The workspace's own limits, not one channel's: all wait. */
const MESSAGE_LIMIT_MS = 60_000;
const WORKSPACE_LIMITS: ReadonlySet<string> = new Set(["message_limit_exceeded", "rate_limited"]);

export function isRevoked(code: string): boolean {
  return REVOKED.has(code);
}

/** With these the token is of no use any more, whatever is asked. */
const REVOKED: ReadonlySet<string> = new Set([
  "invalid_auth",
  "not_authed",
  "token_revoked",
  "token_expired",
  "account_inactive",
  "not_allowed_token_type",
  "user_removed_from_team",
  "team_disabled",
]);

/** What a problem with a call means for the outbox. */
export function failureOf(problem: Problem): Failure {
  switch (problem.kind) {
    case "rate-limited":
      return { kind: "rate-limited", retryAfterMs: problem.retryAfterMs, scope: "channel" };
    case "unreachable":
    case "unclear":
      return problem;
    case "said":
      break;
  }
  const { code, body } = problem;
  if (code === "missing_scope") return missingScope(body["needed"]);
  if (WORKSPACE_LIMITS.has(code)) {
    return { kind: "rate-limited", retryAfterMs: MESSAGE_LIMIT_MS, scope: "platform" };
  }
  const notTaken = NOT_TAKEN.get(code);
  if (notTaken !== undefined) return { kind: "unreachable", reason: `${notTaken} (${code})` };
  const entry = REFUSALS.get(code);
  if (entry === undefined) return { kind: "unclear", reason: `Slack answered "${code}"` };
  const [what, reason, mend] = entry;
  return { kind: "refused", what, reason: `${reason} (${code})`, mend };
}

function missingScope(needed: unknown): Failure {
  const scope = typeof needed === "string" && /^[\w:.,]{1,200}$/.test(needed) ? needed : "chat:write";
  // Direct messages need a scope of their own; without it the rest of the workspace goes on.
  const what = scope.startsWith("im:") ? "channel" : "account";
  const reason = `the app may not do this: the scope ${scope} is missing (missing_scope)`;
  const mend = `Add ${scope} under Bot Token Scopes on the app's page OAuth & Permissions, reinstall the app, and start Copydesk again.`;
  return { kind: "refused", what, reason, mend };
}
