/**
 * What one line of a document is, as far as its format says: `heading` is marked as one, `bullet` starts with "- ",
 * `link` is nothing but links, `caption` belongs to a picture.
 */
export type LineKind = "text" | "heading" | "bullet" | "link" | "caption";

/** One line without markup; empty between paragraphs. */
export interface RawLine {
  readonly kind: LineKind;
  readonly text: string;
}

/** Metadata as the document writes it; dates are not yet read. */
export interface RawMetadata {
  readonly title: string | null;
  readonly byline: string | null;
  readonly publisher: string | null;
  readonly date: string | null;
  readonly url: string | null;
  readonly tags: readonly string[];
  readonly language: string | null;
}

/** A document without its markup, with all its dirt. */
export interface RawDocument {
  readonly metadata: RawMetadata;
  readonly lines: readonly RawLine[];
}

export const NO_METADATA: RawMetadata = {
  title: null,
  byline: null,
  publisher: null,
  date: null,
  url: null,
  tags: [],
  language: null,
};
