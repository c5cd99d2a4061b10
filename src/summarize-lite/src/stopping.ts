import type { Passage } from "./analysis.ts";
import { EXTENT_COLUMNS } from "./extent.ts";

/**
 * Whether a third sentence of one article is worth its length. Editors' summaries mostly have two or three, and which of
 * the two depends on the article and on what was chosen so far: a stopping rule, learned from where the third one helped.
 */

/** Columns of one choice. */
export const STOPPING_COLUMNS = EXTENT_COLUMNS + 14;

/** One sentence in the order of choice. */
export interface Choice {
  readonly passage: Passage;
  /** What it adds to what is told, for its length: as `select` weighs it. */
  readonly told: number;
  /** Learned log odds. */
  readonly margin: number;
}

/**
 * One row: the article, and the three choices beside one another.
 * @param article the article's `extentFeatures`
 * @param worth probabilities of all that the three tell, together
 * @param choices the two that are taken and the third in question
 */
export function stoppingFeatures(
  article: Float32Array,
  extent: number,
  worth: number,
  choices: readonly [Choice, Choice, Choice],
): Float32Array {
  const [first, second, third] = choices;
  const row = new Float32Array(STOPPING_COLUMNS);
  row.set(article);
  row.set(
    [
      third.told,
      second.told,
      first.passage.size,
      second.passage.size,
      third.passage.size,
      first.passage.size + second.passage.size,
      first.margin,
      second.margin,
      third.margin,
      first.passage.place,
      second.passage.place,
      third.passage.place,
      extent,
      worth,
    ],
    EXTENT_COLUMNS,
  );
  return row;
}
