/**
 * Writes the measured figures into the README of the package, from bench/results: `node bench/readme.ts`, after
 * `npm run bench:quality -- --json bench/results/quality.json` and `npm run bench:speed -- --json bench/results/speed.json`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { Figure } from "./quality/resampling.ts";
import type { Metric, ReadingRow, SummaryRow } from "./quality/summaries.ts";

const README = new URL("../src/summarize-lite/README.md", import.meta.url);
const BEGIN = "<!-- figures: written by bench/readme.ts from bench/results -->\n";
const END = "<!-- /figures -->";

interface Quality {
  readonly date: string;
  readonly outOfSample: boolean;
  readonly summaries: readonly SummaryRow[];
  readonly reading: readonly ReadingRow[];
  readonly roles: { readonly macroF1: number };
  readonly splitting: { readonly precision: number; readonly recall: number };
  readonly quotes: Readonly<Record<string, Readonly<Record<string, Figure>>>>;
}

interface Speed {
  readonly date: string;
  readonly systems: readonly { readonly system: string; readonly perCpuSecond: number }[];
  readonly memory: { readonly peakGrowthMb: number };
  readonly start: { readonly built: { readonly importMs: number } };
  readonly weightsKb: { readonly all: number };
}

/** Sets in the README, with their names there and the metrics that they are known by. */
const SHOWN: readonly (readonly [string, string, readonly Metric[]])[] = [
  ["cnndm/validation-cnn", "CNN, R-1/2/L", ["rouge1", "rouge2", "rougeLsum"]],
  ["cnndm/frank", "Daily Mail, R-1/2", ["rouge1", "rouge2"]],
  ["cnndm/realsumm-lower", "CNN/DM test, lower case, R-1/2", ["rouge1", "rouge2"]],
  ["writer/writer", "writers, R-1/2", ["rouge1", "rouge2"]],
  ["multinews/multinews", "Multi-News, R-1/2/L", ["rouge1", "rouge2", "rougeLsum"]],
  ["duc2004/duc2004", "DUC 2004, recall-1/2", ["recall1", "recall2"]],
];
const OTHERS = [
  "first sentences",
  "TextRank",
  "LexRank",
  "centroid + MMR",
  "npm lexrank.js 3.0.0",
  "npm ts-textrank 1.0.3",
];
const PUBLISHED = ["* Refresh", "* BanditSum", "* MatchSum", "* BART"];
const READING_SET = "multinews/multinews";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`results/${name}.json`, import.meta.url), "utf8"));

const decimal = (value: number): string => value.toFixed(1);
const percent = (value: number): string => `${decimal(value)} %`;
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}

function summaryTable({ summaries }: Quality): string {
  const cellOf = (system: string, set: string, metrics: readonly Metric[]): string => {
    const found = summaries.find((one) => one.set === set && one.system === system);
    return found ? metrics.map((metric) => decimal(found.scores[metric]!.value)).join(" / ") : "–";
  };
  const rowOf = (name: string, system: string): string[] => [
    name,
    ...SHOWN.map(([set, , metrics]) => cellOf(system, set, metrics)),
  ];
  const ours = SHOWN.map(([set, , metrics]) => {
    const found = summaries.find((one) => one.set === set && one.system.startsWith("summarize"))!;
    return `**${metrics.map((metric) => decimal(found.scores[metric]!.value)).join(" / ")}**`;
  });
  const gains = SHOWN.map(([set, , metrics]) => {
    const { value, low, high } = summaries.find((one) => one.set === set && one.gain)!.gain![metrics[0]!]!;
    return `${value < 0 ? "" : "+"}${decimal(value)} (${decimal(low)} to ${decimal(high)})`;
  });
  return table(
    ["", ...SHOWN.map(([, title]) => title)],
    [
      ["**summarize**", ...ours],
      ["beyond first sentences, 95 %", ...gains],
      ...OTHERS.map((system) => rowOf(system, system)),
      ...PUBLISHED.map((system) => rowOf(`${system.slice(2)} (neural, published)`, system)),
    ],
  );
}

function readingTable({ reading }: Quality): string {
  const rows = reading.filter(({ set }) => set === READING_SET);
  return table(
    ["Multi-News", "R-1/2", "bare openers", "the same of single sentences", "bare quotes", "dirt", "repeats"],
    rows.map(({ system, rouge1, rouge2, reading }) => [
      system.replace(" (in sample)", ""),
      `${decimal(rouge1)} / ${decimal(rouge2)}`,
      percent(reading.bareOpeners),
      percent(reading.bareOpenersOfSentences),
      percent(reading.bareQuotes),
      percent(reading.dirt),
      percent(reading.repeats),
    ]),
  );
}

function speedLines({ systems, memory, start, weightsKb }: Speed): string {
  const rate = (name: string): string => `${Math.round(systems.find(({ system }) => system === name)!.perCpuSecond)}`;
  return [
    `One core, articles of 600 words: \`summarize\` ${rate("summarize")} a second, \`digest\` ${rate("digest")};`,
    `ts-textrank ${rate("npm ts-textrank 1.0.3")}, lexrank.js ${rate("npm lexrank.js 3.0.0")}.`,
    `Import ${Math.round(start.built.importMs)} ms of processor time, weights ${Math.round(weightsKb.all)} kB,`,
    `${Math.round(memory.peakGrowthMb)} MB more memory after 10,000 articles.`,
  ].join(" ");
}

function otherLines({ roles, splitting, quotes }: Quality): string {
  const speakers = quotes["dev, quotesIn"]!;
  return [
    `Sentences split as people do: precision ${decimal(splitting.precision)}, recall ${decimal(splitting.recall)} %.`,
    `Roles of sentences (NewsDiscourse): macro F1 ${decimal(roles.macroF1)}.`,
    `Direct quotations with the right speaker (PolNeAR): precision ${decimal(100 * speakers["precision"]!.value)}, recall ${decimal(100 * speakers["recall"]!.value)} %.`,
  ].join(" ");
}

function figures(): string {
  const quality = read("quality") as Quality;
  const speed = read("speed") as Speed;
  const sample = quality.outOfSample
    ? "CNN and Multi-News of `summarize` by five-fold cross-validation"
    : "CNN and Multi-News in sample: the weights learned from them";
  return [
    `\`npm run bench:quality\` on ${quality.date}; ROUGE F1 and DUC recall in percent, all on the same items in one run; ${sample}.`,
    summaryTable(quality),
    'How the items read, whatever their score: shares that cannot stand alone. An item of `summarize` is a sentence, or one with the sentences right behind it that lean on it; those open with a bare "It" or "He" behind what it means, and are counted where items are split into single sentences. `digest` by the weights as they ship, which learned from these events.',
    readingTable(quality),
    otherLines(quality),
    `\`npm run bench:speed\` on ${speed.date}. ${speedLines(speed)}`,
  ].join("\n\n");
}

const text = readFileSync(README, "utf8");
const begin = text.indexOf(BEGIN);
const end = text.indexOf(END);
if (begin < 0 || end < begin)
  throw new Error("src/summarize-lite/README.md has lost the marks between which the figures stand.");
writeFileSync(README, `${text.slice(0, begin + BEGIN.length)}\n${figures()}\n\n${text.slice(end)}`);
