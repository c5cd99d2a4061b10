import { dropDateline, dropSite } from "./edits.ts";
import { editPassage } from "./passage.ts";
import { isBalanced } from "./quotes.ts";
import { isFurniture } from "./readable.ts";
import type { Sayable } from "./readable.ts";
import type { Item, SourceArticle } from "./types.ts";
import { isFiniteVerb } from "./verbs.ts";
import { countWords, terms } from "./words.ts";

const SHORTEST = 4;
const LONGEST = 22;
/** Headlines that promise instead of telling, or announce a format. */
const BAIT =
  /\?$|^(?:watch|video|live|opinion|analysis|explained|explainer|in pictures|gallery|podcast|editorial|letters?|comment|quiz|review)\b|^(?:why|how|what|here(?:['’]s| is)|this is|these|\d+ (?:things|ways|reasons))\b|you need to know|\.\.\.$|…$/i;

/**
 * The headline: the best source's own, its site name cut off; when no source has one, the main clause of the lede.
 * @param ages how far each article lies behind the newest, 0 to 1: an old headline tells an old state of things
 * @param center weights of the story's terms; a headline that holds the heavy ones says what the story is about
 */
export function headlineOf(
  articles: readonly SourceArticle[],
  center: ReadonlyMap<string, number>,
  ages: readonly number[],
  lede: Sayable | null,
): Item | null {
  let best: { readonly item: Item; readonly score: number } | null = null;
  for (const [i, article] of articles.entries()) {
    const item = titleItem(article);
    if (!item) continue;
    const count = countWords(item.text);
    if (count < SHORTEST || count > LONGEST || !isBalanced(item.text) || isFurniture(item.text)) continue;
    const own = [...new Set(terms(item.text))];
    const weight = own.reduce((sum, term) => sum + (center.get(term) ?? 0), 0) / Math.sqrt(Math.max(4, own.length));
    const fresh = 1 - Math.min(0.6, 1.5 * (ages[i] ?? 0));
    const score = fresh * weight * (BAIT.test(item.text) ? 0.4 : 1) * (/["“‘']/.test(item.text) ? 0.9 : 1);
    if (best === null || score > best.score) best = { item, score };
  }
  return best?.item ?? (lede === null ? null : mainClause(lede));
}

/** The title as an item; null when the article has none, or its text does not open with it. */
function titleItem(article: SourceArticle): Item | null {
  const title = article.title?.trim();
  if (!title) return null;
  const start = article.text.indexOf(title);
  if (start < 0 || article.text.slice(0, start).trim() !== "") return null;
  const edits = dropSite(title, article.publisher);
  const text = editPassage(title, edits);
  if (text === null || text === "") return null;
  return { text, evidence: [{ article: article.id, start, end: start + title.length }], edits };
}

const CLAUSE =
  /, (?:just |only )?(?:an?|one|two|three|four|five|six|seven|\d+) (?:day|hour|week|month|year|minute)s? (?:after|before|later)\b|, (?:which|who|whose|where|as|while|after|before|amid|following|with|noting|saying|adding|despite|although|though|because|and said|a move|in a|\p{Ll}+ing)\b| (?:after(?! all\b)|amid|while|as|following|invoking|citing|noting|saying|despite|although|because) /gu;
/** Words at a cut that would be left hanging. */
const HANGING =
  /(?:\b(?:and|or|but|of|to|in|on|at|for|by|with|from|as|the|a|an|that|said|says|such|so|about|well|soon|long|far|much|many|both|might|may|could|would|will|can|has|had|have|is|are|was|were|be|been|not|(?:an?|one|two|three|four|five|six|seven|\d+) (?:day|hour|week|month|year|minute)s?)|,["”]?)$/i;

/** The lede up to the end of its main clause. The cut is made in the evidence, so no word is lost that an edit would have to tell. */
function mainClause(lede: Sayable): Item {
  const { unit } = lede;
  const whole = { article: unit.article.id, start: unit.start, end: unit.end };
  const floor = 30;
  const from = dropDateline(unit.passage)[0]?.end ?? 0;
  const stop = unit.passage.replace(/[.。]+$/u, "").length;
  const cuts = [...unit.passage.slice(from + floor).matchAll(CLAUSE)].map(({ index }) => from + floor + index);
  const end =
    cuts.find((cut) => {
      const passage = unit.passage.slice(from, cut);
      return (
        cut < stop &&
        countWords(passage) >= 6 &&
        isBalanced(passage) &&
        !HANGING.test(passage) &&
        passage.split(" ").some((word) => isFiniteVerb(word))
      );
    }) ?? stop;
  const edits = lede.edits.filter((edit) => edit.end <= end);
  return {
    text: editPassage(unit.passage.slice(0, end), edits) ?? unit.passage.slice(0, end),
    evidence: [{ ...whole, end: unit.start + end }],
    edits,
  };
}
