import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Delivery, DeliveryState } from "../core/delivery.ts";
import type { EpochMs } from "../core/time.ts";
import { fromRow, headOf, HOLDS, isOpen, newRow, OUTBOX_LOCK } from "./delivery-rows.ts";
import type { HeadRow } from "./delivery-rows.ts";
import type { Schema } from "./schema.ts";
import { batches, type Scope } from "./scope.ts";
import type { DeliveryStore, Fence } from "./store.ts";

type StateName = DeliveryState["state"];

/** States from which a row still moves; the partial index of the lanes names the same. */
const OPEN: readonly StateName[] = ["pending", "sending", "unknown"];

const IS_OPEN = sql`state in ('pending', 'sending', 'unknown')`;
const IS_SENDING = sql`state = 'sending'`;
const IS_WAITING = sql`state in ('pending', 'unknown')`;

/**
 * The outbox. A lane's rows move one at a time, its head first. Every change of state is one UPDATE on the condition that nobody
 * claimed the row since it was read (its term), so that several processes can share an outbox; final states stay.
 */
export function deliveryStore(scope: Scope): DeliveryStore {
  const { db, dialect, inTransaction, atomically, grouped } = scope;
  // As text, as all that happens to every delivery: building such a statement costs several times its run.
  const change = async (fence: Fence, to: RawBuilder<unknown>, when: RawBuilder<unknown>): Promise<boolean> =>
    await grouped(async (trx) => {
      const { numAffectedRows } = await sql`
        update deliveries set ${to} where key = ${fence.key} and term = ${fence.term} and ${when}`.execute(trx);
      if (numAffectedRows !== 1n) await requireKey(trx, fence.key);
      return numAffectedRows === 1n;
    });
  /** Of the lease: the server's clock where several processes share the outbox. */
  const leaseClock = (at: EpochMs) =>
    dialect === "sqlite"
      ? sql<number>`${at}`
      : sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;

  return {
    add: async (deliveries, at) =>
      await atomically(async (trx) => {
        if (dialect === "postgres") {
          // Numbers are given out before they are committed: without the lock a lane's second row could be seen before its first.
          await sql`select pg_advisory_xact_lock(${sql.lit(OUTBOX_LOCK)})`.execute(trx);
        }
        for (const batch of batches(deliveries)) {
          await trx
            .insertInto("deliveries")
            .values(batch.map((delivery) => newRow(delivery, at)))
            .onConflict((conflict) => conflict.column("key").doNothing())
            .execute();
        }
        for (const { key, action } of deliveries)
          if (action.kind === "edit") await replaceOlder(trx, key, action.of, at);
      }),

    get: async (key) => {
      const row = await db.selectFrom("deliveries").selectAll().where("key", "=", key).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    head: async (lane) => {
      // As text: it is asked before every step of every lane, and building it would cost several times its run.
      const { rows } = await sql<HeadRow>`
        select deliveries.*, ${HOLDS},
          (select max(past.at) from deliveries as past where past.lane = ${lane} and past.state = 'sent') as newest_sent
        from deliveries
        left join lanes as own on own.lane = deliveries.lane
        left join lanes as whole on whole.lane = deliveries.platform || ':*'
        where deliveries.lane = ${lane} and deliveries.aside = 0 and deliveries.state in ('pending', 'sending', 'unknown')
        order by deliveries.sequence
        limit 1`.execute(db);
      const [row] = rows;
      return row === undefined ? null : headOf(row);
    },

    aside: async (lane) => {
      const rows = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("lane", "=", lane)
        .where("aside", "=", sql.lit(1))
        .where(isOpen("deliveries"))
        .orderBy("sequence")
        .execute();
      return rows.map(fromRow);
    },

    lanes: async () => {
      // As text, as the head: all lanes are looked over again and again.
      const { rows } = await sql<{ readonly lane: string; readonly aside: number }>`
        select lane, max(aside) as aside from deliveries where state in ('pending', 'sending', 'unknown')
        group by lane order by lane`.execute(db);
      return rows.map(({ lane, aside }) => ({ lane, aside: aside === 1 }));
    },

    intend: async (fence, { owner, at, leaseMs }) => {
      if (inTransaction) {
        throw new Error("An intent must be on disk before a message goes out: write it outside any transaction.");
      }
      const isMoved = await change(
        fence,
        sql`state = 'sending', at = ${at}, attempt = attempt + 1, term = term + 1, owner = ${owner},
          lease_until = ${leaseClock(at)} + ${leaseMs}, first_sent_at = coalesce(first_sent_at, ${at}), last_sent_at = ${at}`,
        sql`state in ('pending', 'unknown') and (aside = 1 or not exists (
          select 1 from deliveries as earlier
          where earlier.lane = deliveries.lane and earlier.aside = 0 and earlier.sequence < deliveries.sequence
            and earlier.state in ('pending', 'sending', 'unknown')))`,
      );
      return isMoved ? { key: fence.key, term: fence.term + 1 } : null;
    },

    sent: async (fence, messageId, at) =>
      await change(
        fence,
        sql`state = 'sent', at = ${at}, message_id = ${messageId}, aside = 0, lease_until = null`,
        IS_OPEN,
      ),

    retry: async (fence, dueAt, isFault) =>
      await change(
        fence,
        sql`state = 'pending', at = ${dueAt}, lost = 0, faults = faults + ${sql.lit(isFault ? 1 : 0)}`,
        sql`state in ('sending', 'unknown')`,
      ),

    unclear: async (fence, at) =>
      await change(fence, sql`state = 'unknown', at = ${at}, lost = 0, lease_until = null`, IS_SENDING),

    lapse: async (fence, at) => {
      const { numUpdatedRows } = await db
        .updateTable("deliveries")
        .set((row) => ({ state: "unknown", at, lost: row("lost", "+", 1), lease_until: null }))
        .where("key", "=", fence.key)
        .where("term", "=", fence.term)
        .where("state", "=", "sending")
        .where("lease_until", "<=", leaseClock(at))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    degrade: async (fence, payload, at) =>
      await change(
        fence,
        sql`state = 'pending', at = ${at}, lost = 0, payload = ${JSON.stringify(payload ?? null)}, tier = tier + 1`,
        IS_SENDING,
      ),

    died: async (fence, failure, at) =>
      await change(fence, sql`state = 'dead', at = ${at}, failure = ${JSON.stringify(failure)}, aside = 0`, IS_OPEN),

    cancel: async (fence, reason, at) =>
      await change(fence, sql`state = 'cancelled', at = ${at}, failure = ${reason}, aside = 0`, IS_WAITING),

    setAside: async (fence) => await change(fence, sql`aside = 1`, IS_WAITING),

    bringBack: async (about) => {
      await db
        .updateTable("deliveries")
        .set({ aside: 0 })
        .where("about", "=", about)
        .where("aside", "=", 1)
        .where("state", "in", OPEN)
        .execute();
    },

    expire: async (lane, before, reason, at) => {
      const { numUpdatedRows } = await db
        .updateTable("deliveries")
        .set({ state: "cancelled", at, failure: reason, aside: 0 })
        .where("lane", "=", lane)
        .where("state", "=", "pending")
        .where("created_at", "<", before)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },

    revive: async (key, at) => {
      const { numUpdatedRows } = await db
        .updateTable("deliveries")
        .set((row) => ({
          state: "pending",
          at,
          aside: 0,
          faults: 0,
          lost: 0,
          failure: null,
          term: row("term", "+", 1),
          created_at: at,
        }))
        .where("key", "=", key)
        .where("state", "in", ["pending", "unknown", "dead", "cancelled"])
        .executeTakeFirst();
      if (numUpdatedRows === 0n) await requireKey(db, key);
      return numUpdatedRows === 1n;
    },

    recover: async (at) => {
      const { numUpdatedRows } = await db
        .updateTable("deliveries")
        .set((row) => ({ state: "unknown", at, lost: row("lost", "+", 1), lease_until: null }))
        .where("state", "=", "sending")
        .$if(dialect === "postgres", (query) => query.where("lease_until", "<=", leaseClock(at)))
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },

    isReplaced: async ({ key, sequence, action }) => {
      if (action.kind !== "edit") return false;
      const newer = await db
        .selectFrom("deliveries")
        .select("sequence")
        .where("about", "=", action.of)
        .where("action", "=", "edit")
        .where("sequence", ">", sequence)
        .where("key", "<>", key)
        .where("state", "in", OPEN)
        .limit(1)
        .executeTakeFirst();
      return newer !== undefined;
    },

    newestSent: async (lane) => {
      const row = await db
        .selectFrom("deliveries")
        .select((newest) => newest.fn.max("at").as("at"))
        .where("lane", "=", lane)
        .where("state", "=", sql.lit("sent"))
        .executeTakeFirst();
      return row?.at ?? null;
    },

    ofEdition: async (editionId) => await rowsWhere(db, "edition_id", editionId),
    about: async (key) => await rowsWhere(db, "about", key),
    ofStory: async (storyId) => await rowsWhere(db, "story_id", storyId),

    list: async (states, limit) => {
      const rows = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("state", "in", states)
        .orderBy("sequence", "desc")
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },

    counts: async () => {
      const rows = await db
        .selectFrom("deliveries")
        .select((count) => ["state", count.fn.countAll<number>().as("count")])
        .groupBy("state")
        .execute();
      const none = { pending: 0, sending: 0, unknown: 0, sent: 0, dead: 0, cancelled: 0 };
      return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
    },
  };
}

/** Of the edits of one message that have not begun, the newest is enough. */
async function replaceOlder(db: Kysely<Schema>, key: string, about: string, at: EpochMs): Promise<void> {
  await db
    .updateTable("deliveries")
    .set({ state: "cancelled", at, failure: "A newer edit of the same message takes its place.", aside: 0 })
    .where("about", "=", about)
    .where("action", "=", "edit")
    .where("state", "=", "pending")
    .where("sequence", "<", (row) =>
      row.selectFrom("deliveries as newer").select("newer.sequence").where("newer.key", "=", key),
    )
    .execute();
}

async function rowsWhere(
  db: Kysely<Schema>,
  column: "edition_id" | "story_id" | "about",
  value: string,
): Promise<readonly Delivery[]> {
  const rows = await db.selectFrom("deliveries").selectAll().where(column, "=", value).orderBy("sequence").execute();
  return rows.map(fromRow);
}

/** A change that met a newer claim or a final state is left out; one of a key that never was is a fault of the program. */
async function requireKey(db: Kysely<Schema>, key: string): Promise<void> {
  const row = await db.selectFrom("deliveries").select("sequence").where("key", "=", key).executeTakeFirst();
  if (row === undefined) throw new Error(`The outbox has no delivery with the key ${key}.`);
}
