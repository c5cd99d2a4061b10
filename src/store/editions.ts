import type { Kysely, Selectable } from "kysely";
import { BASELINE } from "../core/edition.ts";
import type { Edition, EditionStory } from "../core/edition.ts";
import type { EditionRow, Schema } from "./schema.ts";
import { batches, type Scope } from "./scope.ts";
import type { EditionStore } from "./store.ts";

const NEVER_POSTED = `${BASELINE}%`;

export function editionStore({ db, atomically }: Scope): EditionStore {
  return {
    claim: async (edition) => await atomically(async (trx) => await claim(trx, edition)),

    get: async (id) => {
      const rows = await db.selectFrom("editions").selectAll().where("id", "=", id).execute();
      return (await withStories(db, rows))[0] ?? null;
    },

    latest: async (limit, channel) => {
      const rows = await db
        .selectFrom("editions")
        .selectAll()
        .$if(channel !== undefined, (query) => query.where("channel", "=", channel ?? ""))
        .where("slot", "not like", NEVER_POSTED)
        .orderBy("created_at", "desc")
        .orderBy("number", "desc")
        .limit(limit)
        .execute();
      return await withStories(db, rows);
    },

    lastScheduled: async (channel) => {
      const rows = await db
        .selectFrom("editions")
        .selectAll()
        .where("channel", "=", channel)
        .where("scheduled", "=", 1)
        .orderBy("created_at", "desc")
        .orderBy("number", "desc")
        .limit(1)
        .execute();
      return (await withStories(db, rows))[0] ?? null;
    },

    posted: async (channel, storyId) => {
      const rows = await db
        .selectFrom("editions")
        .innerJoin("edition_stories", "edition_stories.edition_id", "editions.id")
        .innerJoin("digests", (join) =>
          join
            .onRef("digests.story_id", "=", "edition_stories.story_id")
            .onRef("digests.version", "=", "edition_stories.version"),
        )
        .select(["digests.story_id", "digests.version", "digests.reports"])
        .distinct()
        .where("editions.channel", "=", channel)
        .$if(storyId !== undefined, (query) => query.where("edition_stories.story_id", "=", storyId ?? ""))
        .execute();
      const posted = new Map<string, Set<string>>();
      for (const { story_id, reports } of rows) {
        const known = posted.get(story_id) ?? new Set();
        posted.set(story_id, known.union(new Set(JSON.parse(reports) as readonly string[])));
      }
      return posted;
    },

    ofStory: async (storyId) => {
      const rows = await db
        .selectFrom("editions")
        .selectAll()
        .where("id", "in", (query) =>
          query.selectFrom("edition_stories").select("edition_id").where("story_id", "=", storyId),
        )
        .where("slot", "not like", NEVER_POSTED)
        .orderBy("created_at")
        .orderBy("number")
        .execute();
      return await withStories(db, rows);
    },
  };
}

async function claim(db: Kysely<Schema>, edition: Edition): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("editions")
    .values({
      id: edition.id,
      channel: edition.channel,
      kind: edition.kind,
      slot: edition.slot,
      scheduled: /^(?:ready|now|from):/.test(edition.slot) ? 0 : 1,
      created_at: edition.createdAt,
      left_out: edition.left,
      silent_since: edition.silentSince,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  const rows = edition.stories.map(({ storyId, version, reason }, position) => ({
    edition_id: edition.id,
    position,
    story_id: storyId,
    version,
    reason,
  }));
  for (const batch of batches(rows)) await db.insertInto("edition_stories").values(batch).execute();
  return true;
}

/** The editions of `rows`, in their order. */
async function withStories(db: Kysely<Schema>, rows: readonly Selectable<EditionRow>[]): Promise<readonly Edition[]> {
  const stories = new Map<string, EditionStory[]>(rows.map((row) => [row.id, []]));
  for (const batch of batches([...stories.keys()])) {
    const found = await db
      .selectFrom("edition_stories")
      .selectAll()
      .where("edition_id", "in", batch)
      .orderBy("edition_id")
      .orderBy("position")
      .execute();
    for (const { edition_id, story_id, version, reason } of found) {
      stories.get(edition_id)?.push({ storyId: story_id, version, reason });
    }
  }
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    kind: row.kind,
    slot: row.slot,
    createdAt: row.created_at,
    stories: stories.get(row.id) ?? [],
    left: row.left_out,
    silentSince: row.silent_since,
  }));
}
