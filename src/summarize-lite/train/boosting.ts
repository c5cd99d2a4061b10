import { randomFrom } from "./data.ts";

export interface BoostingOptions {
  readonly rounds: number;
  readonly leaves: number;
  readonly rate: number;
  /** Added to the sum of second derivatives in a leaf's value. */
  readonly l2: number;
  /** Least sum of second derivatives in a leaf. */
  readonly minHessian: number;
  /** Share of the rows, and of the features, that each tree sees. */
  readonly rowShare: number;
  readonly featureShare: number;
  readonly seed: number;
}

/** One split or leaf. A row goes left when its value is at most `threshold`. Leaves have feature −1 and their value in `threshold`. */
export interface TreeNode {
  readonly feature: number;
  readonly threshold: number;
  readonly left: number;
  readonly right: number;
}

export type Tree = readonly TreeNode[];

export interface Boosted {
  readonly base: number;
  readonly trees: readonly Tree[];
}

/** Rows of features, cut into at most 64 ranges a feature. */
export interface Binned {
  readonly rows: number;
  readonly features: number;
  /** Column after column. */
  readonly bins: Uint8Array;
  /** Upper bounds of each feature's ranges, but for the last. */
  readonly bounds: readonly Float32Array[];
}

const MAX_BINS = 64;

/** Cuts each feature at its quantiles. `values` stands row after row. */
export function binned(values: Float32Array, rows: number, features: number): Binned {
  const bins = new Uint8Array(rows * features);
  const bounds: Float32Array[] = [];
  for (let f = 0; f < features; f++) {
    const column = new Float32Array(rows);
    for (let r = 0; r < rows; r++) column[r] = values[r * features + f]!;
    const sorted = column.slice().sort();
    const cuts = new Set<number>();
    for (let k = 1; k < MAX_BINS; k++) {
      const at = Math.floor((k * rows) / MAX_BINS);
      const low = sorted[Math.max(0, at - 1)]!;
      if (low < sorted[rows - 1]!) cuts.add(low);
    }
    const list = Float32Array.from(cuts).sort();
    bounds.push(list);
    for (let r = 0; r < rows; r++) bins[f * rows + r] = binOf(list, column[r]!);
  }
  return { rows, features, bins, bounds };
}

/** Number of bounds below `value`. */
function binOf(bounds: Float32Array, value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > bounds[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Boosted trees for the logistic loss (Friedman 2001), grown leaf by leaf on histograms; `targets` lie in [0, 1]. */
export function boost(
  data: Binned,
  targets: Float64Array | Float32Array,
  weights: Float64Array | Float32Array,
  options: BoostingOptions,
): Boosted {
  const { rows } = data;
  const random = randomFrom(options.seed);
  let sum = 0;
  let total = 0;
  for (let r = 0; r < rows; r++) {
    sum += targets[r]! * weights[r]!;
    total += weights[r]!;
  }
  const share = Math.min(0.999, Math.max(0.001, sum / total));
  const base = Math.log(share / (1 - share));
  const margin = new Float64Array(rows).fill(base);
  const gradient = new Float64Array(rows);
  const hessian = new Float64Array(rows);
  const trees: Tree[] = [];
  for (let round = 0; round < options.rounds; round++) {
    for (let r = 0; r < rows; r++) {
      const p = 1 / (1 + Math.exp(-margin[r]!));
      gradient[r] = weights[r]! * (p - targets[r]!);
      hessian[r] = Math.max(1e-6, weights[r]! * p * (1 - p));
    }
    const tree = growTree(data, gradient, hessian, options, random);
    trees.push(tree);
    for (let r = 0; r < rows; r++) margin[r]! += binnedValue(tree, data, r);
  }
  return { base, trees: trees.map((tree) => tree.map((node) => withThreshold(node, data))) };
}

function withThreshold(node: TreeNode, data: Binned): TreeNode {
  return node.feature < 0 ? node : { ...node, threshold: data.bounds[node.feature]![node.threshold]! };
}

/** Leaf value of a tree whose thresholds are still bin numbers. */
function binnedValue(tree: Tree, data: Binned, row: number): number {
  let at = 0;
  for (;;) {
    const node = tree[at]!;
    if (node.feature < 0) return node.threshold;
    at = data.bins[node.feature * data.rows + row]! <= node.threshold ? node.left : node.right;
  }
}

interface Leaf {
  readonly node: number;
  readonly rows: Int32Array;
  readonly gradient: number;
  readonly hessian: number;
  readonly split: { readonly feature: number; readonly bin: number; readonly gain: number } | null;
}

function growTree(
  data: Binned,
  gradient: Float64Array,
  hessian: Float64Array,
  options: BoostingOptions,
  random: () => number,
): Tree {
  const features: number[] = [];
  for (let f = 0; f < data.features; f++) if (random() < options.featureShare) features.push(f);
  const sample: number[] = [];
  for (let r = 0; r < data.rows; r++) if (random() < options.rowShare) sample.push(r);
  const nodes: TreeNode[] = [];
  const leafOf = (rows: Int32Array): Leaf => {
    let g = 0;
    let h = 0;
    for (const r of rows) {
      g += gradient[r]!;
      h += hessian[r]!;
    }
    const node =
      nodes.push({ feature: -1, threshold: (-options.rate * g) / (h + options.l2), left: -1, right: -1 }) - 1;
    return {
      node,
      rows,
      gradient: g,
      hessian: h,
      split: bestSplit(data, rows, g, h, gradient, hessian, features, options),
    };
  };
  const leaves = [leafOf(Int32Array.from(sample))];
  while (leaves.length < options.leaves) {
    let best = -1;
    for (const [i, leaf] of leaves.entries()) {
      if (leaf.split !== null && (best < 0 || leaf.split.gain > leaves[best]!.split!.gain)) best = i;
    }
    if (best < 0) break;
    const { node, rows, split } = leaves[best]!;
    const column = split!.feature * data.rows;
    const left = leafOf(rows.filter((r) => data.bins[column + r]! <= split!.bin));
    const right = leafOf(rows.filter((r) => data.bins[column + r]! > split!.bin));
    nodes[node] = { feature: split!.feature, threshold: split!.bin, left: left.node, right: right.node };
    leaves.splice(best, 1, left, right);
  }
  return nodes;
}

function bestSplit(
  data: Binned,
  rows: Int32Array,
  g: number,
  h: number,
  gradient: Float64Array,
  hessian: Float64Array,
  features: readonly number[],
  options: BoostingOptions,
): Leaf["split"] {
  const { l2, minHessian } = options;
  if (h < 2 * minHessian) return null;
  const whole = (g * g) / (h + l2);
  const sums = new Float64Array(MAX_BINS * 2);
  let best: Leaf["split"] = null;
  for (const feature of features) {
    sums.fill(0);
    const column = feature * data.rows;
    for (const r of rows) {
      const at = data.bins[column + r]! * 2;
      sums[at]! += gradient[r]!;
      sums[at + 1]! += hessian[r]!;
    }
    let gl = 0;
    let hl = 0;
    const last = data.bounds[feature]!.length;
    for (let bin = 0; bin < last; bin++) {
      gl += sums[bin * 2]!;
      hl += sums[bin * 2 + 1]!;
      if (hl < minHessian) continue;
      const hr = h - hl;
      if (hr < minHessian) break;
      const gr = g - gl;
      const gain = (gl * gl) / (hl + l2) + (gr * gr) / (hr + l2) - whole;
      if (gain > 1e-9 && (best === null || gain > best.gain)) best = { feature, bin, gain };
    }
  }
  return best;
}

/** The margin of one row of features (log odds). */
export function marginOf(model: Boosted, values: Float32Array, offset = 0): number {
  let sum = model.base;
  for (const tree of model.trees) {
    let at = 0;
    for (;;) {
      const node = tree[at]!;
      if (node.feature < 0) {
        sum += node.threshold;
        break;
      }
      at = values[offset + node.feature]! <= node.threshold ? node.left : node.right;
    }
  }
  return sum;
}
