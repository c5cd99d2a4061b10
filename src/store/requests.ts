import { createHash } from "node:crypto";
import type { Message } from "../core/message.ts";
import type { RequestStore } from "./chat.ts";
import type { Scope } from "./scope.ts";

export function requestStore({ db }: Scope): RequestStore {
  return {
    take: async (id, at) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("requests")
        .values({ id, at, answer: null })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    answer: async (id, message) => {
      await db
        .updateTable("requests")
        .set({ answer: JSON.stringify(message) })
        .where("id", "=", id)
        .execute();
    },

    answered: async (id) => {
      const row = await db.selectFrom("requests").select("answer").where("id", "=", id).executeTakeFirst();
      return row === undefined || row.answer === null ? null : (JSON.parse(row.answer) as Message);
    },

    forget: async (before) => {
      await db.deleteFrom("requests").where("at", "<", before).execute();
    },

    keepWords: async (words, at) => {
      const name = `~${createHash("sha256").update(words).digest("hex").slice(0, 12)}`;
      await db
        .insertInto("kept_words")
        .values({ name, words, at })
        .onConflict((conflict) => conflict.column("name").doNothing())
        .execute();
      return name;
    },

    words: async (name) => {
      const row = await db.selectFrom("kept_words").select("words").where("name", "=", name).executeTakeFirst();
      return row?.words ?? null;
    },
  };
}
