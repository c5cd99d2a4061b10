import type { IncomingMessage, ServerResponse } from "node:http";
import { flag, optional } from "./args.ts";
import type { Args } from "./args.ts";
import { isRecord } from "./blocks/checks.ts";
import { readContent } from "./content.ts";
import { answerThroughFault } from "./gate.ts";
import type { Gate } from "./gate.ts";
import { readBody } from "./http.ts";
import type { Reply } from "./http.ts";
import { place, remove, revise } from "./post.ts";
import { Refusal } from "./refusal.ts";
import { violate } from "./state.ts";
import type { Deed, ResponseUrl, SlackState } from "./state.ts";
import type { Channel, StoredMessage } from "./workspace.ts";

/** docs.slack.dev: five posts in thirty minutes. */
const USES = 5;
const LIFE_MS = 30 * 60_000;

/** A new response_url for a deed. `original` is the message that a button stands in. */
export function issueResponseUrl(
  state: SlackState,
  deed: Deed,
  channel: string,
  original: StoredMessage | null,
): string {
  const id = state.nextId("");
  state.responseUrls.set(id, {
    issuedAt: state.now(),
    uses: 0,
    deed,
    channel,
    original: original?.ts ?? null,
    threadTs: original?.threadTs ?? null,
  });
  return `${state.origin}/actions/${state.team.id}/${id}`;
}

/** One post to a response_url. */
export async function serveResponseUrl(
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> {
  const args = parse(await readBody(request));
  answerThroughFault(gate, response, "response_url", args ?? {}, () => answer(gate.state, id, args));
}

function parse(body: string): Args | null {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function answer(state: SlackState, id: string, args: Args | null): Reply {
  const url = state.responseUrls.get(id);
  if (url === undefined || state.now() - url.issuedAt > LIFE_MS) return refused(404, "expired_url");
  if (url.uses >= USES) return refused(404, "used_url");
  if (args === null) return refused(400, "invalid_payload");
  state.responseUrls.set(id, { ...url, uses: url.uses + 1 });
  try {
    const message = respond(state, url, args);
    const now = state.responseUrls.get(id);
    if (message !== null && now?.original === null) {
      state.responseUrls.set(id, { ...now, original: message.ts });
    }
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    violate(state, "invalid_response", `response_url: ${error.code} ${JSON.stringify(error.fields)}`);
    return { status: 400, body: { ok: false, error: error.code, ...error.fields } };
  }
}

function refused(status: number, error: string): Reply {
  return { status, body: { ok: false, error } };
}

/** docs.slack.dev/interactivity/handling-user-interaction: what an answer may say. */
const KNOWN: ReadonlySet<string> = new Set(
  "text blocks attachments response_type replace_original delete_original thread_ts unfurl_links unfurl_media mrkdwn parse link_names metadata".split(
    " ",
  ),
);

/**
 * What a bot says to a deed, by response_url or in its acknowledgement: ephemeral unless it says otherwise.
 * @returns the message; null when it took one away @throws Refusal
 */
export function respond(
  state: SlackState,
  to: Pick<ResponseUrl, "deed" | "channel" | "original" | "threadTs">,
  args: Args,
): StoredMessage | null {
  const channel = state.channels.get(to.channel);
  if (channel === undefined) throw new Refusal("channel_not_found");
  const original = findOriginal(channel, to.original);
  if (flag(args, "delete_original") === true) {
    if (original === undefined) throw new Refusal("message_not_found");
    to.deed.take({ kind: "deleted", message: remove(state, channel, original) });
    return null;
  }
  for (const name of Object.keys(args)) if (!KNOWN.has(name)) violate(state, "unknown_argument", `response: ${name}`);
  const content = readContent(state, args, { sumOfBlocks: false });
  if (original !== undefined && flag(args, "replace_original") === true) {
    const message = revise(state, channel, original, content, undefined);
    to.deed.take({ kind: "replaced", message });
    return message;
  }
  const inChannel = optional(args, "response_type") === "in_channel";
  if (inChannel && channel.archived) throw new Refusal("is_archived");
  const only = inChannel ? null : to.deed.user;
  const threadTs = optional(args, "thread_ts") ?? (inChannel ? null : to.threadTs);
  const message = place(state, { channel, user: state.app.botUser, threadTs, only }, content);
  to.deed.take({ kind: inChannel ? "message" : "ephemeral", message });
  return message;
}

function findOriginal(channel: Channel, ts: string | null): StoredMessage | undefined {
  if (ts === null) return undefined;
  return [...channel.messages, ...channel.ephemerals].find((message) => message.ts === ts && !message.deleted);
}
