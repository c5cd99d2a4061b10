// What the desk costs: articles a second for each stage and for the whole, peak memory, start-up time.
//   node bench/desk.ts [--articles N] [--json FILE]
// The whole is the real program in a process of its own: files in a folder to digests in a database, all by one thread.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { digest, verify } from "summarize-lite";
import type { SourceArticle } from "summarize-lite";
import { createStoryIndex } from "../src/core/cluster/story-index.ts";
import { DEFAULT_LIMITS } from "../src/intake/intake.ts";
import { parseDocument } from "../src/intake/parse.ts";
import { hasEval, loadSet } from "./corpus.ts";

const ROOT = resolve(import.meta.dirname, "..");
const MAIN = join(ROOT, "src/cli/main.ts");
const SEEDS = join(ROOT, "seeds");
const { values: options } = parseArgs({
  options: { articles: { type: "string", default: "1000" }, json: { type: "string" } },
});
const wanted = Number(options.articles);

interface Row {
  readonly stage: string;
  readonly articles: number;
  readonly seconds: number;
}

/** Texts of public data sets as files; without them, the sample articles. */
async function fillFolder(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const texts = hasEval()
    ? ["multinews/multinews", "duc2004/duc2004", "writer/writer", "cnndm/validation-cnn"]
        .flatMap(loadSet)
        .flatMap(({ articles }) => articles.map(({ text, title }) => (title ? `${title}\n\n${text}` : text)))
    : [];
  if (texts.length === 0) {
    console.log("../shared/eval is not here: measured on the sample articles alone.");
    for (const name of await readdir(SEEDS)) await writeFile(join(folder, name), await readFile(join(SEEDS, name)));
    return (await readdir(folder)).length;
  }
  const some = texts.slice(0, wanted);
  for (const [i, text] of some.entries()) await writeFile(join(folder, `${String(i).padStart(5, "0")}.txt`), text);
  return some.length;
}

function timed<T>(work: () => T): { readonly result: T; readonly seconds: number } {
  const began = performance.now();
  const result = work();
  return { result, seconds: (performance.now() - began) / 1000 };
}

/** Each stage alone, in this process. */
async function stages(folder: string): Promise<Row[]> {
  const files = (await readdir(folder)).sort();
  const bytes = await Promise.all(files.map((name) => readFile(join(folder, name))));
  const began = performance.now();
  const articles: SourceArticle[] = [];
  for (const [i, name] of files.entries()) {
    const outcome = await parseDocument({ path: name, bytes: bytes[i]! }, DEFAULT_LIMITS);
    if (outcome.ok) articles.push({ ...outcome.article, id: name });
  }
  const parse = { stage: "parse and clean", articles: files.length, seconds: (performance.now() - began) / 1000 };
  const index = createStoryIndex();
  const cluster = timed(() =>
    index.add(articles.map((article) => ({ language: "en", title: null, publishedAt: null, takenAt: 0, ...article }))),
  );
  const copies = new Map(cluster.result.map(({ articleId, copyOf }) => [articleId, copyOf]));
  const storyOf = new Map(cluster.result.map(({ articleId, storyId }) => [articleId, storyId]));
  const stories = [
    ...Map.groupBy(
      articles.map((article) => ({ ...article, copyOf: copies.get(article.id) ?? null })),
      ({ id }) => storyOf.get(id),
    ).values(),
  ];
  const write = timed(() => stories.map((story) => digest(story)));
  const check = timed(() => write.result.flatMap((made, i) => verify(made, stories[i]!)));
  if (check.result.length > 0) throw new Error(`${check.result.length} items failed verify`);
  return [
    parse,
    { stage: "cluster", articles: articles.length, seconds: cluster.seconds },
    { stage: `digest (${stories.length} stories)`, articles: articles.length, seconds: write.seconds },
    { stage: "verify again", articles: articles.length, seconds: check.seconds },
  ];
}

/** Peak resident memory of a process in MB, 0 where the system does not tell. */
async function peakOf(pid: number | undefined): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

interface Whole {
  readonly seconds: number;
  readonly peakMb: number;
  readonly firstMs: number | null;
}

/** The real program on a folder; peak memory as the system counts it (VmHWM), null off Linux. */
async function runDesk(work: string, folder: string): Promise<Whole> {
  const config = join(work, `${basename(folder)}.yaml`);
  await writeFile(
    config,
    [
      `folders: [${JSON.stringify(folder)}]`,
      `database: ${JSON.stringify(join(work, basename(folder), "desk.sqlite"))}`,
      "web: false",
      "channels: [{ name: terminal, platform: console, channel: terminal, schedule: ready, timezone: UTC, kind: digest, topics: [] }]",
    ].join("\n"),
  );
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN, "once", "--config", config], { stdio: ["ignore", "pipe", "inherit"] });
  let firstMs: number | null = null;
  let peakMb = 0;
  child.stdout.on("data", () => {
    firstMs ??= performance.now() - began;
  });
  const look = setInterval(() => {
    void peakOf(child.pid).then((mb) => (peakMb = Math.max(peakMb, mb)));
  }, 50);
  const [code] = (await once(child, "close")) as [number];
  clearInterval(look);
  if (code !== 0) throw new Error(`copydesk once ended with ${code}`);
  return { seconds: (performance.now() - began) / 1000, peakMb, firstMs };
}

async function bareStart(): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const began = performance.now();
    await once(spawn(process.execPath, [MAIN, "--help"], { stdio: "ignore" }), "close");
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[2]!;
}

const work = await mkdtemp(join(tmpdir(), "copydesk-bench-"));
try {
  const folder = join(work, "articles");
  const count = await fillFolder(folder);
  await stages(SEEDS); // warm up
  const rows = await stages(folder);
  const whole = await runDesk(work, folder);
  rows.push({ stage: "whole: files to stored and posted digests", articles: count, seconds: whole.seconds });
  const seeds = await runDesk(work, SEEDS);
  const start = await bareStart();
  for (const { stage, articles, seconds } of rows) {
    console.log(
      `${stage.padEnd(44)} ${String(articles).padStart(5)} articles ${seconds.toFixed(2).padStart(7)} s ${(articles / seconds).toFixed(0).padStart(6)} articles/s`,
    );
  }
  console.log(`peak memory of the whole: ${whole.peakMb.toFixed(0)} MB`);
  console.log(
    `start: --help ${start.toFixed(0)} ms; seeds/: first digest after ${seeds.firstMs?.toFixed(0)} ms, done after ${(seeds.seconds * 1000).toFixed(0)} ms`,
  );
  if (options.json) {
    const result = {
      date: new Date().toISOString().slice(0, 10),
      node: process.version,
      cpu: cpus()[0]?.model,
      rows,
      whole,
      seeds,
      startMs: start,
    };
    await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}
