import { sql } from "kysely";
import type { Selectable } from "kysely";
import type { LaneHold } from "../core/delivery.ts";
import type { LaneRow } from "./schema.ts";
import type { Scope } from "./scope.ts";
import type { LaneStore } from "./store.ts";

const NOT_PAUSED = { paused: null, reason: null, mend: null, since: null, looks: 0, look_at: 0 };

/** What holds up the lanes, and what an operator asks about them. */
export function laneStore({ db }: Scope): LaneStore {
  return {
    waitUntil: async (lane, notBefore) => {
      const later = sql<number>`case when lanes.not_before > ${notBefore} then lanes.not_before else ${notBefore} end`;
      await db
        .insertInto("lanes")
        .values({ lane, looks: 0, look_at: 0, not_before: notBefore })
        .onConflict((conflict) => conflict.column("lane").doUpdateSet({ not_before: later }))
        .execute();
    },

    pause: async (lane, { what, reason, mend, since, looks, lookAt }) => {
      const paused = { paused: what, reason, mend, since, looks, look_at: lookAt };
      await db
        .insertInto("lanes")
        .values({ lane, not_before: 0, ...paused })
        .onConflict((conflict) => conflict.column("lane").doUpdateSet(paused))
        .execute();
    },

    reopen: async (lane) => {
      const { numUpdatedRows } = await db
        .updateTable("lanes")
        .set(NOT_PAUSED)
        .where("lane", "=", lane)
        .where("paused", "is not", null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    resume: async (lane, now) => {
      const { numUpdatedRows } = await db
        .updateTable("lanes")
        .set({ ...NOT_PAUSED, not_before: 0 })
        .where("lane", "=", lane)
        .where((row) => row.or([row("paused", "is not", null), row("not_before", ">", now)]))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    resumeAccounts: async () => {
      await db.updateTable("lanes").set(NOT_PAUSED).where("paused", "=", "account").execute();
    },

    holds: async () => {
      const rows = await db.selectFrom("lanes").selectAll().orderBy("lane").execute();
      return rows.map(holdOf);
    },

    ask: async (verb, subject, at) => {
      const { number } = await db
        .insertInto("outbox_requests")
        .values({ verb, subject, at })
        .returning("number")
        .executeTakeFirstOrThrow();
      return number;
    },

    asked: async () =>
      await db
        .selectFrom("outbox_requests")
        .select(["number", "verb", "subject"])
        .where("answer", "is", null)
        .orderBy("number")
        .execute(),

    answer: async (number, answer) => {
      await db.updateTable("outbox_requests").set({ answer }).where("number", "=", number).execute();
    },

    answerOf: async (number) => {
      const row = await db
        .selectFrom("outbox_requests")
        .select("answer")
        .where("number", "=", number)
        .executeTakeFirst();
      return row?.answer ?? null;
    },
  };
}

export function holdOf(row: Selectable<LaneRow>): LaneHold {
  const { lane, paused, reason, mend, since, looks, look_at, not_before } = row;
  return {
    lane,
    notBefore: not_before,
    paused:
      paused === null
        ? null
        : { what: paused, reason: reason ?? "", mend: mend ?? "", since: since ?? 0, looks, lookAt: look_at },
  };
}
