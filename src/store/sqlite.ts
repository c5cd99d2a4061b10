import { existsSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { SqliteDialect, type Dialect, type Driver, type SqliteStatement } from "kysely";
import { createGate } from "../core/gate.ts";
import { StoreCorruptError, StoreError } from "./errors.ts";
import {
  sqliteCode,
  SQLITE_BUSY,
  SQLITE_CANTOPEN,
  SQLITE_CORRUPT,
  SQLITE_FULL,
  SQLITE_IOERR,
  SQLITE_LOCKED,
  SQLITE_NOTADB,
  SQLITE_PROTOCOL,
  SQLITE_READONLY,
} from "./sqlite-codes.ts";

export const MEMORY = ":memory:";

/** Before this version a WAL file could be reset under a reader and lose commits. @see https://www.sqlite.org/releaselog/3_51_3.html */
const MIN_VERSION = "3.51.3";

/** How long a statement waits for a lock, milliseconds. */
const BUSY_MS = 5_000;

/** Largest file that is checked whole at every start, bytes; a larger one would hold up the start. */
const CHECK_UP_TO = 64_000_000;

/** Prepared statements kept by their text. The store has about a hundred; lists of several lengths make more. */
const MAX_STATEMENTS = 256;

/**
 * Makes the folder of a database file.
 * @returns the one path by which every process knows the file, links followed
 * @throws StoreError when the folder cannot be made
 */
export function settlePath(file: string): string {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));
  } catch (error) {
    throw new StoreError(
      `The folder of the database ${file} cannot be made or read (${messageOf(error)}). Check its path and permissions.`,
    );
  }
}

/**
 * Opens a SQLite file, made when it is not there, as the store needs it: every commit reaches the disk before it returns.
 * @param file path, or ":memory:"
 * @throws StoreError, StoreCorruptError
 */
export function openFile(file: string, readOnly: boolean): DatabaseSync {
  if (file !== MEMORY && readOnly && !existsSync(file)) {
    throw new StoreError(
      `There is no database at ${file} yet. Check the path, or run \`copydesk start\`: it makes one.`,
    );
  }
  const known = existsSync(file) ? statSync(file).size : 0;
  const database = inWords(
    file,
    () => new DatabaseSync(file, { readOnly, timeout: BUSY_MS, enableForeignKeyConstraints: true }),
  );
  try {
    inWords(file, () => {
      refuseOldSqlite(database);
      if (!readOnly) {
        database.exec("pragma journal_mode = wal");
        database.exec("pragma synchronous = full");
        // After a burst the log file shrinks back to this size, bytes.
        database.exec("pragma journal_size_limit = 67108864");
        if (known <= CHECK_UP_TO) refuseDamage(database, file);
      }
      database.exec("pragma cache_size = -16384");
      database.exec("pragma temp_store = memory");
      // Reads a page, so that a file that is no database fails here.
      database.prepare("select count(*) from sqlite_schema").get();
    });
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** kysely's SQLite dialect over node:sqlite. `database` closes with it. */
export function sqliteDialect(database: DatabaseSync, file: string): Dialect {
  const statements = new Map<string, SqliteStatement>();
  const transaction = { begun: false };
  const prepare = (sql: string): SqliteStatement => {
    const kept = statements.get(sql);
    if (kept !== undefined) {
      // To the end of the map: the first entry is the one longest unused.
      statements.delete(sql);
      statements.set(sql, kept);
      return kept;
    }
    const statement = asReader(database, sql, file, transaction);
    statements.set(sql, statement);
    const [oldest] = statements.keys();
    if (statements.size > MAX_STATEMENTS && oldest !== undefined) statements.delete(oldest);
    return statement;
  };
  const close = (): void => {
    statements.clear();
    database.close();
  };
  const dialect = new SqliteDialect({ database: { prepare, close } });
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => inTurn(dialect.createDriver()),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

/**
 * One after the other, in the order they ask. kysely's own lock wakes all who wait whenever it is let go: a thousand
 * questions at one time would be woken half a million times.
 */
function inTurn(driver: Driver): Driver {
  const gate = createGate(1);
  return {
    init: async () => await driver.init(),
    acquireConnection: async () => {
      await gate.enter();
      return await driver.acquireConnection();
    },
    beginTransaction: async (connection, settings) => await driver.beginTransaction(connection, settings),
    commitTransaction: async (connection) => await driver.commitTransaction(connection),
    rollbackTransaction: async (connection) => await driver.rollbackTransaction(connection),
    releaseConnection: async (connection) => {
      await driver.releaseConnection(connection);
      gate.leave();
    },
    destroy: async () => await driver.destroy(),
  };
}

/**
 * A statement of node:sqlite in the form that kysely takes from better-sqlite3. SQLite ends a transaction by itself when the disk is
 * full or fails; what comes after it must neither land alone nor hide the cause behind a rollback that finds nothing.
 */
function asReader(database: DatabaseSync, sql: string, file: string, transaction: { begun: boolean }): SqliteStatement {
  const statement = inWords(file, () => database.prepare(sql));
  const refuseAlone = (): void => {
    if (transaction.begun && !database.isTransaction) {
      throw new StoreError(`The database ${file} gave up the transaction after an error; nothing of it was kept.`);
    }
  };
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => {
      refuseAlone();
      return inWords(file, () => statement.all(...(parameters as SQLInputValue[])));
    },
    run: (parameters) => {
      if (sql !== "rollback") refuseAlone();
      else if (!database.isTransaction) {
        transaction.begun = false;
        return { changes: 0, lastInsertRowid: 0 };
      }
      const result = inWords(file, () => statement.run(...(parameters as SQLInputValue[])));
      transaction.begun = database.isTransaction;
      return result;
    },
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  };
}

/** Runs `work`; what the file or the disk refuses becomes an error that says what to do. */
function inWords<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = sqliteCode(error);
    const detail = messageOf(error);
    if (code === SQLITE_CORRUPT || code === SQLITE_NOTADB) throw new StoreCorruptError(file, detail);
    const words = wordsFor(code, file, detail);
    throw words === null ? error : new StoreError(words, { cause: error });
  }
}

/** Null: it is a fault of the statement, not of the file. */
function wordsFor(code: number | null, file: string, detail: string): string | null {
  switch (code) {
    case SQLITE_FULL:
      return `The disk that holds the database ${file} is full. Make room; nothing half done was kept.`;
    case SQLITE_IOERR:
      return `The disk that holds the database ${file} fails (${detail}); nothing half done was kept. Check the disk.`;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return `The database ${file} is held by another program (${detail}); nothing half done was kept. End what writes it beside Copydesk.`;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return `The database ${file} cannot be opened (${detail}). Check that the file and its folder are there and may be written.`;
    case null:
    default:
      return null;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refuseOldSqlite(database: DatabaseSync): void {
  const version = String(database.prepare("select sqlite_version() as version").get()?.["version"]);
  if (!atLeast(version, MIN_VERSION)) {
    throw new StoreError(
      `This Node has SQLite ${version}; Copydesk needs ${MIN_VERSION} or later, because earlier ones can lose committed work. ` +
        `Use a newer Node.`,
    );
  }
}

/** Compares versions of the form "3.51.3". */
export function atLeast(version: string, least: string): boolean {
  const [have, need] = [version, least].map((text) => text.split(".").map(Number));
  for (let part = 0; part < 3; part += 1) {
    const difference = (have?.[part] ?? 0) - (need?.[part] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function refuseDamage(database: DatabaseSync, file: string): void {
  const found = String(database.prepare("pragma quick_check(1)").get()?.["quick_check"]);
  if (found !== "ok") throw new StoreCorruptError(file, found);
}
