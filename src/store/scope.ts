import type { Kysely } from "kysely";
import type { Grouped } from "./group.ts";
import type { Dialect, Schema } from "./schema.ts";

/** What the store of one noun works in: the whole database, or one transaction of it. */
export interface Scope {
  readonly db: Kysely<Schema>;
  readonly dialect: Dialect;
  /** True when what is written lasts only with the transaction around it. */
  readonly inTransaction: boolean;
  /** Runs `work` in a transaction: the one around it when there is one, else one of its own. */
  readonly atomically: <T>(work: (db: Kysely<Schema>) => Promise<T>) => Promise<T>;
  /** As one statement outside a transaction; what comes at one time may share a commit. Within a transaction, a part of it. */
  readonly grouped: Grouped;
  /** Stem of a word of the search index. */
  readonly stem: (word: string) => string;
}

/** Most rows in one INSERT and most ids in one IN (…): a few lengths of statement that are prepared once, far below both databases' limits on parameters. */
const BATCH = 100;

/** `items` in runs of at most `BATCH`, in order. */
export function* batches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += BATCH) yield items.slice(start, start + BATCH);
}
