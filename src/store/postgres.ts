import { CompiledQuery, Kysely, PostgresDialect, type PostgresPool } from "kysely";
import type { Pool } from "pg";
import { assembleStore } from "./assemble.ts";
import { StoreError } from "./errors.ts";
import { checkSchema, migrate } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/all.ts";
import type { Schema } from "./schema.ts";
import { reasonOf, withServerFaults } from "./postgres-faults.ts";
import type { Store } from "./store.ts";

/** Connections one process holds at most: the jobs, a search, a page. */
const MAX_CONNECTIONS = 5;

/** How long to wait for a connection, milliseconds. */
const CONNECT_MS = 10_000;

/** A process that stands still in the middle of a transaction holds up the others; the server then ends it, milliseconds. */
const FROZEN_MS = 60_000;

/**
 * Opens the store in a PostgreSQL database.
 * @param url postgres://user:password@host:port/database; errors name all of it but user and password
 * @throws StoreError, StoreVersionError
 */
export async function openPostgres(url: string, readOnly: boolean): Promise<Store> {
  const name = withoutSecrets(url);
  const { pool, lastBreak } = await connect(url, name);
  return await postgresStore(pool, name, readOnly, lastBreak);
}

/**
 * The store over a pool of connections, which closes with it. 64-bit integers must come as numbers.
 * @param name what to call the database in an error
 * @param lastBreak what the last connection broke with that nobody was asking anything of
 */
export async function postgresStore(
  pool: PostgresPool,
  name: string,
  readOnly: boolean,
  lastBreak: () => unknown = () => null,
): Promise<Store> {
  const dialect = new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      // Not with the request for the connection: poolers refuse what they do not know there.
      const setting = readOnly
        ? "set session characteristics as transaction read only"
        : `set idle_in_transaction_session_timeout = ${FROZEN_MS}`;
      await connection.executeQuery(CompiledQuery.raw(setting));
    },
  });
  const db = new Kysely<Schema>({ dialect: withServerFaults(dialect, name, lastBreak) });
  try {
    await (readOnly ? checkSchema : migrate)(db, "postgres", MIGRATIONS, name);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return assembleStore(db, "postgres", async () => await db.destroy());
}

async function connect(url: string, name: string): Promise<{ readonly pool: Pool; readonly lastBreak: () => unknown }> {
  const { Pool, types } = (await import("pg")).default;
  // 64-bit integers come as text unless told otherwise; none of ours passes 2^53.
  const pool = new Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "copydesk",
    // A server that went away without a word is noticed.
    keepAlive: true,
    types: {
      getTypeParser: (oid, format) => (oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)),
    },
  });
  // A connection that breaks is replaced, idle or in the middle of a statement, which then fails; without a listener each would
  // end the process.
  let last: unknown = null;
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    // What comes after the first one only says that it is gone.
    client.once("error", (error) => {
      last = error;
    });
    client.on("error", () => {});
  });
  try {
    (await pool.connect()).release();
    return { pool, lastBreak: () => last };
  } catch (error) {
    await pool.end();
    throw new StoreError(
      `The database ${name} cannot be reached (${reasonOf(error)}). Check that the server runs, and the address, name and password.`,
    );
  }
}

function withoutSecrets(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) {
    throw new StoreError(
      "The database address starts with postgres:// and is not a valid address. Write postgres://user:password@host:5432/name; " +
        "characters such as @ : / in the password need percent-encoding.",
    );
  }
  return `postgres://${parsed.host}${parsed.pathname}`;
}
