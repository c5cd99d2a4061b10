import type { EpochMs } from "./time.ts";

/** The articles that report one event, over days. */
export interface Story {
  /** "s" and 12 hex digits, of its first article's id; it never changes while the story lives. */
  readonly id: string;
  /** Best headline, for lists; null until its first digest. */
  readonly headline: string | null;
  /** Ids in order of publication, then of taking in. */
  readonly articleIds: readonly string[];
  readonly createdAt: EpochMs;
  /** When its set of articles last changed. */
  readonly updatedAt: EpochMs;
}
