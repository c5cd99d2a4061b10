import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../intake/intake.ts";
import { poolOf } from "../store/pglite.fixture.ts";
import { postgresStore } from "../store/postgres.ts";
import { ingest } from "./ingest.ts";
import { HOUR, openNewsroom, TEXTS } from "./newsroom.fixture.ts";
import type { Newsroom } from "./newsroom.fixture.ts";
import { createStoryDesk } from "./stories.ts";
import { summarizeStory } from "./summarize.ts";

let server: PGlite;
let room: Newsroom;

beforeAll(async () => {
  server = await PGlite.create({ parsers: { 20: Number } });
});

afterAll(async () => {
  await server.close();
});

beforeEach(async () => {
  await server.exec("drop schema public cascade; create schema public");
  room = await openNewsroom(undefined, () => postgresStore(poolOf(server), "postgres://test", false));
});

afterEach(async () => {
  await room.close();
});

/** One of several processes on one database and folder: takes in what is new, and writes no digests. */
function openDesk(): () => Promise<unknown> {
  const stories = createStoryDesk(room.ports, 14 * 24 * HOUR);
  const { signal } = new AbortController();
  return () => ingest(room.ports, { folders: [room.inbox], limits: DEFAULT_LIMITS, stories, afresh: false, signal });
}

test("what one of two desks on one database took in, the other one's next article finds its story in", async () => {
  const [first, second] = [openDesk(), openDesk()];
  room.write("cup.txt", TEXTS.cup);
  await second();
  room.write("bridge.txt", TEXTS.bridge);
  await first();
  room.write("ferries.txt", TEXTS.bridgeAgain);
  await second();
  const stories = await room.store.stories.latest(9);
  expect(stories.map(({ articleIds }) => articleIds.length).toSorted((a, b) => a - b)).toEqual([1, 2]);
});

test("what a desk that died for good had taken in, the one that goes on posts after some minutes", async () => {
  await room.round();
  room.write("bridge.txt", TEXTS.bridge);
  await openDesk()();
  room.write("cup.txt", TEXTS.cup);
  await room.round();
  expect(room.posted.map(({ summary }) => summary)).toEqual([expect.stringContaining("Eastholm")]);
  room.advance(HOUR / 10);
  await room.round();
  expect(room.posted.map(({ summary }) => summary)).toEqual([
    expect.stringContaining("Eastholm"),
    expect.stringContaining("Tarn bridge"),
  ]);
});

test("a report that another desk takes in while a digest of its story is made stays there, and the story is due again", async () => {
  const [first, second] = [openDesk(), openDesk()];
  room.write("bridge.txt", TEXTS.bridge);
  await first();
  const { store } = room.ports;
  const [story] = await store.stories.latest(1);
  const latest: typeof store.digests.latest = async (id) => {
    room.write("ferries.txt", TEXTS.bridgeAgain);
    await second();
    return store.digests.latest(id);
  };
  const ports = { ...room.ports, store: { ...store, digests: { ...store.digests, latest } } };
  expect((await summarizeStory(ports, story?.id ?? ""))?.reports).toHaveLength(1);
  const due = await store.stories.withoutDigest();
  expect(due.map(({ id, articleIds }) => [id, articleIds.length])).toEqual([[story?.id, 2]]);
});
