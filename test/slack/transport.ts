/** One thing that Slack tells an app: a command, a press, an event. */
export interface Envelope {
  readonly type: "slash_commands" | "interactive" | "events_api";
  readonly payload: Readonly<Record<string, unknown>>;
  /** Whether the acknowledgement may say something. */
  readonly acceptsPayload: boolean;
  readonly retry?: { readonly attempt: number; readonly reason: string };
}

/** How an app took it. `afterMs` on a monotonic clock. */
export type Ack =
  | { readonly ok: true; readonly body: unknown; readonly afterMs: number }
  | {
      readonly ok: false;
      /** What a person sees or a retry names. */
      readonly reason: "operation_timeout" | "http_error" | "connection_failed";
      readonly detail: string;
      readonly afterMs: number;
    };

/** How Slack reaches the app: Socket Mode or HTTP. Never rejects. */
export type Send = (envelope: Envelope) => Promise<Ack>;

/** docs.slack.dev: commands, interactions and events are acknowledged within three seconds. */
export const ACK_MS = 3000;
