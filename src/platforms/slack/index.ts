import type { Failure } from "../../core/delivery.ts";
import type { Order, Platform, PostOutcome } from "../../core/platform.ts";
import type { Target } from "../../core/subscription.ts";
import type { Clock } from "../../core/time.ts";
import type { Log } from "../../log.ts";
import { createClient } from "./client.ts";
import type { CallResult, SlackClient } from "./client.ts";
import { failureOf } from "./failures.ts";
import { isPassing, readHistory } from "./history.ts";
import { clientMessageId, markBlocks, metadataOf } from "./marker.ts";
import { readPayload, renderSlack, simplerSlack } from "./render.ts";

export interface SlackOptions {
  /** xoxb-… */
  readonly botToken: string;
  /** Another server in Slack's place, without a slash at the end; null: Slack itself. */
  readonly apiUrl: string | null;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/** A request is given up after 15 s and is trusted not to land more than 90 s later. */
const SETTLE_MS = 105_000;

/** Slack as a platform to post to. It needs no socket: answering people is listen.ts. */
export function createSlack({ botToken, apiUrl, clock, log }: SlackOptions): Platform {
  const client = createClient({ token: botToken, apiUrl, clock });
  const channelOf = createDirectory(client);

  async function send(to: Target, order: Order, fence: () => boolean): Promise<PostOutcome> {
    // Nothing on Slack's side keeps a second one from standing beside a first that lands late.
    if (order.kind === "post" && order.repeat === true) return { ok: false, failure: STILL_UNCLEAR };
    const channel = await channelOf(to);
    if (!channel.ok) return { ok: false, failure: failureOf(channel.problem) };
    const id = String(channel.body["id"]);
    const result = await carryOut(client, id, order, fence);
    if (!result.ok && order.kind === "edit" && isGone(result)) {
      // Somebody took the message away: nothing is left to change.
      log.info(`A post in channel "${to.name}" was deleted before it could be brought up to date.`);
      return { ok: true, messageId: order.messageId };
    }
    if (!result.ok) return { ok: false, failure: failureOf(result.problem) };
    if (order.kind === "edit") return { ok: true, messageId: order.messageId };
    const { ts } = result.body;
    if (typeof ts !== "string" || ts === "") {
      return { ok: false, failure: { kind: "unclear", reason: "Slack's answer does not name the message" } };
    }
    return { ok: true, messageId: ts };
  }

  return {
    name: "slack",
    settleMs: SETTLE_MS,
    repeatMs: 0,
    threads: true,
    render: renderSlack,
    simpler: simplerSlack,
    send,
    history: async (to, span) => {
      const channel = await channelOf(to);
      if (channel.ok) return readHistory(client, String(channel.body["id"]), span);
      const failure = failureOf(channel.problem);
      return {
        known: false,
        passing: isPassing(channel.problem),
        reason: failure.kind === "rate-limited" ? "Slack asks to wait" : failure.reason,
        mend: failure.kind === "refused" ? failure.mend : "It is read again later.",
      };
    },
    close: async () => {},
  };
}

const STILL_UNCLEAR: Failure = { kind: "unclear", reason: "an earlier try may still land" };

function isGone(result: Extract<CallResult, { readonly ok: false }>): boolean {
  return result.problem.kind === "said" && result.problem.code === "message_not_found";
}

/** Finds a target's conversation; a person's is opened once. The body of what comes back has its `id`. */
function createDirectory(client: SlackClient): (to: Target) => Promise<CallResult> {
  const opened = new Map<string, string>();
  return async ({ channel }) => {
    if (!channel.startsWith("@")) return { ok: true, body: { id: channel } };
    const user = channel.slice(1);
    const known = opened.get(user);
    if (known !== undefined) return { ok: true, body: { id: known } };
    const result = await client.call("conversations.open", { users: user });
    if (!result.ok) {
      // Nothing was posted yet, so nothing is unclear.
      if (result.problem.kind === "unclear") return { ok: false, problem: { ...result.problem, kind: "unreachable" } };
      return result;
    }
    const id = (result.body["channel"] as { readonly id?: unknown } | undefined)?.id;
    if (typeof id !== "string") {
      return { ok: false, problem: { kind: "unreachable", reason: "Slack did not open the direct message" } };
    }
    opened.set(user, id);
    return { ok: true, body: { id } };
  };
}

/** The only place from which a post or an edit leaves: no unfurling, no linking of names, always a text and a marker. */
function carryOut(client: SlackClient, channel: string, order: Order, fence: () => boolean): Promise<CallResult> {
  const { text, blocks } = readPayload(order.payload);
  const words = {
    channel,
    text,
    metadata: metadataOf(order.key),
    unfurl_links: false,
    unfurl_media: false,
    link_names: false,
  };
  const marked = markBlocks(blocks, order.key);
  switch (order.kind) {
    case "edit":
      // An empty list takes the old blocks away.
      return client.call("chat.update", { ...words, ts: order.messageId, blocks: marked }, fence);
    case "post":
    case "reply":
      return client.call(
        "chat.postMessage",
        {
          ...words,
          ...(marked.length > 0 ? { blocks: marked } : { mrkdwn: false }),
          ...(order.kind === "reply" && { thread_ts: order.under }),
          client_msg_id: clientMessageId(order.key),
        },
        fence,
      );
  }
}
