import type { PGlite } from "@electric-sql/pglite";
import type { PostgresPool } from "kysely";

/** What happens to a statement on its way: the connection breaks before the server hears of it, or before its answer comes. */
export type Cut = "before" | "after" | null;

/**
 * A pool of the one connection that PGlite has: who comes second waits until it is released.
 * @param cut asked for each statement; a connection that was cut answers nothing until it is released, as one of a server
 */
export function poolOf(pglite: PGlite, cut: (sql: string) => Cut = () => null): PostgresPool {
  let free = Promise.resolve();
  return {
    options: {},
    connect: async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const before = free;
      free = promise;
      await before;
      let isDead = false;
      const run = async (sql: string, parameters: readonly unknown[] = []) => {
        const { rows, affectedRows = 0 } = await pglite.query(sql, [...parameters]);
        return { command: sql.trimStart().split(/\s/)[0]?.toUpperCase() ?? "", rowCount: affectedRows, rows };
      };
      return {
        query: async (sql: string, parameters?: readonly unknown[]) => {
          if (isDead) throw new Error("Client has encountered a connection error and is not queryable");
          const fate = cut(sql);
          if (fate === null) return run(sql, parameters);
          isDead = true;
          // A server whose client is gone undoes what was not committed.
          await (fate === "after" ? run(sql, parameters) : run("rollback"));
          throw new Error("Connection terminated unexpectedly");
        },
        release: () => resolve(),
      } as never;
    },
    end: async () => {},
  };
}
