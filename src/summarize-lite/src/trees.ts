import type { PackedReader } from "./packed.ts";

/**
 * Boosted decision trees as flat arrays. A row goes left (to the next node) when its value is at most the threshold, else
 * to the right child; a leaf has feature 255 and its value as threshold.
 */
export interface Trees {
  readonly base: number;
  readonly roots: Uint16Array;
  /** Feature in the low byte, number of the right child above it. */
  readonly nodes: Uint32Array;
  readonly threshold: Float32Array;
}

export const LEAF = 255;

/** Order in the file: base (f32), number of trees (u16), then for each tree its number of nodes (u8) and per node: feature (u8), threshold (f32), steps to the right child (u8; none for a leaf). */
export function readTrees(reader: PackedReader): Trees {
  const base = reader.f32();
  const count = reader.u16();
  const roots = new Uint16Array(count);
  const nodes: number[] = [];
  const threshold: number[] = [];
  for (let t = 0; t < count; t++) {
    roots[t] = nodes.length;
    for (let left = reader.u8(); left > 0; left--) {
      const at = nodes.length;
      const feature = reader.u8();
      threshold.push(reader.f32());
      nodes.push(feature | ((feature === LEAF ? at : at + reader.u8()) << 8));
    }
  }
  return { base, roots, nodes: Uint32Array.from(nodes), threshold: Float32Array.from(threshold) };
}

/**
 * Sums of the trees (log odds) for rows of `width` values. Tree by tree, since a tree and the rows of one article fit into
 * the nearest cache together and all trees do not.
 */
export function treeMargins(trees: Trees, values: Float32Array, width: number): Float32Array {
  const { roots, nodes, threshold } = trees;
  const rows = values.length / width;
  const out = new Float32Array(rows).fill(trees.base);
  for (let t = 0; t < roots.length; t++) {
    const root = roots[t]!;
    for (let r = 0, offset = 0; r < rows; r++, offset += width) {
      let at = root;
      let node = nodes[at]!;
      while ((node & LEAF) !== LEAF) {
        at = values[offset + (node & LEAF)]! <= threshold[at]! ? at + 1 : node >>> 8;
        node = nodes[at]!;
      }
      out[r]! += threshold[at]!;
    }
  }
  return out;
}
