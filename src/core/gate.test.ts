import { expect, test } from "vitest";
import { createGate } from "./gate.ts";

test("lets in as many as it has places for, and the others in the order they came", async () => {
  const gate = createGate(2);
  const inside: number[] = [];
  const comers = [0, 1, 2, 3].map(async (who) => {
    await gate.enter();
    inside.push(who);
  });
  await Promise.all(comers.slice(0, 2));
  expect(inside).toEqual([0, 1]);
  gate.leave();
  await comers[2];
  expect(inside).toEqual([0, 1, 2]);
  gate.leave();
  await comers[3];
  gate.leave();
  gate.leave();
  await gate.enter();
  await gate.enter();
  expect(inside).toEqual([0, 1, 2, 3]);
});
