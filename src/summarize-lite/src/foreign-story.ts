import { NO_ODDS } from "./role-names.ts";
import { dayOf } from "./clock-words.ts";
import type { Disagreement } from "./differences.ts";
import { speakersIn } from "./foreign-speakers.ts";
import { makeForeignSayable } from "./foreign-readable.ts";
import type { ForeignSayable } from "./foreign-readable.ts";
import type { Grammar } from "./grammar.ts";
import { splitSentences } from "./sentences.ts";
import type { SentenceSpan } from "./sentences.ts";
import { agesOf, centerOf, rankShares, supportOf } from "./story.ts";
import type { Story } from "./story.ts";
import { bodyStart } from "./analysis.ts";
import type { ScoredSentence } from "./rank.ts";
import type { SourceArticle } from "./types.ts";
import { containment, unitsOf } from "./units.ts";
import type { Unit } from "./units.ts";
import { countWords, wordsIn } from "./words.ts";

/** A story in another language than English. */
export interface ForeignStory extends Story {
  readonly grammar: Grammar;
  readonly sayable: ReadonlyMap<Unit, ForeignSayable>;
}

/** Figures and titles are compared in English only: elsewhere a difference would be a guess. */
const NO_DISAGREEMENT: Disagreement = { shown: () => [], outdated: new Set(), outvoted: new Set() };

/**
 * Reads the reports of one story by what holds in any language: places, words shared by sentences and by reports, the
 * title. Roles and the learned ranking know English only and are left out.
 */
export function readForeignStory(reports: readonly SourceArticle[], grammar: Grammar): ForeignStory {
  const plain = reports.map((report, doc) => unitsOf(report, doc, sentencesOf(report, grammar)));
  const units = withTopics(plain.flat(), grammar);
  const speakers = speakersIn(
    reports.map(({ text }) => text),
    grammar,
  );
  const sayable = new Map<Unit, ForeignSayable>();
  for (const unit of units) {
    const said = makeForeignSayable(unit, grammar, speakers);
    if (said) sayable.set(unit, said);
  }
  const days = reports.map(({ publishedAt }) => dayOf(publishedAt));
  return {
    grammar,
    reports,
    units,
    sayable,
    people: new Map(),
    sexes: new Map(),
    known: new Set(),
    center: centerOf(plain),
    salience: salienceOf(units, reports, grammar),
    subject: { event: null, field: null },
    disagreement: NO_DISAGREEMENT,
    ages: agesOf(reports),
    digestDay: days.reduce<number | null>((last, day) => (day === null ? last : Math.max(last ?? day, day)), null),
    writtenOf: (unit) => days[unit.doc] ?? null,
  };
}

function sentencesOf(report: SourceArticle, grammar: Grammar): ScoredSentence[] {
  const spans = withSpeakers(report.text, splitSentences(report.text, bodyStart(report)), grammar);
  return spans.map(({ start, end, paragraph }, index) => ({
    article: report.id,
    start,
    end,
    text: report.text.slice(start, end),
    words: wordsIn(report.text, start, end),
    size: countWords(report.text, start, end),
    paragraph,
    index,
    score: 0,
    role: "current_context",
    probabilities: NO_ODDS,
  }));
}

/** Characters of "…董事长何敬之说。" at most. */
const LONGEST_SPEAKER = 40;

/** “…。”何敬之说。 is one sentence: Chinese and Japanese close the quotation behind its stop and then name the speaker. */
function withSpeakers(text: string, spans: readonly SentenceSpan[], grammar: Grammar): readonly SentenceSpan[] {
  if (grammar.spaced) return spans;
  const out: SentenceSpan[] = [];
  for (const span of spans) {
    const before = out.at(-1);
    const own = text.slice(span.start, span.end);
    const names =
      before?.end === span.start &&
      /[”」]$/u.test(text.slice(before.start, before.end)) &&
      own.length <= LONGEST_SPEAKER &&
      !/[“「]/u.test(own) &&
      grammar.has("speech", own);
    if (names) out[out.length - 1] = { ...before, end: span.end };
    else out.push(span);
  }
  return out;
}

/**
 * The units with their topics for terms, scored by the words that other units have too, for their length. Function words
 * are left out of `words` as well: they would make any two short sentences look alike.
 */
function withTopics(units: readonly Unit[], grammar: Grammar): Unit[] {
  const topics = units.map((unit) => grammar.topics(unit.flat));
  const counts = new Map<string, number>();
  for (const terms of topics) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const out: Unit[] = [];
  for (const [i, unit] of units.entries()) {
    const terms = topics[i]!;
    let sum = 0;
    for (const term of terms) sum += Math.log(counts.get(term)!);
    out.push({ ...unit, terms, words: terms, score: sum / Math.sqrt(Math.max(6, terms.size)) });
  }
  return out;
}

/** Worth of each unit for the story, roughly 0 to 1: centrality, other reports, place, title. */
function salienceOf(units: readonly Unit[], reports: readonly SourceArticle[], grammar: Grammar): Map<Unit, number> {
  const ranks = rankShares(units);
  const supports = supportOf(units, reports.length);
  const titles = reports.map(({ title }) => grammar.topics(title ?? ""));
  const worth = (unit: Unit): number =>
    0.35 * ranks.get(unit)! +
    0.2 * supports.get(unit)! +
    0.25 / (1 + unit.place / 3) +
    0.2 * containment(titles[unit.doc]!, unit.terms);
  return new Map(units.map((unit) => [unit, worth(unit)]));
}
