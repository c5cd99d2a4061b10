import { asideIn } from "./asides.ts";
import { dayOf } from "./clock-words.ts";
import { whyNotPermitted } from "./edits.ts";
import { isLabelOf } from "./labels.ts";
import { passageOf, rebuildItem } from "./passage.ts";
import { quotationsIn } from "./quotes.ts";
import type { Difference, Digest, Item, QuoteItem, SourceArticle } from "./types.ts";

export const DIGEST_PARTS = [
  "headline",
  "lede",
  "quote",
  "highlights",
  "background",
  "framing",
  "outlook",
  "closing",
  "differences",
  "unknowns",
] as const;
export type DigestPart = (typeof DIGEST_PARTS)[number];
/** The parts alone, without sources, headings and texts. */
export type DigestParts = Pick<Digest, DigestPart>;

/** An item that its evidence does not carry. */
export interface Failure {
  readonly part: DigestPart;
  /** Place in its part, from 0; 0 for a part of one item. */
  readonly index: number;
  /** What is wrong, for a person. */
  readonly reason: string;
}

/** The items of a part, whether it holds one or many. */
export function itemsOf(digest: Digest, part: DigestPart): readonly Item[] {
  const value = digest[part];
  if (value === null) return [];
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}

/**
 * Rebuilds every item of a digest from its evidence and returns those that cannot be rebuilt, with the reason: a passage
 * that does not exist, an edit that is not permitted, a text, quotation, label or value that is not the source's.
 * @param articles the articles that the digest was made of; what the digest itself says of them is not believed
 */
export function verify(digest: Digest, articles: readonly SourceArticle[]): Failure[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const failures: Failure[] = [];
  for (const part of DIGEST_PARTS) {
    for (const [index, item] of itemsOf(digest, part).entries()) {
      const reason = whyItemFails(item, byId) ?? whyPartFails(part, item, byId);
      if (reason !== null) failures.push({ part, index, reason });
    }
  }
  return failures;
}

type Articles = ReadonlyMap<string, SourceArticle>;

function whyItemFails(item: Item, byId: Articles): string | null {
  const textOf = (id: string): string | undefined => byId.get(id)?.text;
  const rebuilt = rebuildItem(item, textOf);
  if (rebuilt === null) return "a passage or an edit does not fit the article";
  if (rebuilt !== item.text) return "the text is not what its evidence gives";
  for (const edit of item.edits) {
    const evidence = item.evidence[edit.evidence];
    const article = evidence && byId.get(evidence.article);
    const passage = evidence && passageOf(evidence, textOf);
    if (!article || passage === null || passage === undefined) return "an edit belongs to no passage";
    const reason = whyNotPermitted(edit, passage, article.text, dayOf(article.publishedAt));
    if (reason !== null) return reason;
  }
  if (
    item.label !== undefined &&
    !item.evidence.some((evidence) => isLabelOf(item.label!, passageOf(evidence, textOf) ?? ""))
  ) {
    return `the label “${item.label}” is neither a kind of outlook nor words of its sentence`;
  }
  return null;
}

function whyPartFails(part: DigestPart, item: Item, byId: Articles): string | null {
  if (part === "quote") return whyQuoteFails(item as QuoteItem, byId);
  if (part === "differences") return whyDifferenceFails(item as Difference, byId);
  if (part === "outlook" && item.label === undefined) return "an outlook item needs a label";
  return null;
}

function whyQuoteFails(quote: QuoteItem, byId: Articles): string | null {
  const stands = quote.evidence.some(({ article, start, end }) => {
    const text = oneLine(byId.get(article)?.text.slice(start, end) ?? "");
    return quotationsIn(text).some(({ words }) => {
      const aside = asideIn(words);
      return words === quote.words || aside?.before === quote.words || aside?.behind === quote.words;
    });
  });
  if (!stands) return "the quoted words do not stand in quotation marks in the source";
  const named = [...byId.values()].some(({ text }) => oneLine(text).includes(quote.speaker));
  return named ? null : `the speaker “${quote.speaker}” does not stand in any article`;
}

/** Line ends of hard-wrapped files are no part of the words. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

function whyDifferenceFails(difference: Difference, byId: Articles): string | null {
  for (const claim of difference.claims) {
    const reason = whyItemFails(claim, byId);
    if (reason !== null) return reason;
    if (!claim.text.includes(claim.value)) return `the value “${claim.value}” does not stand in its claim`;
  }
  const sources = new Set(difference.claims.map((claim) => claim.evidence[0]?.article));
  return sources.size === difference.claims.length ? null : "both claims come from one source";
}

/** A digest without those of its items that failed; the rest still goes out. */
export function withoutItems(made: Digest, failures: readonly Failure[]): Digest {
  if (failures.length === 0) return made;
  const parts = new Map<DigestPart, unknown>();
  for (const part of new Set(failures.map((failure) => failure.part))) {
    const failed = new Set(failures.filter((failure) => failure.part === part).map(({ index }) => index));
    parts.set(part, Array.isArray(made[part]) ? itemsOf(made, part).filter((_, index) => !failed.has(index)) : null);
  }
  return { ...made, ...Object.fromEntries(parts) };
}
