import type { Selectable } from "kysely";
import type { Ruling, RulingStore, RulingSubject } from "./chat.ts";
import type { RulingRow } from "./schema.ts";
import type { Scope } from "./scope.ts";

export function rulingStore({ db }: Scope): RulingStore {
  return {
    add: async (ruling) => {
      const { subject, state, platform, user, at } = ruling;
      const { number } = await db
        .insertInto("rulings")
        .values({
          kind: subject.kind,
          story_id: subject.storyId,
          article_ids: JSON.stringify(subject.kind === "split" ? subject.articleIds : []),
          into_id: subject.kind === "merge" ? subject.into : null,
          state,
          platform,
          person: user,
          at,
        })
        .returning("number")
        .executeTakeFirstOrThrow();
      return { ...ruling, number };
    },

    get: async (number) => {
      const row = await db.selectFrom("rulings").selectAll().where("number", "=", number).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    move: async (number, from, to) => {
      const { numUpdatedRows } = await db
        .updateTable("rulings")
        .set({ state: to })
        .where("number", "=", number)
        .where("state", "=", from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    inState: async (state, limit) => {
      const rows = await db
        .selectFrom("rulings")
        .selectAll()
        .where("state", "=", state)
        .orderBy("number")
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },

    ofStory: async (storyId) => {
      const rows = await db
        .selectFrom("rulings")
        .selectAll()
        .where((ruling) => ruling.or([ruling("story_id", "=", storyId), ruling("into_id", "=", storyId)]))
        .orderBy("number")
        .execute();
      return rows.map(fromRow);
    },

    merged: async () => {
      const rows = await db.selectFrom("merged_stories").selectAll().execute();
      const next = new Map(rows.map(({ story_id, into_id }) => [story_id, into_id]));
      return new Map([...next.keys()].map((id) => [id, endOf(next, id)]));
    },

    markMerged: async (storyId, into) => {
      await db
        .insertInto("merged_stories")
        .values({ story_id: storyId, into_id: into })
        .onConflict((conflict) => conflict.column("story_id").doUpdateSet({ into_id: into }))
        .execute();
    },
  };
}

function endOf(next: ReadonlyMap<string, string>, id: string): string {
  const seen = new Set<string>();
  let end = id;
  for (let step = next.get(end); step !== undefined && !seen.has(step); step = next.get(end)) {
    seen.add(end);
    end = step;
  }
  return end;
}

function fromRow({ number, state, platform, person, at, ...row }: Selectable<RulingRow>): Ruling {
  return { number, subject: subjectOf(row), state, platform, user: person, at };
}

function subjectOf(row: Pick<Selectable<RulingRow>, "kind" | "story_id" | "article_ids" | "into_id">): RulingSubject {
  switch (row.kind) {
    case "split":
      return { kind: "split", storyId: row.story_id, articleIds: JSON.parse(row.article_ids) as readonly string[] };
    case "merge":
      return { kind: "merge", storyId: row.story_id, into: row.into_id ?? row.story_id };
  }
}
