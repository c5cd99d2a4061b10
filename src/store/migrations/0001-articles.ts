import { words, type Migration } from "./migration.ts";

/** What was found in the folders, and the articles made of it. References are checked at the end of a transaction, so that rows may land in any order. */
export const articles: Migration = {
  number: 1,
  name: "articles",
  statements: (dialect) => {
    const { integer, real, counter, table } = words(dialect);
    return [
      `create table articles (
        number ${counter},
        id text not null unique,
        file text not null,
        title text,
        byline text,
        publisher text,
        published_at text,
        published_ms ${integer} not null,
        url text,
        tags text not null,
        language text not null,
        text text not null,
        taken_at ${integer} not null,
        copy_of text references articles (id) deferrable initially deferred,
        superseded_by text references articles (id) deferrable initially deferred
      ) ${table}`,
      `create index articles_by_publication on articles (published_ms, id) where superseded_by is null`,
      `create table documents (
        folder text not null,
        path text not null,
        hash text not null,
        size ${integer} not null,
        modified_at ${real} not null,
        taken_at ${integer} not null,
        article_id text references articles (id) deferrable initially deferred,
        primary key (folder, path)
      ) ${table}`,
      `create index documents_by_hash on documents (hash, taken_at) where article_id is not null`,
      `create table quarantine (
        folder text not null,
        path text not null,
        hash text not null,
        size ${integer} not null,
        modified_at ${real} not null,
        at ${integer} not null,
        kind text not null,
        reason text not null,
        mend text not null,
        line ${integer},
        primary key (folder, path)
      ) ${table}`,
    ];
  },
};
