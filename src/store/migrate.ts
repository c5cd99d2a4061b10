import { createHash } from "node:crypto";
import { sql, type Kysely, type Transaction } from "kysely";
import { StoreError, StoreVersionError } from "./errors.ts";
import type { Migration } from "./migrations/migration.ts";
import type { Dialect, Schema } from "./schema.ts";

/** Key of the advisory lock under which one process at a time changes the schema; any fixed number: "copy" as bytes. */
const MIGRATION_LOCK = 0x636f7079;

/**
 * Brings the schema up to the newest of `migrations`. Each step runs in a transaction of its own together with its record, so a
 * process that dies in one leaves the database before or after it, and the next run goes on from there.
 * @param name what to call the database in an error
 * @throws StoreVersionError when the database is newer than this program, or took other steps than these
 */
export async function migrate(
  db: Kysely<Schema>,
  dialect: Dialect,
  migrations: readonly Migration[],
  name: string,
): Promise<void> {
  await alone(db, dialect, async (trx) => {
    await refuseForeign(trx, dialect, name);
    await sql.raw(recordTable(dialect)).execute(trx);
  });
  for (const migration of migrations.slice(await stepsTaken(db, dialect, migrations, name))) {
    await alone(db, dialect, async (trx) => {
      // Another process may have taken the step while this one waited for the lock.
      if ((await recorded(trx)).some((row) => row.number === migration.number)) return;
      for (const statement of migration.statements(dialect)) await sql.raw(statement).execute(trx);
      await trx
        .insertInto("schema_migrations")
        .values({ number: migration.number, name: migration.name, checksum: checksum(migration, dialect) })
        .execute();
    });
  }
}

/**
 * Checks without writing that the schema is the one this program reads.
 * @throws StoreVersionError when it is older, newer or another
 */
export async function checkSchema(
  db: Kysely<Schema>,
  dialect: Dialect,
  migrations: readonly Migration[],
  name: string,
): Promise<void> {
  const tables = await tableNames(db, dialect);
  if (!tables.includes("schema_migrations")) {
    throw new StoreError(
      `${name} is not a database of Copydesk, or an empty one. Check the path; \`copydesk start\` makes a new one.`,
    );
  }
  if ((await stepsTaken(db, dialect, migrations, name)) < migrations.length) {
    throw new StoreVersionError(
      `The database ${name} was last used by an older Copydesk. Start Copydesk once: it brings the database up to date.`,
    );
  }
}

/** How many of `migrations` the database has taken: the first n. */
async function stepsTaken(
  db: Kysely<Schema>,
  dialect: Dialect,
  migrations: readonly Migration[],
  name: string,
): Promise<number> {
  const rows = await recorded(db);
  const newest = rows.at(-1)?.number ?? 0;
  if (newest > migrations.length) {
    throw new StoreVersionError(
      `The database ${name} was used by a newer Copydesk (its schema is number ${newest}, this version knows ${migrations.length}). ` +
        `Use the newer version, or restore a backup from before the update.`,
    );
  }
  for (const [index, row] of rows.entries()) {
    const known = migrations[index];
    if (known === undefined || known.number !== row.number || checksum(known, dialect) !== row.checksum) {
      throw new StoreVersionError(
        `The database ${name} took schema step ${row.number} ("${row.name}") in a form that this version does not know. ` +
          `Use the version that made it, or restore a backup.`,
      );
    }
  }
  return rows.length;
}

async function recorded(db: Kysely<Schema>): Promise<readonly { number: number; name: string; checksum: string }[]> {
  return await db.selectFrom("schema_migrations").select(["number", "name", "checksum"]).orderBy("number").execute();
}

/** Runs `work` in a transaction while no other process changes the schema. SQLite needs no lock here: its file has one owner. */
async function alone(
  db: Kysely<Schema>,
  dialect: Dialect,
  work: (trx: Transaction<Schema>) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (dialect === "postgres") await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(trx);
    await work(trx);
  });
}

/** A SQLite file with tables of somebody else is left alone. In PostgreSQL several programs may share a schema. */
async function refuseForeign(db: Kysely<Schema>, dialect: Dialect, name: string): Promise<void> {
  if (dialect === "postgres") return;
  const tables = await tableNames(db, dialect);
  if (tables.length > 0 && !tables.includes("schema_migrations")) {
    throw new StoreError(
      `The file ${name} is a database of another program. Name a file of its own for Copydesk in the configuration.`,
    );
  }
}

async function tableNames(db: Kysely<Schema>, dialect: Dialect): Promise<readonly string[]> {
  const query =
    dialect === "sqlite"
      ? sql<{ name: string }>`select name from sqlite_schema where type = 'table'`
      : sql<{
          name: string;
        }>`select table_name as name from information_schema.tables where table_schema = current_schema()`;
  return (await query.execute(db)).rows.map((row) => row.name);
}

function recordTable(dialect: Dialect): string {
  const [integer, now] =
    dialect === "sqlite"
      ? ["integer", "unixepoch() * 1000"]
      : ["bigint", "floor(extract(epoch from clock_timestamp()) * 1000)"];
  return `create table if not exists schema_migrations (
    number ${integer} primary key,
    name text not null,
    checksum text not null,
    applied_at ${integer} not null default (${now})
  )`;
}

/** SHA-256 of the statements, hex; white space does not count. */
function checksum(migration: Migration, dialect: Dialect): string {
  const text = migration.statements(dialect).join(";\n").replaceAll(/\s+/g, " ");
  return createHash("sha256").update(text).digest("hex");
}
