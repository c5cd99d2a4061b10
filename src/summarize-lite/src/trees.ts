import type { PackedReader } from "./packed.ts";

/**
 * Boosted decision trees, laid out by feature instead of by tree (QuickScorer, Lucchese et al. 2015): a row passes over the
 * thresholds of each feature in rising order, each one below its value takes leaves away from a tree, and the first leaf
 * left is the tree's. A row goes left when its value is at most the threshold. Twice as fast as walking down the trees.
 */
export interface Trees {
  /** Margin that each output starts from. */
  readonly bases: Float32Array;
  /** First split of each feature, and past the last one; splits of a feature by rising threshold. */
  readonly from: Uint16Array;
  readonly threshold: Float32Array;
  /** Tree of each split, and the leaves of it, one bit each, that are left when a value is above the threshold. */
  readonly tree: Uint16Array;
  readonly kept: Int32Array;
  /** First leaf and output of each tree; trees of one output stand together. */
  readonly firstLeaf: Uint16Array;
  readonly output: Uint8Array;
  readonly leaves: Float32Array;
}

export const LEAF = 255;

interface Split {
  readonly feature: number;
  readonly threshold: number;
  readonly tree: number;
  readonly kept: number;
}

/** Order in the file: base (f32), number of trees (u16), then for each tree its number of nodes (u8) and per node: feature (u8), threshold (f32), steps to the right child (u8; none for a leaf). No tree has more than 32 leaves. */
export function readTrees(reader: PackedReader): Trees {
  const base = reader.f32();
  const firstLeaf: number[] = [];
  const splits: Split[] = [];
  const leaves: number[] = [];
  for (let count = reader.u16(); count > 0; count--) {
    firstLeaf.push(leaves.length);
    reader.u8();
    readNode(reader, firstLeaf.length - 1, leaves.length, splits, leaves);
  }
  return laidOut(
    [base],
    splits,
    firstLeaf,
    firstLeaf.map(() => 0),
    leaves,
  );
}

/** Reads a node and all below it. */
function readNode(reader: PackedReader, tree: number, first: number, splits: Split[], leaves: number[]): void {
  const feature = reader.u8();
  const threshold = reader.f32();
  if (feature === LEAF) {
    leaves.push(threshold);
    return;
  }
  reader.u8();
  const from = leaves.length - first;
  readNode(reader, tree, first, splits, leaves);
  const left = (2 ** (leaves.length - first) - 2 ** from) | 0;
  splits.push({ feature, threshold, tree, kept: ~left });
  readNode(reader, tree, first, splits, leaves);
}

/** One set of trees with an output for each of the sets. */
export function joinTrees(sets: readonly Trees[]): Trees {
  const splits: Split[] = [];
  const firstLeaf: number[] = [];
  const output: number[] = [];
  const leaves: number[] = [];
  for (const [number, set] of sets.entries()) {
    for (let feature = 0; feature + 1 < set.from.length; feature++) {
      for (let k = set.from[feature]!; k < set.from[feature + 1]!; k++) {
        const tree = firstLeaf.length + set.tree[k]!;
        splits.push({ feature, threshold: set.threshold[k]!, tree, kept: set.kept[k]! });
      }
    }
    for (const first of set.firstLeaf) {
      firstLeaf.push(leaves.length + first);
      output.push(number);
    }
    leaves.push(...set.leaves);
  }
  const bases = sets.map((set) => set.bases[0] ?? 0);
  return laidOut(bases, splits, firstLeaf, output, leaves);
}

function laidOut(
  bases: readonly number[],
  splits: readonly Split[],
  firstLeaf: readonly number[],
  output: readonly number[],
  leaves: readonly number[],
): Trees {
  const sorted = splits.toSorted((a, b) => a.feature - b.feature || a.threshold - b.threshold);
  const features = (sorted.at(-1)?.feature ?? -1) + 1;
  const from = new Uint16Array(features + 1);
  for (const { feature } of sorted) from[feature + 1]!++;
  for (let f = 0; f < features; f++) from[f + 1]! += from[f]!;
  return {
    bases: Float32Array.from(bases),
    from,
    threshold: Float32Array.from(sorted, (split) => split.threshold),
    tree: Uint16Array.from(sorted, (split) => split.tree),
    kept: Int32Array.from(sorted, (split) => split.kept),
    firstLeaf: Uint16Array.from(firstLeaf),
    output: Uint8Array.from(output),
    leaves: Float32Array.from(leaves),
  };
}

/** Sums of the trees (log odds) for rows of `width` values: the outputs of the first row, of the second, and so on. */
export function treeMargins(trees: Trees, values: Float32Array, width: number): Float32Array {
  const { bases, from, threshold, tree, kept, firstLeaf, output, leaves } = trees;
  const rows = values.length / width;
  const outputs = bases.length;
  const features = from.length - 1;
  const out = new Float32Array(rows * outputs);
  const left = new Int32Array(firstLeaf.length);
  const sums = new Float64Array(outputs);
  for (let r = 0; r < rows; r++) {
    left.fill(-1);
    for (let f = 0; f < features; f++) {
      const value = values[r * width + f]!;
      const to = from[f + 1]!;
      for (let k = from[f]!; k < to && value > threshold[k]!; k++) left[tree[k]!]! &= kept[k]!;
    }
    sums.set(bases);
    for (let t = 0; t < left.length; t++) {
      const mask = left[t]!;
      sums[output[t]!]! += leaves[firstLeaf[t]! + 31 - Math.clz32(mask & -mask)]!;
    }
    out.set(sums, r * outputs);
  }
  return out;
}
