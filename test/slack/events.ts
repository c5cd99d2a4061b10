import { openDeed } from "./deeds.ts";
import type { Exchange } from "./deeds.ts";
import type { Later } from "./gate.ts";
import { openDirect } from "./methods/conversations.ts";
import { homeOf } from "./methods/views.ts";
import type { SlackState } from "./state.ts";
import type { Ack, Envelope, Send } from "./transport.ts";
import { wireView } from "./wire.ts";

/** docs.slack.dev/apis/events-api: at once, after a minute, after five. */
export const RETRY_MS: readonly number[] = [0, 60_000, 300_000];

const REASONS: Readonly<Record<string, string>> = {
  operation_timeout: "http_timeout",
  http_error: "http_error",
  connection_failed: "connection_failed",
};

export interface Events {
  /** Any event of the Events API, such as `{ type: "tokens_revoked", … }`. With copies, the same event_id several times. */
  readonly event: (event: Readonly<Record<string, unknown>>, copies?: number) => Exchange;
  /** A person opens the app's Home tab. */
  readonly openHome: (user: string, copies?: number) => Exchange;
}

/** The Events API: what is not acknowledged comes again. */
export function createEvents(state: SlackState, send: Send, later: Later, retryMs: readonly number[]): Events {
  const event: Events["event"] = (event, copies = 1) => {
    const user = typeof event["user"] === "string" ? event["user"] : state.app.botUser;
    const open = openDeed(state, user, null, null);
    const envelope: Envelope = { type: "events_api", payload: wrap(state, event), acceptsPayload: false };
    const all = Array.from({ length: copies }, () => untilAcknowledged(send, envelope, later, retryMs, 0));
    return open.exchange(Promise.all(all), () => send(envelope));
  };
  return {
    event,
    openHome: (user, copies = 1) => {
      const home = homeOf(state, user);
      const shown = home ? { view: wireView(state, home) } : {};
      const channel = openDirect(state, user).id;
      const opened = { type: "app_home_opened", user, channel, tab: "home", event_ts: state.nextTs(), ...shown };
      return event(opened, copies);
    },
  };
}

async function untilAcknowledged(
  send: Send,
  envelope: Envelope,
  later: Later,
  retryMs: readonly number[],
  attempt: number,
): Promise<Ack> {
  const ack = await send(envelope);
  const wait = retryMs[attempt];
  if (ack.ok || wait === undefined) return ack;
  await new Promise<void>((resolve) => {
    later(wait, resolve);
  });
  const reason = REASONS[ack.reason] ?? ack.reason;
  const again: Envelope = { ...envelope, retry: { attempt: attempt + 1, reason } };
  return untilAcknowledged(send, again, later, retryMs, attempt + 1);
}

function wrap(state: SlackState, event: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { team, app } = state;
  return {
    token: "loopback",
    team_id: team.id,
    api_app_id: app.id,
    event,
    type: "event_callback",
    event_id: state.nextId("Ev"),
    event_time: Math.trunc(state.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  };
}
