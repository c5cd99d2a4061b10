import { sql } from "kysely";
import type { VoteStore } from "./chat.ts";
import type { Scope } from "./scope.ts";

export function voteStore({ db, atomically }: Scope): VoteStore {
  return {
    cast: async ({ platform, user }, storyId, vote, at) => {
      await db
        .insertInto("votes")
        .values({ platform, person: user, story_id: storyId, vote, at })
        .onConflict((conflict) => conflict.columns(["platform", "person", "story_id"]).doUpdateSet({ vote, at }))
        .execute();
    },

    withdraw: async ({ platform, user }, storyId) => {
      await db
        .deleteFrom("votes")
        .where("platform", "=", platform)
        .where("person", "=", user)
        .where("story_id", "=", storyId)
        .execute();
    },

    of: async ({ platform, user }, storyId) => {
      const row = await db
        .selectFrom("votes")
        .select("vote")
        .where("platform", "=", platform)
        .where("person", "=", user)
        .where("story_id", "=", storyId)
        .executeTakeFirst();
      return row?.vote ?? null;
    },

    count: async (storyId) => {
      const rows = await db
        .selectFrom("votes")
        .select((count) => ["vote", count.fn.countAll<number>().as("count")] as const)
        .where("story_id", "=", storyId)
        .groupBy("vote")
        .execute();
      const counts = new Map(rows.map(({ vote, count }) => [vote, count]));
      return { up: counts.get("up") ?? 0, down: counts.get("down") ?? 0 };
    },

    move: async (from, to) =>
      await atomically(async (trx) => {
        await trx
          .insertInto("votes")
          .columns(["platform", "person", "story_id", "vote", "at"])
          .expression((row) =>
            row
              .selectFrom("votes")
              .select(["platform", "person", sql.val(to).as("story_id"), "vote", "at"])
              .where("story_id", "=", from),
          )
          .onConflict((conflict) => conflict.columns(["platform", "person", "story_id"]).doNothing())
          .execute();
        await trx.deleteFrom("votes").where("story_id", "=", from).execute();
      }),
  };
}
