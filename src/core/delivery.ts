import { backoffMs } from "./backoff.ts";
import type { PlatformName } from "./subscription.ts";
import type { EpochMs } from "./time.ts";

/** What went wrong with a post, by who failed; the kind alone decides what happens next. */
export type Failure =
  | {
      readonly kind: "refused";
      /** What the platform does not take: this payload (a plainer one may do), anything in this channel, or anything from this account. */
      readonly what: "payload" | "channel" | "account";
      readonly reason: string;
      /** What a person can do about it. */
      readonly mend: string;
    }
  /** `platform`: it counts for every channel of the platform. */
  | { readonly kind: "rate-limited"; readonly retryAfterMs: number; readonly scope: "channel" | "platform" }
  /** No byte reached the platform: safe to send again. */
  | { readonly kind: "unreachable"; readonly reason: string }
  /** It may have been posted: look before sending again. */
  | { readonly kind: "unclear"; readonly reason: string };

/** pending → sending → sent | unknown | dead; unknown → sent | pending after a look at the channel; `sent` and `dead` are final. */
export type DeliveryState =
  | { readonly state: "pending"; readonly dueAt: EpochMs }
  /** Written before the first byte goes out. */
  | { readonly state: "sending"; readonly since: EpochMs }
  | { readonly state: "unknown"; readonly since: EpochMs }
  | { readonly state: "sent"; readonly messageId: string; readonly sentAt: EpochMs }
  | { readonly state: "dead"; readonly failure: Failure; readonly diedAt: EpochMs };

/** One payload owed to one channel: a row of the outbox. */
export interface Delivery {
  /** Hash of channel, slot or story, part and template kind; never of rendered text. Unique. */
  readonly key: string;
  /** Name of the subscription: its lane. Deliveries of one lane go out in order of `sequence`. */
  readonly channel: string;
  readonly platform: PlatformName;
  readonly editionId: string;
  /** 0, 1, … within the edition. */
  readonly part: number;
  /** Grows over the whole outbox. */
  readonly sequence: number;
  /** The platform's form of the message; only that platform reads it. */
  readonly payload: unknown;
  readonly attempt: number;
  readonly status: DeliveryState;
}

/** What becomes of a delivery after a failed post. */
export type AfterFailure =
  | { readonly next: "retry"; readonly waitMs: number }
  /** Look at the channel before anything is sent again. */
  | { readonly next: "look" }
  | { readonly next: "die"; readonly failure: Failure };

/** With the backoff of backoff.ts about a day. */
export const MAX_ATTEMPTS = 60;

/**
 * @param attempt posts tried so far, 1 or more
 * @param random uniform in [0, 1)
 */
export function afterFailure(failure: Failure, attempt: number, random: number): AfterFailure {
  switch (failure.kind) {
    case "refused":
      return { next: "die", failure };
    case "unclear":
      return { next: "look" };
    case "rate-limited":
      // Exactly what the platform asked for and up to a tenth more, so that lanes do not all come back at once.
      return { next: "retry", waitMs: Math.ceil(failure.retryAfterMs * (1 + random / 10)) };
    case "unreachable":
      break;
  }
  if (attempt >= MAX_ATTEMPTS) return { next: "die", failure };
  return { next: "retry", waitMs: backoffMs(attempt, random) };
}
