import { dayOf, earliestDay } from "./clock-words.ts";
import { differencesOf } from "./differences.ts";
import { dropLabel } from "./edits.ts";
import { headlineOf } from "./headline.ts";
import { makeItem, withEdits } from "./item.ts";
import { labelsFor } from "./labels.ts";
import { familyName, peopleIn } from "./names.ts";
import { attributionOf, quotationsIn } from "./quotes.ts";
import { bodyStart, scoreSentences } from "./rank.ts";
import { makeSayable } from "./readable.ts";
import type { Reading, Sayable } from "./readable.ts";
import { headingsFor, subjectOf } from "./subject.ts";
import type { Difference, Digest, Item, QuoteItem, Source, SourceArticle } from "./types.ts";
import { containment, unitsOf } from "./units.ts";
import type { Unit } from "./units.ts";
import { verify } from "./verify.ts";
import { countWords, terms } from "./words.ts";

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
  if (articles.length === 0) throw new RangeError("A digest needs at least one article.");
  if (new Set(articles.map(({ id }) => id)).size < articles.length)
    throw new RangeError("Two articles have the same id.");
  const ordered = inOrder(articles);
  const desk = readStory(reportsOf(ordered));
  const parts = writeParts(desk, options);
  const draft: Digest = {
    ...parts,
    sources: ordered.map(toSource),
    independentReports: desk.reports.length,
    headings: headingsFor(desk.subject),
    subject: desk.subject,
    language: "en",
    articles: ordered.map(({ id, file, text }) => ({ id, file: file ?? null, text })),
  };
  return withoutFailures(draft, ordered);
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

/** Surely not part of the report. A text that was cleaned already holds few of these, so the bar is high. */
function isJunk(unit: Unit): boolean {
  return unit.odds.na > 0.6;
}

/** What is known of a story before anything is written. */
interface Desk {
  readonly reports: readonly SourceArticle[];
  readonly units: readonly Unit[];
  readonly sayable: ReadonlyMap<Unit, Sayable>;
  readonly people: ReadonlyMap<string, string>;
  /** Weight of each term for the story: in how many reports it stands, and how often. */
  readonly center: ReadonlyMap<string, number>;
  readonly salience: ReadonlyMap<Unit, number>;
  readonly subject: Digest["subject"];
  readonly writtenOf: (unit: Unit) => number | null;
}

function readStory(reports: readonly SourceArticle[]): Desk {
  const scored = Map.groupBy(scoreSentences(reports), ({ article }) => article);
  const byReport = reports.map((report, doc) => unitsOf(report, doc, scored.get(report.id) ?? []));
  const units = byReport.flat();
  const people = peopleIn(reports.map(({ text }) => text));
  const days = reports.map((report) => dayOf(report.publishedAt));
  const digestDay = days.reduce<number | null>((last, day) => (day === null ? last : Math.max(last ?? day, day)), null);
  const sayable = new Map<Unit, Sayable>();
  for (const [doc, own] of byReport.entries()) {
    const reading: Reading = { people, written: days[doc] ?? null, digestDay };
    for (const unit of own) {
      const said = makeSayable(unit, own.slice(Math.max(0, unit.place - 3), unit.place), reading);
      if (said) sayable.set(unit, said);
    }
  }
  const center = centerOf(reports);
  const heads = reports.map((report) => {
    const from = bodyStart(report);
    return {
      title: report.title ?? "",
      head: report.text.slice(from, from + 700),
      body: report.text.slice(from + 700),
    };
  });
  return {
    reports,
    units,
    sayable,
    people,
    center,
    salience: salienceOf(units, center, reports),
    subject: subjectOf(heads),
    writtenOf: (unit) => days[unit.doc] ?? null,
  };
}

function centerOf(reports: readonly SourceArticle[]): Map<string, number> {
  const center = new Map<string, number>();
  for (const report of reports) {
    const counts = new Map<string, number>();
    for (const term of terms(report.text)) counts.set(term, (counts.get(term) ?? 0) + 1);
    const most = Math.max(1, ...counts.values());
    for (const [term, count] of counts) {
      if (count < 2 && reports.length === 1) continue;
      center.set(term, (center.get(term) ?? 0) + Math.sqrt(count / most) / reports.length);
    }
  }
  return center;
}

/**
 * Worth of each unit for the story, roughly 0 to 1: rank, the story's heavy terms, support by other reports, and an
 * early place.
 */
function salienceOf(
  units: readonly Unit[],
  center: ReadonlyMap<string, number>,
  reports: readonly SourceArticle[],
): Map<Unit, number> {
  const ranks = rankShares(units);
  const out = new Map<Unit, number>();
  const titleTerms = reports.map(({ title }) => new Set(terms(title ?? "")));
  for (const unit of units) {
    let weight = 0;
    for (const term of unit.terms) weight += center.get(term) ?? 0;
    const central = Math.min(1, weight / (1.2 * Math.sqrt(Math.max(6, unit.terms.size))));
    const support = supportOf(unit, units, reports.length);
    const title = containment(titleTerms[unit.doc]!, unit.terms);
    const early = 1 / (1 + unit.place / 3);
    out.set(unit, 0.35 * ranks.get(unit)! + 0.25 * central + 0.2 * support + 0.1 * early + 0.1 * title);
  }
  return out;
}

/** Place in the ranking as a share: 1 the best unit, 0 the last. */
function rankShares(units: readonly Unit[]): Map<Unit, number> {
  const sorted = units.toSorted((a, b) => b.score - a.score || a.doc - b.doc || a.place - b.place);
  return new Map(sorted.map((unit, place) => [unit, units.length < 2 ? 1 : 1 - place / (units.length - 1)]));
}

/** Share of the other reports in which a sentence says much the same. */
function supportOf(unit: Unit, units: readonly Unit[], reports: number): number {
  if (reports < 2 || unit.terms.size < 3) return 0;
  const docs = new Set<number>();
  for (const other of units) {
    if (other.doc === unit.doc || docs.has(other.doc)) continue;
    if (other.terms.size >= 3 && containment(unit.terms, other.terms) >= 0.4) docs.add(other.doc);
  }
  return docs.size / (reports - 1);
}

type Parts = Pick<
  Digest,
  | "headline"
  | "lede"
  | "quote"
  | "highlights"
  | "background"
  | "framing"
  | "outlook"
  | "closing"
  | "differences"
  | "unknowns"
>;

/** What has been said already: no item repeats one. */
class Said {
  readonly #items: { readonly words: ReadonlySet<string>; readonly terms: ReadonlySet<string> }[] = [];
  readonly #units = new Set<Unit>();

  add(...said: readonly Sayable[]): void {
    for (const { unit } of said) {
      this.#items.push(unit);
      this.#units.add(unit);
    }
  }

  has(unit: Unit): boolean {
    return this.#units.has(unit);
  }

  /** Largest share that a unit has in common with one already said, 0 to 1. */
  overlap(unit: Unit): number {
    let most = 0;
    for (const item of this.#items) {
      const sameFigure = sharesFigure(item.terms, unit.terms) ? SAME_FIGURE : 0;
      most = Math.max(
        most,
        containment(item.terms, unit.terms) + sameFigure,
        containment(item.words, unit.words) - 0.05,
      );
    }
    return most;
  }
}

/** Sharing more than this with an item already chosen is repeating it. */
const REPEAT = 0.5;
/** Two sentences with the same figure and a few words in common mostly tell the same fact in other words. */
const SAME_FIGURE = 0.12;

function sharesFigure(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let figures = 0;
  let rest = 0;
  for (const term of a) {
    if (!b.has(term)) continue;
    if (/^\d+$/.test(term) && !/^(?:19|20)\d\d$/.test(term)) figures++;
    else rest++;
  }
  return figures > 0 && rest >= 3;
}

function writeParts(desk: Desk, options: DigestOptions): Parts {
  const said = new Said();
  const differences = differencesOf(desk.units, desk.sayable, desk.people);
  const lede = chooseLede(desk);
  said.add(...lede);
  const headline = headlineOf(desk.reports, desk.center, lede[0] ?? null);
  const quote = chooseQuote(desk, said);
  const unknowns = choose(desk, said, 2, (unit) => (UNKNOWN.test(unit.flat) ? desk.salience.get(unit)! : 0));
  const limit = options.highlights ?? Math.min(6, 3 + desk.reports.length);
  const highlights = choose(desk, said, limit, (unit) => highlightWorth(desk, unit));
  const background = backgroundOf(desk, said);
  const outlook = outlookOf(desk, said);
  const framing = outlook.length > 0 ? chooseOne(desk, said, (unit) => framingWorth(desk, unit)) : null;
  const closing = chooseClosing(desk, said);
  return {
    headline,
    lede: lede.length > 0 ? makeItem(lede) : null,
    quote,
    highlights: highlights.map((part) => makeItem([part])),
    background,
    framing: framing && makeItem([framing]),
    outlook,
    closing,
    differences,
    unknowns: unknowns.map((part) => makeItem([part])),
  };
}

/** The best sayable units by a measure, none repeating what was said; units of measure 0 or less are out. */
function choose(desk: Desk, said: Said, limit: number, worth: (unit: Unit) => number): Sayable[] {
  const pool = [...desk.sayable.values()]
    .map((part) => ({ part, worth: worth(part.unit) }))
    .filter((candidate) => candidate.worth > 0);
  const out: Sayable[] = [];
  while (out.length < limit && pool.length > 0) {
    let best: { readonly part: Sayable; readonly value: number } | null = null;
    for (const { part, worth: value } of pool) {
      if (said.has(part.unit)) continue;
      const overlap = said.overlap(part.unit);
      if (overlap > REPEAT) continue;
      const score = value - 0.3 * overlap - 0.04 * out.filter((chosen) => chosen.unit.doc === part.unit.doc).length;
      if (score > 0 && (best === null || score > best.value)) best = { part, value: score };
    }
    if (best === null) break;
    out.push(best.part);
    said.add(best.part);
  }
  return out;
}

function chooseOne(desk: Desk, said: Said, worth: (unit: Unit) => number): Sayable | null {
  return choose(desk, said, 1, worth)[0] ?? null;
}

/** Who did what, when, where: an early main sentence; a second one from right behind it when the first is short. */
function chooseLede(desk: Desk): Sayable[] {
  const first = chooseOne(desk, new Said(), (unit) => {
    if (unit.place > 3 || isJunk(unit)) return 0;
    const named = [...desk.people.keys()].some((family) => unit.flat.includes(family)) ? 0.1 : 0;
    const quoted = quotationsIn(unit.flat).some(({ words }) => countWords(words) >= NEWS_WORDS) ? 0.12 : 0;
    const size = unit.length < 14 ? 0.15 : unit.length > 42 ? 0.15 : 0;
    const head = unit.place === 0 ? 0.35 : unit.place === 1 ? 0.1 : 0;
    return (
      0.4 * unit.odds.main + desk.salience.get(unit)! + head + named - quoted - size - (VAGUE.test(unit.flat) ? 0.5 : 0)
    );
  });
  if (!first) return [];
  const next = desk.units.find((unit) => unit.doc === first.unit.doc && unit.place === first.unit.place + 1);
  const second = next && desk.sayable.get(next);
  if (!next || !second || countWords(first.text) + countWords(second.text) > 52) return [first];
  const adds = next.odds.main > 0.3 && containment(first.unit.terms, next.terms) < REPEAT && !BACK.test(next.flat);
  return adds && quotationsIn(next.flat).length === 0 ? [first, second] : [first];
}

/** Comment that sounds like news: weighty words in place of facts. */
const VAGUE =
  /\b(?:significant turn|pivotal|crucial moment|underscor\w+|highlight(?:s|ing)|amidst|bold \w+ maneuver|strategic move|remains to be seen|speaks volumes|sends a clear|game.?changer)\b/i;

const NEWS_WORDS = 5;
const MOST_WORDS = 45;

/** The sentence with the most telling direct quotation by a named speaker. */
function chooseQuote(desk: Desk, said: Said): QuoteItem | null {
  const fit = new Map<Unit, { readonly speaker: string; readonly words: string }>();
  const part = chooseOne(desk, said, (unit) => {
    const sayable = desk.sayable.get(unit);
    const found = sayable && speakerOf(sayable, desk.people);
    if (!found) return 0;
    const count = countWords(found.words);
    if (count < NEWS_WORDS || count > MOST_WORDS) return 0;
    fit.set(unit, found);
    const known = desk.people.has(familyName(found.speaker)) ? 0.2 : 0;
    return desk.salience.get(unit)! + known + Math.min(count, 18) / 60 - (sayable.resolved ? 0.25 : 0);
  });
  if (!part) return null;
  const { speaker, words } = fit.get(part.unit)!;
  return { ...makeItem([part]), speaker, words };
}

/** Who speaks in a sentence ready to be said, and the longest stretch of what they say. */
function speakerOf(part: Sayable, people: ReadonlyMap<string, string>): { speaker: string; words: string } | null {
  const words = quotationsIn(part.unit.passage)
    .map((quotation) => quotation.words)
    .sort((a, b) => b.length - a.length)[0];
  if (words === undefined) return null;
  const attribution = attributionOf(part.text);
  if (attribution && !attribution.pronoun) {
    const family = familyName(attribution.speaker);
    return { speaker: people.get(family) ?? attribution.speaker, words };
  }
  const inserted = /\[(.+?)(?:['’]s?)?\]/.exec(part.text)?.[1];
  if (!part.resolved || inserted === undefined) return null;
  return { speaker: people.get(inserted) ?? inserted, words };
}

const UNKNOWN =
  /\b(?:(?:is|was|were|are|remains?|remained) (?:still )?(?:unclear|unknown|uncertain|undetermined|not (?:yet |immediately )?(?:known|clear|disclosed|released|available))|not yet (?:known|clear|been (?:determined|established|confirmed))|(?:has|have|had) not (?:yet )?(?:said|disclosed|released|named|given|confirmed|explained|commented|identified|determined)|declined to (?:say|comment|name|give|discuss|confirm)|did not (?:say|disclose|give|name|specify|immediately (?:respond|reply|comment|say))|could not (?:be )?(?:independently )?(?:verif\w+|confirm\w*)|no (?:official )?(?:explanation|cause) (?:has|was|had))\b/i;

const BACK =
  /\b(?:in (?:19|20)\d\d|since (?:19|20)\d\d|(?:years?|decades?|months?) (?:ago|earlier|before)|last (?:year|month|autumn|spring|summer|winter)|earlier this (?:year|month|week)|previously|in (?:january|february|march|april|june|july|august|september|october|november|december)\b(?! \d)|founded|had (?:been|already|previously|earlier|\p{L}+ed)|historically|long-running|for (?:years|decades)|the (?:first|last) time|dates? back|decades of|began in|started in)\b/iu;

const AHEAD =
  /\b(?:will|would|could|might|may (?!\d)|expected to|expects? to|scheduled|due to (?:be|meet|begin|start|return|open|appear|vote|decide|report|publish)|plans? to|planning to|set to|likely to|unlikely to|next (?:week|month|year|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday|step|round|phase)|in the coming|hopes? to|aims? to|intends? to|vowed to|threatened to|deadline|forecast\w*|risks?|if|unless|whether|until|needs? to|must)\b/i;

function isAhead(unit: Unit): boolean {
  return (
    AHEAD.test(unit.flat) &&
    (unit.odds.expectation > 0.15 ||
      unit.odds.evaluation > 0.2 ||
      /\b(?:will|could|would|might|expected|scheduled|plans?)\b/i.test(unit.flat))
  );
}

function highlightWorth(desk: Desk, unit: Unit): number {
  const { odds } = unit;
  if (isJunk(unit)) return 0;
  const back = BACK.test(unit.flat) ? 0.2 : 0;
  const ahead = odds.expectation > 0.5 && isAhead(unit) ? 0.25 : 0;
  const role =
    0.35 * odds.main +
    0.35 * odds.consequence +
    0.25 * odds.current_context +
    0.15 * odds.evaluation -
    0.3 * odds.historical -
    0.2 * odds.anecdotal -
    0.1 * odds.previous_event;
  const figures = /\d/.test(unit.flat) ? 0.05 : 0;
  // Another report's opening tells the main event again.
  const opening = unit.place === 0 && odds.main > 0.4 && desk.reports.length > 1 ? 0.25 : 0;
  const length = unit.length > 36 ? 0.08 : unit.length < 10 ? 0.08 : 0;
  return (
    desk.salience.get(unit)! + role + figures - back - ahead - opening - length - (VAGUE.test(unit.flat) ? 0.15 : 0)
  );
}

/** Words or dates that lie well before the report. */
function speaksOfPast(desk: Desk, unit: Unit): boolean {
  if (BACK.test(unit.flat)) return true;
  const written = desk.writtenOf(unit);
  if (written === null) return NAMED_MONTH.test(unit.flat);
  const day = earliestDay(unit.flat, written);
  return day !== null && day < written - 14;
}

const NAMED_MONTH =
  /\b(?:in|since|of|on \d{1,2}) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b/;

/** One to three short paragraphs in order of time; a paragraph takes the next sentence of its source when that goes on. */
function backgroundOf(desk: Desk, said: Said): Item[] {
  const parts = choose(desk, said, 3, (unit) => {
    const past = unit.odds.historical + unit.odds.previous_event;
    const cue = speaksOfPast(desk, unit) ? 0.3 : 0;
    if (past + cue < 0.45 || isJunk(unit) || unit.place === 0) return 0;
    return 0.5 * desk.salience.get(unit)! + 0.4 * past + cue - (isAhead(unit) ? 0.2 : 0) - 0.1;
  });
  const dated = parts.map((part) => ({ part, day: earliestDay(part.unit.flat, desk.writtenOf(part.unit)) }));
  dated.sort(
    (a, b) =>
      (a.day ?? Infinity) - (b.day ?? Infinity) ||
      a.part.unit.doc - b.part.unit.doc ||
      a.part.unit.place - b.part.unit.place,
  );
  return dated.map(({ part }) => {
    const next = desk.units.find((unit) => unit.doc === part.unit.doc && unit.place === part.unit.place + 1);
    const more = next && desk.sayable.get(next);
    const goesOn =
      next !== undefined &&
      more !== undefined &&
      next.paragraph === part.unit.paragraph &&
      !said.has(next) &&
      said.overlap(next) <= REPEAT &&
      next.odds.historical + next.odds.previous_event > 0.4 &&
      countWords(part.text) + countWords(more.text) <= 55;
    if (!goesOn) return makeItem([part]);
    said.add(more);
    return makeItem([part, more]);
  });
}

const MOST_OUTLOOK = 5;

/** Two to five labelled bullets, or none. */
function outlookOf(desk: Desk, said: Said): Item[] {
  const parts = choose(desk, said, desk.reports.length > 1 ? MOST_OUTLOOK : 4, (unit) => {
    if (!isAhead(unit) || isJunk(unit) || unit.place === 0) return 0;
    const own = dropLabel(unit.passage) === null ? 0 : 0.4;
    return (
      0.5 * desk.salience.get(unit)! +
      0.6 * unit.odds.expectation +
      0.35 * unit.odds.evaluation +
      own -
      (BACK.test(unit.flat) ? 0.15 : 0) -
      0.2
    );
  });
  const out = labelled(desk, parts);
  return out.length >= 2 ? out : [];
}

/** Outlook items with their labels: the source's own where it wrote one. */
function labelled(desk: Desk, parts: readonly Sayable[]): Item[] {
  const own = parts.map((part) => {
    const found = dropLabel(part.unit.passage);
    const cut = found && withEdits(part, found.edits);
    return cut ? { label: found.label, part: cut } : null;
  });
  const rest = parts.filter((_, i) => own[i] === null);
  const labels = labelsFor(
    rest.map(({ unit }) => unit.flat),
    own.flatMap((found) => found?.label ?? []),
    (phrase) => meanWeight(desk, phrase),
  );
  return parts.flatMap((part, i) => {
    const found = own[i];
    if (found) return [makeItem([found.part], found.label)];
    const label = labels[rest.indexOf(part)];
    return label ? [makeItem([part], label)] : [];
  });
}

function meanWeight(desk: Desk, phrase: string): number {
  const weights = terms(phrase).map((term) => desk.center.get(term) ?? 0);
  return weights.length === 0 ? 0 : weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
}

function framingWorth(desk: Desk, unit: Unit): number {
  if (isJunk(unit) || quotationsIn(unit.flat).length > 0 || unit.length < 10 || unit.place === 0) return 0;
  const cue =
    /\b(?:could|may|might|would|mark(?:s|ed)|signal\w*|suggest\w*|rais\w+|challenge\w*|obstacles?|remain\w*|depends?|test)\b/i.test(
      unit.flat,
    )
      ? 0.2
      : 0;
  if (cue === 0) return 0;
  return 0.5 * unit.odds.evaluation + 0.3 * unit.odds.expectation + 0.5 * desk.salience.get(unit)! + cue - 0.3;
}

const DATED =
  /\b(?:scheduled|next (?:round|week|month|hearing|session|vote|stage|match|game)|later this (?:week|month|year)|deadline|due (?:to|on|in)|by (?:the end of|early|late|mid)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|will (?:meet|vote|decide|report|hear|publish|resume|return|open|begin|play|face))\b/i;

/** What to watch next, from the end of a report; else the quotation that sums it up. */
function chooseClosing(desk: Desk, said: Said): Item | null {
  const next = chooseOne(desk, said, (unit) => {
    if (
      isJunk(unit) ||
      unit.place < 3 ||
      !/\b(?:will|scheduled|due|expected|next|until|deadline|resume|hearing|plans?)\b/i.test(unit.flat) ||
      !isAhead(unit)
    )
      return 0;
    return (
      0.3 +
      0.3 * (unit.place / unit.of) +
      0.3 * unit.odds.expectation +
      0.3 * desk.salience.get(unit)! -
      0.2 * unit.odds.historical
    );
  });
  if (next) return makeItem([next]);
  const last = chooseOne(desk, said, (unit) => {
    const part = desk.sayable.get(unit);
    const found = part && speakerOf(part, desk.people);
    if (!part || !found || part.resolved || countWords(found.words) < NEWS_WORDS + 2) return 0;
    return desk.salience.get(unit)! + 0.2 * (unit.place / unit.of);
  });
  return last && makeItem([last]);
}

/** Leaves out every item that `verify` cannot rebuild: the digest still goes out. */
function withoutFailures(draft: Digest, articles: readonly SourceArticle[]): Digest {
  const failures = verify(draft, articles);
  if (failures.length === 0) return draft;
  const failed = (part: string, index: number): boolean =>
    failures.some((failure) => failure.part === part && failure.index === index);
  const keep = <T>(part: string, items: readonly T[]): T[] => items.filter((_, index) => !failed(part, index));
  const one = <T>(part: string, item: T | null): T | null => (failed(part, 0) ? null : item);
  return {
    ...draft,
    headline: one("headline", draft.headline),
    lede: one("lede", draft.lede),
    quote: one("quote", draft.quote),
    highlights: keep("highlights", draft.highlights),
    background: keep("background", draft.background),
    framing: one("framing", draft.framing),
    outlook: keep("outlook", draft.outlook),
    closing: one("closing", draft.closing),
    differences: keep<Difference>("differences", draft.differences),
    unknowns: keep("unknowns", draft.unknowns),
  };
}
