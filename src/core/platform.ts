import type { Failure } from "./delivery.ts";
import type { Message } from "./message.ts";
import type { PlatformName, Subscription } from "./subscription.ts";

export type PostOutcome =
  | { readonly ok: true; readonly messageId: string }
  | { readonly ok: false; readonly failure: Failure };

/** What a look at the channel found for one delivery. */
export type FindOutcome =
  | { readonly found: true; readonly messageId: string }
  | { readonly found: false }
  /** The channel cannot be read; nobody knows. */
  | { readonly found: "unknown"; readonly reason: string };

/** The port through which every word reaches a channel. The console, Slack and Discord are equals behind it. */
export interface Platform {
  readonly name: PlatformName;
  /** After an unclear post: how long the request may still land, in milliseconds, before a look at the channel can be trusted. */
  readonly settleMs: number;
  /** The platform's form of one message: one payload or more, in order, each within the platform's limits. Pure. */
  readonly render: (message: Message) => readonly unknown[];
  /** Posts one payload. Never throws for what a platform or network may do: that is an outcome. */
  readonly post: (to: Subscription, key: string, payload: unknown) => Promise<PostOutcome>;
  /** Looks whether the delivery with this key already stands in the channel. */
  readonly find: (to: Subscription, key: string) => Promise<FindOutcome>;
  readonly close: () => Promise<void>;
}
