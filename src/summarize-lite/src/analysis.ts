import { isDirt, isSuspect, mayBeDirt } from "./dirt.ts";
import { Numbering } from "./numbering.ts";
import { rolesAsNumbers } from "./roles.ts";
import { splitSentences } from "./sentences.ts";
import type { SourceArticle } from "./types.ts";
import { countWords, makeRoom, wordsIn } from "./words.ts";
import type { Word } from "./words.ts";

/** A sentence as ranking and selection see it. */
export interface Passage {
  /** Number of its article. */
  readonly document: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Number of its paragraph in the article, from 0. */
  readonly paragraph: number;
  /** Number of the sentence in the article, from 0, and among those that are no dirt. */
  readonly index: number;
  readonly place: number;
  readonly words: readonly Word[];
  /** Words between blanks. */
  readonly size: number;
  /** Number of each word's term, −1 for a function word; empty for dirt. */
  readonly sequence: readonly number[];
  /** Numbers of its distinct terms, and of its distinct pairs of neighbouring terms, in order of first occurrence. */
  readonly terms: readonly number[];
  readonly pairs: readonly number[];
  readonly dirt: boolean;
  readonly suspect: boolean;
}

/** Everything that is counted once over the articles of one story. */
export interface Analysis {
  readonly passages: readonly Passage[];
  readonly documents: number;
  /** First passage of each article, and past the last one. */
  readonly bounds: readonly number[];
  /** Terms of each article's title. */
  readonly titles: readonly ReadonlySet<number>[];
  /** Of each term: articles it stands in, passages it stands in, and its background weight. */
  readonly documentCounts: Int32Array;
  readonly passageCounts: Int32Array;
  readonly termHashes: Uint32Array;
  /** Of each pair of terms: articles it stands in. */
  readonly pairCounts: Int32Array;
  /** The two terms of each pair. */
  readonly pairFirst: Int32Array;
  readonly pairSecond: Int32Array;
  /** Probabilities of the roles, 9 a passage. */
  readonly roles: Float32Array;
}

/** Columns of what is counted, behind its own two: articles and passages it stands in, and those that it was last met in, + 1. */
const [IN_DOCUMENTS, IN_PASSAGES, LAST_DOCUMENT, LAST_PASSAGE, STRIDE] = [2, 3, 4, 5, 6] as const;
/** Characters of text for each distinct term or pair of terms, as a rule. */
const CHARACTERS = 12;

/**
 * Counts a term, or a pair, in one passage of one article, in the same passage only once.
 * @param distinct the passage's numbers in order of first occurrence, to which it is added
 */
function count(
  numbering: Numbering,
  first: number,
  second: number,
  document: number,
  passage: number,
  distinct: number[],
): number {
  const n = numbering.of(first, second);
  const { cells } = numbering;
  const at = n * STRIDE;
  if (cells[at + LAST_PASSAGE] === passage + 1) return n;
  cells[at + LAST_PASSAGE] = passage + 1;
  cells[at + IN_PASSAGES]!++;
  distinct.push(n);
  if (cells[at + LAST_DOCUMENT] !== document + 1) {
    cells[at + LAST_DOCUMENT] = document + 1;
    cells[at + IN_DOCUMENTS]!++;
  }
  return n;
}

/** Reads the articles of one story: sentences, terms, counts and roles. Cost grows linearly with the text. */
export function analyze(articles: readonly SourceArticle[]): Analysis {
  makeRoom();
  const characters = articles.reduce((sum, { text }) => sum + text.length, 0);
  const terms = new Numbering(STRIDE, characters / CHARACTERS);
  const pairs = new Numbering(STRIDE, characters / CHARACTERS);
  const hashes: number[] = [];
  const passages: Passage[] = [];
  const bounds = [0];
  for (const [document, article] of articles.entries()) {
    let place = 0;
    const spans = splitSentences(article.text, bodyStart(article));
    for (let index = 0; index < spans.length; index++) {
      const { start, end, paragraph } = spans[index]!;
      const text = article.text.slice(start, end);
      const words = wordsIn(article.text, start, end);
      let cues = 0;
      for (const word of words) cues |= word.cues;
      const doubtful = mayBeDirt(text, cues);
      const dirt = doubtful && isDirt(text, cues);
      const numbers = dirt ? NOTHING : countTerms(words, document, passages.length, terms, hashes);
      passages.push({
        document,
        start,
        end,
        text,
        paragraph,
        index,
        place: dirt ? place : place++,
        words,
        size: countWords(article.text, start, end),
        sequence: numbers.sequence,
        terms: numbers.terms,
        pairs: countPairs(numbers.sequence, document, passages.length, pairs),
        dirt,
        suspect: dirt || (doubtful && isSuspect(text)),
      });
    }
    bounds.push(passages.length);
  }
  const titles = articles.map(({ title }) => titleTerms(title ?? "", terms));
  return {
    passages,
    documents: articles.length,
    bounds,
    titles,
    documentCounts: terms.column(IN_DOCUMENTS),
    passageCounts: terms.column(IN_PASSAGES),
    termHashes: new Uint32Array(hashes),
    pairCounts: pairs.column(IN_DOCUMENTS),
    pairFirst: pairs.column(0),
    pairSecond: pairs.column(1),
    roles: rolesAsNumbers(articles, passages, bounds),
  };
}

const NOTHING = { sequence: [], terms: [] };

function countTerms(
  words: readonly Word[],
  document: number,
  passage: number,
  numbering: Numbering,
  hashes: number[],
): { readonly sequence: readonly number[]; readonly terms: readonly number[] } {
  const sequence: number[] = [];
  const terms: number[] = [];
  for (let k = 0; k < words.length; k++) {
    const { stem, termHash } = words[k]!;
    const n = stem === 0 ? -1 : count(numbering, stem, 0, document, passage, terms);
    if (n === hashes.length) hashes.push(termHash);
    sequence.push(n);
  }
  return { sequence, terms };
}

/** Two terms in a row, function words between them passed over; the numbers of the distinct ones. */
function countPairs(
  sequence: readonly number[],
  document: number,
  passage: number,
  numbering: Numbering,
): readonly number[] {
  const distinct: number[] = [];
  let last = -1;
  for (let k = 0; k < sequence.length; k++) {
    const n = sequence[k]!;
    if (n < 0) continue;
    if (last >= 0) count(numbering, last, n, document, passage, distinct);
    last = n;
  }
  return distinct;
}

function titleTerms(title: string, numbering: Numbering): Set<number> {
  const out = new Set<number>();
  for (const { stem } of wordsIn(title)) {
    const n = stem === 0 ? -1 : numbering.find(stem, 0);
    if (n >= 0) out.add(n);
  }
  return out;
}

/** Where the body begins: past the first line when that line is the title. */
export function bodyStart(article: SourceArticle): number {
  const title = article.title?.trim();
  if (!title) return 0;
  const lead = article.text.length - article.text.trimStart().length;
  const stop = article.text.indexOf("\n", lead);
  const line = article.text.slice(lead, stop < 0 ? undefined : stop).trim();
  return line === title ? (stop < 0 ? article.text.length : stop + 1) : 0;
}
