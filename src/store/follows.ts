import { sql, type Selectable } from "kysely";
import type { Follow, FollowStore } from "./chat.ts";
import type { FollowRow } from "./schema.ts";
import type { Scope } from "./scope.ts";

export function followStore({ db, atomically }: Scope): FollowStore {
  return {
    save: async ({ platform, user, storyId, version, since }) => {
      await db
        .insertInto("follows")
        .values({ platform, person: user, story_id: storyId, version, since })
        .onConflict((conflict) => conflict.columns(["platform", "person", "story_id"]).doUpdateSet({ version }))
        .execute();
    },

    end: async ({ platform, user }, storyId) => {
      const { numDeletedRows } = await db
        .deleteFrom("follows")
        .where("platform", "=", platform)
        .where("person", "=", user)
        .where("story_id", "=", storyId)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },

    of: async ({ platform, user }) => {
      const rows = await db
        .selectFrom("follows")
        .selectAll()
        .where("platform", "=", platform)
        .where("person", "=", user)
        .orderBy("since", "desc")
        .orderBy("story_id")
        .execute();
      return rows.map(fromRow);
    },

    due: async () => {
      const rows = await db
        .selectFrom("follows")
        .innerJoin("stories", "stories.id", "follows.story_id")
        .selectAll("follows")
        .whereRef("stories.version", ">", "follows.version")
        .orderBy("since")
        .orderBy("story_id")
        .orderBy("person")
        .execute();
      return rows.map(fromRow);
    },

    move: async (from, to, version) =>
      await atomically(async (trx) => {
        await trx
          .insertInto("follows")
          .columns(["platform", "person", "story_id", "version", "since"])
          .expression((row) =>
            row
              .selectFrom("follows")
              .select([
                "platform",
                "person",
                sql.val(to).as("story_id"),
                sql<number>`${sql.lit(version)}`.as("version"),
              ])
              .select("since")
              .where("story_id", "=", from),
          )
          .onConflict((conflict) => conflict.columns(["platform", "person", "story_id"]).doNothing())
          .execute();
        await trx.deleteFrom("follows").where("story_id", "=", from).execute();
      }),
  };
}

function fromRow({ platform, person, story_id, version, since }: Selectable<FollowRow>): Follow {
  return { platform, user: person, storyId: story_id, version, since };
}
