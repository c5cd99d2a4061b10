import type { Failure } from "../../src/core/delivery.ts";
import type { Order } from "../../src/core/platform.ts";
import type { Timeline } from "./timeline.ts";

/** A message that stands, or stood, on the model platform. */
export interface PostedMessage {
  readonly id: string;
  readonly key: string;
  readonly channel: string;
  readonly under: string | null;
  /** True time. */
  readonly at: number;
  /** Counts up over all messages of the platform. */
  readonly number: number;
  text: string;
  deleted: boolean;
}

interface ServerChannel {
  readonly id: string;
  /** The right to read its history; without it the platform answers with an empty list. */
  readable: boolean;
  archived: boolean;
  /** True time until which posts are answered with 429. */
  limitedUntil: number;
}

type ServerReply =
  | { readonly ok: true; readonly messageId: string }
  | { readonly ok: false; readonly failure: Failure };

/** What the model platforms can take as a payload. */
export interface ModelPayload {
  readonly text: string;
  /** The platform refuses it in this form. */
  readonly malformed: boolean;
}

/** A chat platform as its documentation and its bugs describe it; all its state is here to be looked at. */
export interface Server {
  readonly kind: "slack" | "discord";
  /** Platform time minus true time. */
  readonly skew: number;
  readonly messages: readonly PostedMessage[];
  readonly channel: (id: string) => ServerChannel;
  readonly channels: () => Iterable<ServerChannel>;
  revoked: boolean;
  /** True time until which all posts are answered with 429. */
  limitedUntil: number;
  /** Takes an order that has reached it. */
  readonly take: (channel: string, order: Order) => ServerReply;
  /** What stands in the place now, oldest first; empty without the right to read. */
  readonly read: (channel: string, under: string | null) => readonly PostedMessage[];
}

/** How long Discord gives a nonce's first message back; no figure is published, the lowest seen is taken. */
const NONCE_WINDOW_MS = 120_000;

/**
 * @param onCreated told of each message that comes to stand
 * @param nonceOf what the program gives as nonce for a key
 */
export function startServer(
  kind: Server["kind"],
  skew: number,
  timeline: Timeline,
  onCreated: (message: PostedMessage) => void,
  nonceOf: (key: string) => string = (key) => key,
): Server {
  const messages: PostedMessage[] = [];
  const byId = new Map<string, PostedMessage>();
  const byNonce = new Map<string, PostedMessage>();
  const channels = new Map<string, ServerChannel>();

  const channel = (id: string): ServerChannel => {
    let known = channels.get(id);
    if (known === undefined) channels.set(id, (known = { id, readable: true, archived: false, limitedUntil: 0 }));
    return known;
  };

  function create(to: string, key: string, text: string, under: string | null): ServerReply {
    const known = kind === "discord" ? byNonce.get(`${to} ${nonceOf(key)}`) : undefined;
    if (known !== undefined && timeline.now() - known.at < NONCE_WINDOW_MS) {
      return known.deleted ? refused("payload", "10008 unknown message") : { ok: true, messageId: known.id };
    }
    if (under !== null && (byId.get(under)?.deleted ?? true)) return refused("payload", "the thread is gone");
    const number = messages.length + 1;
    const message = { id: `m${number}`, key, channel: to, under, at: timeline.now(), number, text, deleted: false };
    messages.push(message);
    byId.set(message.id, message);
    byNonce.set(`${to} ${nonceOf(key)}`, message);
    onCreated(message);
    return { ok: true, messageId: message.id };
  }

  const server: Server = {
    kind,
    skew,
    messages,
    channel,
    channels: () => channels.values(),
    revoked: false,
    limitedUntil: 0,
    take: (to, order) => {
      if (server.revoked) return refused("account", "the token was revoked");
      if (channel(to).archived) return refused("channel", "the channel is archived");
      const wait = Math.max(channel(to).limitedUntil, server.limitedUntil) - timeline.now();
      if (wait > 0) {
        const scope = server.limitedUntil > timeline.now() ? "platform" : "channel";
        return { ok: false, failure: { kind: "rate-limited", retryAfterMs: wait, scope } };
      }
      const { text, malformed } = order.payload as ModelPayload;
      if (malformed) return refused("payload", "the payload is malformed");
      if (order.kind !== "edit") return create(to, order.key, text, order.kind === "reply" ? order.under : null);
      const message = byId.get(order.messageId);
      if (message === undefined || message.deleted) return refused("payload", "the message is gone");
      message.text = text;
      return { ok: true, messageId: message.id };
    },
    read: (to, under) =>
      channel(to).readable
        ? messages.filter((message) => message.channel === to && message.under === under && !message.deleted)
        : [],
  };
  return server;
}

function refused(what: "payload" | "channel" | "account", reason: string): ServerReply {
  return { ok: false, failure: { kind: "refused", what, reason, mend: "See the platform." } };
}
