import { analyze } from "../src/analysis.ts";
import type { Analysis } from "../src/analysis.ts";
import { LONGEST_EXTENT } from "../src/extent.ts";
import { backgroundWeights, IDF_PLACES } from "../src/rank-model.ts";
import { rankFeatures } from "../src/rank-features.ts";
import { countWords, wordsIn } from "../src/words.ts";
import { readLines } from "./data.ts";
import { greedyOracle } from "./oracle.ts";

/** Words after which the oracle adds nothing, for sets whose budget is in words; sentences for the others. */
const ORACLE_WORDS = 250;
const ORACLE_SENTENCES = 5;
/** A summary has this many; those that the oracle adds beyond count half. */
const SUMMARY_SENTENCES = 3;

/** One item of a summarization set. */
export interface SummaryItem {
  readonly id: string;
  readonly articles: readonly { readonly text: string; readonly title?: string | null }[];
  readonly references: readonly (readonly string[])[];
}

export const readSummaryItems = (set: string): SummaryItem[] => readLines<SummaryItem>(`${set}.jsonl.gz`);

/** An item with all that its rows are made of. */
export interface Example {
  readonly analysis: Analysis;
  readonly weights: Float32Array;
  readonly rows: Float32Array;
  readonly references: readonly (readonly string[])[];
  /** Probabilities of terms and pairs, log odds and length, by models that did not see the item; set on the way. */
  terms: Float32Array;
  pairs: Float32Array;
  margins: Float32Array;
  extent: number;
}

/** Background weights: how few of the articles hold a term, 0–255, by the hash of its stem. */
export function backgroundTable(items: readonly SummaryItem[]): Int8Array {
  const counts = new Float64Array(IDF_PLACES);
  let articles = 0;
  for (const item of items) {
    for (const { text } of item.articles) {
      articles++;
      const places = new Set<number>();
      for (const { term, termHash } of wordsIn(text)) if (term !== "") places.add(termHash & (IDF_PLACES - 1));
      for (const place of places) counts[place]!++;
    }
  }
  const most = Math.log(articles + 1);
  return Int8Array.from(counts, (n) => Math.round((255 * Math.log((articles + 1) / (n + 1))) / most));
}

export function exampleOf(item: SummaryItem, idf: Int8Array): Example {
  const articles = item.articles.map(({ text, title }, i) => ({ id: String(i), text, title: title ?? null }));
  const analysis = analyze(articles);
  const weights = backgroundWeights(idf, analysis.termHashes);
  const rows = rankFeatures(analysis, weights);
  const none = new Float32Array(0);
  return { analysis, weights, rows, references: item.references, terms: none, pairs: none, margins: none, extent: 0 };
}

/** 1 for each term, and each pair, that the references have; a share where some of them have it. */
export function conceptLabels(example: Example): { readonly terms: Float32Array; readonly pairs: Float32Array } {
  const { analysis, references } = example;
  const number = new Map<string, number>();
  for (const { words, sequence } of analysis.passages) {
    for (const [k, t] of sequence.entries()) if (t >= 0) number.set(words[k]!.term, t);
  }
  const pairNumber = new Map<string, number>();
  for (let p = 0; p < analysis.pairCounts.length; p++) {
    pairNumber.set(`${analysis.pairFirst[p]} ${analysis.pairSecond[p]}`, p);
  }
  const terms = new Float32Array(analysis.documentCounts.length);
  const pairs = new Float32Array(analysis.pairCounts.length);
  for (const reference of references) {
    const seenTerms = new Set<number>();
    const seenPairs = new Set<number>();
    for (const sentence of reference) {
      let last = -1;
      for (const { term } of wordsIn(sentence)) {
        if (term === "") continue;
        const t = number.get(term) ?? -1;
        if (t >= 0) seenTerms.add(t);
        const pair = last >= 0 && t >= 0 ? pairNumber.get(`${last} ${t}`) : undefined;
        if (pair !== undefined) seenPairs.add(pair);
        last = t;
      }
    }
    for (const t of seenTerms) terms[t]! += 1 / references.length;
    for (const p of seenPairs) pairs[p]! += 1 / references.length;
  }
  return { terms, pairs };
}

/** 1 for each passage that the greedy oracle chooses, half for those past a summary's length. */
export function oracleLabels({ analysis, references }: Example): Float32Array {
  const several = analysis.documents > 1;
  const limit = several
    ? { sentences: 40, words: ORACLE_WORDS }
    : { sentences: ORACLE_SENTENCES, words: Number.POSITIVE_INFINITY };
  const labels = new Float32Array(analysis.passages.length);
  const chosen = greedyOracle({ sentences: analysis.passages, references }, limit);
  for (const [k, { index }] of chosen.entries()) labels[index] = several || k < SUMMARY_SENTENCES ? 1 : 0.5;
  return labels;
}

/** Mean length of the references as a share of the longest that is told apart. */
export function extentLabel({ references }: Example): number {
  const words = references.flat().reduce((sum, sentence) => sum + countWords(sentence), 0);
  return Math.min(1, words / references.length / LONGEST_EXTENT);
}
