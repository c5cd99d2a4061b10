import type { PGlite } from "@electric-sql/pglite";
import type { PostgresPool } from "kysely";

/** A pool of the one connection that PGlite has: who comes second waits until it is released. */
export function poolOf(pglite: PGlite): PostgresPool {
  let free = Promise.resolve();
  return {
    options: {},
    connect: async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const before = free;
      free = promise;
      await before;
      return {
        query: async (sql: string, parameters: readonly unknown[] = []) => {
          const { rows, affectedRows = 0 } = await pglite.query(sql, [...parameters]);
          return { command: sql.trimStart().split(/\s/)[0]?.toUpperCase() ?? "", rowCount: affectedRows, rows };
        },
        release: resolve,
      } as never;
    },
    end: async () => {},
  };
}
