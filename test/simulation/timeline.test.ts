import { expect, test } from "vitest";
import { createRandom } from "./random.ts";
import { createTimeline } from "./timeline.ts";

test("events run at their time, and those of one instant in the order in which they were set", async () => {
  const timeline = createTimeline(1_000);
  const seen: string[] = [];
  const note = (name: string) => (): void => void seen.push(`${timeline.now()} ${name}`);
  timeline.after(20, note("c"));
  timeline.after(10, note("a"));
  timeline.after(10, note("b"));
  const cancel = timeline.after(15, note("never"));
  cancel();
  await timeline.run(10_000, () => false);
  expect(seen).toEqual(["1010 a", "1010 b", "1020 c"]);
});

test("every promise settles before the next event", async () => {
  const timeline = createTimeline(0);
  const seen: string[] = [];
  const chain = async (): Promise<void> => {
    for (let step = 0; step < 50; step += 1) await Promise.resolve();
    seen.push("promises");
  };
  timeline.after(1, () => void chain());
  timeline.after(1, () => void seen.push("event"));
  await timeline.run(10, () => false);
  expect(seen).toEqual(["promises", "event"]);
});

test("a thousand events set in disorder come in order", async () => {
  const timeline = createTimeline(0);
  const random = createRandom(7);
  const times: number[] = [];
  for (let event = 0; event < 1_000; event += 1) timeline.after(random.below(500), () => times.push(timeline.now()));
  await timeline.run(1_000, () => false);
  expect(times).toHaveLength(1_000);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test("chance from one seed is the same again, and from another seed another", () => {
  const draws = (seed: number): readonly number[] => {
    const random = createRandom(seed);
    return Array.from({ length: 5 }, random.next);
  };
  expect(draws(1)).toEqual(draws(1));
  expect(draws(1)).not.toEqual(draws(2));
  const many = createRandom(3);
  const mean = Array.from({ length: 10_000 }, many.next).reduce((sum, value) => sum + value, 0) / 10_000;
  expect(mean).toBeCloseTo(0.5, 1);
});
