import type { EpochMs } from "../time.ts";
import { withoutFurniture } from "./furniture.ts";
import type { Shingles } from "./shingles.ts";
import { shingles } from "./shingles.ts";
import type { Token } from "./words.ts";
import { hash32, nameForm, stem, tokens } from "./words.ts";

/** What clustering wants to know of an article. */
export interface ClusterArticle {
  readonly id: string;
  /** Its first line is the title when there is one. */
  readonly text: string;
  readonly title: string | null;
  /** ISO 8601 date or date-time, or null. */
  readonly publishedAt: string | null;
  readonly takenAt: EpochMs;
  readonly language: string;
}

/** Terms of one kind: 32-bit hashes in ascending order, and how often each stands in the text. */
export interface TermCounts {
  readonly terms: readonly number[];
  readonly counts: readonly number[];
}

/** The features of one article: plain data that survives JSON, computed once. */
export interface ArticleSignature {
  readonly id: string;
  readonly publishedAt: EpochMs | null;
  readonly takenAt: EpochMs;
  /** Stems of the whole text. */
  readonly words: TermCounts;
  /** Stems of the title and the first sentences. */
  readonly lead: TermCounts;
  /** Names, and pairs of neighbouring names. */
  readonly names: TermCounts;
  /** Numbers, and numbers with the word after them. */
  readonly numbers: TermCounts;
  /** Names as written, most frequent first: for people. */
  readonly nameList: readonly string[];
  readonly shingles: Shingles;
}

/** UTF-16 units from the start that count as title and first sentences. */
const LEAD_LENGTH = 600;
const LISTED_NAMES = 24;
/** What is left of a page without its furniture has at least so many words, or is none. */
const LEAST_WORDS = 20;

/** Namespaces of terms: one word may stand in several, and counts apart in each. */
export const wordTerm = (stemmed: string): number => hash32(`w:${stemmed}`);
export const nameTerm = (name: string): number => hash32(`n:${name}`);
export const numberTerm = (number: string): number => hash32(`d:${number}`);

/** Computes the features of an article. A text without words gives empty ones. */
export function fingerprint(article: ClusterArticle): ArticleSignature {
  const titled = article.title === null || article.text.startsWith(article.title);
  const full = titled ? article.text : `${article.title}\n${article.text}`;
  const report = withoutFurniture(full);
  const found = reportWords(full, report);
  const words = new Map<number, number>();
  const lead = new Map<number, number>();
  for (const token of found) {
    if (token.kind !== "word" || token.folded.length < 2) continue;
    const term = wordTerm(stem(token.folded));
    count(words, term);
    if (token.start < LEAD_LENGTH) count(lead, term);
  }
  const { names, nameList } = namesOf(found);
  return {
    id: article.id,
    publishedAt: timeOf(article),
    takenAt: article.takenAt,
    words: sorted(words),
    lead: sorted(lead),
    names: sorted(names),
    numbers: sorted(numbersOf(found)),
    nameList,
    shingles: shingles((report === article.text ? found : tokens(article.text)).map((token) => token.folded)),
  };
}

/** Words of what is left; a page of which hardly anything is left had nothing but furniture. */
function reportWords(full: string, report: string): readonly Token[] {
  const found = tokens(report);
  return report.length < full.length && found.length < LEAST_WORDS ? [] : found;
}

function timeOf(article: ClusterArticle): EpochMs | null {
  const time = article.publishedAt === null ? Number.NaN : Date.parse(article.publishedAt);
  return Number.isFinite(time) ? time : null;
}

function count<T>(counts: Map<T, number>, term: T): void {
  counts.set(term, (counts.get(term) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<number, number>): TermCounts {
  const entries = [...counts].sort(([a], [b]) => a - b);
  return { terms: entries.map(([term]) => term), counts: entries.map(([, n]) => n) };
}

/** Words with a capital inside a sentence that the text never writes without one. */
function namesOf(found: readonly Token[]): {
  readonly names: ReadonlyMap<number, number>;
  readonly nameList: readonly string[];
} {
  const plain = new Set(found.filter((token) => !token.capitalised).map((token) => token.folded));
  const proper = new Set(
    found.filter((token) => token.capitalised && !token.opens && !plain.has(token.folded)).map((token) => token.folded),
  );
  const names = new Map<number, number>();
  const spellings = new Map<string, number>();
  let before: string | null = null;
  for (const token of found) {
    if (!token.capitalised || token.folded.length < 3 || !proper.has(token.folded)) {
      before = null;
      continue;
    }
    const form = nameForm(token.folded);
    count(names, nameTerm(form));
    count(spellings, token.text.replace(/['’]s?$/u, ""));
    if (before !== null && token.adjacent) count(names, nameTerm(`${before} ${form}`));
    before = form;
  }
  const nameList = [...spellings]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, LISTED_NAMES)
    .map(([name]) => name);
  return { names, nameList };
}

function numbersOf(found: readonly Token[]): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  found.forEach((token, i) => {
    if (token.kind !== "number") return;
    const digits = token.folded.replaceAll(",", "");
    if (digits.length > 1) count(numbers, numberTerm(digits));
    const next = found[i + 1];
    if (next?.kind === "word" && next.adjacent) count(numbers, numberTerm(`${digits} ${stem(next.folded)}`));
  });
  return numbers;
}
