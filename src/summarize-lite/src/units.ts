import { isBalanced } from "./quotes.ts";
import type { ScoredSentence } from "./rank.ts";
import type { Role, SourceArticle } from "./types.ts";
import { countWords } from "./words.ts";
import type { Word } from "./words.ts";

/**
 * What a digest is made of: one sentence, or the sentences of one quotation, which never part. Offsets are in the
 * article's text.
 */
export interface Unit {
  /** Number of its article among those summarized. */
  readonly doc: number;
  readonly article: SourceArticle;
  /** Place among the article's units, from 0, and how many there are. */
  readonly place: number;
  readonly of: number;
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
  /** The passage as it stands in the article. */
  readonly passage: string;
  /** The passage with every run of white space as one blank. */
  readonly flat: string;
  readonly terms: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly length: number;
  readonly role: Role;
  readonly odds: Readonly<Record<Role, number>>;
  /** Worth for a summary by rank, higher is better. */
  readonly score: number;
}

/** Sentences of one quotation are kept together up to this many words. */
const LONGEST_QUOTATION = 70;

/** The units of one article, in order. @param sentences the article's own, in text order */
export function unitsOf(article: SourceArticle, doc: number, sentences: readonly ScoredSentence[]): Unit[] {
  const { text } = article;
  const groups = joinQuotations(text, sentences);
  return groups.map(({ start, end, members }, place) => {
    const passage = text.slice(start, end);
    const flat = /\s\s|[^\S ]/.test(passage) ? passage.replace(/\s+/g, " ") : passage;
    const head = members[0]!;
    const words = members.length === 1 ? head.words : members.flatMap((member) => member.words);
    return {
      doc,
      article,
      place,
      of: groups.length,
      paragraph: head.paragraph,
      start,
      end,
      passage,
      flat,
      terms: termsOf(words),
      words: new Set(words.map((word) => word.text)),
      length: members.reduce((sum, { size }) => sum + size, 0),
      role: head.role,
      odds: head.probabilities,
      score: Math.max(...members.map((member) => member.score)),
    };
  });
}

function termsOf(words: readonly Word[]): Set<string> {
  const out = new Set<string>();
  for (const { term } of words) if (term !== "") out.add(term);
  return out;
}

interface Group {
  readonly start: number;
  readonly end: number;
  readonly members: readonly ScoredSentence[];
}

/** Joins a sentence that opens a quotation with those up to its close, within one paragraph. */
function joinQuotations(text: string, sentences: readonly ScoredSentence[]): Group[] {
  const out: Group[] = [];
  for (let i = 0; i < sentences.length; i++) {
    const first = sentences[i]!;
    let last = i;
    if (!isBalanced(first.text)) {
      for (let j = i + 1; j < sentences.length && sentences[j]!.paragraph === first.paragraph; j++) {
        const passage = text.slice(first.start, sentences[j]!.end);
        if (countWords(passage) > LONGEST_QUOTATION) break;
        if (!isBalanced(passage)) continue;
        last = j;
        break;
      }
    }
    out.push({ start: first.start, end: sentences[last]!.end, members: sentences.slice(i, last + 1) });
    i = last;
  }
  return out;
}

/** Share of the smaller set that stands in the other, 0 to 1; 0 for an empty one. */
export function containment(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const term of small) if (large.has(term)) shared++;
  return shared / small.size;
}
