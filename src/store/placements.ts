import type { Placement, PlacementStore } from "./chat.ts";
import { batches, type Scope } from "./scope.ts";

export function placementStore({ db, atomically }: Scope): PlacementStore {
  return {
    save: async (placements) =>
      await atomically(async (trx) => {
        for (const batch of batches(placements)) {
          await trx
            .insertInto("placements")
            .values(
              batch.map(({ articleId, storyId, score, nearest, names, ruling, at }) => ({
                article_id: articleId,
                story_id: storyId,
                score,
                nearest,
                names: JSON.stringify(names),
                ruling,
                at,
              })),
            )
            .onConflict((conflict) =>
              conflict.column("article_id").doUpdateSet((row) => ({
                story_id: row.ref("excluded.story_id"),
                score: row.ref("excluded.score"),
                nearest: row.ref("excluded.nearest"),
                names: row.ref("excluded.names"),
                ruling: row.ref("excluded.ruling"),
                at: row.ref("excluded.at"),
              })),
            )
            .execute();
        }
      }),

    of: async (articleIds) => {
      const placements: Placement[] = [];
      for (const batch of batches([...new Set(articleIds)])) {
        const rows = await db.selectFrom("placements").selectAll().where("article_id", "in", batch).execute();
        for (const { article_id, story_id, names, ...same } of rows) {
          placements.push({
            ...same,
            articleId: article_id,
            storyId: story_id,
            names: JSON.parse(names) as readonly string[],
          });
        }
      }
      return placements;
    },
  };
}
