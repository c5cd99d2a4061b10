import type { Headings } from "../types.ts";

/**
 * What an editor knows of a language, as data. Patterns are alternatives in the notation of regular expressions, blind to
 * case and bounded by words, in which `*` stands for any letters ("regier*"); scripts without blanks have no bounds.
 */
export interface Language {
  /** BCP 47. */
  readonly code: string;
  /** Words are set apart by blanks. */
  readonly spaced: boolean;
  /** The commonest words, which carry no topic; the language is known by them. */
  readonly functionWords: string;
  /** Openings that lean on the sentence before. */
  readonly openers: string;
  /** Third persons: somebody must be named before one of them. */
  readonly pronouns: string;
  /** First and second person: outside quotation marks they are no report's. */
  readonly self: string;
  /** Openings that may go with what follows them, comma or blank; empty where the order of words would not stand it. */
  readonly connectives: string;
  /** Verbs of speech, finite, between a speaker and a quotation. */
  readonly speech: string;
  /** Words before a person's name that are no part of it. */
  readonly titles: string;
  /** Words before a name that make it no subject ("in", "von"). */
  readonly oblique: string;
  readonly past: string;
  readonly ahead: string;
  /** Times to come, by day, month or deadline. */
  readonly dated: string;
  readonly unknown: string;
  /** Stems of the twelve months, for the order of the background. */
  readonly months: string;
  /** Page furniture that cleaning may have left. */
  readonly dirt: string;
  readonly headings: Headings;
  /** Condition, opposition, support, risk, open question, timing, next step: the label and what calls for it. */
  readonly labels: readonly (readonly [label: string, cues: string])[];
}
