/**
 * Measures the sorting of articles into stories: B-cubed over mixed events and near duplicates (when ../shared/eval is
 * there), and the cost of one more article with 1,000 to 100,000 in the window (invented text). `--most` goes further, `--words`
 * changes their length; an article of 220 words takes some 20 kB: `node --max-old-space-size=24000 bench/stories.ts --most 1000000`.
 * `node bench/stories.ts [--json FILE] [--most ARTICLES] [--words NUMBER]`
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { fingerprint } from "../src/core/cluster/signature.ts";
import type { ArticleSignature, ClusterArticle } from "../src/core/cluster/signature.ts";
import { createStoryIndex } from "../src/core/cluster/story-index.ts";
import { createWindow } from "../src/core/cluster/window.ts";

const EVAL = new URL("../../shared/eval/", import.meta.url);
const ORDERS = 20;
const WINDOWS = [1000, 10_000, 100_000, 1_000_000];
const MOST = Number(argument("--most") ?? 100_000);
const ADDED = 200;
const WORDS = Number(argument("--words") ?? 220);
const DAY_MS = 86_400_000;

interface EventArticle extends ClusterArticle {
  readonly event: string;
}

/** What stands after an option on the command line. */
function argument(option: string): string | null {
  const at = process.argv.indexOf(option);
  return at < 0 ? null : (process.argv[at + 1] ?? null);
}

/** Uniform in [0, 1), the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const roll = random(seed);
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(roll() * (i + 1));
    const [a, b] = [out[i], out[j]];
    if (a !== undefined && b !== undefined) [out[i], out[j]] = [b, a];
  }
  return out;
}

function lines<T>(path: string): T[] {
  const bytes = readFileSync(new URL(path, EVAL));
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

function evalArticles(): EventArticle[] {
  type Item = { id: string; articles: { text: string; title?: string }[] };
  return ["duc2004", "multinews"].flatMap((set) =>
    lines<Item>(`${set}/${set}.jsonl.gz`).flatMap((item) =>
      item.articles.map(({ text, title }, i) => ({
        id: `${item.id}#${i}`,
        event: item.id,
        text,
        title: title ?? null,
        publishedAt: null,
        takenAt: 0,
        language: "en",
      })),
    ),
  );
}

/** Bagga and Baldwin's B-cubed, in percent. */
function bCubed(articles: readonly EventArticle[], story: ReadonlyMap<string, string>) {
  const events = Map.groupBy(articles, (article) => article.event);
  const stories = Map.groupBy(articles, (article) => story.get(article.id));
  let precision = 0;
  let recall = 0;
  for (const article of articles) {
    const mine = stories.get(story.get(article.id)) ?? [];
    const truth = events.get(article.event) ?? [];
    const both = mine.filter((other) => other.event === article.event).length;
    precision += both / mine.length / articles.length;
    recall += both / truth.length / articles.length;
  }
  return {
    f1: (200 * precision * recall) / (precision + recall),
    precision: 100 * precision,
    recall: 100 * recall,
    stories: stories.size,
  };
}

function clusterInBatches(
  articles: readonly ArticleSignature[],
  size: number,
  mayMove: boolean,
): ReadonlyMap<string, string> {
  const index = createStoryIndex({ mayMove });
  const story = new Map<string, string>();
  for (let i = 0; i < articles.length; i += size)
    for (const { articleId, storyId } of index.add(articles.slice(i, i + size))) story.set(articleId, storyId);
  return story;
}

function clusterFigures(articles: readonly EventArticle[]) {
  const signatures = articles.map(fingerprint);
  const ways = [
    { batch: articles.length, mayMove: false },
    ...[50, 1].flatMap((batch) => [false, true].map((mayMove) => ({ batch, mayMove }))),
  ];
  return ways.map(({ batch, mayMove }) => {
    // Within one batch the order cannot matter: three orders are there to show it.
    const orders = batch === articles.length ? 3 : ORDERS;
    const runs = Array.from({ length: orders }, (_, seed) =>
      bCubed(articles, clusterInBatches(shuffled(signatures, seed), batch, mayMove)),
    );
    const mean = (pick: (run: (typeof runs)[number]) => number): number =>
      Number((runs.reduce((sum, run) => sum + pick(run), 0) / runs.length).toFixed(2));
    return {
      batch,
      mayMove,
      orders,
      f1: mean((run) => run.f1),
      leastF1: Number(Math.min(...runs.map((run) => run.f1)).toFixed(2)),
      precision: mean((run) => run.precision),
      recall: mean((run) => run.recall),
      stories: mean((run) => run.stories),
    };
  });
}

function nearDuplicateFigures(articles: readonly EventArticle[]) {
  type Pair = { a: [string, number]; b: [string, number]; label: string };
  const window = createWindow();
  const entries = articles.map((article) => window.add(fingerprint(article)));
  const found = new Set(
    entries.flatMap((entry) =>
      window
        .nearCopies(entry, window.candidates(entry))
        .map(({ entry: other }) => [entry.signature.id, other.signature.id].sort().join(" ")),
    ),
  );
  const scored = lines<Pair>("neardup/pairs.jsonl").filter(({ label }) => label !== "overlap");
  const said = scored.filter(({ a, b }) => found.has([a.join("#"), b.join("#")].sort().join(" ")));
  const hit = said.filter(({ label }) => label === "duplicate").length;
  const wanted = scored.filter(({ label }) => label === "duplicate").length;
  return { wanted, said: said.length, precision: (100 * hit) / said.length, recall: (100 * hit) / wanted };
}

/** Invented reports: words by Zipf's law, and for each event twenty words of its own and four names. */
function invented(count: number, seed: number): ClusterArticle[] {
  const roll = random(seed);
  const zipf = (): string => `w${Math.floor(60_000 ** roll())}x`;
  return Array.from({ length: count }, (_, i) => {
    const event = `${seed}e${Math.floor(i / 3)}`;
    const own = Array.from({ length: 20 }, (__, k) => `q${event}k${k}`);
    const words = Array.from({ length: WORDS }, (__, k) => {
      const word = roll() < 0.15 ? (own[Math.floor(roll() * own.length)] ?? "") : zipf();
      return roll() < 0.03 ? `Name${event}n${k % 4}` : k % 15 === 14 ? `${word}.` : word;
    });
    const takenAt = Math.floor(roll() * 14) * DAY_MS;
    return { id: `${seed}-${i}`, text: words.join(" "), title: null, publishedAt: null, takenAt, language: "en" };
  });
}

function costFigures() {
  const warm = createStoryIndex({ mayMove: true });
  for (const article of invented(2 * ADDED, 0)) warm.add([article]);
  const index = createStoryIndex({ mayMove: true });
  const added = WINDOWS.filter((size) => size <= MOST).map((size, round) => {
    while (index.size() < size) {
      const at = index.size();
      for (const [i, article] of invented(Math.min(5000, size - at), at + 1).entries())
        index.load([{ ...article, storyId: `${at}-${Math.floor(i / 3)}` }]);
    }
    const fresh = invented(ADDED, -1 - round);
    for (const article of fresh.slice(0, ADDED / 4)) index.add([article]);
    // Time of the processor, not of the clock: other programs do not count.
    const start = process.cpuUsage();
    for (const article of fresh.slice(ADDED / 4)) index.add([article]);
    const used = process.cpuUsage(start);
    const ms = (used.user + used.system) / 1000 / (ADDED * 0.75);
    return {
      window: size,
      msPerArticle: Number(ms.toFixed(2)),
      heapMb: Math.round(process.memoryUsage().heapUsed / 2 ** 20),
    };
  });
  const first = added[0]?.msPerArticle ?? 1;
  return added.map(({ window, msPerArticle, heapMb }) => ({
    window,
    msPerArticle,
    ratio: Number((msPerArticle / first).toFixed(2)),
    heapMb,
  }));
}

const articles = existsSync(new URL("duc2004/duc2004.jsonl.gz", EVAL)) ? evalArticles() : null;
const figures = {
  clusters: articles && clusterFigures(articles),
  nearDuplicates: articles && nearDuplicateFigures(articles),
  cost: costFigures(),
};
if (figures.clusters) console.table(figures.clusters);
if (figures.nearDuplicates) console.table([figures.nearDuplicates]);
if (!articles) console.log("../shared/eval is not here: no figures on real events and near duplicates.");
console.table(figures.cost);
const target = argument("--json");
if (target !== null) writeFileSync(target, `${JSON.stringify(figures, null, 2)}\n`);
