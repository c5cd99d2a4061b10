/**
 * How good the package is, every table in one run: `node bench/quality.ts [--quick] [--only PART,…] [--json FILE]`.
 * Summaries and how they read, roles, splitting, quotes, stories and near duplicates, differences, background; on the
 * corpora beside the project (../shared/eval).
 *
 * Sets that the weights learned from are measured by five-fold cross-validation: trained again without each fold (some
 * minutes); `--quick` takes the weights as they ship and marks those rows "in sample". Cross-validation covers what is
 * learned; the few weights of selection were set by hand with an eye on development sets (select.ts).
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { hasEval } from "./corpus.ts";
import { measureRoles, measureSplitting, readAnnotated } from "./quality/annotated.ts";
import { trainFolds } from "./quality/folds.ts";
import { readKit } from "./quality/kit.ts";
import { measureReading, measureSummaries } from "./quality/summaries.ts";
import type { Weights } from "./quality/summaries.ts";
import { printReading, printSummaries, printValues } from "./quality/tables.ts";

/** Benches of their own: each prints its tables and writes its figures. */
const OWN = {
  quotes: "quotes.ts",
  stories: "stories.ts",
  differences: "differences.ts",
  background: "background-summaries.ts",
} as const;
const PARTS = ["summaries", "reading", "roles", "splitting", ...Object.keys(OWN)] as readonly string[];

const report = (line: string): void => console.error(line);

function runOwn(file: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), "summarize-lite-bench-"));
  try {
    const json = join(folder, "figures.json");
    const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file), "--json", json], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (status !== 0) throw new Error(`bench/${file} ended with ${status}.`);
    return JSON.parse(readFileSync(json, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(parts: readonly string[], quick: boolean): Promise<Record<string, unknown>> {
  const kit = await readKit();
  const has = (part: string): boolean => parts.includes(part);
  const needsFolds = !quick && (has("summaries") || has("reading"));
  const weights: Weights = needsFolds ? { kind: "folds", modelOf: await trainFolds(report) } : { kind: "shipped" };
  const figures: Record<string, unknown> = {};
  if (has("summaries")) figures["summaries"] = printSummaries(measureSummaries(kit, weights, report));
  if (has("reading")) figures["reading"] = printReading(measureReading(kit, weights, report));
  const annotated = readAnnotated();
  if (has("roles"))
    figures["roles"] = printValues("Roles, newsdiscourse/validation, F1 %", measureRoles(kit, annotated));
  if (has("splitting"))
    figures["splitting"] = printValues("Sentence splitting, newsdiscourse/validation, %", measureSplitting(annotated));
  for (const [part, file] of Object.entries(OWN)) {
    if (!has(part)) continue;
    report(`${part} …`);
    console.log(`\n${part}`);
    figures[part] = runOwn(file);
  }
  return figures;
}

/** Two decimals are more than the intervals allow to tell apart. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 1000) / 1000 : value;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: "string" }, only: { type: "string" }, quick: { type: "boolean", default: false } },
  });
  const parts = values.only?.split(",") ?? PARTS;
  const unknown = parts.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) throw new Error(`--only does not know ${unknown.join(", ")}; it takes ${PARTS.join(", ")}.`);
  if (!hasEval()) {
    console.log("No corpora: ../shared/eval is not beside the project, so nothing can be measured.");
    return;
  }
  const figures = await measure(parts, values.quick);
  if (values.json === undefined) return;
  const header = { date: new Date().toISOString().slice(0, 10), outOfSample: !values.quick };
  writeFileSync(values.json, `${JSON.stringify({ ...header, ...figures }, rounded, 2)}\n`);
}

await main();
