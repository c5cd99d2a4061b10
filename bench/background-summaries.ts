/**
 * Background of a story that goes on: for each update, what a reader must know of the ones before, next to the latest
 * sentences. Background summaries of five events (Pratapa and others 2023), ROUGE F1 % with 95 % intervals over the steps.
 * `node bench/background-summaries.ts [--json FILE]`
 *
 * The package's background opens with how the story began and goes on with its latest reports: `summarize` on each. The share
 * of the opening was set on the three events of the corpus' own training part (0.2: 47.4, 0.27: 47.7, 0.4: 48.4 ROUGE-1 on
 * average). Tried and left out: older sentences that share terms with the new update (-0.6), everything in one ranking (-9).
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { summarize } from "summarize-lite";
import { splitSentences } from "../src/summarize-lite/src/sentences.ts";
import { readLines } from "../src/summarize-lite/train/data.ts";
import { hasEval } from "./corpus.ts";
import { readKit } from "./quality/kit.ts";
import type { Kit, SummaryItem } from "./quality/kit.ts";
import { readingOf } from "./quality/reading.ts";
import type { Reading } from "./quality/reading.ts";
import { meanFigure } from "./quality/resampling.ts";
import type { Figure } from "./quality/resampling.ts";

/** Mean length of the references. */
const LIMIT = { words: 150 };
const OPENING_SHARE = 0.4;

interface Update {
  readonly date: string;
  readonly text: string;
}

interface Timeline {
  readonly event: string;
  readonly updates: readonly Update[];
  readonly steps: readonly { readonly update: number; readonly references: SummaryItem["references"] }[];
}

/** Sentences, most wanted first; the scorer cuts them at the limit. */
type Background = (earlier: readonly Update[]) => string[];

const wordsOf = (sentences: readonly string[]): number =>
  sentences.reduce((sum, text) => sum + text.split(/\s+/).filter(Boolean).length, 0);

function sentencesFrom({ date, text }: Update, words: number): string[] {
  return summarize([{ id: date, text, publishedAt: date }], { words }).map((sentence) => sentence.text);
}

const byPackage: Background = (earlier) => {
  const chosen = sentencesFrom(earlier[0]!, LIMIT.words * OPENING_SHARE);
  for (const update of earlier.toReversed()) {
    if (wordsOf(chosen) >= LIMIT.words) break;
    chosen.push(...sentencesFrom(update, 2 * LIMIT.words).filter((text) => !chosen.includes(text)));
  }
  return chosen;
};

const sentencesOf = ({ text }: Update): string[] =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));

const SYSTEMS: Readonly<Record<string, Background>> = {
  "summarize, began and latest": byPackage,
  "latest sentences": (earlier) => earlier.toReversed().flatMap(sentencesOf),
  "earliest sentences": (earlier) => earlier.flatMap(sentencesOf),
};
const BASELINE = "latest sentences";

interface Row {
  readonly event: string;
  readonly system: string;
  readonly steps: number;
  readonly rouge1: Figure;
  readonly rouge2: Figure;
  readonly rougeLsum: Figure;
  /** ROUGE-1 beyond the latest sentences, step by step. */
  readonly gain: Figure;
  readonly reading: Reading;
}

function measure(kit: Kit, event: string, timelines: readonly Timeline[]): Row[] {
  const steps = timelines.flatMap(({ updates, steps }) =>
    steps.map(({ update, references }) => ({ earlier: updates.slice(0, update), references })),
  );
  const written = Object.entries(SYSTEMS).map(([system, background]) => {
    const texts = steps.map(({ earlier }) => kit.cut(background(earlier), LIMIT));
    return { system, texts, scores: texts.map((text, i) => kit.rouge(text, steps[i]!.references)) };
  });
  const baseline = written.find(({ system }) => system === BASELINE)!.scores;
  return written.map(({ system, texts, scores }) => {
    const figure = (metric: "r1" | "r2" | "rl"): Figure => meanFigure(scores.map((score) => 100 * score[metric]));
    return {
      event,
      system,
      steps: steps.length,
      rouge1: figure("r1"),
      rouge2: figure("r2"),
      rougeLsum: figure("rl"),
      gain: meanFigure(scores.map(({ r1 }, i) => 100 * (r1 - baseline[i]!.r1))),
      // The last sentence is cut by the budget.
      reading: readingOf(texts.map((text) => text.slice(0, -1))),
    };
  });
}

function print(rows: readonly Row[]): void {
  const cells = ({ value, low, high }: Figure): string =>
    `${value.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`.padStart(21);
  const heads = ["rouge1", "rouge2", "rougeLsum", "gain in rouge1"].map((head) => head.padStart(21)).join("");
  console.log(`${"".padEnd(52)}${heads}   bare openers`);
  for (const { event, system, steps, rouge1, rouge2, rougeLsum, gain, reading } of rows) {
    const name = `${`${event}, ${steps}`.padEnd(24)}${system.padEnd(28)}`;
    console.log(
      `${name}${[rouge1, rouge2, rougeLsum, gain].map(cells).join("")}${reading.bareOpeners.toFixed(1).padStart(15)}`,
    );
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: "string" } } });
  if (!hasEval()) {
    console.log("background: skipped, ../shared/eval is not there.");
    return;
  }
  const kit = await readKit();
  const timelines = readLines<Timeline>("background/background.jsonl.gz");
  const rows = [
    ...timelines.flatMap((timeline) => measure(kit, timeline.event, [timeline])),
    ...measure(kit, "all", timelines),
  ];
  print(rows);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ rows }, null, 2)}\n`);
}

await main();
