import { words, type Migration } from "./migration.ts";

/** Stories, the articles in them, and every version of their digests. */
export const stories: Migration = {
  number: 2,
  name: "stories",
  statements: (dialect) => {
    const { integer, table } = words(dialect);
    return [
      `create table stories (
        id text not null primary key,
        headline text,
        created_at ${integer} not null,
        updated_at ${integer} not null,
        version ${integer} not null,
        due ${integer} not null
      ) ${table}`,
      `create index stories_by_change on stories (updated_at, id)`,
      `create index stories_due on stories (updated_at, id) where due = 1`,
      `create table story_articles (
        article_id text not null primary key references articles (id) deferrable initially deferred,
        story_id text not null references stories (id) deferrable initially deferred,
        position ${integer} not null
      ) ${table}`,
      `create index story_articles_in_order on story_articles (story_id, position)`,
      // The body stands last: SQLite then reads the short columns without its many pages.
      `create table digests (
        story_id text not null references stories (id) deferrable initially deferred,
        version ${integer} not null,
        created_at ${integer} not null,
        reports text not null,
        body text not null,
        primary key (story_id, version)
      ) ${table}`,
    ];
  },
};
