import { randomFrom, shuffle } from "./data.ts";

export interface SoftmaxOptions {
  readonly classes: number;
  readonly features: number;
  readonly epochs: number;
  /** AdaGrad's first step. */
  readonly rate: number;
  /** Weight of the squared norm, per example. */
  readonly l2: number;
  readonly seed: number;
  /** Weight of each class's examples. */
  readonly classWeights: readonly number[];
}

/**
 * Multinomial logistic regression over sparse features, by AdaGrad (Duchi et al. 2011); the weights are averaged over the last half.
 * @param rows active features of each example; each counts 1 / √(number of features)
 * @returns weights, features × classes
 */
export function trainSoftmax(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  options: SoftmaxOptions,
): Float32Array {
  const { classes, features, epochs, rate, l2, classWeights } = options;
  const weights = new Float32Array(features * classes);
  const squares = new Float32Array(features * classes).fill(1e-6);
  const average = new Float32Array(features * classes);
  const random = randomFrom(options.seed);
  const order = rows.map((_, i) => i);
  const logits = new Float64Array(classes);
  let averaged = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const i of shuffle(order, random)) {
      const row = rows[i]!;
      const label = labels[i]!;
      const scale = 1 / Math.sqrt(row.length);
      logits.fill(0);
      for (const feature of row) {
        const at = feature * classes;
        for (let c = 0; c < classes; c++) logits[c]! += weights[at + c]!;
      }
      probabilities(logits, scale);
      const weight = classWeights[label]!;
      for (let c = 0; c < classes; c++) logits[c] = weight * scale * (logits[c]! - (c === label ? 1 : 0));
      for (const feature of row) {
        const at = feature * classes;
        for (let c = 0; c < classes; c++) {
          const gradient = logits[c]! + l2 * weights[at + c]!;
          squares[at + c]! += gradient * gradient;
          weights[at + c]! -= (rate * gradient) / Math.sqrt(squares[at + c]!);
        }
      }
    }
    if (epoch * 2 >= epochs) {
      averaged++;
      for (let k = 0; k < average.length; k++) average[k]! += weights[k]!;
    }
  }
  return average.map((sum) => sum / averaged);
}

/** Softmax in place of `scale` × logits. */
export function probabilities(logits: Float64Array, scale = 1): void {
  let max = -Infinity;
  for (const value of logits) max = Math.max(max, value * scale);
  let sum = 0;
  for (let c = 0; c < logits.length; c++) sum += logits[c] = Math.exp(logits[c]! * scale - max);
  for (let c = 0; c < logits.length; c++) logits[c]! /= sum;
}
