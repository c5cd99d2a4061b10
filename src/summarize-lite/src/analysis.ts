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

/** What is counted: in how many articles and in how many passages each thing stands. */
class Counts {
  readonly numbering = new Numbering();
  #documents = new Uint32Array(1 << 9);
  #passages = new Uint32Array(1 << 9);
  /** Article and passage that it was last met in, + 1. */
  #lastDocument = new Uint32Array(1 << 9);
  #lastPassage = new Uint32Array(1 << 9);
  #distinct = new Int32Array(1 << 6);
  #distinctSize = 0;

  /** Counts it in one passage of one article, in the same passage only once; its number. */
  count(first: number, second: number, document: number, passage: number): number {
    const n = this.numbering.of(first, second);
    if (n === this.#documents.length) this.#grow();
    if (this.#lastPassage[n] === passage + 1) return n;
    this.#lastPassage[n] = passage + 1;
    this.#passages[n]!++;
    if (this.#distinctSize === this.#distinct.length) this.#distinct = longer(this.#distinct);
    this.#distinct[this.#distinctSize++] = n;
    if (this.#lastDocument[n] !== document + 1) {
      this.#lastDocument[n] = document + 1;
      this.#documents[n]!++;
    }
    return n;
  }

  /** Numbers counted since the last call, in order of first occurrence. */
  takeDistinct(): Int32Array {
    const out = this.#distinct.slice(0, this.#distinctSize);
    this.#distinctSize = 0;
    return out;
  }

  documents(): Uint32Array {
    return this.#documents.slice(0, this.numbering.size);
  }

  passages(): Uint32Array {
    return this.#passages.slice(0, this.numbering.size);
  }

  #grow(): void {
    this.#documents = longer(this.#documents);
    this.#passages = longer(this.#passages);
    this.#lastDocument = longer(this.#lastDocument);
    this.#lastPassage = longer(this.#lastPassage);
  }
}

function longer<T extends Int32Array | Uint32Array>(values: T): T {
  const out = new (values.constructor as new (length: number) => T)(2 * values.length);
  out.set(values);
  return out;
}

/** Reads the articles of one story: sentences, terms, counts and roles. Cost grows linearly with the text. */
export function analyze(articles: readonly SourceArticle[]): Analysis {
  makeRoom();
  const terms = new Counts();
  const pairs = new Counts();
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
      const dirt = doubtful && isDirt(text);
      const sequence = dirt ? NOTHING : countTerms(words, document, passages.length, terms, hashes);
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
        sequence,
        terms: dirt ? NOTHING : terms.takeDistinct(),
        pairs: dirt ? NOTHING : countPairs(sequence, document, passages.length, pairs),
        dirt,
        suspect: dirt || (doubtful && isSuspect(text)),
      });
    }
    bounds.push(passages.length);
  }
  const titles = articles.map(({ title }) => titleTerms(title ?? "", terms.numbering));
  return {
    passages,
    documents: articles.length,
    bounds,
    titles,
    documentCounts: terms.documents(),
    passageCounts: terms.passages(),
    termHashes: new Uint32Array(hashes),
    pairCounts: pairs.documents(),
    pairFirst: pairs.numbering.firsts(),
    pairSecond: pairs.numbering.seconds(),
    roles: rolesAsNumbers(articles, passages, bounds),
  };
}

const NOTHING = new Int32Array(0);

/** The number of each word's term, −1 for a function word. */
function countTerms(
  words: readonly Word[],
  document: number,
  passage: number,
  counts: Counts,
  hashes: number[],
): Int32Array {
  const sequence = new Int32Array(words.length);
  for (let k = 0; k < words.length; k++) {
    const { stem, termHash } = words[k]!;
    const n = stem === 0 ? -1 : counts.count(stem, 0, document, passage);
    if (n === hashes.length) hashes.push(termHash);
    sequence[k] = n;
  }
  return sequence;
}

/** Two terms in a row, function words between them passed over; the numbers of the distinct ones. */
function countPairs(sequence: Int32Array, document: number, passage: number, counts: Counts): Int32Array {
  let last = -1;
  for (let k = 0; k < sequence.length; k++) {
    const n = sequence[k]!;
    if (n < 0) continue;
    if (last >= 0) counts.count(last, n, document, passage);
    last = n;
  }
  return counts.takeDistinct();
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
