import { Kysely } from "kysely";
import { assembleStore } from "./assemble.ts";
import { checkSchema, migrate } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/all.ts";
import type { Schema } from "./schema.ts";
import { lockFile } from "./sqlite-lock.ts";
import { MEMORY, openFile, settlePath, sqliteDialect } from "./sqlite.ts";
import type { Store } from "./store.ts";

export interface StoreOptions {
  /** Path of a SQLite file, ":memory:", or a postgres:// address. */
  readonly database: string;
  /** For commands that only look: works beside a running Copydesk, makes and changes nothing. */
  readonly readOnly?: boolean;
  /**
   * For a few rows beside the Copydesk that holds the SQLite file: takes no lock and brings nothing up to date. Only what
   * the other one waits for may be written.
   */
  readonly beside?: boolean;
}

/**
 * Opens the store and brings its schema up to date. One SQLite file has one writer at a time; PostgreSQL takes several.
 * @throws StoreBusyError when another Copydesk writes the SQLite file
 * @throws StoreCorruptError when the file is damaged
 * @throws StoreVersionError when the database belongs to another version
 * @throws StoreError when it cannot be reached or made
 */
export async function openStore({ database, readOnly = false, beside = false }: StoreOptions): Promise<Store> {
  if (/^postgres(?:ql)?:\/\//i.test(database)) {
    return await (await import("./postgres.ts")).openPostgres(database, readOnly);
  }
  return await openSqlite(database, readOnly, beside);
}

/** After everything that is ready by now. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

async function openSqlite(path: string, readOnly: boolean, beside: boolean): Promise<Store> {
  const file = readOnly || path === MEMORY ? path : settlePath(path);
  const lock = readOnly || beside || path === MEMORY ? null : lockFile(file);
  try {
    const handle = openFile(file, readOnly);
    const db = new Kysely<Schema>({ dialect: sqliteDialect(handle, file) });
    try {
      await (readOnly || beside ? checkSchema : migrate)(db, "sqlite", MIGRATIONS, file);
    } catch (error) {
      await db.destroy();
      throw error;
    }
    const close = async (): Promise<void> => {
      await db.destroy();
      lock?.release();
    };
    // A database in memory has no disk to wait for.
    return assembleStore(db, "sqlite", close, path === MEMORY ? undefined : nextTurn);
  } catch (error) {
    lock?.release();
    throw error;
  }
}
