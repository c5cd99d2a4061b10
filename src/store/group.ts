import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Runs a change and ends when it is on the disk. */
export type Grouped = <T>(change: (db: Kysely<Schema>) => Promise<T>) => Promise<T>;

interface Waiting {
  readonly run: (db: Kysely<Schema>) => Promise<void>;
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Changes that come while another is being synced share the next commit: syncing the disk costs milliseconds, and a
 * thousand channels would wait for it one after the other.
 * @param transaction runs work in one transaction
 * @param gather ends when whatever is ready by now has had its turn
 */
export function groupCommits(
  transaction: (work: (db: Kysely<Schema>) => Promise<void>) => Promise<void>,
  gather: () => Promise<void>,
): Grouped {
  let line: Waiting[] = [];
  let isFlushing = false;

  async function flush(): Promise<void> {
    while (line.length > 0) {
      await gather();
      const batch = line;
      line = [];
      try {
        await transaction(async (db) => {
          for (const { run } of batch) await run(db);
        });
        for (const { settle } of batch) settle();
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
    }
    isFlushing = false;
  }

  return async (change) => {
    const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof change>>>();
    let end = (): void => {};
    line.push({
      // What one change is refused for is no matter of the others.
      run: async (db) => {
        try {
          const result = await change(db);
          end = () => resolve(result);
        } catch (error) {
          end = () => reject(error);
        }
      },
      settle: () => end(),
      fail: reject,
    });
    if (!isFlushing) {
      isFlushing = true;
      void flush();
    }
    return await promise;
  };
}
