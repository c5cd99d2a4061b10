import { PGlite } from "@electric-sql/pglite";
import { Kysely, PostgresDialect, sql } from "kysely";
import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeContract } from "./contract.ts";
import { delivery } from "./contract/samples.ts";
import { migrate } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/all.ts";
import { openStore } from "./open.ts";
import { poolOf } from "./pglite.fixture.ts";
import { postgresStore } from "./postgres.ts";
import type { Schema } from "./schema.ts";

const TABLES =
  "subscriptions, follows, votes, rulings, merged_stories, placements, requests, kept_words, documents, quarantine, story_articles, edition_stories, deliveries, lanes, outbox_requests, editions, digests, stories, article_search, articles";

let server: PGlite;
beforeAll(async () => {
  server = await PGlite.create({ parsers: { 20: Number } });
});
afterAll(async () => {
  await server.close();
});

storeContract("PostgreSQL (PGlite)", async () => ({
  open: async () => await postgresStore(poolOf(server), "postgres://test", false),
  drop: async () => void (await server.exec(`truncate ${TABLES} restart identity`)),
}));

describe("a store in PostgreSQL that is opened to look only", () => {
  test("reads, and refuses to write", async () => {
    await (await postgresStore(poolOf(server), "postgres://test", false)).close();
    const store = await postgresStore(poolOf(server), "postgres://test", true);
    expect(await store.articles.count()).toBe(0);
    await expect(store.quarantine.release("/news/in", "a.txt")).rejects.toThrow("read-only transaction");
    await store.close();
    await server.exec("set session characteristics as transaction read write");
  });
});

test("an outbox without lanes in PostgreSQL is brought up to date with its rows, and counts on", async () => {
  const old = await PGlite.create({ parsers: { 20: Number } });
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: poolOf(old) }) });
  await migrate(db, "postgres", MIGRATIONS.slice(0, 4), "postgres://test");
  await sql`insert into editions (id, channel, kind, slot, scheduled, created_at, left_out)
    values ('e1', 'wire', 'digest', 'now:1', 0, 5, 0)`.execute(db);
  await sql`insert into deliveries (key, channel, platform, edition_id, part, attempt, state, at, message_id, payload)
    values ('k1', 'wire', 'console', 'e1', 0, 1, 'sent', 7, 'm', '{}')`.execute(db);
  const store = await postgresStore(poolOf(old), "postgres://test", false);
  await store.deliveries.add([delivery("k2", "e1")], 8);
  const rows = await store.deliveries.ofEdition("e1");
  expect(rows.map(({ key, status }) => [key, status.state])).toEqual([
    ["k1", "sent"],
    ["k2", "pending"],
  ]);
  await store.close();
  await old.close();
});

/** A server to test on besides PGlite, which has one connection: an address of a database whose tables may be dropped. */
const address = process.env["COPYDESK_TEST_POSTGRES"];

describe.skipIf(address === undefined)("with a server (set COPYDESK_TEST_POSTGRES to run)", () => {
  const database = address ?? "";
  const run = async (sql: string): Promise<void> => {
    const pool = new Pool({ connectionString: database, max: 1 });
    await pool.query(sql);
    await pool.end();
  };
  beforeAll(async () => {
    await run(`drop table if exists ${TABLES}, schema_migrations`);
  });

  test("several processes that start at one time make the schema once", async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(async () => await openStore({ database })));
    const counts = await Promise.all(stores.map(async (store) => await store.articles.count()));
    expect(counts).toEqual([0, 0, 0, 0]);
    await Promise.all(stores.map(async (store) => await store.close()));
  });

  storeContract("PostgreSQL (server)", async () => ({
    open: async () => await openStore({ database }),
    drop: async () => await run(`truncate ${TABLES} restart identity`),
  }));
});
