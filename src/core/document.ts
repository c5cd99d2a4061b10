import type { EpochMs } from "./time.ts";

/** Raw bytes found in a folder. Its place is its identity; `hash` says which bytes were there when it was taken in. */
export interface Document {
  /** The configured folder, as an absolute path. */
  readonly folder: string;
  /** Path below the folder, with forward slashes. */
  readonly path: string;
  /** SHA-256 of the bytes, hex; empty when they were never read (too large, no permission). */
  readonly hash: string;
  /** Bytes. */
  readonly size: number;
  readonly modifiedAt: EpochMs;
  readonly takenAt: EpochMs;
  /** The article made of it; null while it is in quarantine. */
  readonly articleId: string | null;
}

/** Why a document could not be used. One kind, one message and one mend. */
export type QuarantineKind =
  | "empty"
  | "too-large"
  | "binary"
  | "bad-encoding"
  | "too-deep"
  | "no-text"
  | "unreadable"
  | "link"
  | "not-a-file"
  | "bad-front-matter"
  | "bad-name"
  | "failed";

/** A document that is kept aside, with the reason in words for a person and what to do. */
export interface Quarantined {
  readonly folder: string;
  readonly path: string;
  readonly hash: string;
  readonly size: number;
  readonly modifiedAt: EpochMs;
  readonly at: EpochMs;
  readonly kind: QuarantineKind;
  /** One sentence, names what was found: "The file is 104,857,600 bytes long; the limit is 10,000,000." */
  readonly reason: string;
  /** One sentence: what to do about it. */
  readonly mend: string;
  /** Line in the file where the fault is, from 1, when it has one. */
  readonly line: number | null;
}
