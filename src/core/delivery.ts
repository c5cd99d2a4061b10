import { backoffMs } from "./backoff.ts";
import type { PlatformName, Target } from "./subscription.ts";
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

/**
 * pending → sending → sent | pending | unknown | dead; unknown → sent | sending again after a look at the channel.
 * `sent`, `dead` and `cancelled` are final.
 */
export type DeliveryState =
  /** Not before `dueAt`. */
  | { readonly state: "pending"; readonly dueAt: EpochMs }
  /** Written before the first byte goes out. */
  | { readonly state: "sending"; readonly since: EpochMs }
  | { readonly state: "unknown"; readonly since: EpochMs }
  | { readonly state: "sent"; readonly messageId: string; readonly sentAt: EpochMs }
  | { readonly state: "dead"; readonly failure: Failure; readonly diedAt: EpochMs }
  /** Nothing went wrong; it is not wanted any more. */
  | { readonly state: "cancelled"; readonly reason: string; readonly cancelledAt: EpochMs };

/** What a delivery does in its channel; keys are those of deliveries. */
export type DeliveryAction =
  | { readonly kind: "post" }
  /** Into the thread below the message of another delivery. */
  | { readonly kind: "reply"; readonly under: string }
  /** Takes the place of what another delivery's message says. Of several that wait the newest wins. */
  | { readonly kind: "edit"; readonly of: string };

/** What is about another delivery's message. */
export type DependentAction = Exclude<DeliveryAction, { readonly kind: "post" }>;

/** One payload owed to one channel. */
export interface OwedDelivery {
  /** Hash of what it is (channel, slot or story, part, template kind), never of rendered text. Unique. */
  readonly key: string;
  /** Kept with it: a delivery goes where it was owed, whatever the configuration says later. */
  readonly to: Target;
  /** Null for what belongs to no edition: alerts, shares, direct messages, tests, edits. */
  readonly editionId: string | null;
  /** The story whose digest, or a piece of it, this message shows; null: several, or none. */
  readonly storyId: string | null;
  /** 0, 1, … within the edition. */
  readonly part: number;
  readonly action: DeliveryAction;
  /** The platform's form of the message; only that platform reads it. */
  readonly payload: unknown;
}

/** A row of the outbox. */
export interface Delivery extends OwedDelivery {
  /** Grows over the whole outbox. Deliveries of one lane go out in this order. */
  readonly sequence: number;
  readonly createdAt: EpochMs;
  /** Times it was claimed for sending. */
  readonly attempt: number;
  /** Grows with every claim, and only who holds the newest may write: a fencing token. */
  readonly term: number;
  /** Definite failures that were no order to wait. */
  readonly faults: number;
  /** Claims in a row whose process vanished before the outcome. */
  readonly lost: number;
  /** How often its payload was made plainer. */
  readonly tier: number;
  readonly firstSentAt: EpochMs | null;
  readonly lastSentAt: EpochMs | null;
  /** It blocked its lane for too long, which goes on without it. */
  readonly aside: boolean;
  readonly status: DeliveryState;
}

/** Deliveries of one lane go out one after the other. Two subscriptions to one channel share it. */
export function laneOf({ platform, channel }: Pick<Target, "platform" | "channel">): string {
  return `${platform}:${channel}`;
}

/** Stands for every lane of a platform: what the account may not, and how long the platform asked all to wait. */
export function platformLaneOf(platform: PlatformName): string {
  return `${platform}:*`;
}

/** Nothing goes out in a paused lane. */
export interface Pause {
  /** `channel`: looked at again from time to time. `account`: until a restart, or until told. */
  readonly what: "channel" | "account";
  readonly reason: string;
  readonly mend: string;
  readonly since: EpochMs;
  /** How often it was looked at in vain, and when next. */
  readonly looks: number;
  readonly lookAt: EpochMs;
}

/** What holds up a lane, or a platform as a whole. */
export interface LaneHold {
  readonly lane: string;
  readonly paused: Pause | null;
  /** As the platform asked; 0: no wait. */
  readonly notBefore: EpochMs;
}

/** What an operator can ask of the outbox: of a delivery, by its key, or of a lane. */
export type OutboxVerb = "retry" | "drop" | "resume";

/** What becomes of a delivery, and of what it shares, after a failed try. */
export type AfterFailure =
  /** Definitely not posted: again later. */
  | { readonly next: "retry"; readonly waitMs: number }
  /** Definitely not posted, and the platform says when to come again: to the channel, or at all. */
  | { readonly next: "wait"; readonly waitMs: number; readonly scope: "channel" | "platform" }
  /** Look at the channel before anything is sent again. */
  | { readonly next: "look" }
  /** A plainer payload may do. */
  | { readonly next: "degrade" }
  /** Nothing can be posted to the channel, or by the account. */
  | { readonly next: "pause"; readonly what: "channel" | "account"; readonly reason: string; readonly mend: string }
  | { readonly next: "die"; readonly failure: Failure };

/** So many tries that failed or stayed unclear, over so long a time, are enough. */
export const MAX_FAULTS = 8;
export const FAULTS_MS = 24 * 3_600_000;
/** So many claims in a row whose process vanished: the delivery is what kills it. */
export const MAX_LOST = 3;

/**
 * @param faults definite failures with this one, 1 or more
 * @param sinceFirstMs time since it was first tried
 * @param random uniform in [0, 1)
 */
export function afterFailure(failure: Failure, faults: number, sinceFirstMs: number, random: number): AfterFailure {
  switch (failure.kind) {
    case "refused":
      if (failure.what === "payload") return { next: "degrade" };
      return { next: "pause", what: failure.what, reason: failure.reason, mend: failure.mend };
    case "unclear":
      return { next: "look" };
    case "rate-limited": {
      // Exactly what the platform asked for and up to a tenth more, so that lanes do not all come back at once.
      const waitMs = Math.ceil(failure.retryAfterMs * (1 + random / 10));
      return { next: "wait", waitMs, scope: failure.scope };
    }
    case "unreachable":
      break;
  }
  if (faults >= MAX_FAULTS && sinceFirstMs >= FAULTS_MS) return { next: "die", failure };
  return { next: "retry", waitMs: backoffMs(faults, random) };
}

/** A paused channel is looked at again after 5 minutes, then 10, 20, … up to 1 hour. */
export function pauseLookMs(looks: number): number {
  return Math.min(3_600_000, 300_000 * 2 ** Math.min(looks, 10));
}

/** A message that belongs to no edition, as it is owed: an alert, a share, a direct message, a test. @param keyOf key of each of its payloads */
export function owedNote(
  to: Target,
  payloads: readonly unknown[],
  keyOf: (part: number) => string,
): readonly OwedDelivery[] {
  return payloads.map((payload, part) => ({
    key: keyOf(part),
    to,
    editionId: null,
    storyId: null,
    part,
    action: { kind: "post" },
    payload,
  }));
}
