import type { PackedReader } from "./packed.ts";

/**
 * Boosted decision trees as flat arrays. A row goes left (to the next node) when its value is at most the threshold, else
 * to `right`; a leaf has feature 255 and its value as threshold.
 */
export interface Trees {
  readonly base: number;
  readonly roots: Uint16Array;
  readonly feature: Uint8Array;
  readonly threshold: Float32Array;
  readonly right: Uint16Array;
}

export const LEAF = 255;

/** Order in the file: base (f32), number of trees (u16), then for each tree its number of nodes (u8) and per node: feature (u8), threshold (f32), steps to the right child (u8; none for a leaf). */
export function readTrees(reader: PackedReader): Trees {
  const base = reader.f32();
  const count = reader.u16();
  const roots = new Uint16Array(count);
  const feature: number[] = [];
  const threshold: number[] = [];
  const right: number[] = [];
  for (let t = 0; t < count; t++) {
    roots[t] = feature.length;
    for (let left = reader.u8(); left > 0; left--) {
      const at = feature.length;
      feature.push(reader.u8());
      threshold.push(reader.f32());
      right.push(feature[at] === LEAF ? at : at + reader.u8());
    }
  }
  return {
    base,
    roots,
    feature: Uint8Array.from(feature),
    threshold: Float32Array.from(threshold),
    right: Uint16Array.from(right),
  };
}

/** Sum of the trees for the row that begins at `offset`: log odds. */
export function treeMargin(trees: Trees, values: Float32Array, offset: number): number {
  const { roots, feature, threshold, right } = trees;
  let sum = trees.base;
  for (let t = 0; t < roots.length; t++) {
    let at = roots[t]!;
    let f = feature[at]!;
    while (f !== LEAF) {
      at = values[offset + f]! <= threshold[at]! ? at + 1 : right[at]!;
      f = feature[at]!;
    }
    sum += threshold[at]!;
  }
  return sum;
}
