import { isDirt, isSuspect, mayBeDirt } from "./dirt.ts";
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
  readonly sequence: Int32Array;
  /** Numbers of its distinct terms, and of its distinct pairs of neighbouring terms, in order of first occurrence. */
  readonly terms: Int32Array;
  readonly pairs: Int32Array;
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
  readonly documentCounts: Uint32Array;
  readonly passageCounts: Uint32Array;
  readonly termHashes: Uint32Array;
  /** Of each pair of terms: articles it stands in. */
  readonly pairCounts: Uint32Array;
  /** The two terms of each pair. */
  readonly pairFirst: Int32Array;
  readonly pairSecond: Int32Array;
  /** Probabilities of the roles, 9 a passage. */
  readonly roles: Float32Array;
}

/** Pairs of the first terms are numbered in 30 bits, which engines count and compare fastest; all others above them. */
const FEW_TERMS = 1 << 15;
/** More than the distinct terms of any text that fits into memory here. */
const PAIR_BASE = 0x2000000;

/** Numbers things in the order they come. */
class Numbering {
  readonly #numbers = new Map<number, number>();
  readonly documents: number[] = [];
  readonly passages: number[] = [];
  /** Of all counts. */
  total = 0;
  readonly #lastDocument: number[] = [];
  readonly #lastPassage: number[] = [];

  /** Counts one passage of one article that has `key`, the same passage only once. */
  count(key: number, document: number, passage: number): number {
    let n = this.#numbers.get(key);
    if (n === undefined) {
      n = this.documents.length;
      this.#numbers.set(key, n);
      this.documents.push(0);
      this.passages.push(0);
      this.#lastDocument.push(-1);
      this.#lastPassage.push(-1);
    }
    if (this.#lastPassage[n] === passage) return n;
    this.#lastPassage[n] = passage;
    this.total++;
    this.passages[n]!++;
    if (this.#lastDocument[n] !== document) {
      this.#lastDocument[n] = document;
      this.documents[n]!++;
    }
    return n;
  }

  find(key: number): number {
    return this.#numbers.get(key) ?? -1;
  }
}

/** Reads the articles of one story: sentences, terms, counts and roles. Cost grows linearly with the text. */
export function analyze(articles: readonly SourceArticle[]): Analysis {
  makeRoom();
  const terms = new Numbering();
  const pairs = new Numbering();
  const pairFirst: number[] = [];
  const pairSecond: number[] = [];
  const hashes: number[] = [];
  const passages: Passage[] = [];
  const bounds = [0];
  for (const [document, article] of articles.entries()) {
    let place = 0;
    const spans = splitSentences(article.text, bodyStart(article));
    for (const [index, { start, end, paragraph }] of spans.entries()) {
      const text = article.text.slice(start, end);
      const words = wordsIn(article.text, start, end);
      let cues = 0;
      for (const word of words) cues |= word.cues;
      const doubtful = mayBeDirt(text, cues);
      const dirt = doubtful && isDirt(text);
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
        size: countWords(text),
        sequence: numbers.sequence,
        terms: numbers.terms,
        pairs: countPairs(numbers.sequence, document, passages.length, pairs, pairFirst, pairSecond),
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
    documentCounts: Uint32Array.from(terms.documents),
    passageCounts: Uint32Array.from(terms.passages),
    termHashes: Uint32Array.from(hashes),
    pairCounts: Uint32Array.from(pairs.documents),
    pairFirst: Int32Array.from(pairFirst),
    pairSecond: Int32Array.from(pairSecond),
    roles: rolesAsNumbers(articles, passages, bounds),
  };
}

const NO_NUMBERS = new Int32Array(0);
const NOTHING = { terms: NO_NUMBERS, sequence: NO_NUMBERS };

function countTerms(
  words: readonly Word[],
  document: number,
  passage: number,
  numbering: Numbering,
  hashes: number[],
): { readonly terms: Int32Array; readonly sequence: Int32Array } {
  const sequence = new Int32Array(words.length).fill(-1);
  const distinct: number[] = [];
  for (let k = 0; k < words.length; k++) {
    const { stem, termHash } = words[k]!;
    if (stem === 0) continue;
    const before = numbering.total;
    const n = numbering.count(stem, document, passage);
    if (n === hashes.length) hashes.push(termHash);
    if (numbering.total > before) distinct.push(n);
    sequence[k] = n;
  }
  return { terms: Int32Array.from(distinct), sequence };
}

/** Two terms in a row, function words between them passed over. */
function countPairs(
  sequence: Int32Array,
  document: number,
  passage: number,
  numbering: Numbering,
  firsts: number[],
  seconds: number[],
): Int32Array {
  const distinct: number[] = [];
  let last = -1;
  for (const n of sequence) {
    if (n < 0) continue;
    if (last >= 0) {
      const before = numbering.total;
      const pair = numbering.count(pairKey(last, n), document, passage);
      if (pair === firsts.length) {
        firsts.push(last);
        seconds.push(n);
      }
      if (numbering.total > before) distinct.push(pair);
    }
    last = n;
  }
  return Int32Array.from(distinct);
}

/** One number for two terms. */
function pairKey(first: number, second: number): number {
  if (first < FEW_TERMS && second < FEW_TERMS) return (first << 15) | second;
  return (first + FEW_TERMS) * PAIR_BASE + second;
}

function titleTerms(title: string, numbering: Numbering): Set<number> {
  const out = new Set<number>();
  for (const { stem } of wordsIn(title)) {
    const n = stem === 0 ? -1 : numbering.find(stem);
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
