import type { History, HistorySpan } from "../../core/platform.ts";
import type { Problem, SlackClient } from "./client.ts";
import { failureOf } from "./failures.ts";
import { keyOf } from "./marker.ts";

/** Against clocks that drift and requests that were long under way. */
const MARGIN_MS = 5 * 60_000;
/**
 * docs.slack.dev, conversations.history: at most 999, "no more than 200" recommended. A look back over days in a busy
 * channel must not use up the 50 calls a minute.
 */
const PAGE = 999;
/** Half a million messages; nobody's channel has so many in the span that is asked for. */
const MOST_PAGES = 500;

/** What of ours stands in a channel or thread, all pages. Slack says when it may not be read, so an empty answer is one. */
export async function readHistory(client: SlackClient, channel: string, span: HistorySpan): Promise<History> {
  const posts = new Map<string, string>();
  let oldest = oldestOf(span, client.clockDistance());
  let cursor = "";
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = await readPage(client, channel, span.under, oldest, cursor);
    if (!read.ok) return unknown(read.problem, span.under);
    // Slack's clock is known for certain only now: when it is further behind than thought, reading begins anew.
    const needed = oldestOf(span, client.clockDistance());
    if (needed < oldest) {
      [oldest, cursor] = [needed, ""];
      continue;
    }
    for (const message of read.messages) {
      const { ts } = message as { readonly ts?: unknown };
      const key = keyOf(message);
      if (key !== null && typeof ts === "string" && ts !== span.under) posts.set(key, ts);
    }
    if (read.next === "") {
      return read.more ? NO_WAY_ON : { known: true, posts };
    }
    if (read.next === cursor) return NO_WAY_ON;
    cursor = read.next;
  }
  return NO_WAY_ON;
}

const NO_WAY_ON: History = {
  known: false,
  reason: "Slack gives the channel's history only in part",
  mend: "It is read again later.",
};

/** In seconds of Slack's clock. */
function oldestOf({ since }: HistorySpan, distance: number | null): number {
  return Math.max(0, Math.floor((since + (distance ?? 0) - MARGIN_MS) / 1000));
}

type PageRead =
  | { readonly ok: true; readonly messages: readonly unknown[]; readonly next: string; readonly more: boolean }
  | { readonly ok: false; readonly problem: Problem };

async function readPage(
  client: SlackClient,
  channel: string,
  under: string | null,
  oldest: number,
  cursor: string,
): Promise<PageRead> {
  const result = await client.call(under === null ? "conversations.history" : "conversations.replies", {
    channel,
    ...(under !== null && { ts: under }),
    oldest: String(oldest),
    limit: PAGE,
    include_all_metadata: true,
    ...(cursor !== "" && { cursor }),
  });
  if (!result.ok) {
    // The head was deleted, and its replies with it.
    if (under !== null && result.problem.kind === "said" && result.problem.code === "thread_not_found") {
      return { ok: true, messages: [], next: "", more: false };
    }
    return result;
  }
  const { messages, has_more: more, response_metadata: meta } = result.body;
  if (!Array.isArray(messages)) {
    return { ok: false, problem: { kind: "unclear", reason: "Slack's answer has no messages" } };
  }
  const next = (meta as { readonly next_cursor?: unknown } | undefined)?.next_cursor;
  return { ok: true, messages, next: typeof next === "string" ? next : "", more: more === true };
}

function unknown(problem: Problem, under: string | null): History {
  const failure = failureOf(problem);
  const what = under === null ? "history" : "thread";
  switch (failure.kind) {
    case "refused":
      return { known: false, reason: `the channel's ${what} cannot be read: ${failure.reason}`, mend: failure.mend };
    case "rate-limited":
      return {
        known: false,
        passing: true,
        reason: `Slack asks to wait ${Math.ceil(failure.retryAfterMs / 1000)} s before the channel's ${what} is read`,
        mend: "It is read again later.",
      };
    case "unreachable":
    case "unclear":
      break;
  }
  return { known: false, passing: isPassing(problem), reason: failure.reason, mend: "It is read again later." };
}

/** Slack's words for its own faults. */
const PASSING = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout"]);

/** Whether the same question may be answered in a moment. A server that does not know the question never will. */
export function isPassing(problem: Problem): boolean {
  switch (problem.kind) {
    case "rate-limited":
    case "unreachable":
      return true;
    case "unclear":
      return problem.status === undefined || problem.status >= 500;
    case "said":
      return PASSING.has(problem.code);
    default:
      return problem satisfies never;
  }
}
