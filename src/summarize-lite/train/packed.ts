import { LEAF } from "../src/trees.ts";
import type { Boosted, Tree } from "./boosting.ts";

/** Writes what `readPacked` reads. */
export class PackedWriter {
  readonly #bytes: number[] = [];

  u8(value: number): void {
    if (!Number.isInteger(value) || value < 0 || value > 255) throw new RangeError(`${value} is no byte`);
    this.#bytes.push(value);
  }

  u16(value: number): void {
    this.u8(value & 255);
    this.u8(value >>> 8);
  }

  f32(value: number): void {
    this.#bytes.push(...new Uint8Array(Float32Array.of(value).buffer));
  }

  varint(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.u8((rest & 127) | 128);
      rest >>>= 7;
    }
    this.u8(rest);
  }

  i8(value: number): void {
    this.u8(value & 255);
  }

  base64(): string {
    return Buffer.from(this.#bytes).toString("base64");
  }
}

/** Writes trees as `readTrees` reads them: parents before children, left child next to its parent. */
export function writeTrees(writer: PackedWriter, model: Boosted): void {
  writer.f32(model.base);
  writer.u16(model.trees.length);
  for (const tree of model.trees) {
    writer.u8(tree.length);
    writeNode(writer, tree, 0);
  }
}

function writeNode(writer: PackedWriter, tree: Tree, at: number): void {
  const { feature, threshold, left, right } = tree[at]!;
  writer.u8(feature < 0 ? LEAF : feature);
  writer.f32(threshold);
  if (feature < 0) return;
  writer.u8(1 + sizeOf(tree, left));
  writeNode(writer, tree, left);
  writeNode(writer, tree, right);
}

function sizeOf(tree: Tree, at: number): number {
  const { feature, left, right } = tree[at]!;
  return feature < 0 ? 1 : 1 + sizeOf(tree, left) + sizeOf(tree, right);
}

/** A file of weights. JSON and no module of ours: it is not to be read as TypeScript at every import, which takes 20 ms. */
export function weightsFile(about: string, base64: string): string {
  return `${JSON.stringify({ about, base64 }, null, 2)}\n`;
}
