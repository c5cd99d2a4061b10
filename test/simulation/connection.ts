import type { DatabaseSync } from "node:sqlite";
import { CompiledQuery, Kysely, type DatabaseConnection, type Dialect, type Driver } from "kysely";
import { assembleStore } from "../../src/store/assemble.ts";
import { migrate } from "../../src/store/migrate.ts";
import { MIGRATIONS } from "../../src/store/migrations/all.ts";
import type { Schema } from "../../src/store/schema.ts";
import { MEMORY, openFile, sqliteDialect } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { never } from "./host.ts";
import type { Host } from "./host.ts";

/**
 * One SQLite in memory under several simulated processes. Each has a store of its own on it, and whole transactions take turns, as
 * they would seem to on PostgreSQL; a process that dies in one leaves nothing of it.
 */
export interface SharedDatabase {
  /** For looking at what is committed; a text is prepared once. */
  readonly prepare: DatabaseSync["prepare"];
  /** @param alone the process has the database to itself, as on a file; else it shares it, as on PostgreSQL */
  readonly open: (host: Host, alone: boolean) => Store;
  /** Sets the clock of the database, by which leases end where it is shared. */
  readonly setClock: (now: () => number) => void;
  /** What the dead process held is rolled back and let go. */
  readonly release: (host: Host) => void;
  /** Empties every table and forgets all processes. */
  readonly clear: () => void;
  /** All rows, to be put back later: a backup. */
  readonly backup: () => Backup;
  readonly restore: (backup: Backup) => void;
}

export type Backup = ReadonlyMap<string, readonly Row[]>;
type Row = Readonly<Record<string, string | number | null>>;

/** Opens it, with every migration taken; one is enough for many runs in turn. */
export async function openSharedDatabase(): Promise<SharedDatabase> {
  const handle = openFile(MEMORY, false);
  const first = new Kysely<Schema>({ dialect: sqliteDialect(handle, MEMORY) });
  await migrate(first, "sqlite", MIGRATIONS, MEMORY);
  let clock = (): number => 0;
  handle.function("simulated_clock", () => clock());
  // Whole transactions take turns anyway.
  handle.function("pg_advisory_xact_lock", (_key) => null);
  const cached = cachingStatements(handle);
  const tables = tablesOf(handle);
  const sequences = handle.prepare("delete from sqlite_sequence");
  const dialect = sqliteDialect(cached, MEMORY);
  const driver = dialect.createDriver();
  await driver.init();
  const connection = await driver.acquireConnection();
  const turns = createTurns(() => {
    // Through the store's own statements, which keep count of transactions; it is through when the call returns.
    if (handle.isTransaction) void connection.executeQuery(CompiledQuery.raw("rollback"));
  });
  const clearing = tables.map((table) => handle.prepare(`delete from ${table}`));
  const clear = (): void => {
    turns.forget();
    handle.exec("pragma defer_foreign_keys = on");
    handle.exec("begin");
    for (const statement of clearing) statement.run();
    sequences.run();
    handle.exec("commit");
  };
  return {
    prepare: (sql) => cached.prepare(sql),
    open: (host, alone) => {
      const db = new Kysely<Schema>({ dialect: takingTurns(dialect, driver, connection, host, turns) });
      // A file's changes share commits; here those of one instant do.
      const gather = alone ? async (): Promise<void> => host.sleep(0) : undefined;
      return assembleStore(db, alone ? "sqlite" : "postgres", async () => {}, gather);
    },
    setClock: (now) => {
      clock = now;
    },
    release: turns.release,
    clear,
    backup: () => new Map(tables.map((table) => [table, handle.prepare(`select * from ${table}`).all() as Row[]])),
    restore: (backup) => {
      handle.exec("begin");
      handle.exec("pragma defer_foreign_keys = on");
      for (const statement of clearing) statement.run();
      for (const [table, rows] of backup) for (const row of rows) insert(handle, table, row);
      handle.exec("commit");
    },
  };
}

function insert(handle: DatabaseSync, table: string, row: Row): void {
  const columns = Object.keys(row);
  const places = columns.map(() => "?").join(", ");
  handle.prepare(`insert into ${table} (${columns.join(", ")}) values (${places})`).run(...Object.values(row));
}

/** Tables that hold work; not those of the search index, which no delivery touches. */
function tablesOf(handle: DatabaseSync): readonly string[] {
  const rows = handle.prepare("select name from sqlite_schema where type = 'table'").all();
  return rows
    .map(({ name }) => String(name))
    .filter((name) => !/^(?:sqlite_|article_search|schema_migrations)/.test(name));
}

/** PostgreSQL's own time as the store asks for it. */
const POSTGRES_CLOCK = "floor(extract(epoch from clock_timestamp()) * 1000)::bigint";

/** Statements are prepared once for all processes: there are thousands of these. */
function cachingStatements(handle: DatabaseSync): DatabaseSync {
  const statements = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  const prepare: DatabaseSync["prepare"] = (sql) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = handle.prepare(sql.replaceAll(POSTGRES_CLOCK, "simulated_clock()"));
      statements.set(sql, statement);
    }
    return statement;
  };
  const facade = {
    prepare,
    close: () => {},
    get isTransaction() {
      return handle.isTransaction;
    },
  };
  return facade as unknown as DatabaseSync;
}

interface Turns {
  readonly take: (host: Host) => Promise<void>;
  readonly release: (host: Host) => void;
  readonly forget: () => void;
}

/** @param rollback undoes a transaction that is open, if there is one */
function createTurns(rollback: () => void): Turns {
  let holder: Host | null = null;
  let waiting: { readonly host: Host; readonly go: () => void }[] = [];
  const next = (): void => {
    holder = null;
    for (let first = waiting.shift(); first !== undefined; first = waiting.shift()) {
      if (!first.host.isAlive()) continue;
      holder = first.host;
      first.go();
      return;
    }
  };
  return {
    take: async (host) => {
      if (!host.isAlive()) return never();
      if (holder === null) {
        holder = host;
        return;
      }
      await new Promise<void>((go) => {
        waiting.push({ host, go });
      });
    },
    release: (host) => {
      if (holder !== host) return;
      rollback();
      next();
    },
    forget: () => {
      rollback();
      holder = null;
      waiting = [];
    },
  };
}

/** The store's dialect and connection, but had in turn with other processes, and a dead process says nothing more. */
function takingTurns(
  dialect: Dialect,
  driver: Driver,
  connection: DatabaseConnection,
  host: Host,
  turns: Turns,
): Dialect {
  const gated: DatabaseConnection = {
    executeQuery: async (query) => (host.isAlive() ? connection.executeQuery(query) : never()),
    streamQuery: () => {
      throw new Error("The store streams nothing.");
    },
  };
  return {
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => {
        await turns.take(host);
        return gated;
      },
      beginTransaction: async (_, settings) => driver.beginTransaction(gated, settings),
      commitTransaction: async () => driver.commitTransaction(gated),
      rollbackTransaction: async () => driver.rollbackTransaction(gated),
      releaseConnection: async () => turns.release(host),
      destroy: async () => {},
    }),
  };
}
