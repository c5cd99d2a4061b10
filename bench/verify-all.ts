/**
 * Holds `verify` and the promises of `summarize` to every article of the corpora beside the project (../shared/eval), each by
 * itself and, where a set tells events by several articles, together: `node bench/verify-all.ts`. Ends with 1 on any failure.
 */
import { readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { DIGEST_PARTS, digest, itemsOf, rebuildItem, summarize, verify } from "summarize-lite";
import type { SourceArticle } from "summarize-lite";
import { EVAL, hasEval } from "./corpus.ts";

type Story = readonly SourceArticle[];

/** What the sets hold, in any of their forms. */
interface Line {
  readonly title?: string | null;
  readonly date?: string | null;
  readonly text?: string;
  readonly articles?: readonly { readonly text: string; readonly title?: string | null }[];
  readonly sentences?: readonly { readonly par: number; readonly text: string }[];
  readonly updates?: readonly { readonly date: string; readonly text: string }[];
}

interface Count {
  stories: number;
  articles: number;
  items: number;
  sentences: number;
}

/** Ids are places in the story: what counts here is the text. */
function storiesOf(line: Line): Story[] {
  const articles = articlesOf(line).map((article, i) => Object.assign(article, { id: String(i) }));
  return articles.length === 1 ? [articles] : [articles, ...articles.map((article) => [article])];
}

function articlesOf({
  title = null,
  date = null,
  text,
  articles,
  sentences,
  updates,
}: Line): Omit<SourceArticle, "id">[] {
  if (articles) return articles.map((article) => ({ text: article.text, title: article.title ?? null }));
  if (updates) return updates.map((update) => ({ text: update.text, publishedAt: update.date }));
  if (sentences) {
    const paragraphs = Map.groupBy(sentences, ({ par }) => par).values();
    const body = [...paragraphs].map((list) => list.map((sentence) => sentence.text).join(" ")).join("\n\n");
    return [{ text: title === null ? body : `${title}\n\n${body}`, title, publishedAt: date }];
  }
  return text === undefined ? [] : [{ text, title, publishedAt: date }];
}

function readStories(name: string): Story[] {
  const lines = gunzipSync(readFileSync(new URL(name, EVAL)))
    .toString("utf8")
    .split("\n");
  return lines.filter((line) => line !== "").flatMap((line) => storiesOf(JSON.parse(line) as Line));
}

/** What is wrong with the digest and the summary of a story; counts what was looked at. */
function faultsOf(story: Story, count: Count): string[] {
  const made = digest(story);
  const faults = verify(made, story).map(({ part, index, reason }) => `${part} ${index}: ${reason}`);
  const textOf = (id: string): string | undefined => story.find((article) => article.id === id)?.text;
  for (const part of DIGEST_PARTS) {
    for (const item of itemsOf(made, part)) {
      count.items++;
      if (rebuildItem(item, textOf) !== item.text) faults.push(`${part} cannot be rebuilt: ${item.text}`);
    }
  }
  const limit = 5;
  const chosen = summarize(story, { sentences: limit });
  if (chosen.length > limit) faults.push(`${chosen.length} sentences where ${limit} are allowed`);
  for (const { article, start, end, text } of chosen) {
    count.sentences++;
    if (textOf(article)?.slice(start, end).slice(1) !== text.slice(1)) faults.push(`not in its article: ${text}`);
  }
  count.stories++;
  count.articles += story.length;
  return faults;
}

function main(): void {
  if (!hasEval()) {
    console.log("verify: skipped, ../shared/eval is not there.");
    return;
  }
  const names = readdirSync(EVAL, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl.gz"));
  let failed = 0;
  for (const name of names.sort()) {
    const count = { stories: 0, articles: 0, items: 0, sentences: 0 };
    const faults = readStories(name).flatMap((story) => faultsOf(story, count));
    failed += faults.length;
    const { stories, articles, items, sentences } = count;
    console.log(
      `${name.replace(".jsonl.gz", "").padEnd(28)}${stories} digests of ${articles} articles, ${items} items, ${sentences} sentences: ${faults.length} failures`,
    );
    for (const fault of faults.slice(0, 10)) console.log(`  ${fault}`);
  }
  if (failed > 0) process.exitCode = 1;
}

main();
