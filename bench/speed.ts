/**
 * What the package costs: `node bench/speed.ts [--articles N] [--json FILE]`. One core, after a warm-up; processor time, so
 * that other programs do not count, and wall time beside it. Articles are those of CNN (about 600 words) beside the project
 * (../shared/eval), invented ones when it is not there.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { digest, summarize } from "summarize-lite";
import type { SourceArticle } from "summarize-lite";
import { hasEval, loadSet } from "./corpus.ts";
import { readKit } from "./quality/kit.ts";
import type { SummaryItem } from "./quality/kit.ts";
import { kitSummarizers, packageSummarizers } from "./quality/summarizers.ts";

const PACKAGE = new URL("../src/summarize-lite/src/", import.meta.url);
const WEIGHTS = ["rank", "roles", "quotes"];
const THREE = { sentences: 3 } as const;
const STORY_SIZES = [1, 2, 5, 10, 20, 50, 100, 200];
const FRESH_PROCESSES = 10;
const MEMORY_ARTICLES = 10_000;
/** Articles that each system reads before it is measured: by then its code has been compiled for speed, as in a desk that runs for days. */
const WARM_UP = 500;
/** Slow systems are stopped after this much processor time and judged by what they did. */
const MOST_SECONDS = 8;

const MB = 1024 * 1024;

interface Cost {
  readonly system: string;
  readonly articles: number;
  /** Articles a second: of processor time, of wall time. */
  readonly perCpuSecond: number;
  readonly perSecond: number;
}

function articlesOfCnn(count: number): SourceArticle[] {
  const texts = hasEval() ? loadSet("cnndm/validation-cnn").map(({ articles }) => articles[0]!.text) : invented();
  return Array.from({ length: count }, (_, i) => ({ id: String(i), text: texts[i % texts.length]! }));
}

function invented(): string[] {
  console.log("../shared/eval is not here: measured on invented text.");
  return Array.from({ length: 50 }, (_, i) =>
    Array.from({ length: 25 }, (__, k) => inventedSentence(25 * i + k)).join(" "),
  );
}

function inventedSentence(seed: number): string {
  const words = Array.from({ length: 22 }, (_, i) => `word${(seed * 31 + i * 17) % 4999}`);
  return `The council of Harrowgate said ${words.join(" ")}.`;
}

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function costOf(system: string, articles: readonly SourceArticle[], work: (article: SourceArticle) => unknown): Cost {
  for (const article of articles.slice(0, WARM_UP)) work(article);
  const cpu = cpuSeconds();
  const wall = performance.now();
  let done = 0;
  for (const article of articles) {
    work(article);
    done++;
    if (cpuSeconds() - cpu > MOST_SECONDS) break;
  }
  const perCpuSecond = done / (cpuSeconds() - cpu);
  return { system, articles: done, perCpuSecond, perSecond: (1000 * done) / (performance.now() - wall) };
}

/** The package and the others, three sentences of each article; the others also read and clean. */
async function measureSystems(articles: readonly SourceArticle[]): Promise<Cost[]> {
  const own = [
    costOf("summarize", articles, (article) => summarize([article], THREE)),
    costOf("digest", articles, (article) => digest([article])),
  ];
  if (!hasEval()) return own;
  const kit = await readKit();
  const itemOf = ({ id, text }: SourceArticle): SummaryItem => ({ id, articles: [{ text }], references: [] });
  const others = Object.entries({ ...kitSummarizers(kit), ...packageSummarizers(kit) });
  return [...own, ...others.map(([system, run]) => costOf(system, articles, (article) => run(itemOf(article), THREE)))];
}

interface StoryCost {
  readonly articles: number;
  readonly summarizeMs: number;
  readonly digestMs: number;
}

/** Processor milliseconds an article in stories of growing size. */
function measureStories(articles: readonly SourceArticle[]): StoryCost[] {
  const time = (size: number, work: (story: readonly SourceArticle[]) => unknown): number => {
    const rounds = Math.max(1, Math.ceil(100 / size));
    const began = cpuSeconds();
    for (let k = 0; k < rounds; k++) work(articles.slice(k * size, (k + 1) * size));
    return (1000 * (cpuSeconds() - began)) / (rounds * size);
  };
  return STORY_SIZES.map((size) => ({
    articles: size,
    summarizeMs: time(size, (story) => summarize(story, { words: 250 })),
    digestMs: time(size, (story) => digest(story)),
  }));
}

/** Growth of memory in a process of its own that summarizes and digests so many articles, in MB; the articles themselves not counted. */
function measureMemory(): { readonly articles: number; readonly peakGrowthMb: number } {
  const { stdout, status } = spawnSync(process.execPath, [import.meta.filename, "--memory"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The run for memory ended with ${status}.`);
  return { articles: MEMORY_ARTICLES, peakGrowthMb: Number(stdout) };
}

/** The child of `measureMemory`: prints the growth of resident memory over that of a process that holds the articles. */
function runMemory(): void {
  const articles = articlesOfCnn(500);
  const before = process.memoryUsage().rss;
  let peak = before;
  for (let i = 0; i < MEMORY_ARTICLES; i++) {
    const article = articles[i % articles.length]!;
    summarize([article], THREE);
    if (i % 10 === 0) digest([article]);
    if (i % 50 === 0) peak = Math.max(peak, process.memoryUsage().rss);
  }
  process.stdout.write(String((peak - before) / MB));
}

interface Start {
  readonly importMs: number;
  readonly firstSummaryMs: number;
}

/** As it is published, one file of JavaScript, and from its source, whose types Node strips. */
function measureStarts(): { readonly built: Start; readonly source: Start } {
  const folder = mkdtempSync(join(tmpdir(), "summarize-lite-"));
  try {
    execFileSync(process.execPath, [fileURLToPath(new URL("../build.ts", PACKAGE)), folder], { stdio: "ignore" });
    return {
      built: measureStart(pathToFileURL(join(folder, "index.js"))),
      source: measureStart(new URL("index.ts", PACKAGE)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of processor time that a fresh process takes to load the package, and to write its first summary: the best of ten. */
function measureStart(module: URL): Start {
  const script = `const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const began = spent();
const { summarize } = await import(${JSON.stringify(module.href)});
const loaded = spent();
summarize([{ id: "a", text: "The council of Harrowgate closed the bridge. Engineers found cracks in it." }], { sentences: 1 });
console.log(JSON.stringify([loaded - began, spent() - began]));`;
  const runs = Array.from({ length: FRESH_PROCESSES }, () => {
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    return JSON.parse(stdout) as [number, number];
  });
  return {
    importMs: Math.min(...runs.map(([loaded]) => loaded)),
    firstSummaryMs: Math.min(...runs.map(([, first]) => first)),
  };
}

function measureWeights(): Record<string, number> {
  const kb = WEIGHTS.map(
    (name) => [name, readFileSync(new URL(`weights/${name}.json`, PACKAGE)).length / 1000] as const,
  );
  return { ...Object.fromEntries(kb), all: kb.reduce((sum, [, size]) => sum + size, 0) };
}

async function main(count: number, json: string | undefined): Promise<void> {
  const articles = articlesOfCnn(count);
  const words = articles.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0) / articles.length;
  const systems = await measureSystems(articles);
  const stories = measureStories(articles);
  const memory = measureMemory();
  const start = measureStarts();
  const weightsKb = measureWeights();
  const fixed = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
  console.log(`Articles a second, one core, ${fixed(words)} words each; ratio: summarize to this one`);
  for (const { system, perCpuSecond, perSecond } of systems) {
    const ratio = systems[0]!.perCpuSecond / perCpuSecond;
    console.log(
      `${system.padEnd(24)}${fixed(perCpuSecond).padStart(8)} by processor${fixed(perSecond).padStart(8)} by the clock${fixed(ratio).padStart(9)}`,
    );
  }
  console.log("\nProcessor ms an article, by articles in the story");
  for (const { articles, summarizeMs, digestMs } of stories)
    console.log(
      `${String(articles).padStart(5)}   summarize ${fixed(summarizeMs).padStart(6)}   digest ${fixed(digestMs).padStart(6)}`,
    );
  console.log(`\nMemory over ${memory.articles} articles: ${fixed(memory.peakGrowthMb)} MB more than before the first`);
  for (const [form, { importMs, firstSummaryMs }] of Object.entries(start))
    console.log(
      `Start, ${form}, by processor, best of ${FRESH_PROCESSES}: import ${fixed(importMs)} ms, first summary ${fixed(firstSummaryMs)} ms`,
    );
  console.log(`Weights: ${fixed(weightsKb["all"]!)} kB`);
  if (json !== undefined) {
    const date = new Date().toISOString().slice(0, 10);
    const figures = { date, node: process.version, wordsPerArticle: words, systems, stories, memory, start, weightsKb };
    writeFileSync(json, `${JSON.stringify(figures, rounded, 2)}\n`);
  }
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 100) / 100 : value;
}

const { values: options } = parseArgs({
  options: {
    articles: { type: "string", default: "1000" },
    json: { type: "string" },
    memory: { type: "boolean", default: false },
  },
});
if (options.memory) runMemory();
else await main(Number(options.articles), options.json);
