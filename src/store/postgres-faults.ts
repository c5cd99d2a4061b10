import { isAbortedTransactionError, type DatabaseConnection, type Dialect, type Driver } from "kysely";
import { StoreError } from "./errors.ts";

/**
 * Classes of SQLSTATE that speak of a statement and its values: not supported, data, constraint, syntax, too large. All
 * others speak of the server. @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const OF_THE_STATEMENT = /^(?:0A|22|23|42|54)/;
const NO_RIGHT = "42501";
/** Of the way to the server, or of its end. */
const LOST = /^(?:08|57P)/;
const DEADLOCK_OR_ORDER = /^40/;
const DISK_FULL = "53100";
/** Of the driver, for a connection that broke earlier. */
const BROKEN_BEFORE = "is not queryable";

/**
 * The same dialect, which tells what the server and the way to it do as a `StoreError`: nothing that was to be written is at
 * fault then. What a statement or its values are refused for stays as it is. The first cause is told, not the rollback that
 * no longer finds a connection.
 * @param name what to call the database in an error
 * @param lastBreak what a connection broke with while nobody asked anything of it: whoever asks next is told no more than that
 */
export function withServerFaults(dialect: Dialect, name: string, lastBreak: () => unknown): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => telling(dialect.createDriver(), name, lastBreak),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

function telling(driver: Driver, name: string, lastBreak: () => unknown): Driver {
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const of = (connection: DatabaseConnection): DatabaseConnection => inner.get(connection) ?? connection;
  const tell = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      const first = reasonOf(error).endsWith(BROKEN_BEFORE) ? (lastBreak() ?? error) : error;
      throw serverFault(first, name) ?? error;
    }
  };
  return {
    init: async (options) => await driver.init(options),
    acquireConnection: async (options) => {
      const connection = await tell(driver.acquireConnection(options));
      const told: DatabaseConnection = {
        executeQuery: async (query) => await tell(connection.executeQuery(query)),
        streamQuery: (query, size) => connection.streamQuery(query, size),
      };
      inner.set(told, connection);
      return told;
    },
    beginTransaction: async (connection, settings) => await tell(driver.beginTransaction(of(connection), settings)),
    commitTransaction: async (connection) => await tell(driver.commitTransaction(of(connection))),
    rollbackTransaction: async (connection) => {
      // Where it fails the connection is thrown away, and the server undoes by itself what was not committed.
      await driver.rollbackTransaction(of(connection)).catch(() => {});
    },
    releaseConnection: async (connection) => await driver.releaseConnection(of(connection)),
    destroy: async () => await driver.destroy(),
  };
}

/** Null: it is none of the server. */
function serverFault(error: unknown, name: string): StoreError | null {
  if (error instanceof StoreError || error instanceof TypeError || error instanceof RangeError) return null;
  if (isAbortedTransactionError(error)) return null;
  const state = stateOf(error);
  if (state !== null && state !== NO_RIGHT && OF_THE_STATEMENT.test(state)) return null;
  return new StoreError(`The database ${name} ${inWords(state, reasonOf(error))}`, { cause: error });
}

function inWords(state: string | null, reason: string): string {
  if (state === null || LOST.test(state)) {
    return (
      `could not be reached, or was lost in the middle of its work (${reason}). What was being written stands there ` +
      "whole or not at all. Check that its server runs and can be reached."
    );
  }
  if (state === DISK_FULL) return `has no room left on its disk (${reason}). Make room; nothing half done was kept.`;
  if (DEADLOCK_OR_ORDER.test(state)) return `undid a change that met another one (${reason}). It is made again.`;
  return `refuses to work (${reason}).`;
}

/** Five signs, of an error that the server sent. */
function stateOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" && /^[\dA-Z]{5}$/.test(error.code) ? error.code : null;
}

/** One line; the code of a connection error when its message is empty, as that of several tried addresses is. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== "") return error.message;
  return "code" in error ? String(error.code) : error.name;
}
