import type { Migration } from "./migration.ts";

/**
 * The search index. Its words are made by ../search/words.ts in the same way for both dialects, so the databases only look up:
 * no stemming and no stop words of their own. It holds no copy of the texts.
 */
export const search: Migration = {
  number: 4,
  name: "search",
  statements: (dialect) =>
    dialect === "sqlite"
      ? [
          `create virtual table article_search using fts5 (
            title, body, about,
            content = '', contentless_delete = 1,
            tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
          )`,
        ]
      : [
          `create table article_search (
            article_number bigint not null primary key references articles (number) deferrable initially deferred,
            words tsvector not null
          )`,
          `create index article_search_words on article_search using gin (words)`,
        ],
};
