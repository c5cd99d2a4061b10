import { analyze } from "../src/analysis.ts";
import type { Analysis } from "../src/analysis.ts";
import { likelyPairs, pairFeatures, PAIR_COLUMNS, TERM_COLUMNS, termFeatures } from "../src/concepts.ts";
import { EXTENT_COLUMNS, extentFeatures, LONGEST_EXTENT } from "../src/extent.ts";
import { backgroundWeights, IDF_PLACES, SINGLE_WIDTH, withWorth } from "../src/rank-model.ts";
import { rankFeatures, WIDTH } from "../src/rank-features.ts";
import { countWords, wordsIn } from "../src/words.ts";
import { binned, boost, marginOf } from "./boosting.ts";
import type { Boosted, BoostingOptions } from "./boosting.ts";
import { readLines } from "./data.ts";
import { greedyOracle } from "./oracle.ts";
import { PackedWriter, writeTrees } from "./packed.ts";

const FOLDS = 5;
/** Words after which the oracle adds nothing, for sets whose budget is in words; sentences for the others. */
const ORACLE_WORDS = 250;
const ORACLE_SENTENCES = 5;

const TERM_BOOSTING: BoostingOptions = {
  rounds: 40,
  leaves: 10,
  rate: 0.18,
  l2: 5,
  minHessian: 10,
  rowShare: 0.4,
  featureShare: 0.5,
  seed: 1,
};
const PAIR_BOOSTING: BoostingOptions = { ...TERM_BOOSTING, rounds: 24, leaves: 6, rate: 0.25 };
const SINGLE_BOOSTING: BoostingOptions = {
  rounds: 150,
  leaves: 12,
  rate: 0.05,
  l2: 30,
  minHessian: 20,
  rowShare: 0.5,
  featureShare: 0.3,
  seed: 1,
};
const SEVERAL_BOOSTING: BoostingOptions = {
  ...SINGLE_BOOSTING,
  leaves: 4,
  rate: 0.04,
};
const EXTENT_BOOSTING: BoostingOptions = {
  rounds: 60,
  leaves: 4,
  rate: 0.08,
  l2: 5,
  minHessian: 3,
  rowShare: 0.6,
  featureShare: 0.5,
  seed: 1,
};

/** One item of a summarization set. */
export interface SummaryItem {
  readonly id: string;
  readonly articles: readonly { readonly text: string; readonly title?: string | null }[];
  readonly references: readonly (readonly string[])[];
}

export const readSummaryItems = (set: string): SummaryItem[] => readLines<SummaryItem>(`${set}.jsonl.gz`);

/** An item with all that its rows are made of. */
interface Example {
  readonly analysis: Analysis;
  readonly weights: Float32Array;
  readonly rows: Float32Array;
  readonly references: readonly (readonly string[])[];
  /** Probabilities of terms and pairs, by a model that did not see the item; set on the way. */
  terms: Float32Array;
  pairs: Float32Array;
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

function exampleOf(item: SummaryItem, idf: Int8Array): Example {
  const articles = item.articles.map(({ text, title }, i) => ({ id: String(i), text, title: title ?? null }));
  const analysis = analyze(articles);
  const weights = backgroundWeights(idf, analysis.termHashes);
  const rows = rankFeatures(analysis, weights);
  const none = new Float32Array(0);
  return { analysis, weights, rows, references: item.references, terms: none, pairs: none };
}

/** 1 for each term, and each pair, that the references have; a share where some of them have it. */
function conceptLabels(example: Example): { readonly terms: Float32Array; readonly pairs: Float32Array } {
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

/** 1 for each passage that the greedy oracle chooses. */
function oracleLabels({ analysis, references }: Example): Float32Array {
  const several = analysis.documents > 1;
  const limit = several
    ? { sentences: 40, words: ORACLE_WORDS }
    : { sentences: ORACLE_SENTENCES, words: Number.POSITIVE_INFINITY };
  const labels = new Float32Array(analysis.passages.length);
  for (const { index } of greedyOracle({ sentences: analysis.passages, references }, limit)) labels[index] = 1;
  return labels;
}

/** Mean length of the references as a share of the longest that is told apart. */
function extentLabel({ references }: Example): number {
  const words = references.flat().reduce((sum, sentence) => sum + countWords(sentence), 0);
  return Math.min(1, words / references.length / LONGEST_EXTENT);
}

interface Table {
  readonly values: Float32Array;
  readonly labels: Float32Array;
}

/** Trains on tables put one under the other. */
function train(tables: readonly Table[], width: number, options: BoostingOptions): Boosted {
  const rows = tables.reduce((sum, { labels }) => sum + labels.length, 0);
  const values = new Float32Array(rows * width);
  const labels = new Float32Array(rows);
  let at = 0;
  for (const table of tables) {
    values.set(table.values, at * width);
    labels.set(table.labels, at);
    at += table.labels.length;
  }
  return boost(binned(values, rows, width), labels, new Float32Array(rows).fill(1), options);
}

function chances(model: Boosted, values: Float32Array, width: number): Float32Array {
  const out = new Float32Array(values.length / width);
  for (let i = 0; i < out.length; i++) out[i] = 1 / (1 + Math.exp(-marginOf(model, values, i * width)));
  return out;
}

/** The whole rows, and of those the ones that are no dirt. */
function cleanTable(example: Example, values: Float32Array, width: number, labels: Float32Array): Table {
  const keep = [...example.analysis.passages.keys()].filter((i) => !example.analysis.passages[i]!.dirt);
  const out = new Float32Array(keep.length * width);
  for (const [k, i] of keep.entries()) out.set(values.subarray(i * width, (i + 1) * width), k * width);
  return { values: out, labels: Float32Array.from(keep, (i) => labels[i]!) };
}

/**
 * Trains one stage in folds, gives every example what a model made of the other folds says, and returns a model of them all.
 * @param use what to do with an example's probabilities
 */
function inFolds(
  examples: readonly Example[],
  tables: readonly Table[],
  width: number,
  options: BoostingOptions,
  use: (example: Example, chances: Float32Array, index: number) => void,
): Boosted {
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = train(
      tables.filter((_, i) => i % FOLDS !== fold),
      width,
      options,
    );
    for (let i = fold; i < examples.length; i += FOLDS) use(examples[i]!, chances(model, tables[i]!.values, width), i);
  }
  return train(tables, width, options);
}

/**
 * Trains the ranking, packed as `readRankModel` reads it.
 * @param single items of one article: terms, pairs and the ranking of one article learn from them
 * @param several items of several articles: their ranking learns from them
 */
export function trainRank(single: readonly SummaryItem[], several: readonly SummaryItem[]): string {
  const idf = backgroundTable([...single, ...several]);
  const ones = single.map((item) => exampleOf(item, idf));
  const labels = ones.map(conceptLabels);
  const termTables = ones.map((example, i) => ({
    values: termFeatures(example.analysis, example.rows, example.weights),
    labels: labels[i]!.terms,
  }));
  const terms = inFolds(ones, termTables, TERM_COLUMNS, TERM_BOOSTING, (example, p) => (example.terms = p));
  const wanted = ones.map((example) => likelyPairs(example.analysis, example.terms));
  const pairTables = ones.map((example, i) => ({
    values: pairFeatures(example.analysis, example.rows, example.terms, wanted[i]!),
    labels: Float32Array.from(wanted[i]!, (p) => labels[i]!.pairs[p]!),
  }));
  const pairs = inFolds(ones, pairTables, PAIR_COLUMNS, PAIR_BOOSTING, (example, likely, i) => {
    example.pairs = new Float32Array(example.analysis.pairCounts.length);
    for (const [k, p] of wanted[i]!.entries()) example.pairs[p] = likely[k]!;
  });
  const singleTables = ones.map((example) =>
    cleanTable(
      example,
      withWorth(example.analysis, example.rows, example.terms, example.pairs),
      SINGLE_WIDTH,
      oracleLabels(example),
    ),
  );
  const severalTables = several.map((item) => {
    const example = exampleOf(item, idf);
    return cleanTable(example, example.rows, WIDTH, oracleLabels(example));
  });
  const extentTables = ones.map((example) => ({
    values: extentFeatures(example.analysis, example.terms),
    labels: Float32Array.of(extentLabel(example)),
  }));
  const writer = new PackedWriter();
  for (const weight of idf) writer.i8(weight);
  writeTrees(writer, terms);
  writeTrees(writer, pairs);
  writeTrees(writer, train(singleTables, SINGLE_WIDTH, SINGLE_BOOSTING));
  writeTrees(writer, train(severalTables, WIDTH, SEVERAL_BOOSTING));
  writeTrees(writer, train(extentTables, EXTENT_COLUMNS, EXTENT_BOOSTING));
  return writer.base64();
}
