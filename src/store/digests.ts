import { sql, type Kysely, type Selectable } from "kysely";
import type { Digest } from "summarize-lite";
import type { StoryDigest } from "../core/digest.ts";
import type { DigestRow, Schema } from "./schema.ts";
import { batches, type Scope } from "./scope.ts";
import type { DigestStore } from "./store.ts";

/** A digest as stored: without the texts that the articles table holds. A story of 100 articles would else keep 5,050 of them. */
type Body = Omit<Digest, "articles"> & {
  readonly articles: readonly { readonly id: string; readonly file: string | null; readonly text?: string }[];
};

export function digestStore({ db, atomically }: Scope): DigestStore {
  const newest = () =>
    db
      .selectFrom("stories")
      .innerJoin("digests", (join) =>
        join.onRef("digests.story_id", "=", "stories.id").onRef("digests.version", "=", "stories.version"),
      )
      .selectAll("digests");

  return {
    add: async (digest, isStale = false) =>
      await atomically(async (trx) => {
        // The update counts, and holds the story's row until the end: two writers get two numbers.
        const story = await trx
          .updateTable("stories")
          .set((row) => ({
            version: row("version", "+", 1),
            due: row
              .case()
              .when(isStale ? sql<boolean>`1 = 1` : row("updated_at", ">", digest.createdAt))
              .then(sql<number>`1`)
              .else(sql<number>`0`)
              .end(),
          }))
          .where("id", "=", digest.storyId)
          .returning("version")
          .executeTakeFirst();
        if (story === undefined) throw new Error(`Story ${digest.storyId} is not stored: save it before its digest.`);
        await trx
          .insertInto("digests")
          .values({
            story_id: digest.storyId,
            version: story.version,
            created_at: digest.createdAt,
            reports: JSON.stringify(digest.reports),
            body: JSON.stringify(await withoutTexts(trx, digest.digest)),
          })
          .execute();
        return { ...digest, version: story.version };
      }),

    latest: async (storyId) => {
      const rows = await newest().where("stories.id", "=", storyId).execute();
      return (await fromRows(db, rows))[0] ?? null;
    },

    get: async (storyId, version) => {
      const rows = await db
        .selectFrom("digests")
        .selectAll()
        .where("story_id", "=", storyId)
        .where("version", "=", version)
        .execute();
      return (await fromRows(db, rows))[0] ?? null;
    },

    versions: async (storyId) => {
      const rows = await db
        .selectFrom("digests")
        .select(["version", "created_at"])
        .where("story_id", "=", storyId)
        .orderBy("version")
        .execute();
      return rows.map(({ version, created_at }) => ({ version, createdAt: created_at }));
    },

    since: async (from, page) => {
      const rows = await newest()
        .where("stories.updated_at", ">=", from)
        .orderBy("stories.updated_at", "desc")
        .orderBy("stories.id", "desc")
        .$if(page !== undefined, (query) => query.limit(page?.most ?? 0).offset(page?.skip ?? 0))
        .execute();
      return await fromRows(db, rows);
    },
  };
}

/** A text stays in the digest when the stored article is another or none: what the digest cites must be there for good. */
async function withoutTexts(db: Kysely<Schema>, digest: Digest): Promise<Body> {
  const stored = await textsOf(
    db,
    digest.articles.map(({ id }) => id),
  );
  const articles = digest.articles.map(({ id, file, text }) =>
    stored.get(id) === text ? { id, file } : { id, file, text },
  );
  return { ...digest, articles };
}

async function fromRows(db: Kysely<Schema>, rows: readonly Selectable<DigestRow>[]): Promise<readonly StoryDigest[]> {
  const bodies = rows.map((row) => JSON.parse(row.body) as Body);
  const missing = bodies.flatMap(({ articles }) =>
    articles.filter(({ text }) => text === undefined).map(({ id }) => id),
  );
  const texts = await textsOf(db, missing);
  return rows.flatMap(({ story_id, version, reports, created_at }, index) => {
    const body = bodies[index];
    if (body === undefined) return [];
    const digest = withTexts(body, texts);
    return {
      storyId: story_id,
      version,
      digest,
      reports: JSON.parse(reports) as readonly string[],
      createdAt: created_at,
    };
  });
}

function withTexts(body: Body, texts: ReadonlyMap<string, string>): Digest {
  const articles = body.articles.map(({ id, file, text }) => ({ id, file, text: text ?? texts.get(id) ?? "" }));
  return { ...body, articles };
}

async function textsOf(db: Kysely<Schema>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const batch of batches([...new Set(ids)])) {
    const rows = await db.selectFrom("articles").select(["id", "text"]).where("id", "in", batch).execute();
    for (const { id, text } of rows) texts.set(id, text);
  }
  return texts;
}
