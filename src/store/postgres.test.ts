import { PGlite } from "@electric-sql/pglite";
import type { PostgresPool } from "kysely";
import { afterAll, beforeAll } from "vitest";
import { storeContract } from "./contract.ts";
import { postgresStore } from "./postgres.ts";

const TABLES =
  "documents, quarantine, story_articles, edition_stories, deliveries, editions, digests, stories, article_search, articles";

let server: PGlite;
beforeAll(async () => {
  server = await PGlite.create({ parsers: { 20: Number } });
});
afterAll(async () => {
  await server.close();
});

storeContract("store in PostgreSQL (PGlite)", async () => ({
  open: async () => await postgresStore(poolOf(server), "postgres://test", false),
  drop: async () => void (await server.exec(`truncate ${TABLES} restart identity`)),
}));

/** A pool of the one connection that PGlite has: who comes second waits until it is released. */
function poolOf(pglite: PGlite): PostgresPool {
  let free = Promise.resolve();
  let ended = false;
  return {
    options: {},
    connect: async () => {
      if (ended) throw new Error("The pool was ended.");
      const { promise, resolve } = Promise.withResolvers<void>();
      const before = free;
      free = promise;
      await before;
      return {
        query: async <R>(sql: string, parameters: readonly unknown[] = []) => {
          const { rows, affectedRows = 0 } = await pglite.query<R>(sql, [...parameters]);
          return { command: sql.trimStart().split(/\s/)[0]?.toUpperCase() ?? "", rowCount: affectedRows, rows };
        },
        release: resolve,
      } as never;
    },
    end: async () => {
      ended = true;
    },
  };
}
