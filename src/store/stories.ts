import { sql, type Kysely, type Selectable } from "kysely";
import type { Story } from "../core/story.ts";
import type { Schema, StoryRow } from "./schema.ts";
import { batches, type Scope } from "./scope.ts";
import type { StoryStore } from "./store.ts";

/** Key of the advisory lock under which one process at a time changes stories; any fixed number: "stor" as bytes. */
const STORY_LOCK = 0x73746f72;

/** A story whose articles have all gone to others is kept, for posts link to it, but no list shows it. */
export function storyStore({ db, dialect, inTransaction, atomically }: Scope): StoryStore {
  const listed = () =>
    db
      .selectFrom("stories")
      .where((story) =>
        story.exists(
          story.selectFrom("story_articles").select("position").whereRef("story_articles.story_id", "=", "stories.id"),
        ),
      );

  return {
    hold: async () => {
      if (!inTransaction) throw new Error("Stories are held for a transaction: call this inside one.");
      // A SQLite file has one process that writes it.
      if (dialect === "postgres") await sql`select pg_advisory_xact_lock(${STORY_LOCK})`.execute(db);
    },

    save: async (story) => await atomically(async (trx) => await saveStory(trx, story)),

    get: async (id) => {
      const rows = await db.selectFrom("stories").selectAll().where("id", "=", id).execute();
      return (await withArticles(db, rows))[0] ?? null;
    },

    ofArticle: async (articleId) => {
      const rows = await db
        .selectFrom("story_articles")
        .innerJoin("stories", "stories.id", "story_articles.story_id")
        .selectAll("stories")
        .where("article_id", "=", articleId)
        .execute();
      return (await withArticles(db, rows))[0] ?? null;
    },

    latest: async (limit, offset = 0) => {
      const rows = await listed()
        .selectAll()
        .orderBy("updated_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .offset(offset)
        .execute();
      return await withArticles(db, rows);
    },

    startingWith: async (prefix, limit) => {
      const rows = await listed()
        .selectAll()
        .where("id", ">=", prefix)
        // Ids are hex digits: nothing that starts so comes after it.
        .where("id", "<", `${prefix}g`)
        .orderBy("updated_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return await withArticles(db, rows);
    },

    membership: async (from, until) => {
      const rows = await db
        .selectFrom("articles")
        .innerJoin("story_articles", "story_articles.article_id", "articles.id")
        .select(["articles.id", "story_articles.story_id"])
        .where("articles.superseded_by", "is", null)
        .where("articles.published_ms", ">=", from)
        .$if(until !== undefined, (query) => query.where("articles.published_ms", "<", until ?? 0))
        .execute();
      return new Map(rows.map((row) => [row.id, row.story_id]));
    },

    withoutDigest: async () => {
      const rows = await listed().selectAll().where("due", "=", 1).orderBy("updated_at").orderBy("id").execute();
      return await withArticles(db, rows);
    },

    count: async () => {
      const row = await listed()
        .select((count) => count.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return row.count;
    },
  };
}

async function saveStory(db: Kysely<Schema>, story: Story): Promise<void> {
  const articleIds = [...new Set(story.articleIds)];
  const before = await db
    .selectFrom("stories")
    .select(["updated_at", "due"])
    .where("id", "=", story.id)
    .executeTakeFirst();
  const memberRows = await db
    .selectFrom("story_articles")
    .select("article_id")
    .where("story_id", "=", story.id)
    .orderBy("position")
    .execute();
  const members = memberRows.map((row) => row.article_id);
  // Both signs count: a clock may stand still between two changes, and an article may be taken out and put back.
  const changed =
    before === undefined ||
    story.updatedAt > before.updated_at ||
    new Set(members).symmetricDifference(new Set(articleIds)).size > 0;
  const row = {
    headline: story.headline,
    created_at: story.createdAt,
    updated_at: story.updatedAt,
    due: changed ? 1 : before.due,
  };
  await db
    .insertInto("stories")
    .values({ id: story.id, version: 0, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  if (members.length === articleIds.length && members.every((id, position) => id === articleIds[position])) return;
  await saveMembers(db, story.id, members, articleIds);
}

async function saveMembers(
  db: Kysely<Schema>,
  storyId: string,
  before: readonly string[],
  articleIds: readonly string[],
): Promise<void> {
  const now = new Set(articleIds);
  for (const gone of batches(before.filter((id) => !now.has(id)))) {
    await db.deleteFrom("story_articles").where("story_id", "=", storyId).where("article_id", "in", gone).execute();
  }
  const rows = articleIds.map((article_id, position) => ({ article_id, story_id: storyId, position }));
  for (const batch of batches(rows)) {
    await db
      .insertInto("story_articles")
      .values(batch)
      .onConflict((conflict) =>
        conflict.column("article_id").doUpdateSet((row) => ({
          story_id: row.ref("excluded.story_id"),
          position: row.ref("excluded.position"),
        })),
      )
      .execute();
  }
}

/** The stories of `rows`, in their order. */
async function withArticles(db: Kysely<Schema>, rows: readonly Selectable<StoryRow>[]): Promise<readonly Story[]> {
  const articleIds = new Map<string, string[]>(rows.map((row) => [row.id, []]));
  for (const batch of batches([...articleIds.keys()])) {
    const members = await db
      .selectFrom("story_articles")
      .select(["story_id", "article_id"])
      .where("story_id", "in", batch)
      .orderBy("story_id")
      .orderBy("position")
      .execute();
    for (const { story_id, article_id } of members) articleIds.get(story_id)?.push(article_id);
  }
  return rows.map((row) => ({
    id: row.id,
    headline: row.headline,
    articleIds: articleIds.get(row.id) ?? [],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));
}
