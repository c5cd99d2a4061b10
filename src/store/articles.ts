import { sql, type Selectable } from "kysely";
import type { Article } from "../core/article.ts";
import type { EpochMs } from "../core/time.ts";
import type { ArticleRow } from "./schema.ts";
import { batches, type Scope } from "./scope.ts";
import { indexArticles } from "./search.ts";
import type { ArticleStore } from "./store.ts";

export function articleStore(scope: Scope): ArticleStore {
  const { db, atomically } = scope;

  const many = async (ids: readonly string[]): Promise<readonly Article[]> => {
    const found = new Map<string, Article>();
    for (const batch of batches([...new Set(ids)])) {
      const rows = await db.selectFrom("articles").selectAll().where("id", "in", batch).execute();
      for (const row of rows) found.set(row.id, fromRow(row));
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  };

  return {
    many,
    get: async (id) => (await many([id]))[0] ?? null,

    save: async (articles) => {
      const byId = new Map(articles.map((article) => [article.id, storable(article)]));
      await atomically(async (trx) => {
        for (const batch of batches([...byId.values()])) {
          const added = await trx
            .insertInto("articles")
            .values(batch.map(toRow))
            .onConflict((conflict) => conflict.column("id").doNothing())
            .returning(["id", "number"])
            .execute();
          const numbers = new Map(added.map(({ id, number }) => [id, number]));
          await indexArticles(
            scope,
            trx,
            batch.flatMap((article) => {
              const number = numbers.get(article.id);
              return number === undefined ? [] : [[number, article]];
            }),
          );
        }
      });
    },

    since: async (from, until, most) => {
      const rows = await db
        .selectFrom("articles")
        .selectAll()
        .where("superseded_by", "is", null)
        .where("published_ms", ">=", from)
        .$if(until !== undefined, (query) => query.where("published_ms", "<", until ?? 0))
        .orderBy("published_ms", "desc")
        .orderBy("id", "desc")
        .$if(most !== undefined, (query) => query.limit(most ?? 0))
        .execute();
      return rows.map(fromRow).reverse();
    },

    addedAfter: async (number) => {
      const { newest } = await db
        .selectFrom("articles")
        .select((select) => select.fn.max<number | null>("number").as("newest"))
        .executeTakeFirstOrThrow();
      if (newest === null || newest <= number) return { newest: newest ?? 0, articles: [] };
      const rows = await db
        .selectFrom("articles")
        .innerJoin("story_articles", "story_articles.article_id", "articles.id")
        .selectAll("articles")
        .select("story_articles.story_id")
        .where("articles.number", ">", number)
        .where("superseded_by", "is", null)
        .execute();
      return { newest, articles: rows.map((row) => Object.assign({ storyId: row.story_id }, fromRow(row))) };
    },

    ofFile: async (path, limit) => {
      // Only a path that nobody has in full is sought through the archive.
      const ending = `%/${path.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}`;
      for (const wanted of [sql<boolean>`file = ${path}`, sql<boolean>`file like ${ending} escape '\\'`]) {
        const query = db.selectFrom("articles").selectAll().where(wanted);
        const rows = await query.orderBy("number", "desc").limit(limit).execute();
        if (rows.length > 0) return rows.map(fromRow);
      }
      return [];
    },

    tags: async (from) => {
      const rows = await db
        .selectFrom("articles")
        .select("tags")
        .where("superseded_by", "is", null)
        .where("published_ms", ">=", from)
        .where("tags", "!=", "[]")
        .execute();
      return rows.map(({ tags }) => JSON.parse(tags) as readonly string[]);
    },

    markCopy: async (id, copyOf) => {
      await db.updateTable("articles").set({ copy_of: copyOf }).where("id", "=", id).execute();
    },

    supersede: async (id, by) => {
      if (id === by) throw new Error(`Article ${id} cannot replace itself.`);
      await atomically(async (trx) => {
        await trx.updateTable("articles").set({ superseded_by: by }).where("id", "=", id).execute();
        // A file that was changed back: its first text is the current one again.
        await trx
          .updateTable("articles")
          .set({ superseded_by: null })
          .where("id", "=", by)
          .where("superseded_by", "is not", null)
          .execute();
      });
    },

    count: async () => {
      const row = await db
        .selectFrom("articles")
        .select((count) => count.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return row.count;
    },
  };
}

/**
 * When an article counts as published, for order: its time; noon UTC of its day when only that is known, which is the same day
 * nearly everywhere; the time it was taken in when it says nothing that can be read.
 */
export function publishedMs({ publishedAt, takenAt }: Pick<Article, "publishedAt" | "takenAt">): EpochMs {
  if (publishedAt === null) return takenAt;
  const dateOnly = /^\d{4}-\d{2}-\d{2}$/.test(publishedAt);
  // Without a zone the platform would take this machine's.
  const zoned = /(?:z|[+-]\d{2}(?::?\d{2})?)$/i.test(publishedAt);
  const parsed = Date.parse(dateOnly ? `${publishedAt}T12:00:00Z` : zoned ? publishedAt : `${publishedAt}Z`);
  return Number.isNaN(parsed) ? takenAt : parsed;
}

/** PostgreSQL takes no NUL character in a text. What replaces it is as long, so offsets into the text hold. */
function storable(article: Article): Article {
  const clean = <T extends string | null>(text: T): T => (text?.replaceAll("\0", "\uFFFD") ?? null) as T;
  return {
    ...article,
    file: clean(article.file),
    title: clean(article.title),
    byline: clean(article.byline),
    publisher: clean(article.publisher),
    publishedAt: clean(article.publishedAt),
    url: clean(article.url),
    tags: article.tags.map(clean),
    language: clean(article.language),
    text: clean(article.text),
  };
}

function toRow(article: Article) {
  return {
    id: article.id,
    file: article.file,
    title: article.title,
    byline: article.byline,
    publisher: article.publisher,
    published_at: article.publishedAt,
    published_ms: publishedMs(article),
    url: article.url,
    tags: JSON.stringify(article.tags),
    language: article.language,
    text: article.text,
    taken_at: article.takenAt,
    copy_of: article.copyOf,
    superseded_by: article.supersededBy,
  };
}

function fromRow(row: Selectable<ArticleRow>): Article {
  return {
    id: row.id,
    file: row.file,
    title: row.title,
    byline: row.byline,
    publisher: row.publisher,
    publishedAt: row.published_at,
    url: row.url,
    tags: JSON.parse(row.tags) as readonly string[],
    language: row.language,
    text: row.text,
    takenAt: row.taken_at,
    copyOf: row.copy_of,
    supersededBy: row.superseded_by,
  };
}
