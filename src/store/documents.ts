import type { Document } from "../core/document.ts";
import { batches, type Scope } from "./scope.ts";
import type { DocumentStore, FileStamp } from "./store.ts";

export function documentStore({ db, atomically }: Scope): DocumentStore {
  return {
    stamps: async (folder) => {
      const columns = ["path", "size", "modified_at", "hash"] as const;
      const taken = await db.selectFrom("documents").select(columns).where("folder", "=", folder).execute();
      const aside = await db.selectFrom("quarantine").select(columns).where("folder", "=", folder).execute();
      // A row in quarantine is the newer sight of its file: it goes away when the file is taken in.
      return new Map<string, FileStamp>(
        [...taken, ...aside].map(({ path, size, modified_at, hash }) => [
          path,
          { size, modifiedAt: modified_at, hash },
        ]),
      );
    },

    save: async (documents) => {
      await atomically(async (trx) => {
        for (const batch of batches(lastOfEach(documents))) {
          await trx
            .insertInto("documents")
            .values(batch.map(toRow))
            .onConflict((conflict) =>
              conflict.columns(["folder", "path"]).doUpdateSet((row) => ({
                hash: row.ref("excluded.hash"),
                size: row.ref("excluded.size"),
                modified_at: row.ref("excluded.modified_at"),
                taken_at: row.ref("excluded.taken_at"),
                article_id: row.ref("excluded.article_id"),
              })),
            )
            .execute();
        }
      });
    },

    get: async (folder, path) => {
      const row = await db
        .selectFrom("documents")
        .selectAll()
        .where("folder", "=", folder)
        .where("path", "=", path)
        .executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    byHash: async (hash) => {
      // Files that were never read have no hash; they are not copies of one another.
      if (hash === "") return null;
      const row = await db
        .selectFrom("documents")
        .selectAll()
        .where("hash", "=", hash)
        .where("article_id", "is not", null)
        .orderBy("taken_at")
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    count: async () => {
      const row = await db
        .selectFrom("documents")
        .select((count) => count.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return row.count;
    },
  };
}

/** The last document of each place: one INSERT may not change a row twice. */
function lastOfEach(documents: readonly Document[]): readonly Document[] {
  return [...new Map(documents.map((document) => [`${document.folder}\0${document.path}`, document])).values()];
}

function toRow({ folder, path, hash, size, modifiedAt, takenAt, articleId }: Document) {
  return { folder, path, hash, size, modified_at: modifiedAt, taken_at: takenAt, article_id: articleId };
}

function fromRow(row: ReturnType<typeof toRow>): Document {
  const { folder, path, hash, size, modified_at, taken_at, article_id } = row;
  return { folder, path, hash, size, modifiedAt: modified_at, takenAt: taken_at, articleId: article_id };
}
