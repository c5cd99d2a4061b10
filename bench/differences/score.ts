import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { digest } from "../../src/summarize-lite/src/digest.ts";
import { verify } from "../../src/summarize-lite/src/verify.ts";
import type { Difference, DifferenceKind } from "../../src/summarize-lite/src/types.ts";

interface Report {
  readonly text: string;
  readonly publishedAt?: string;
  readonly title?: string;
}

/** Two invented reports, and what a careful reader would set side by side; null: they do not contradict each other. */
export interface ReportPair {
  readonly id: string;
  /** What the pair is there to show. */
  readonly note: string;
  readonly a: Report;
  readonly b: Report;
  readonly expect: { readonly kind: DifferenceKind; readonly values: readonly [string, string] } | null;
}

/** Rules are tuned on one half alone; SHA-1 of the id decides. */
export type Half = "tune" | "held";

export interface Outcome {
  readonly pair: ReportPair;
  readonly half: Half;
  readonly found: readonly Difference[];
  /** The expected difference was found. */
  readonly hit: boolean;
  /** Differences found that nobody expects. */
  readonly wrong: readonly Difference[];
}

export interface Score {
  readonly pairs: number;
  readonly expected: number;
  readonly hits: number;
  readonly wrong: number;
  readonly precision: number;
  readonly recall: number;
}

const KINDS = ["number", "date", "title"] as const;
const FILES = [...KINDS, "none"] as const;

export function readPairs(): ReportPair[] {
  return FILES.flatMap(
    (name) => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8")) as ReportPair[],
  );
}

function halfOf(id: string): Half {
  return createHash("sha1").update(id).digest()[0]! % 2 === 0 ? "tune" : "held";
}

/** Makes the digest of a pair's two reports and compares its differences with what is expected. */
export function judge(pair: ReportPair): Outcome {
  const articles = [
    { id: "a", ...pair.a },
    { id: "b", ...pair.b },
  ];
  const made = digest(articles);
  if (verify(made, articles).length > 0) throw new Error(`The digest of pair ${pair.id} does not verify.`);
  const isHit = (difference: Difference): boolean => pair.expect !== null && matches(difference, pair.expect);
  const found = made.differences;
  return { pair, half: halfOf(pair.id), found, hit: found.some(isHit), wrong: found.filter((one) => !isHit(one)) };
}

function matches({ kind, claims }: Difference, expect: NonNullable<ReportPair["expect"]>): boolean {
  const values = [...claims].sort((x, y) => ((x.evidence[0]?.article ?? "") < (y.evidence[0]?.article ?? "") ? -1 : 1));
  return kind === expect.kind && values.every(({ value, text }, i) => isSameValue(value, text, expect.values[i]!));
}

/** A day that the digest wrote as a date in brackets counts as itself. */
function isSameValue(value: string, text: string, wanted: string): boolean {
  return value.includes(wanted) || wanted.includes(value) || (value.startsWith("[") && !text.includes(wanted));
}

/** @param kind pairs that expect this kind and differences of it; null: all */
export function scoreOf(outcomes: readonly Outcome[], kind: DifferenceKind | null): Score {
  const own = outcomes.filter(({ pair }) => kind === null || pair.expect?.kind === kind);
  const hits = own.filter(({ hit }) => hit).length;
  const wrong = outcomes.flatMap((one) => one.wrong).filter((one) => kind === null || one.kind === kind).length;
  const expected = own.filter(({ pair }) => pair.expect !== null).length;
  return {
    pairs: own.length,
    expected,
    hits,
    wrong,
    precision: hits + wrong === 0 ? 1 : hits / (hits + wrong),
    recall: expected === 0 ? 1 : hits / expected,
  };
}
