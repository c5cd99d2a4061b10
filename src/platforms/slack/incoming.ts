import type { Input } from "../../core/conversation.ts";
import { formValues, readNote } from "./views.ts";
import { first, json, text } from "./reading.ts";
import type { Json } from "./reading.ts";

/** Where the answer to somebody goes. */
export interface ReplyTo {
  /** The channel in which they asked; "@" and their id: on the app's own page or in a form that came from there. */
  readonly channel: string;
  readonly user: string;
  /** In which they asked; null: in the channel itself. */
  readonly thread: string | null;
  /** Takes five answers in thirty minutes. */
  readonly responseUrl: string | null;
  /** Opens a form within three seconds, once. */
  readonly trigger: string | null;
  /** Whether what they pressed stands where they alone see it: only that may be replaced. */
  readonly replaceable: boolean;
  /** A form or page that is open, whose button they pressed. */
  readonly view: { readonly id: string; readonly type: "modal" | "home" } | null;
}

/** Something that a person did. */
export interface Incoming {
  /** The same on every delivery of the same deed. */
  readonly id: string;
  readonly workspace: string;
  /** Null: Slack does not say it, or calls a private channel "privategroup". */
  readonly channelName: string | null;
  readonly input: Input;
  readonly to: ReplyTo;
}

export function readCommand(body: Json): Incoming {
  const user = text(body["user_id"]);
  const trigger = text(body["trigger_id"]);
  return {
    id: `slack:command:${trigger}`,
    workspace: text(body["team_id"]),
    channelName: nameIn(body["channel_name"]),
    input: { kind: "words", text: typed(text(body["text"])) },
    to: {
      channel: text(body["channel_id"]),
      user,
      thread: null,
      responseUrl: text(body["response_url"]) || null,
      trigger,
      replaceable: false,
      view: null,
    },
  };
}

function nameIn(value: unknown): string | null {
  const name = text(value);
  return name === "" || name === "privategroup" || name === "directmessage" ? null : name;
}

/** What a person typed after the command: Slack writes `& < >` and names as it does in messages. */
function typed(words: string): string {
  return words
    .replaceAll(/<([@#])[A-Z0-9]+\|([^>]*)>/g, "$1$2")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** @returns null for a button that only opens an address */
export function readPress(body: Json): Incoming | null {
  const pressed = first(body["actions"]);
  const action = text(pressed["value"]) || text(json(pressed["selected_option"])["value"]);
  if (action === "") return null;
  const container = json(body["container"]);
  const view = json(body["view"]);
  const user = text(json(body["user"])["id"]);
  const channel = text(json(body["channel"])["id"]) || text(container["channel_id"]);
  const place = text(container["message_ts"]) || text(view["id"]);
  const moment = text(pressed["action_ts"]) || text(body["trigger_id"]);
  const viewId = text(view["id"]);
  return {
    id: `slack:press:${channel}:${place}:${user}:${text(pressed["action_id"])}:${moment}`,
    workspace: text(json(body["team"])["id"]),
    channelName: nameIn(json(body["channel"])["name"]),
    input: { kind: "button", action },
    to: {
      channel: channel || `@${user}`,
      user,
      thread: text(container["thread_ts"]) || null,
      responseUrl: text(body["response_url"]) || null,
      trigger: text(body["trigger_id"]) || null,
      replaceable: container["is_ephemeral"] === true,
      view: viewId === "" ? null : { id: viewId, type: view["type"] === "home" ? "home" : "modal" },
    },
  };
}

export function readSubmission(body: Json): Incoming {
  const view = json(body["view"]);
  const user = text(json(body["user"])["id"]);
  const note = readNote(text(view["private_metadata"]));
  return {
    id: `slack:form:${text(view["id"])}:${text(view["hash"])}`,
    workspace: text(json(body["team"])["id"]),
    channelName: null,
    input: { kind: "form", action: text(view["callback_id"]), values: formValues(view) },
    to: {
      channel: note.channel ?? `@${user}`,
      user,
      thread: note.thread,
      responseUrl: note.responseUrl,
      trigger: text(body["trigger_id"]) || null,
      replaceable: false,
      view: null,
    },
  };
}

/** @returns null for the tab with the messages */
export function readHome(body: Json): Incoming | null {
  const event = json(body["event"]);
  if (event["tab"] !== "home") return null;
  const user = text(event["user"]);
  return {
    id: `slack:event:${text(body["event_id"])}`,
    workspace: text(body["team_id"]),
    channelName: null,
    input: { kind: "home" },
    to: { channel: `@${user}`, user, thread: null, responseUrl: null, trigger: null, replaceable: false, view: null },
  };
}
