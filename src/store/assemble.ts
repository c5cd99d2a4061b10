import { AsyncLocalStorage } from "node:async_hooks";
import { sql, type Kysely, type KyselyPlugin } from "kysely";
import { articleStore } from "./articles.ts";
import { deliveryStore } from "./deliveries.ts";
import { digestStore } from "./digests.ts";
import { documentStore } from "./documents.ts";
import { editionStore } from "./editions.ts";
import { groupCommits } from "./group.ts";
import { quarantineStore } from "./quarantine.ts";
import { laneStore } from "./lanes.ts";
import type { Dialect, Schema } from "./schema.ts";
import type { Scope } from "./scope.ts";
import { searchStore } from "./search.ts";
import { cachedStem } from "./search/stem.ts";
import { followStore } from "./follows.ts";
import { placementStore } from "./placements.ts";
import { requestStore } from "./requests.ts";
import { rulingStore } from "./rulings.ts";
import { subscriptionStore } from "./subscriptions.ts";
import { voteStore } from "./votes.ts";
import type { Store } from "./store.ts";
import { storyStore } from "./stories.ts";

/**
 * The store over an open database whose schema is up to date.
 * @param close lets go of the database; called once
 * @param gather where a commit waits for the disk: lets everything else that is ready have its turn, so that its changes
 *   share the commit; left out: every change has a commit of its own
 */
export function assembleStore(
  db: Kysely<Schema>,
  dialect: Dialect,
  close: () => Promise<void>,
  gather?: () => Promise<void>,
): Store {
  const stem = cachedStem();
  const running = new AsyncLocalStorage<{ open: boolean }>();
  /** SQLite has one connection: waiting for it inside its own transaction would wait for ever. In PostgreSQL the write would land outside. */
  const refuseInside = (): void => {
    if (running.getStore()?.open === true) {
      throw new Error("Inside a transaction, use the store that the work was handed: transactions do not nest.");
    }
  };
  let closing: Promise<void> | null = null;
  const check = (): void => {
    if (closing !== null) throw new Error("The store is closed.");
    refuseInside();
  };
  const guarded = db.withPlugin(beforeEach(check));
  const group =
    gather === undefined ? null : groupCommits(async (work) => await db.transaction().execute(work), gather);
  const outside: Scope = {
    db: guarded,
    dialect,
    inTransaction: false,
    stem,
    grouped: async (change) => {
      check();
      return await (group === null ? change(guarded) : group(change));
    },
    atomically: async (work) => {
      check();
      return await db.transaction().execute(work);
    },
  };
  return {
    ...nouns(outside),
    isShared: dialect === "postgres",
    transaction: async (work) => {
      check();
      return await db.transaction().execute(async (trx) => {
        const mark = { open: true };
        try {
          return await running.run(mark, async () => await work(insideStore(trx, dialect, stem)));
        } finally {
          mark.open = false;
        }
      });
    },
    ping: async () => await ping(guarded),
    close: async () => {
      refuseInside();
      closing ??= close();
      await closing;
    },
  };
}

/** The store that the work of a transaction is handed. */
function insideStore(trx: Kysely<Schema>, dialect: Dialect, stem: Scope["stem"]): Store {
  const scope: Scope = {
    db: trx,
    dialect,
    inTransaction: true,
    stem,
    grouped: async (change) => await change(trx),
    atomically: async (work) => await work(trx),
  };
  const refuse = async (): Promise<never> => {
    throw new Error("A transaction can neither start another nor close the store.");
  };
  return {
    ...nouns(scope),
    isShared: dialect === "postgres",
    transaction: refuse,
    ping: async () => await ping(trx),
    close: refuse,
  };
}

function nouns(scope: Scope): Omit<Store, "isShared" | "transaction" | "ping" | "close"> {
  return {
    documents: documentStore(scope),
    quarantine: quarantineStore(scope),
    articles: articleStore(scope),
    stories: storyStore(scope),
    digests: digestStore(scope),
    editions: editionStore(scope),
    deliveries: deliveryStore(scope),
    lanes: laneStore(scope),
    search: searchStore(scope),
    subscriptions: subscriptionStore(scope),
    follows: followStore(scope),
    votes: voteStore(scope),
    rulings: rulingStore(scope),
    placements: placementStore(scope),
    requests: requestStore(scope),
  };
}

async function ping(db: Kysely<Schema>): Promise<void> {
  await sql`select number from schema_migrations limit 1`.execute(db);
}

/** A plugin that calls `check` before every query and changes nothing. */
function beforeEach(check: () => void): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      check();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}
