import type { Failure } from "./delivery.ts";
import type { Message } from "./message.ts";
import type { PlatformName, Target } from "./subscription.ts";
import type { EpochMs } from "./time.ts";

/**
 * One effect in one channel. `key` is the delivery's: the platform puts it into the message as a marker that `history`
 * reads back; an edit leaves the marker of the message that it changes.
 */
export type Order =
  | {
      readonly kind: "post";
      readonly key: string;
      readonly payload: unknown;
      /** An earlier try may still land. Where the platform cannot keep it from standing there twice, the outcome is `unclear` and nothing is sent. */
      readonly repeat?: boolean;
    }
  /** Into the thread below a message of ours. */
  | { readonly kind: "reply"; readonly key: string; readonly payload: unknown; readonly under: string }
  /** Takes the place of what a message of ours says. `key` is that message's own. Doing it twice does no harm. */
  | {
      readonly kind: "edit";
      readonly key: string;
      readonly payload: unknown;
      readonly messageId: string;
      /** Head of the thread in which the message stands; null: in the channel itself. */
      readonly under: string | null;
    };

export type PostOutcome =
  | { readonly ok: true; readonly messageId: string }
  | { readonly ok: false; readonly failure: Failure };

/** What of ours stands in a channel or a thread: marker → message id. */
export type History =
  | { readonly known: true; readonly posts: ReadonlyMap<string, string> }
  /** It cannot be read, so nobody knows; an empty answer without the right to read is no answer. */
  | {
      readonly known: false;
      /** The network or the server failed, or asked to wait: in a moment it may be otherwise. */
      readonly passing?: boolean;
      readonly reason: string;
      readonly mend: string;
    };

export interface HistorySpan {
  /** By our clock; the platform allows for the distance to its own. */
  readonly since: EpochMs;
  /** Head of a thread; null: the channel itself. */
  readonly under: string | null;
}

/** The port through which every word reaches a channel. The console, Slack and Discord are equals behind it. */
export interface Platform {
  readonly name: PlatformName;
  /** After an unclear outcome: how long the request may still land, in milliseconds, before its absence from the history counts. */
  readonly settleMs: number;
  /** While a repeat with the same key cannot make a second message, counted from the first try, in milliseconds; 0: never sure. */
  readonly repeatMs: number;
  /** Whether replies can stand below a message, and messages can be changed. */
  readonly threads: boolean;
  /** The platform's form of one message: one payload or more, in order, each within the platform's limits, JSON. Pure. */
  readonly render: (message: Message) => readonly unknown[];
  /** A plainer form of a payload that the platform refused to read; null when there is none. Pure. */
  readonly simpler: (payload: unknown) => unknown;
  /**
   * Carries out one order, tried once. Never throws for what a platform or network may do: that is an outcome.
   * @param fence asked right before the first byte leaves; when it says no, the outcome is `unreachable`
   */
  readonly send: (to: Target, order: Order, fence: () => boolean) => Promise<PostOutcome>;
  /** Reads back what of ours stands in the channel, all pages. Never throws, as `send`. */
  readonly history: (to: Target, span: HistorySpan) => Promise<History>;
  readonly close: () => Promise<void>;
}
