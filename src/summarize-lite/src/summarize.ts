import { analyze } from "./analysis.ts";
import { foreignLeans } from "./foreign-readable.ts";
import { rankModel } from "./rank.ts";
import { rank } from "./rank-model.ts";
import type { RankModel } from "./rank-model.ts";
import { ROLES } from "./role-names.ts";
import { guessAt } from "./roles.ts";
import { candidatesOf, selectAny, selectOf } from "./select.ts";
import type { Budget } from "./select.ts";
import { openingLength } from "./standalone.ts";
import type { Role, SourceArticle } from "./types.ts";

/**
 * A sentence of a summary, or neighbours of which each leans on the one before ("The ferry was late. It had hit a buoy."):
 * `article.text.slice(start, end)`, its first letter made a capital where a connective stood before it; a dateline is left out.
 */
export interface ChosenSentence {
  /** Id of its article. */
  readonly article: string;
  /** UTF-16 offsets into the article's text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Log odds that an editor would choose it, and its role: the first sentence's. */
  readonly score: number;
  readonly role: Role;
}

/**
 * The sentences that tell the story of one article, or of several on one event, word for word.
 *
 * Each item can be read alone: none opens with a bare "He", "It" or "But", none is a quotation by a bare pronoun, none is page
 * furniture, and none repeats another one; rather fewer sentences than such ones. A sentence that leans on the one right
 * before it comes only behind that one, as one item; each counts against the budget. One article's sentences stand in the order
 * of its text, those of several the most important first. Where three of one article are asked for, two are given
 * when a third would tell less than its length is worth, as learned from editors' summaries.
 * @param budget the most that may be chosen; at least one sentence, word or character
 * @returns nothing when the articles hold no sentence
 * @throws RangeError when the budget is below one or no number
 */
export function summarize(articles: readonly SourceArticle[], budget: Budget): ChosenSentence[] {
  return summarizeWith(rankModel(), articles, budget);
}

/** `summarize` with weights other than the package's own: for measuring out of sample. */
export function summarizeWith(model: RankModel, articles: readonly SourceArticle[], budget: Budget): ChosenSentence[] {
  const [limit = 0] = Object.values(budget);
  if (!(limit >= 1)) {
    throw new RangeError(`The budget of a summary must be 1 or more; it is ${limit}.`);
  }
  const analysis = analyze(articles);
  const candidates = candidatesOf(analysis, foreignLeans(articles));
  let ranking = rank(
    model,
    analysis,
    candidates.map(({ index }) => index),
  );
  let chosen = selectOf(analysis, ranking, budget, candidates);
  if (chosen.length === 0) {
    ranking = rank(model, analysis);
    chosen = selectAny(analysis, ranking, budget);
  }
  if (articles.length === 1) chosen.sort((a, b) => a - b);
  const leaning = new Set(candidates.filter(({ leans }) => leans).map(({ index }) => index));
  return itemsOf(chosen, leaning).map((item) => {
    const passages = item.map((i) => analysis.passages[i]!);
    const [first, last] = [passages[0]!, passages.at(-1)!];
    const start = first.start + openingLength(first);
    const { id, text } = articles[first.document]!;
    const { role } = guessAt(analysis.roles, item[0]! * ROLES.length);
    const score = ranking.margins[item[0]!]!;
    return { article: id, start, end: last.end, text: capitalized(text.slice(start, last.end)), score, role };
  });
}

/** Puts each leaning passage behind the one that it leans on. */
function itemsOf(chosen: readonly number[], leaning: ReadonlySet<number>): number[][] {
  const wanted = new Set(chosen);
  const isBehind = (i: number): boolean => leaning.has(i) && wanted.has(i - 1);
  const out: number[][] = [];
  for (const first of chosen) {
    if (isBehind(first)) continue;
    const item = [first];
    for (let next = first + 1; wanted.has(next) && isBehind(next); next++) item.push(next);
    out.push(item);
  }
  return out;
}

function capitalized(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 32);
  return first.toUpperCase() + text.slice(first.length);
}
