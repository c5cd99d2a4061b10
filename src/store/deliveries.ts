import { sql, type Kysely, type Selectable } from "kysely";
import type { Delivery, DeliveryState, Failure } from "../core/delivery.ts";
import type { EpochMs } from "../core/time.ts";
import type { DeliveryRow, Schema } from "./schema.ts";
import { batches, type Scope } from "./scope.ts";
import type { DeliveryStore } from "./store.ts";

type StateName = DeliveryState["state"];

/** States from which a row still moves; the partial index of the lanes names the same. */
const OPEN: readonly StateName[] = ["pending", "sending", "unknown"];

/** Key of the advisory lock under which one process at a time adds to a PostgreSQL outbox: "outb" as bytes. */
const OUTBOX_LOCK = 0x6f757462;

/**
 * The outbox. A lane's rows move one at a time, its head first; every change of state is one conditional UPDATE, so that several
 * processes can share an outbox, and a row that is `sent` or `dead` stays so whatever comes late.
 */
export function deliveryStore({ db, dialect, inTransaction, atomically }: Scope): DeliveryStore {
  const move = async (key: string, from: readonly StateName[], to: StateChange): Promise<void> => {
    const { numUpdatedRows } = await db
      .updateTable("deliveries")
      .set(to)
      .where("key", "=", key)
      .where("state", "in", from)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) await requireKey(db, key);
  };

  return {
    add: async (deliveries, dueAt) =>
      await atomically(async (trx) => {
        if (dialect === "postgres") {
          // Numbers are given out before they are committed: without the lock a lane's second row could be seen before its first.
          await sql`select pg_advisory_xact_lock(${sql.lit(OUTBOX_LOCK)})`.execute(trx);
        }
        for (const batch of batches(deliveries)) {
          await trx
            .insertInto("deliveries")
            .values(batch.map((delivery) => newRow(delivery, dueAt)))
            .onConflict((conflict) => conflict.column("key").doNothing())
            .execute();
        }
      }),

    head: async (channel) => {
      const row = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("channel", "=", channel)
        .where("state", "in", openStates())
        .orderBy("sequence")
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    lanes: async () => {
      const rows = await db
        .selectFrom("deliveries")
        .select("channel")
        .distinct()
        .where("state", "in", openStates())
        .execute();
      return rows.map((row) => row.channel).sort();
    },

    intend: async (key, at) => {
      if (inTransaction) {
        throw new Error("An intent must be on disk before a message goes out: write it outside any transaction.");
      }
      const { numUpdatedRows } = await db
        .updateTable("deliveries")
        .set((row) => ({ state: "sending", at, attempt: row("attempt", "+", 1) }))
        .where("key", "=", key)
        .where("state", "=", "pending")
        .where((row) =>
          row.not(
            row.exists(
              row
                .selectFrom("deliveries as earlier")
                .select("earlier.sequence")
                .whereRef("earlier.channel", "=", "deliveries.channel")
                .whereRef("earlier.sequence", "<", "deliveries.sequence")
                .where("earlier.state", "in", openStates()),
            ),
          ),
        )
        .executeTakeFirst();
      if (numUpdatedRows === 0n) await requireKey(db, key);
      return numUpdatedRows === 1n;
    },

    // From `pending` too: a late answer that the message stands in the channel is true whatever was decided meanwhile.
    sent: async (key, messageId, at) => await move(key, OPEN, { state: "sent", at, message_id: messageId }),
    retry: async (key, dueAt) => await move(key, ["sending", "unknown"], { state: "pending", at: dueAt }),
    unclear: async (key, at) => await move(key, ["sending"], { state: "unknown", at }),
    died: async (key, failure, at) => await move(key, OPEN, { state: "dead", at, failure: JSON.stringify(failure) }),

    recover: async (at) => {
      const { numUpdatedRows } = await db
        .updateTable("deliveries")
        .set({ state: "unknown", at })
        .where("state", "=", "sending")
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },

    ofEdition: async (editionId) => {
      const rows = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("edition_id", "=", editionId)
        .orderBy("sequence")
        .execute();
      return rows.map(fromRow);
    },

    counts: async () => {
      const rows = await db
        .selectFrom("deliveries")
        .select((count) => ["state", count.fn.countAll<number>().as("count")])
        .groupBy("state")
        .execute();
      const none = { pending: 0, sending: 0, unknown: 0, sent: 0, dead: 0 };
      return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
    },
  };
}

interface StateChange {
  readonly state: StateName;
  readonly at: EpochMs;
  readonly message_id?: string;
  readonly failure?: string;
}

/** The open states written out: as parameters they would hide from SQLite that the index of the lanes holds them. */
function openStates() {
  return sql<StateName>`('pending', 'sending', 'unknown')`;
}

/** A change that met a final state is left out in silence; one of a key that never was is a fault of the program. */
async function requireKey(db: Kysely<Schema>, key: string): Promise<void> {
  const row = await db.selectFrom("deliveries").select("sequence").where("key", "=", key).executeTakeFirst();
  if (row === undefined) throw new Error(`The outbox has no delivery with the key ${key}.`);
}

function newRow(delivery: Omit<Delivery, "sequence" | "attempt" | "status">, dueAt: EpochMs) {
  return {
    key: delivery.key,
    channel: delivery.channel,
    platform: delivery.platform,
    edition_id: delivery.editionId,
    part: delivery.part,
    payload: JSON.stringify(delivery.payload ?? null),
    attempt: 0,
    state: "pending" as const,
    at: dueAt,
    message_id: null,
    failure: null,
  };
}

function fromRow(row: Selectable<DeliveryRow>): Delivery {
  return {
    key: row.key,
    channel: row.channel,
    platform: row.platform,
    editionId: row.edition_id,
    part: row.part,
    sequence: row.sequence,
    payload: JSON.parse(row.payload) as unknown,
    attempt: row.attempt,
    status: statusOf(row),
  };
}

function statusOf({ key, state, at, message_id, failure }: Selectable<DeliveryRow>): DeliveryState {
  switch (state) {
    case "pending":
      return { state, dueAt: at };
    case "sending":
    case "unknown":
      return { state, since: at };
    case "sent":
      return { state, messageId: message_id ?? "", sentAt: at };
    case "dead":
      return { state, failure: JSON.parse(failure ?? "null") as Failure, diedAt: at };
    default:
      throw new Error(`Delivery ${key} stands in a state that does not exist: ${String(state satisfies never)}.`);
  }
}
