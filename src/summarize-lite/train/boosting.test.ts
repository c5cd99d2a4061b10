import { describe, expect, test } from "vitest";
import { readPacked } from "../src/packed.ts";
import { readTrees, treeMargins } from "../src/trees.ts";
import { binned, boost, marginOf } from "./boosting.ts";
import { PackedWriter, writeTrees } from "./packed.ts";

const OPTIONS = { rounds: 30, leaves: 4, rate: 0.3, l2: 1, minHessian: 1, rowShare: 1, featureShare: 1, seed: 7 };

/** Two features; 1 where exactly one of them is above a half: no sum of the two tells it. */
function exclusiveOr(): { values: Float32Array; labels: Float32Array; rows: number } {
  const rows = 400;
  const values = new Float32Array(rows * 2);
  const labels = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    values[r * 2] = (r % 20) / 20;
    values[r * 2 + 1] = Math.floor(r / 20) / 20;
    labels[r] = values[r * 2]! > 0.5 !== values[r * 2 + 1]! > 0.5 ? 1 : 0;
  }
  return { values, labels, rows };
}

describe("boost", () => {
  const { values, labels, rows } = exclusiveOr();
  const data = binned(values, rows, 2);
  const model = boost(data, labels, new Float32Array(rows).fill(1), OPTIONS);

  test("learns what no linear model can", () => {
    for (let r = 0; r < rows; r++) expect(marginOf(model, values, r * 2) > 0).toBe(labels[r] === 1);
  });

  test("gives the same trees for the same seed", () => {
    expect(boost(data, labels, new Float32Array(rows).fill(1), OPTIONS)).toEqual(model);
  });

  test("comes back from the packed form with the same margins", () => {
    const writer = new PackedWriter();
    writeTrees(writer, model);
    const margins = treeMargins(readTrees(readPacked(writer.base64())), values, 2);
    for (let r = 0; r < rows; r++) expect(margins[r]).toBeCloseTo(marginOf(model, values, r * 2), 4);
  });
});

describe("PackedWriter", () => {
  test("writes what readPacked reads", () => {
    const writer = new PackedWriter();
    writer.u8(200);
    writer.u16(60_000);
    writer.f32(0.5);
    writer.varint(127);
    writer.varint(300_000);
    writer.i8(-3);
    const reader = readPacked(writer.base64());
    expect([reader.u8(), reader.u16(), reader.f32(), reader.varint(), reader.varint(), reader.i8s(1)[0]]).toEqual([
      200, 60_000, 0.5, 127, 300_000, -3,
    ]);
  });

  test("refuses what is no byte", () => {
    expect(() => new PackedWriter().u8(256)).toThrow(RangeError);
  });
});
