import type { EditionKind } from "./subscription.ts";
import type { EpochMs } from "./time.ts";

/** Why a story stands in an edition: never posted to the channel before, or it has grown since. */
export type EditionReason = "new" | "grown";

export interface EditionStory {
  readonly storyId: string;
  /** Version of the story's digest that is posted. */
  readonly version: number;
  readonly reason: EditionReason;
}

/** What one channel receives at one time. */
export interface Edition {
  /** "e" and 16 hex digits, of channel and slot. */
  readonly id: string;
  /** Name of the subscription. */
  readonly channel: string;
  readonly kind: EditionKind;
  /** The slot it fills, as local time in the channel's zone ("2026-11-22T08:00"), or "ready:…" / "now:…" for one outside the schedule. Unique within a channel. */
  readonly slot: string;
  readonly createdAt: EpochMs;
  /** Ranked, most important first; empty: there was nothing new, and nothing was posted. */
  readonly stories: readonly EditionStory[];
  /** Stories that were due and did not fit. */
  readonly left: number;
}
