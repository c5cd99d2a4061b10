/**
 * Differences between sources on pairs of invented reports: precision and recall by kind, on the half that the rules
 * were tuned on and on the one held back. `node bench/differences.ts [--misses] [--json FILE]`; `--misses` lists what
 * the tuning half still gets wrong.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { judge, readPairs, scoreOf } from "./differences/score.ts";
import type { Half, Outcome } from "./differences/score.ts";

const { values } = parseArgs({ options: { json: { type: "string" }, misses: { type: "boolean", default: false } } });
const outcomes = readPairs().map(judge);
const HALVES: readonly Half[] = ["tune", "held"];
const KINDS = [null, "number", "date", "title"] as const;

const rows = HALVES.flatMap((half) => {
  const own = outcomes.filter((outcome) => outcome.half === half);
  return KINDS.map((kind) => ({ half, kind: kind ?? "all", score: scoreOf(own, kind) }));
});

const share = (value: number): string => value.toFixed(3);
console.log("half  kind    pairs  expected  found  wrong  precision  recall");
for (const { half, kind, score } of rows) {
  const { pairs, expected, hits, wrong, precision, recall } = score;
  const counts = [pairs, expected, hits, wrong].map((count, i) => String(count).padStart([5, 8, 5, 5][i]!)).join("  ");
  console.log(
    `${half.padEnd(4)}  ${kind.padEnd(6)}  ${counts}  ${share(precision).padStart(9)}  ${share(recall).padStart(6)}`,
  );
}
if (values.misses) for (const outcome of outcomes) if (outcome.half === "tune") printMiss(outcome);
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ bench: "differences", rows }, null, 2)}\n`);

function printMiss({ pair, hit, wrong }: Outcome): void {
  for (const { kind, subject, claims } of wrong)
    console.log(
      `\n${pair.id}, ${pair.note}: wrongly ${kind} of ${subject}: ${claims.map(({ value }) => value).join(" | ")}`,
    );
  if (pair.expect !== null && !hit)
    console.log(
      `\n${pair.id}, ${pair.note}: missed ${pair.expect.values.join(" | ")}\n  ${pair.a.text}\n  ${pair.b.text}`,
    );
}
