import { Kysely, sql } from "kysely";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkSchema, migrate } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/all.ts";
import type { Migration } from "./migrations/migration.ts";
import { openStore } from "./open.ts";
import type { Schema } from "./schema.ts";
import { openFile, sqliteDialect } from "./sqlite.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "copydesk-migrate-"));
  file = join(folder, "desk.db");
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Runs `work` on the bare database and closes it. */
async function bare<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(openFile(file, false), file) });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

async function steps(): Promise<readonly string[]> {
  const rows = await bare(async (db) => db.selectFrom("schema_migrations").select("name").orderBy("number").execute());
  return rows.map((row) => row.name);
}

const step = (number: number, ...statements: readonly string[]): Migration => ({
  number,
  name: `step ${number}`,
  statements: () => statements,
});

test("steps count from 1 without gaps, and have names of their own", () => {
  expect(MIGRATIONS.map((each) => each.number)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  expect(new Set(MIGRATIONS.map((each) => each.name)).size).toBe(MIGRATIONS.length);
});

test.each(MIGRATIONS.map((_, index) => index))("a database that took %i steps is brought up to date", async (taken) => {
  await bare(async (db) => migrate(db, "sqlite", MIGRATIONS.slice(0, taken), file));
  await expect(openStore({ database: file, readOnly: true })).rejects.toThrow("used by an older Copydesk");
  const store = await openStore({ database: file });
  expect(await store.articles.count()).toBe(0);
  await store.close();
  expect(await steps()).toEqual(MIGRATIONS.map((each) => each.name));
});

test("what was in an old database is still there", async () => {
  await bare(async (db) => {
    await migrate(db, "sqlite", MIGRATIONS.slice(0, 1), file);
    await db
      .insertInto("quarantine")
      .values({
        folder: "/news/in",
        path: "a.txt",
        hash: "",
        size: 1,
        modified_at: 1.5,
        at: 2,
        kind: "empty",
        reason: "r",
        mend: "m",
        line: null,
      })
      .execute();
  });
  const store = await openStore({ database: file });
  expect(await store.quarantine.list()).toMatchObject([{ path: "a.txt", modifiedAt: 1.5 }]);
  await store.close();
});

test("a second run changes nothing", async () => {
  await bare(async (db) => migrate(db, "sqlite", MIGRATIONS, file));
  const before = await bare(async (db) => db.selectFrom("schema_migrations").selectAll().execute());
  await bare(async (db) => migrate(db, "sqlite", MIGRATIONS, file));
  expect(await bare(async (db) => db.selectFrom("schema_migrations").selectAll().execute())).toEqual(before);
  expect(before[0]?.applied_at).toBeGreaterThan(1_700_000_000_000);
});

test("a step that fails leaves nothing of itself, keeps those before it, and is taken when it is mended", async () => {
  const first = step(1, "create table one (id integer)");
  const broken = step(2, "create table two (id integer)", "insert into nowhere values (1)");
  await expect(bare(async (db) => migrate(db, "sqlite", [first, broken], file))).rejects.toThrow("nowhere");
  expect(await steps()).toEqual(["step 1"]);
  await bare(async (db) => migrate(db, "sqlite", [first, step(2, "create table two (id integer)")], file));
  expect(await steps()).toEqual(["step 1", "step 2"]);
  await bare(async (db) => sql`select * from one, two`.execute(db));
});

test("white space in a step does not make it another, a word does", async () => {
  await bare(async (db) => migrate(db, "sqlite", [step(1, "create table one (id integer)")], file));
  await bare(async (db) => checkSchema(db, "sqlite", [step(1, "create table\n  one (id integer)")], file));
  await expect(
    bare(async (db) => checkSchema(db, "sqlite", [step(1, "create table one (id text)")], file)),
  ).rejects.toThrow("in a form that this version does not know");
});

test("deliveries of an outbox without lanes go on where they were", async () => {
  await bare(async (db) => {
    await migrate(db, "sqlite", MIGRATIONS.slice(0, 4), file);
    await sql`insert into editions (id, channel, kind, slot, scheduled, created_at, left_out)
      values ('e1', 'wire', 'digest', 'now:1', 0, 5, 0)`.execute(db);
    for (const [key, state, attempt] of [
      ["k1", "sent", 1],
      ["k2", "unknown", 2],
      ["k3", "pending", 0],
    ] as const) {
      await sql`insert into deliveries (key, channel, platform, edition_id, part, attempt, state, at, message_id, payload)
        values (${key}, 'wire', 'console', 'e1', 0, ${attempt}, ${state}, 7, 'm', '{}')`.execute(db);
    }
  });
  const store = await openStore({ database: file });
  const rows = await store.deliveries.ofEdition("e1");
  const to = { name: "wire", platform: "console", channel: "wire", crosspost: false };
  expect(rows).toMatchObject([
    { key: "k1", to, status: { state: "sent", messageId: "m" } },
    { key: "k2", to, attempt: 2, firstSentAt: 7, status: { state: "unknown" } },
    { key: "k3", to, attempt: 0, firstSentAt: null, status: { state: "pending" } },
  ]);
  expect(await store.deliveries.lanes()).toEqual([{ lane: "console:wire", aside: false }]);
  await store.deliveries.add([{ ...rows[0]!, key: "k4" }], 8);
  expect((await store.deliveries.ofEdition("e1")).map(({ key }) => key)).toEqual(["k1", "k2", "k3", "k4"]);
  await store.close();
});
