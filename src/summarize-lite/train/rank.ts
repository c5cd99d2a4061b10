import { likelyPairs, pairFeatures, PAIR_COLUMNS, TERM_COLUMNS, termFeatures } from "../src/concepts.ts";
import { EXTENT_COLUMNS, extentFeatures, LONGEST_EXTENT } from "../src/extent.ts";
import { WIDTH } from "../src/rank-features.ts";
import { SINGLE_WIDTH, withWorth } from "../src/rank-model.ts";
import { STOPPING_COLUMNS } from "../src/stopping.ts";
import { binned, boost, marginOf } from "./boosting.ts";
import type { Boosted, BoostingOptions } from "./boosting.ts";
import { backgroundTable, conceptLabels, exampleOf, extentLabel, oracleLabels } from "./examples.ts";
import type { Example, SummaryItem } from "./examples.ts";
import { PackedWriter, writeTrees } from "./packed.ts";
import { stopOf } from "./stopping.ts";

const FOLDS = 5;
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
/** Twice the trees at half the rate: 150 at 0.05 lose 0.1 to 0.4 points on five of six sets. */
const SINGLE_BOOSTING: BoostingOptions = {
  rounds: 300,
  leaves: 12,
  rate: 0.025,
  l2: 30,
  minHessian: 20,
  rowShare: 0.5,
  featureShare: 0.3,
  seed: 1,
};
const SEVERAL_BOOSTING: BoostingOptions = {
  ...SINGLE_BOOSTING,
  rounds: 150,
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

/** Weights near 1: a third sentence changes the sum of ROUGE by some 0.05. */
const STOPPING_WEIGHT = 20;
const STOPPING_BOOSTING: BoostingOptions = { ...EXTENT_BOOSTING, rounds: 150, rate: 0.025 };

interface Table {
  readonly values: Float32Array;
  readonly labels: Float32Array;
  /** What each row counts; 1 when not given. */
  readonly weights?: Float32Array;
}

/** Trains on tables put one under the other. */
function train(tables: readonly Table[], width: number, options: BoostingOptions): Boosted {
  const rows = tables.reduce((sum, { labels }) => sum + labels.length, 0);
  const values = new Float32Array(rows * width);
  const labels = new Float32Array(rows);
  const weights = new Float32Array(rows).fill(1);
  let at = 0;
  for (const table of tables) {
    values.set(table.values, at * width);
    labels.set(table.labels, at);
    if (table.weights) weights.set(table.weights, at);
    at += table.labels.length;
  }
  return boost(binned(values, rows, width), labels, weights, options);
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
 * Trains one stage in folds, hands every example a model made of the other folds, and returns a model of them all.
 * @param use what to do with an example's number and that model
 */
function inFolds(
  tables: readonly Table[],
  width: number,
  options: BoostingOptions,
  use: (index: number, model: Boosted) => void,
): Boosted {
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = train(
      tables.filter((_, i) => i % FOLDS !== fold),
      width,
      options,
    );
    for (let i = fold; i < tables.length; i += FOLDS) use(i, model);
  }
  return train(tables, width, options);
}

/** Terms and pairs, and with them what each example's models say that did not see it. */
function trainConcepts(ones: readonly Example[]): { readonly terms: Boosted; readonly pairs: Boosted } {
  const labels = ones.map(conceptLabels);
  const termTables = ones.map((example, i) => ({
    values: termFeatures(example.analysis, example.rows, example.weights),
    labels: labels[i]!.terms,
  }));
  const terms = inFolds(termTables, TERM_COLUMNS, TERM_BOOSTING, (i, model) => {
    ones[i]!.terms = chances(model, termTables[i]!.values, TERM_COLUMNS);
  });
  const wanted = ones.map((example) => likelyPairs(example.analysis, example.terms));
  const pairTables = ones.map((example, i) => ({
    values: pairFeatures(example.analysis, example.rows, example.terms, wanted[i]!),
    labels: Float32Array.from(wanted[i]!, (p) => labels[i]!.pairs[p]!),
  }));
  const pairs = inFolds(pairTables, PAIR_COLUMNS, PAIR_BOOSTING, (i, model) => {
    const likely = chances(model, pairTables[i]!.values, PAIR_COLUMNS);
    const found = new Float32Array(ones[i]!.analysis.pairCounts.length);
    for (const [k, p] of wanted[i]!.entries()) found[p] = likely[k]!;
    ones[i]!.pairs = found;
  });
  return { terms, pairs };
}

/** Ranking, length and stopping of one article. Stopping learns from choices by models that did not see the article. */
function trainSingle(ones: readonly Example[]): {
  readonly ranking: Boosted;
  readonly extent: Boosted;
  readonly stopping: Boosted;
} {
  const rows = ones.map(({ analysis, rows: common, terms, pairs }) => withWorth(analysis, common, terms, pairs));
  const tables = ones.map((example, i) => cleanTable(example, rows[i]!, SINGLE_WIDTH, oracleLabels(example)));
  const ranking = inFolds(tables, SINGLE_WIDTH, SINGLE_BOOSTING, (i, model) => {
    ones[i]!.margins = Float32Array.from(ones[i]!.analysis.passages, (_, k) =>
      marginOf(model, rows[i]!, k * SINGLE_WIDTH),
    );
  });
  const extentTables = ones.map((example) => ({
    values: extentFeatures(example.analysis, example.terms),
    labels: Float32Array.of(extentLabel(example)),
  }));
  const extent = inFolds(extentTables, EXTENT_COLUMNS, EXTENT_BOOSTING, (i, model) => {
    ones[i]!.extent = LONGEST_EXTENT * chances(model, extentTables[i]!.values, EXTENT_COLUMNS)[0]!;
  });
  const stops = ones.map(({ analysis, references, ...given }, i) => {
    const brevity = { article: extentTables[i]!.values, extent: given.extent, isWorthwhile: () => true };
    return stopOf(analysis, { ...given, brevity }, references);
  });
  const stoppingTables = stops
    .filter((stop) => stop !== null)
    .map(({ row, gain }) => ({
      values: row,
      labels: Float32Array.of(gain > 0 ? 1 : 0),
      weights: Float32Array.of(STOPPING_WEIGHT * Math.abs(gain)),
    }));
  return { ranking, extent, stopping: train(stoppingTables, STOPPING_COLUMNS, STOPPING_BOOSTING) };
}

/**
 * Trains the ranking, packed as `readRankModel` reads it.
 * @param single items of one article: terms, pairs and the ranking of one article learn from them
 * @param several items of several articles: their ranking learns from them
 */
export function trainRank(single: readonly SummaryItem[], several: readonly SummaryItem[]): string {
  const idf = backgroundTable([...single, ...several]);
  const ones = single.map((item) => exampleOf(item, idf));
  const { terms, pairs } = trainConcepts(ones);
  const { ranking, extent, stopping } = trainSingle(ones);
  const severalTables = several.map((item) => {
    const example = exampleOf(item, idf);
    return cleanTable(example, example.rows, WIDTH, oracleLabels(example));
  });
  const writer = new PackedWriter();
  for (const weight of idf) writer.i8(weight);
  writeTrees(writer, terms);
  writeTrees(writer, pairs);
  writeTrees(writer, ranking);
  writeTrees(writer, train(severalTables, WIDTH, SEVERAL_BOOSTING));
  writeTrees(writer, extent);
  writeTrees(writer, stopping);
  return writer.base64();
}
