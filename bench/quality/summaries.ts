import { summarizeWith } from "../../src/summarize-lite/src/summarize.ts";
import type { RankModel } from "../../src/summarize-lite/src/rank-model.ts";
import { readSummaryItems } from "../../src/summarize-lite/train/examples.ts";
import { LEARNED } from "./folds.ts";
import { FIRST_SENTENCES, limitOf } from "./kit.ts";
import type { Kit, SummaryItem } from "./kit.ts";
import { readingOf } from "./reading.ts";
import type { Reading } from "./reading.ts";
import { meanFigure } from "./resampling.ts";
import type { Figure } from "./resampling.ts";
import { byDigest, bySummarize, kitSummarizers, packageSummarizers, perfectChoice, sourcesOf } from "./summarizers.ts";
import type { Summarize } from "./summarizers.ts";

const SETS = [
  "cnndm/validation-cnn",
  "cnndm/train-mix",
  "cnndm/frank",
  "cnndm/realsumm-lower",
  "writer/writer",
  "xsum/frank",
  "multinews/multinews",
  "duc2004/duc2004",
];
/** Sets and how many of their items are read for how their sentences stand alone. */
const READ: readonly (readonly [string, number])[] = [
  ["multinews/multinews", Number.POSITIVE_INFINITY],
  ["writer/writer", Number.POSITIVE_INFINITY],
  ["cnndm/validation-cnn", 60],
];

const METRICS = ["rouge1", "rouge2", "rougeLsum", "recall1", "recall2"] as const;
export type Metric = (typeof METRICS)[number];
type Scores = Readonly<Partial<Record<Metric, number>>>;

/** One system on one set; in percent. */
export interface SummaryRow {
  readonly set: string;
  readonly system: string;
  /** Fewer than the set has where a published system wrote for some of them only. */
  readonly items: number;
  readonly scores: Readonly<Partial<Record<Metric, Figure>>>;
  /** Of the package: what it has beyond the first sentences, item by item. */
  readonly gain?: Readonly<Partial<Record<Metric, Figure>>>;
}

export interface ReadingRow {
  readonly set: string;
  readonly system: string;
  readonly items: number;
  readonly rouge1: number;
  readonly rouge2: number;
  readonly rougeLsum: number;
  readonly reading: Reading;
}

/** How the package's weights stood to the items: made without their fold, or with all of them. */
export type Weights =
  | { readonly kind: "folds"; readonly modelOf: (item: SummaryItem) => RankModel }
  | { readonly kind: "shipped" };

function scoresOf(kit: Kit, set: string, summary: readonly string[], references: SummaryItem["references"]): Scores {
  const { r1, r2, rl } = kit.rouge(summary, references);
  const rouge = { rouge1: 100 * r1, rouge2: 100 * r2, rougeLsum: 100 * rl };
  if (!set.startsWith("duc2004")) return rouge;
  const recall = (n: number): number => 100 * kit.ducRecall(summary, references, n);
  return { ...rouge, recall1: recall(1), recall2: recall(2) };
}

function figuresOf(scores: readonly Scores[]): Partial<Record<Metric, Figure>> {
  const known = METRICS.filter((metric) => scores[0]?.[metric] !== undefined);
  return Object.fromEntries(known.map((metric) => [metric, meanFigure(scores.map((one) => one[metric]!))]));
}

function difference(mine: readonly Scores[], others: readonly Scores[]): Scores[] {
  return mine.map((one, i) =>
    Object.fromEntries(METRICS.flatMap((m) => (one[m] === undefined ? [] : [[m, one[m] - others[i]![m]!]]))),
  );
}

function oursFor(kit: Kit, weights: Weights, set: string): Summarize {
  if (weights.kind === "shipped" || !LEARNED.includes(set)) return bySummarize(kit);
  return bySummarize(kit, (item, budget) => summarizeWith(weights.modelOf(item), sourcesOf(item), budget));
}

function nameOfOurs(weights: Weights, set: string): string {
  return weights.kind === "shipped" && LEARNED.includes(set) ? "summarize (in sample)" : "summarize";
}

function measureSet(kit: Kit, weights: Weights, set: string): SummaryRow[] {
  const items = readSummaryItems(set) as SummaryItem[];
  const limit = limitOf(set);
  const score = (summarize: Summarize): Scores[] =>
    items.map((item) => scoresOf(kit, set, summarize(item, limit).scored, item.references));
  const others = Object.entries({
    ...kitSummarizers(kit),
    ...packageSummarizers(kit),
    "(perfect choice)": perfectChoice(kit),
  });
  const mine = score(oursFor(kit, weights, set));
  const theirs = others.map(([system, summarize]) => ({ system, scores: score(summarize) }));
  const first = theirs.find(({ system }) => system === FIRST_SENTENCES)!.scores;
  const gain = figuresOf(difference(mine, first));
  return [
    { set, system: nameOfOurs(weights, set), items: items.length, scores: figuresOf(mine), gain },
    ...theirs.map(({ system, scores }) => ({ set, system, items: items.length, scores: figuresOf(scores) })),
    ...publishedSystems(kit, set, items),
  ];
}

/** What the data holds of published systems. */
function publishedSystems(kit: Kit, set: string, items: readonly SummaryItem[]): SummaryRow[] {
  const names = [...new Set(items.flatMap(({ systems }) => Object.keys(systems ?? {})))];
  return names.map((name) => {
    const written = items.filter(({ systems }) => systems?.[name] !== undefined);
    const scores = written.map((item) =>
      scoresOf(kit, set, kit.cut(item.systems![name]!, limitOf(set)), item.references),
    );
    return { set, system: `* ${name}`, items: written.length, scores: figuresOf(scores) };
  });
}

export function measureSummaries(kit: Kit, weights: Weights, report: (line: string) => void): SummaryRow[] {
  return SETS.flatMap((set) => {
    report(`summaries of ${set} …`);
    return measureSet(kit, weights, set);
  });
}

export function measureReading(kit: Kit, weights: Weights, report: (line: string) => void): ReadingRow[] {
  return READ.flatMap(([set, count]) => {
    report(`reading ${set} …`);
    const items = (readSummaryItems(set) as SummaryItem[]).slice(0, count);
    const systems: Record<string, Summarize> = {
      digest: byDigest(kit),
      [nameOfOurs(weights, set)]: oursFor(kit, weights, set),
      ...kitSummarizers(kit),
    };
    return Object.entries(systems).map(([system, summarize]) => {
      const summaries = items.map((item) => summarize(item, limitOf(set)));
      const scores = figuresOf(summaries.map(({ scored }, i) => scoresOf(kit, set, scored, items[i]!.references)));
      const value = (metric: Metric): number => scores[metric]!.value;
      return {
        set,
        system,
        items: items.length,
        rouge1: value("rouge1"),
        rouge2: value("rouge2"),
        rougeLsum: value("rougeLsum"),
        reading: readingOf(summaries.map(({ whole }) => whole)),
      };
    });
  });
}
