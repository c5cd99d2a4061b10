import { randomFrom } from "../../src/summarize-lite/train/data.ts";

/** A mean with the interval that holds 95 of 100 resamples. */
export interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1000;
const SEED = 7;

/** Mean of the items' values, the items drawn again with replacement (Efron's bootstrap); the same items for the same count. */
export function meanFigure(values: readonly number[]): Figure {
  const random = randomFrom(SEED);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let k = 0; k < values.length; k++) sum += values[Math.floor(random() * values.length)]!;
    return sum / values.length;
  }).sort((a, b) => a - b);
  return {
    value: mean(values),
    low: means[Math.floor(0.025 * RESAMPLES)]!,
    high: means[Math.ceil(0.975 * RESAMPLES) - 1]!,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
