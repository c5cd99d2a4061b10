import type { QuarantineKind } from "../core/document.ts";

/** Bounds on what is read; beyond them a document goes to quarantine. */
export interface IntakeLimits {
  /** Bytes of one file. */
  readonly maxBytes: number;
  /** Bytes of one HTML file, smaller because reading it costs more. */
  readonly maxHtmlBytes: number;
  /** Nested HTML elements. */
  readonly maxHtmlDepth: number;
  /** Folders below a configured folder. */
  readonly maxFolderDepth: number;
}

export const DEFAULT_LIMITS: IntakeLimits = {
  maxBytes: 10_000_000,
  maxHtmlBytes: 5_000_000,
  maxHtmlDepth: 500,
  maxFolderDepth: 16,
};

/** A document that cannot be used: what `copydesk quarantine` shows. */
export interface Refusal {
  readonly kind: QuarantineKind;
  readonly reason: string;
  readonly mend: string;
  readonly line: number | null;
}

/** What a document says of itself, before it is cleaned. */
export interface ParsedMetadata {
  readonly title: string | null;
  readonly byline: string | null;
  readonly publisher: string | null;
  readonly publishedAt: string | null;
  readonly url: string | null;
  readonly tags: readonly string[];
  readonly language: string;
}

/** A cleaned text: see `Article.text`. */
export interface ParsedArticle extends ParsedMetadata {
  readonly text: string;
}

export type ParseOutcome =
  | { readonly ok: true; readonly article: ParsedArticle }
  | { readonly ok: false; readonly refusal: Refusal };
