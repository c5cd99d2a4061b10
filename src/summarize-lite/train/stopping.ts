import type { Analysis } from "../src/analysis.ts";
import type { Ranking } from "../src/rank-model.ts";
import { select } from "../src/select.ts";
import { openingLength } from "../src/standalone.ts";
import { bestRouge, rougeTokens } from "./rouge.ts";

/** One article whose third sentence was in question. */
export interface Stop {
  /** Its `stoppingFeatures`. */
  readonly row: Float32Array;
  /** ROUGE-1 F + ROUGE-2 F of three sentences less that of two. */
  readonly gain: number;
}

/**
 * What the third sentence of an article's summary brought.
 * @param ranking by models that did not see the article
 * @returns null when no third sentence was to be had
 */
export function stopOf(analysis: Analysis, ranking: Ranking, references: readonly (readonly string[])[]): Stop | null {
  if (ranking.brevity === null) return null;
  const rows: Float32Array[] = [];
  const brevity = { ...ranking.brevity, isWorthwhile: (row: Float32Array) => rows.push(row) > 0 };
  const chosen = select(analysis, { ...ranking, brevity }, { sentences: 3 }, () => false);
  const [row] = rows;
  if (row === undefined) return null;
  const wanted = references.map((reference) => rougeTokens(reference.join(" ")));
  const value = (count: number): number => bestRouge(chosen.slice(0, count).flatMap(tokensOf(analysis)), wanted);
  return { row, gain: value(3) - value(2) };
}

function tokensOf({ passages }: Analysis): (index: number) => string[] {
  return (index) => {
    const passage = passages[index]!;
    return rougeTokens(passage.text.slice(openingLength(passage)));
  };
}
