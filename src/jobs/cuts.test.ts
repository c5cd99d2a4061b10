import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { poolOf } from "../store/pglite.fixture.ts";
import { postgresStore } from "../store/postgres.ts";
import { openNewsroom, TEXTS } from "./newsroom.fixture.ts";
import type { Newsroom } from "./newsroom.fixture.ts";

let server: PGlite;

beforeAll(async () => {
  server = await PGlite.create({ parsers: { 20: Number } });
});

afterAll(async () => {
  await server.close();
});

/** A desk on an empty PostgreSQL database. @param how what becomes of its commit with the number `at` in the first round */
async function openCut(at: number, how: "before" | "after"): Promise<Newsroom & { readonly isCut: () => boolean }> {
  await server.exec("drop schema public cascade; create schema public");
  let commits = Number.NEGATIVE_INFINITY;
  const pool = poolOf(server, (sql) => {
    if (sql !== "commit") return null;
    commits += 1;
    return commits === at ? how : null;
  });
  const room = await openNewsroom(undefined, () => postgresStore(pool, "postgres://test", false));
  commits = 0;
  return { ...room, isCut: () => commits >= at };
}

test.each(["before", "after"] as const)(
  "whichever commit of a round is cut %s it is done: its cause is told, no article is blamed, and the next round posts each story once",
  async (how) => {
    let cuts = 0;
    for (let at = 1; cuts === at - 1; at += 1) {
      const room = await openCut(at, how);
      room.write("bridge.txt", TEXTS.bridge);
      room.write("ferries.txt", TEXTS.bridgeAgain);
      room.write("cup.txt", TEXTS.cup);
      const told = await room.round().then(() => "nothing", String);
      if (room.isCut()) cuts += 1;
      expect(told).toMatch(room.isCut() ? /postgres:\/\/test .*\(Connection terminated unexpectedly\)/ : /^nothing$/);
      await room.round();
      expect(await room.store.quarantine.list()).toEqual([]);
      expect(room.posted.map(({ kind }) => kind)).toEqual(["post", "post"]);
      expect(await room.store.articles.count()).toBe(3);
      await room.close();
    }
    // The batch, two digests, two editions.
    expect(cuts).toBe(5);
  },
);
