import { digest, withoutItems } from "summarize-lite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openNewsroom, TEXTS } from "./newsroom.fixture.ts";
import type { Newsroom } from "./newsroom.fixture.ts";
import { summarizeStory } from "./summarize.ts";

let room: Newsroom;

beforeEach(async () => {
  room = await openNewsroom();
});

afterEach(async () => {
  await room.close();
});

async function onlyStory(): Promise<string> {
  const [story] = await room.store.stories.latest(1);
  if (story === undefined) throw new Error("the round made no story");
  return story.id;
}

test("a digest is stored with the reports it was made of, and its headline with the story", async () => {
  room.write("bridge.txt", TEXTS.bridge);
  await room.round();
  const id = await onlyStory();
  const articles = await room.store.articles.since(0);
  expect(await room.store.digests.latest(id)).toMatchObject({
    version: 1,
    reports: articles.map((article) => article.id),
  });
  expect((await room.store.stories.get(id))?.headline).toBe("Tarn bridge closed after crack is found");
});

test("a digest that says the same as the newest is not stored again", async () => {
  room.write("bridge.txt", TEXTS.bridge);
  await room.round();
  const id = await onlyStory();
  expect(await summarizeStory(room.ports, id)).toMatchObject({ version: 1 });
  expect(await room.store.digests.versions(id)).toHaveLength(1);
});

test("a story that does not exist has no digest", async () => {
  expect(await summarizeStory(room.ports, "s000000000000")).toBeNull();
});

test("items that failed are left out, the rest stays", () => {
  const made = digest([{ id: "a1", text: TEXTS.bridge, title: "Tarn bridge closed after crack is found" }]);
  const [first, ...others] = made.highlights;
  const rest = withoutItems(made, [
    { part: "highlights", index: 0, reason: "" },
    { part: "headline", index: 0, reason: "" },
  ]);
  expect(first).toBeDefined();
  expect(rest).toEqual({ ...made, headline: null, highlights: others });
  expect(withoutItems(made, [])).toBe(made);
});
