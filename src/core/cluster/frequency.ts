import { BACKGROUND, BACKGROUND_ARTICLES } from "./background.ts";
import { FUNCTION_WORDS } from "./function-words.ts";
import { createHashMap } from "./postings.ts";
import type { ArticleSignature } from "./signature.ts";
import { nameTerm, numberTerm, wordTerm } from "./signature.ts";
import { stem } from "./words.ts";

/**
 * From here on more articles in the window no longer dilute the background: what is rare stays rare, and a
 * score means the same with a thousand articles as with a hundred thousand.
 */
const WINDOW_ARTICLES = 4000;

/** Background articles that an unlisted term is taken to stand in: the list begins at 14. */
const UNLISTED = 6;

/** In how many articles terms stand: a fixed background of news, and the articles in the window. */
export interface Frequencies {
  readonly add: (article: ArticleSignature) => void;
  readonly remove: (article: ArticleSignature) => void;
  /** Rarity of a term, from 0 (in every article) to about 6 (new): a smoothed inverse document frequency. */
  readonly rarity: (term: number) => number;
  /** The same from the background alone, which no article changes. */
  readonly fixedRarity: (term: number) => number;
}

const termOf = { words: wordTerm, names: nameTerm, numbers: numberTerm } as const;

function background(): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const words of FUNCTION_WORDS)
    for (const word of words.split(" ")) counts.set(wordTerm(stem(word)), BACKGROUND_ARTICLES / 2);
  for (const { kind, articles, terms } of BACKGROUND)
    for (const term of terms.split(kind === "names" ? "," : " ")) counts.set(termOf[kind](term), articles);
  return counts;
}

/** Terms of a signature, each once. */
function* termsOf(article: ArticleSignature): Generator<number> {
  yield* article.words.terms;
  yield* article.names.terms;
  yield* article.numbers.terms;
}

export function createFrequencies(): Frequencies {
  const known = background();
  const window = createHashMap<number>();
  let articles = 0;
  return {
    add: (article) => {
      articles++;
      for (const term of termsOf(article)) window.set(term, (window.get(term) ?? 0) + 1);
    },
    remove: (article) => {
      articles--;
      for (const term of termsOf(article)) {
        const left = (window.get(term) ?? 0) - 1;
        if (left > 0) window.set(term, left);
        else window.delete(term);
      }
    },
    rarity: (term) => {
      const share = articles > WINDOW_ARTICLES ? WINDOW_ARTICLES / articles : 1;
      const seen = (known.get(term) ?? UNLISTED) + (window.get(term) ?? 0) * share;
      return Math.max(0, Math.log((BACKGROUND_ARTICLES + articles * share + 1) / (seen + 0.5)));
    },
    fixedRarity: (term) => Math.max(0, Math.log((BACKGROUND_ARTICLES + 1) / ((known.get(term) ?? UNLISTED) + 0.5))),
  };
}
