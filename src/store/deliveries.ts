import { sql, type Kysely, type UpdateObject } from "kysely";
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

/**
 * The outbox. A lane's rows move one at a time, its head first. Every change of state is one UPDATE on the condition that nobody
 * claimed the row since it was read (its term), so that several processes can share an outbox; final states stay.
 */
export function deliveryStore(scope: Scope): DeliveryStore {
  const { db, dialect, inTransaction, atomically, grouped } = scope;
  const move = async (fence: Fence, from: readonly StateName[], to: Changes): Promise<boolean> =>
    await grouped(async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable("deliveries")
        .set(to)
        .where("key", "=", fence.key)
        .where("term", "=", fence.term)
        .where("state", "in", from)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) await requireKey(trx, fence.key);
      return numUpdatedRows === 1n;
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
      return await grouped(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable("deliveries")
          .set((row) => ({
            state: "sending",
            at,
            attempt: row("attempt", "+", 1),
            term: row("term", "+", 1),
            owner,
            lease_until: sql<number>`${leaseClock(at)} + ${leaseMs}`,
            first_sent_at: row.fn.coalesce("first_sent_at", sql<number>`${at}`),
            last_sent_at: at,
          }))
          .where("key", "=", fence.key)
          .where("term", "=", fence.term)
          .where("state", "in", ["pending", "unknown"])
          .where((row) =>
            row.or([
              row("aside", "=", 1),
              row.not(
                row.exists(
                  row
                    .selectFrom("deliveries as earlier")
                    .select("earlier.sequence")
                    .whereRef("earlier.lane", "=", "deliveries.lane")
                    .where("earlier.aside", "=", sql.lit(0))
                    .whereRef("earlier.sequence", "<", "deliveries.sequence")
                    .where(isOpen("earlier")),
                ),
              ),
            ]),
          )
          .executeTakeFirst();
        if (numUpdatedRows === 0n) await requireKey(trx, fence.key);
        return numUpdatedRows === 1n ? { key: fence.key, term: fence.term + 1 } : null;
      });
    },

    sent: async (fence, messageId, at) =>
      await move(fence, OPEN, { state: "sent", at, message_id: messageId, aside: 0, lease_until: null }),

    retry: async (fence, dueAt, isFault) =>
      await move(fence, ["sending", "unknown"], {
        state: "pending",
        at: dueAt,
        lost: 0,
        ...(isFault && { faults: sql<number>`faults + 1` }),
      }),

    unclear: async (fence, at) => await move(fence, ["sending"], { state: "unknown", at, lost: 0, lease_until: null }),

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
      await move(fence, ["sending"], {
        state: "pending",
        at,
        lost: 0,
        payload: JSON.stringify(payload ?? null),
        tier: sql<number>`tier + 1`,
      }),

    died: async (fence, failure, at) =>
      await move(fence, OPEN, { state: "dead", at, failure: JSON.stringify(failure), aside: 0 }),

    cancel: async (fence, reason, at) =>
      await move(fence, ["pending", "unknown"], { state: "cancelled", at, failure: reason, aside: 0 }),

    setAside: async (fence) => await move(fence, ["pending", "unknown"], { aside: 1 }),

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

type Changes = UpdateObject<Schema, "deliveries">;

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
