import { rolesOf } from "./roles.ts";
import { splitSentences } from "./sentences.ts";
import type { Role, SourceArticle } from "./types.ts";
import { terms } from "./words.ts";

/** A sentence of one of the articles with what is known of its worth. */
export interface ScoredSentence {
  /** Id of the article. */
  readonly article: string;
  /** UTF-16 offsets into the article's text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Number of its paragraph in the article, from 0; the title line is not counted. */
  readonly paragraph: number;
  /** Number of the sentence in the article, from 0. */
  readonly index: number;
  /** Worth for a summary, higher is better; comparable within one call. */
  readonly score: number;
  readonly role: Role;
  readonly probabilities: Readonly<Record<Role, number>>;
}

/** Scores every sentence of the articles of one story, in text order, article by article. Title lines are left out. */
export function scoreSentences(articles: readonly SourceArticle[]): ScoredSentence[] {
  const support = new Map<string, number>();
  const bags = articles.map((article) => new Set(terms(article.text)));
  for (const bag of bags) for (const term of bag) support.set(term, (support.get(term) ?? 0) + 1);
  const out: ScoredSentence[] = [];
  for (const article of articles) {
    const sentences = splitSentences(article.text, bodyStart(article)).map(({ start, end, paragraph }) => ({
      text: article.text.slice(start, end),
      start,
      end,
      paragraph,
    }));
    const roles = rolesOf(sentences, { title: article.title ?? null });
    for (const [index, { text, start, end, paragraph }] of sentences.entries()) {
      const { role, probabilities } = roles[index]!;
      const own = terms(text);
      const shared = own.reduce((sum, term) => sum + (support.get(term) ?? 0), 0) / Math.max(5, own.length);
      const score = 1 / (1 + index) + shared / articles.length + (role === "na" ? -5 : 0);
      out.push({ article: article.id, start, end, text, paragraph, index, score, role, probabilities });
    }
  }
  return out;
}

/** Where the body begins: past the first line when that line is the title. */
export function bodyStart(article: SourceArticle): number {
  const title = article.title?.trim();
  if (!title) return 0;
  const lead = article.text.length - article.text.trimStart().length;
  const stop = article.text.indexOf("\n", lead);
  const line = article.text.slice(lead, stop < 0 ? undefined : stop).trim();
  return line === title ? (stop < 0 ? article.text.length : stop + 1) : 0;
}
