import { wordsOf, type Word } from "./words.ts";

/** Words that must follow one another. */
export interface Phrase {
  readonly terms: readonly string[];
  /** The last term is only the beginning of a word of the index. */
  readonly prefix: boolean;
}

/** Words of a query that count; a longer one is a pasted text, not a question. */
const MAX_WORDS = 32;

/** A pair of quotation marks with something in it, or something without. */
const PIECE = /["“”„«»]([^"“”„«»]+)["“”„«»]|[^\s"“”„«»]+/gu;

/**
 * What a person typed, as phrases that are all required: each quotation, and each word outside one. A word that the index keeps
 * in parts ("and/or", "84,000") is a phrase of its parts. Every other sign is no more than a gap between words; nothing is an error.
 */
export function parseQuery(typed: string, stem: (word: string) => string): readonly Phrase[] {
  const phrases: Phrase[] = [];
  let left = MAX_WORDS;
  for (const piece of typed.matchAll(PIECE)) {
    const words = wordsOf(piece[1] ?? piece[0], stem)
      .take(left)
      .toArray();
    if (words.length > 0) phrases.push(asPhrase(words));
    left -= words.length;
    if (left === 0) break;
  }
  return phrases;
}

/** The last character of a run stands alone in the index only where a run ends, and the query's run may go on there. */
function asPhrase(words: readonly Word[]): Phrase {
  const terms = words.map((word) => word.term);
  const last = words.at(-1);
  const before = words.at(-2);
  if (last?.last !== true) return { terms, prefix: false };
  return before?.end === last.end ? { terms: terms.slice(0, -1), prefix: false } : { terms, prefix: true };
}

/** The query in the syntax of SQLite's FTS5. Terms hold letters, digits and marks alone, so quoting them is enough. */
export function ftsQuery(phrases: readonly Phrase[]): string {
  return phrases.map(({ terms, prefix }) => `"${terms.join(" ")}"${prefix ? " *" : ""}`).join(" AND ");
}

/** The query in the syntax of PostgreSQL's tsquery. */
export function tsQuery(phrases: readonly Phrase[]): string {
  return phrases
    .map(({ terms, prefix }) => `(${terms.map((term) => `'${term}'`).join(" <-> ")}${prefix ? ":*" : ""})`)
    .join(" & ");
}
