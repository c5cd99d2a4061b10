/**
 * Fits the weights of `src/core/cluster/similarity.ts` to ../shared/eval and prints them: a logistic regression (Newton's method,
 * ridge 1) over all pairs of articles that share anything. `node bench/fit-stories.ts`
 */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { createFrequencies } from "../src/core/cluster/frequency.ts";
import { fingerprint } from "../src/core/cluster/signature.ts";
import { compare, profile } from "../src/core/cluster/similarity.ts";

const EVAL = new URL("../../shared/eval/", import.meta.url);
const NAMES = ["bias", "words", "names", "numbers", "leadMost", "leadLeast"] as const;
/** Pairs below it share next to nothing; all are of different events. */
const LEAST_WORDS = 0.02;
const RIDGE = 1;
const STEPS = 20;

interface Example {
  readonly x: readonly number[];
  readonly same: number;
}

function examples(): Example[] {
  type Item = { id: string; articles: { text: string }[] };
  const articles = ["duc2004", "multinews"].flatMap((set) =>
    gunzipSync(readFileSync(new URL(`${set}/${set}.jsonl.gz`, EVAL)))
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Item)
      .flatMap((item) => item.articles.map(({ text }, i) => ({ id: `${item.id}#${i}`, event: item.id, text }))),
  );
  const frequencies = createFrequencies();
  const signatures = articles.map(({ id, text }) =>
    fingerprint({ id, text, title: null, publishedAt: null, takenAt: 0, language: "en" }),
  );
  for (const signature of signatures) frequencies.add(signature);
  const rows = signatures.map((signature, i) => ({
    event: articles[i]?.event,
    profile: profile(signature, frequencies.rarity),
  }));
  return rows.flatMap((a, i) =>
    rows.slice(0, i).flatMap((b) => {
      const pair = compare(a.profile, b.profile);
      if (pair.words < LEAST_WORDS) return [];
      const cosines = [pair.words, pair.names, pair.numbers, pair.leadMost, pair.leadLeast];
      return [{ x: [1, ...cosines.map(Math.sqrt)], same: Number(a.event === b.event) }];
    }),
  );
}

/** Solves the symmetric system by Gaussian elimination; `rows` holds the right side in its last column. */
function solve(rows: number[][]): number[] {
  rows.forEach((pivot, c) => {
    rows.forEach((row, r) => {
      if (r === c) return;
      const factor = (row[c] ?? 0) / (pivot[c] ?? 1);
      pivot.forEach((value, k) => (row[k] = (row[k] ?? 0) - factor * value));
    });
  });
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 1));
}

function step(weights: readonly number[], data: readonly Example[]): number[] {
  const rows = weights.map((weight, i) => [
    ...weights.map((_, j) => (i === j && i > 0 ? RIDGE : 0)),
    i > 0 ? -RIDGE * weight : 0,
  ]);
  for (const { x, same } of data) {
    const p = 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0)));
    rows.forEach((row, i) => {
      x.forEach((value, j) => (row[j] = (row[j] ?? 0) + p * (1 - p) * value * (x[i] ?? 0)));
      row[x.length] = (row[x.length] ?? 0) + (same - p) * (x[i] ?? 0);
    });
  }
  const change = solve(rows);
  return weights.map((weight, i) => weight + (change[i] ?? 0));
}

if (!existsSync(EVAL)) console.log("../shared/eval is not here: nothing to fit to.");
else {
  const data = examples();
  let weights: number[] = NAMES.map(() => 0);
  for (let i = 0; i < STEPS; i++) weights = step(weights, data);
  console.table(NAMES.map((name, i) => ({ name, weight: Number((weights[i] ?? 0).toFixed(2)) })));
}
