import type { SlackState, View } from "./state.ts";
import { repliesTo } from "./workspace.ts";
import type { Channel, Person, StoredMessage } from "./workspace.ts";

type Json = Record<string, unknown>;

/** A message as the Web API shows it. Without `metadata` only the kind of an app's metadata is shown. */
export function wireMessage(state: SlackState, message: StoredMessage, metadata: boolean): Json {
  const channel = state.channels.get(message.channel);
  const replies = channel ? repliesTo(channel, message.ts) : [];
  const { app, team } = state;
  const byBot = message.user === app.botUser;
  return {
    type: "message",
    ...(message.broadcast && { subtype: "thread_broadcast" }),
    user: message.user,
    ts: message.ts,
    ...(byBot && { bot_id: app.botId, app_id: app.id, bot_profile: botProfile(state) }),
    text: message.text,
    team: team.id,
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.metadata !== null && {
      metadata: metadata ? message.metadata : { event_type: message.metadata.event_type },
    }),
    ...(message.editedTs !== null && { edited: { user: message.user, ts: message.editedTs } }),
    ...(message.threadTs !== null && { thread_ts: message.threadTs, parent_user_id: parentOf(channel, message) }),
    ...(replies.length > 0 && {
      thread_ts: message.ts,
      reply_count: replies.length,
      reply_users: [...new Set(replies.map(({ user }) => user))],
      latest_reply: replies.at(-1)?.ts,
    }),
  };
}

function parentOf(channel: Channel | undefined, message: StoredMessage): string | undefined {
  return channel?.messages.find(({ ts }) => ts === message.threadTs)?.user;
}

function botProfile({ app, team }: SlackState): Json {
  return { id: app.botId, app_id: app.id, user_id: app.botUser, name: app.name, deleted: false, team_id: team.id };
}

export function wireChannel(state: SlackState, channel: Channel, counted = false): Json {
  const im = channel.kind === "im";
  return {
    id: channel.id,
    ...(im ? { user: channel.creator } : { name: channel.name, name_normalized: channel.name }),
    is_channel: channel.kind === "public",
    is_group: false,
    is_im: im,
    is_mpim: false,
    is_private: channel.kind !== "public",
    is_archived: channel.archived,
    is_general: false,
    is_shared: false,
    is_member: channel.members.has(state.app.botUser),
    creator: channel.creator,
    created: 1_700_000_000,
    topic: { value: channel.topic, creator: channel.creator, last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    ...(counted && { num_members: channel.members.size }),
  };
}

export function wirePerson(state: SlackState, person: Person): Json {
  return {
    id: person.id,
    team_id: state.team.id,
    name: person.name,
    real_name: person.realName,
    deleted: false,
    tz: person.tz,
    is_admin: person.admin,
    is_owner: person.admin,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: false,
    is_app_user: false,
    profile: { real_name: person.realName, display_name: person.name, team: state.team.id },
  };
}

export function wireView(state: SlackState, view: View): Json {
  return {
    id: view.id,
    team_id: state.team.id,
    callback_id: "",
    private_metadata: "",
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    external_id: "",
    ...view.body,
    state: { values: {} },
    hash: view.hash,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: state.app.id,
    app_installed_team_id: state.team.id,
    bot_id: state.app.botId,
  };
}
