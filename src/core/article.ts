import type { EpochMs } from "./time.ts";

/** One cleaned text with its metadata. */
export interface Article {
  /** "a" and 16 hex digits of the hash of publisher, title, address and text: the same report found twice is one article. */
  readonly id: string;
  /** Path of the file below its folder, for people. */
  readonly file: string;
  readonly title: string | null;
  readonly byline: string | null;
  readonly publisher: string | null;
  /** ISO 8601 with a zone, or a plain date (YYYY-MM-DD) when the source gives no time; null when the source gives none. */
  readonly publishedAt: string | null;
  readonly url: string | null;
  /** Subject tags the source gave, as written. */
  readonly tags: readonly string[];
  /** BCP 47 code, "und" when not sure. */
  readonly language: string;
  /** Cleaned text; its first line is the title when there is one; blank lines separate paragraphs. */
  readonly text: string;
  readonly takenAt: EpochMs;
  /** The article whose text this one repeats, exactly or nearly. */
  readonly copyOf: string | null;
  /** The article that replaced this one when its file was changed. */
  readonly supersededBy: string | null;
}
