import { Said, choose, chooseOne, inReadingOrder } from "./choose.ts";
import { chooseLede, chooseQuote, closingQuote, quotesOf } from "./opening.ts";
import { chooseClosing, framingWorth, outlookOf } from "./outlook.ts";
import { backgroundOf, highlightWorth } from "./highlights.ts";
import { UNKNOWN } from "./tense.ts";
import { foreignParts } from "./foreign-parts.ts";
import { readForeignStory } from "./foreign-story.ts";
import { grammarOf } from "./grammar.ts";
import { headingsIn } from "./headings.ts";
import { headlineOf } from "./headline.ts";
import { makeItem } from "./item.ts";
import { isOvertaken, readStory } from "./story.ts";
import type { Story } from "./story.ts";
import { storyLanguage } from "./story-language.ts";
import type { Digest, Source, SourceArticle, Subject } from "./types.ts";
import { verify, withoutItems } from "./verify.ts";
import type { DigestParts } from "./verify.ts";

/** How a digest may be shaped; every field has a default. */
export interface DigestOptions {
  /** Most bullets of the highlights. Default: 4 to 6, growing with the number of reports. */
  readonly highlights?: number;
}

/**
 * The highlights digest of one story.
 *
 * Every item is a passage of a report with permitted edits alone; `verify` is run before it is returned, and an item
 * that it cannot rebuild is left out.
 * @param articles the reports of one event, in any order; ids are unique
 * @returns a digest in which a part with nothing true to say is null or empty
 * @throws RangeError when `articles` is empty or two have one id
 */
export function digest(articles: readonly SourceArticle[], options: DigestOptions = {}): Digest {
  const draft = draftDigest(articles, options);
  return withoutItems(draft, verify(draft, articles));
}

/** The digest before `verify` has seen it. */
export function draftDigest(articles: readonly SourceArticle[], options: DigestOptions = {}): Digest {
  if (articles.length === 0) throw new RangeError("A digest needs at least one article.");
  if (new Set(articles.map(({ id }) => id)).size < articles.length)
    throw new RangeError("Two articles have the same id.");
  const ordered = inOrder(articles);
  const independent = reportsOf(ordered);
  const { language, reports } = storyLanguage(independent);
  const { parts, subject } =
    language === "en" ? writeEnglish(reports, options) : writeForeign(reports, language, options);
  return {
    ...parts,
    sources: ordered.map(toSource),
    independentReports: independent.length,
    headings: headingsIn(language, subject),
    subject,
    language,
    articles: ordered.map(({ id, file, text }) => ({ id, file: file ?? null, text })),
  };
}

/** By time of publication, then id: the result does not depend on the order given. */
function inOrder(articles: readonly SourceArticle[]): SourceArticle[] {
  const key = (article: SourceArticle): string => article.publishedAt ?? "";
  return articles.toSorted((a, b) => compare(key(a), key(b)) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Articles that are no copy of another one given. */
function reportsOf(articles: readonly SourceArticle[]): SourceArticle[] {
  const ids = new Set(articles.map(({ id }) => id));
  const reports = articles.filter(({ copyOf }) => !copyOf || !ids.has(copyOf));
  return reports.length > 0 ? reports : articles.slice(0, 1);
}

function toSource(article: SourceArticle): Source {
  return {
    article: article.id,
    publisher: article.publisher ?? null,
    title: article.title ?? null,
    publishedAt: article.publishedAt ?? null,
    url: article.url ?? null,
    file: article.file ?? null,
    copyOf: article.copyOf ?? null,
  };
}

interface Written {
  readonly parts: DigestParts;
  readonly subject: Subject;
}

function writeEnglish(reports: readonly SourceArticle[], options: DigestOptions): Written {
  const story = readStory(reports);
  return { parts: writeParts(story, options), subject: story.subject };
}

/** Without the roles and the ranking that were learned on English. */
function writeForeign(reports: readonly SourceArticle[], language: string, options: DigestOptions): Written {
  const story = readForeignStory(reports, grammarOf(language));
  return { parts: foreignParts(story, limitOf(reports, options)), subject: story.subject };
}

function limitOf(reports: readonly SourceArticle[], options: DigestOptions): number {
  return options.highlights ?? Math.min(6, 3 + reports.length);
}

function writeParts(story: Story, options: DigestOptions): DigestParts {
  const said = new Said();
  const lede = chooseLede(story, said);
  const headline = headlineOf(story.reports, story.center, story.ages, lede[0] ?? null);
  const quotes = quotesOf(story);
  const quote = chooseQuote(story, said, quotes);
  const unknowns = choose(story, said, 2, (unit) =>
    UNKNOWN.test(unit.flat) && !isOvertaken(story, unit) ? story.salience.get(unit)! : 0,
  );
  const highlights = choose(story, said, limitOf(story.reports, options), (unit) => highlightWorth(story, unit, said));
  const background = backgroundOf(story, said);
  const next = chooseClosing(story, said);
  const outlook = outlookOf(story, said);
  const framing = outlook.length > 0 ? chooseOne(story, said, (unit) => framingWorth(story, unit)) : null;
  const closing = next ?? closingQuote(story, said, quotes);
  return {
    headline,
    lede: lede.length > 0 ? makeItem(lede) : null,
    quote,
    highlights: inReadingOrder(highlights).map((part) => makeItem([part])),
    background,
    framing: framing && makeItem([framing]),
    outlook,
    closing,
    differences: story.disagreement.shown(story.sayable),
    unknowns: unknowns.map((part) => makeItem([part])),
  };
}
