import { expect, test } from "vitest";
import { exists } from "./proofs.ts";
import { FAULTS } from "./table.ts";

test("the table has F01 to F69, each once and in order", () => {
  const ids = Array.from({ length: 69 }, (_, index) => `F${String(index + 1).padStart(2, "0")}`);
  expect(FAULTS.map(({ id }) => id)).toEqual(ids);
});

test("every test that the table names exists", () => {
  const proofs = FAULTS.flatMap(({ id, state }) =>
    state.kind === "proved" ? state.by.map((proof) => ({ id, ...proof })) : [],
  );
  expect(proofs.length).toBeGreaterThan(100);
  expect(proofs.filter((proof) => !exists(proof))).toEqual([]);
});

test("a test that is not there is missed", () => {
  expect(exists({ file: "test/faults/table.ts", test: "no such test" })).toBe(false);
  expect(exists({ file: "test/faults/no-such-file.ts", test: "" })).toBe(false);
});
