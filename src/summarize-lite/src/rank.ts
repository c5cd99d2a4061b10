import { analyze } from "./analysis.ts";
import { rank, readRankModel } from "./rank-model.ts";
import type { RankModel } from "./rank-model.ts";
import { guessAt } from "./roles.ts";
import { ROLES } from "./role-names.ts";
import type { Role, SourceArticle } from "./types.ts";
import type { Word } from "./words.ts";
import rankWeights from "./weights/rank.json" with { type: "json" };

export { bodyStart } from "./analysis.ts";

/** A sentence of one of the articles with what is known of its worth. */
export interface ScoredSentence {
  /** Id of the article. */
  readonly article: string;
  /** UTF-16 offsets into the article's text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Its words, in order. */
  readonly words: readonly Word[];
  /** Words between blanks. */
  readonly size: number;
  /** Number of its paragraph in the article, from 0; the title line is not counted. */
  readonly paragraph: number;
  /** Number of the sentence in the article, from 0. */
  readonly index: number;
  /** Log odds that an editor would choose it for a summary; below −10 for what is no part of the report. */
  readonly score: number;
  readonly role: Role;
  readonly probabilities: Readonly<Record<Role, number>>;
}

/** What page furniture scores. */
const NEVER = -20;

/** Read at the first use, so that an import costs nothing. */
let model: RankModel | undefined;

export function rankModel(): RankModel {
  model ??= readRankModel(rankWeights.base64);
  return model;
}

/** Scores every sentence of the articles of one story, in text order, article by article. Title lines are left out. */
export function scoreSentences(articles: readonly SourceArticle[]): ScoredSentence[] {
  const analysis = analyze(articles);
  const { margins } = rank(rankModel(), analysis);
  const out: ScoredSentence[] = [];
  for (const [i, { document, start, end, text, words, size, paragraph, index, dirt }] of analysis.passages.entries()) {
    const { role, probabilities } = guessAt(analysis.roles, i * ROLES.length);
    const score = dirt ? NEVER : margins[i]!;
    out.push({
      article: articles[document]!.id,
      start,
      end,
      text,
      words,
      size,
      paragraph,
      index,
      score,
      role,
      probabilities,
    });
  }
  return out;
}
