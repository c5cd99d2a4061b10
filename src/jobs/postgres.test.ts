import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { poolOf } from "../store/pglite.fixture.ts";
import { postgresStore } from "../store/postgres.ts";
import { HOUR, openNewsroom, READY, TEXTS } from "./newsroom.fixture.ts";
import type { Newsroom } from "./newsroom.fixture.ts";
import { publishSlot } from "./publish.ts";

let server: PGlite;
let room: Newsroom;

beforeAll(async () => {
  server = await PGlite.create({ parsers: { 20: Number } });
  const daily = { ...READY, name: "daily", channel: "daily", schedule: "0 12 * * *" };
  room = await openNewsroom([READY, daily], () => postgresStore(poolOf(server), "postgres://test", false));
});

afterAll(async () => {
  await room.close();
  await server.close();
});

test("on PostgreSQL articles become stories, digests, editions and posts, each once", async () => {
  const { store, ports, posted } = room;
  room.write("bridge.txt", TEXTS.bridge);
  room.write("cup.txt", TEXTS.cup);
  room.write("empty.txt", "");
  expect(await room.round()).toMatchObject({ articles: 2, quarantined: 1, digests: 2, posts: 2 });
  room.advance(HOUR);
  room.write("ferries.txt", TEXTS.bridgeAgain);
  room.write("bridge.txt", TEXTS.bridge.replace("6 million", "7 million"));
  room.faults.push("landed-unclear");
  expect(await room.round()).toMatchObject({ articles: 2, digests: 1, posts: 1 });

  const daily = ports.channels().find(({ name }) => name === "daily");
  if (daily === undefined) throw new Error("there is no daily channel");
  const slot = { label: "2026-11-22T12:00", at: ports.clock.now() };
  expect(await publishSlot(ports, daily, slot, ports.clock.now() - 24 * HOUR)).toBe(true);
  expect(await publishSlot(ports, daily, slot, ports.clock.now() - 24 * HOUR)).toBe(false);

  // As after a crash: what is unclear is looked up, what is known is not done again.
  room.restart();
  room.advance(HOUR);
  await store.deliveries.recover(ports.clock.now());
  expect(await room.round()).toMatchObject({ articles: 0, digests: 0, posts: 0 });
  expect(await store.deliveries.counts()).toEqual({
    pending: 0,
    sending: 0,
    unknown: 0,
    dead: 0,
    cancelled: 0,
    sent: 4,
  });
  const told = (channel: string): readonly string[] =>
    posted.filter((post) => post.channel === channel).map(({ summary }) => summary);
  expect(told("wire")).toHaveLength(3);
  expect(told("wire").filter((summary) => summary.startsWith("Update: "))).toHaveLength(1);
  expect(told("daily")).toEqual([expect.stringMatching(/^Daily digest: daily, .*Tarn.*; Eastholm/) as string]);
  expect(await store.stories.count()).toBe(2);
  expect((await store.search.articles("ferries", 10)).length).toBeGreaterThan(0);
});
