import { sql, type Kysely } from "kysely";
import type { Article } from "../core/article.ts";
import type { Schema } from "./schema.ts";
import type { Scope } from "./scope.ts";
import { passage } from "./search/passage.ts";
import { ftsQuery, parseQuery, tsQuery, type Phrase } from "./search/query.ts";
import { wordsOf } from "./search/words.ts";
import type { SearchHit, SearchStore } from "./store.ts";

/** Of one article, the words up to these bounds are searchable: far more than an article has, and safely within PostgreSQL's 1 MB for the words of one text. */
const MAX_WORDS = 50_000;
const MAX_BYTES = 400_000;

type Indexed = Pick<Article, "title" | "byline" | "publisher" | "tags" | "text">;

/**
 * Finds articles by their words: the title counts most, then the text, then publisher, byline and tags. Both databases hold the
 * same words and differ only in how they rank.
 */
export function searchStore(scope: Scope): SearchStore {
  return {
    articles: async (query, limit) => {
      const phrases = parseQuery(query, scope.stem);
      if (phrases.length === 0) return [];
      const rows =
        scope.dialect === "sqlite" ? await findFts(scope.db, phrases, limit) : await findTs(scope.db, phrases, limit);
      return rows.map(({ storyId, articleId, title, publisher, publishedAt, text }) => {
        const snippet = passage(text, phrases, scope.stem);
        return { storyId, articleId, title, publisher, publishedAt, snippet };
      });
    },
  };
}

/** Puts articles into the index, each under its number. Their words never change, so neither do their entries. */
export async function indexArticles(
  scope: Scope,
  db: Kysely<Schema>,
  articles: readonly (readonly [number: number, article: Indexed])[],
): Promise<void> {
  if (articles.length === 0) return;
  const rows = articles.map(([number, article]) => {
    const title = terms(scope, article.title ?? "");
    const body = terms(scope, article.text);
    const about = terms(scope, [article.publisher ?? "", article.byline ?? "", ...article.tags].join("\n"));
    if (scope.dialect === "sqlite") return sql`(${number}, ${title.join(" ")}, ${body.join(" ")}, ${about.join(" ")})`;
    const vector = tsVector([
      { weight: "A", terms: title },
      { weight: "D", terms: about },
      { weight: "B", terms: body },
    ]);
    return sql`(${number}, cast(${vector} as tsvector))`;
  });
  const columns = sql.raw(scope.dialect === "sqlite" ? "rowid, title, body, about" : "article_number, words");
  await sql`insert into article_search (${columns}) values ${sql.join(rows)}`.execute(db);
}

type Found = Omit<SearchHit, "snippet"> & { readonly text: string };

/** The texts are read for the best rows only, after the limit. */
async function findFts(db: Kysely<Schema>, phrases: readonly Phrase[], limit: number): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    with best as materialized (
      select articles.number, story_articles.story_id,
        bm25(article_search, 4.0, 1.0, 0.5) as score, articles.published_ms
      from article_search
      join articles on articles.number = article_search.rowid
      join story_articles on story_articles.article_id = articles.id
      where article_search match ${ftsQuery(phrases)} and articles.superseded_by is null
      order by score, articles.published_ms desc, articles.number
      limit ${limit}
    )
    select best.story_id as "storyId", articles.id as "articleId", articles.title, articles.publisher,
      articles.published_at as "publishedAt", articles.text
    from best join articles on articles.number = best.number
    order by best.score, best.published_ms desc, best.number
  `.execute(db);
  return rows;
}

async function findTs(db: Kysely<Schema>, phrases: readonly Phrase[], limit: number): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    with best as materialized (
      select articles.number, story_articles.story_id, articles.published_ms,
        ts_rank('{0.1, 0.2, 0.4, 1.0}', article_search.words, query, 1) as score
      from cast(${tsQuery(phrases)} as tsquery) as query
      join article_search on article_search.words @@ query
      join articles on articles.number = article_search.article_number
      join story_articles on story_articles.article_id = articles.id
      where articles.superseded_by is null
      order by score desc, articles.published_ms desc, articles.number
      limit ${limit}
    )
    select best.story_id as "storyId", articles.id as "articleId", articles.title, articles.publisher,
      articles.published_at as "publishedAt", articles.text
    from best join articles on articles.number = best.number
    order by best.score desc, best.published_ms desc, best.number
  `.execute(db);
  return rows;
}

function terms(scope: Scope, text: string): readonly string[] {
  const kept: string[] = [];
  let bytes = 0;
  for (const { term } of wordsOf(text, scope.stem)) {
    bytes += Buffer.byteLength(term);
    if (kept.length >= MAX_WORDS || bytes > MAX_BYTES) break;
    kept.push(term);
  }
  return kept;
}

/**
 * A tsvector as PostgreSQL writes it: 'word':1A,7B. All fields share one list of positions; a gap keeps a phrase from running from one
 * into the next. Positions beyond 16,383 count as that one, so phrases are found before it only.
 */
function tsVector(fields: readonly { readonly weight: string; readonly terms: readonly string[] }[]): string {
  const places = new Map<string, string[]>();
  let position = 1;
  for (const field of fields) {
    for (const term of field.terms) {
      const known = places.get(term);
      if (known === undefined) places.set(term, [`${position}${field.weight}`]);
      else known.push(`${position}${field.weight}`);
      position += 1;
    }
    position += 10;
  }
  return [...places].map(([term, at]) => `'${term}':${at.join(",")}`).join(" ");
}
