import { DummyDriver, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql, Kysely } from "kysely";
import type { DatabaseConnection } from "kysely";
import { expect, test } from "vitest";
import { StoreError } from "./errors.ts";
import { withServerFaults } from "./postgres-faults.ts";

/** A server that answers every statement with an error. */
function failingWith(fault: Error, lastBreak: unknown = null): Kysely<object> {
  const connection: DatabaseConnection = {
    executeQuery: () => Promise.reject(fault),
    streamQuery: () => {
      throw fault;
    },
  };
  const driver = Object.assign(new DummyDriver(), { acquireConnection: () => Promise.resolve(connection) });
  const dialect = withServerFaults(
    {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    "postgres://host/desk",
    () => lastBreak,
  );
  return new Kysely<object>({ dialect });
}

const withCode = (code: string, message: string): Error => Object.assign(new Error(message), { code });
const ask = (db: Kysely<object>): Promise<unknown> =>
  sql`select 1`.execute(db).then(
    () => null,
    (error: unknown) => error,
  );

test.each([
  ["ECONNRESET", "read ECONNRESET", "lost in the middle of its work (read ECONNRESET)"],
  ["57P01", "terminating connection due to administrator command", "lost in the middle of its work (terminating"],
  ["08006", "connection failure", "lost in the middle of its work (connection failure)"],
  ["53100", "could not extend file", "has no room left on its disk (could not extend file)"],
  ["40P01", "deadlock detected", "undid a change that met another one (deadlock detected)"],
  ["42501", "permission denied for table articles", "refuses to work (permission denied for table articles)"],
  ["25006", "cannot execute INSERT in a read-only transaction", "refuses to work (cannot execute INSERT"],
])("what the server or the way to it does (%s) is told as the database's fault", async (code, message, told) => {
  const error = await ask(failingWith(withCode(code, message)));
  expect(error).toBeInstanceOf(StoreError);
  expect(String(error)).toContain(`The database postgres://host/desk`);
  expect(String(error)).toContain(told);
});

test.each([
  ["22021", "invalid byte sequence"],
  ["23505", "duplicate key"],
  ["42601", "syntax error"],
  ["54000", "string is too long for tsvector"],
])("what a statement or its values are refused for (%s) stays as it is", async (code, message) => {
  const error = withCode(code, message);
  expect(await ask(failingWith(error))).toBe(error);
});

test("of a connection that broke while nobody used it the first cause is told", async () => {
  const later = new Error("Client has encountered a connection error and is not queryable");
  const first = withCode("57P01", "terminating connection due to administrator command");
  expect(String(await ask(failingWith(later, first)))).toContain(
    "(terminating connection due to administrator command)",
  );
  expect(String(await ask(failingWith(later)))).toContain("is not queryable");
});
