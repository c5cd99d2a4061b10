import type { Digest } from "summarize-lite";
import type { EpochMs } from "./time.ts";

/** One version of a story's digest, as stored. Versions of a story count from 1. */
export interface StoryDigest {
  readonly storyId: string;
  readonly version: number;
  readonly digest: Digest;
  /** Ids of the independent (not copied) articles it was made of, sorted: what "the story has grown" is measured by. */
  readonly reports: readonly string[];
  readonly createdAt: EpochMs;
}
