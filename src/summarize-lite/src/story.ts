import { WEEKDAYS, dayOf, timeWords } from "./clock-words.ts";
import { compareReports } from "./differences.ts";
import type { Disagreement } from "./differences.ts";
import { peopleIn, sexesIn } from "./names.ts";
import { bodyStart, scoreSentences } from "./rank.ts";
import { makeSayable } from "./readable.ts";
import type { Reading } from "./pronouns.ts";
import type { Sayable } from "./readable.ts";
import { subjectOf } from "./subject.ts";
import type { SourceArticle, Subject } from "./types.ts";
import { containment, unitsOf } from "./units.ts";
import type { Unit } from "./units.ts";
import { terms } from "./words.ts";

/** What is known of a story before anything is written. */
export interface Story {
  readonly reports: readonly SourceArticle[];
  readonly units: readonly Unit[];
  readonly sayable: ReadonlyMap<Unit, Sayable>;
  readonly people: ReadonlyMap<string, string>;
  /** As `sexesIn` gives it for all reports. */
  readonly sexes: ReadonlyMap<string, number>;
  /** Family names that a reader of the digest can place: they stand early in a report, or in several. */
  readonly known: ReadonlySet<string>;
  /** Weight of each term for the story: in how many reports it stands, and how often. */
  readonly center: ReadonlyMap<string, number>;
  readonly salience: ReadonlyMap<Unit, number>;
  readonly subject: Subject;
  readonly disagreement: Disagreement;
  /** How far each report lies behind the newest one, 0 (newest, or no times) to 1 (three days and more). */
  readonly ages: readonly number[];
  /** Day of the newest report. */
  readonly digestDay: number | null;
  readonly writtenOf: (unit: Unit) => number | null;
}

/** Reads the independent reports of one story, in order of time. */
export function readStory(reports: readonly SourceArticle[]): Story {
  const scored = Map.groupBy(scoreSentences(reports), ({ article }) => article);
  const byReport = reports.map((report, doc) => unitsOf(report, doc, scored.get(report.id) ?? []));
  const units = byReport.flat();
  const people = peopleIn(reports.map(({ text }) => text));
  const sexes = sexesIn(
    reports.map(({ text }) => text),
    people,
  );
  const days = reports.map((report) => dayOf(report.publishedAt));
  const digestDay = days.reduce<number | null>((last, day) => (day === null ? last : Math.max(last ?? day, day)), null);
  const known = knownPeople(people, byReport);
  const sayable = new Map<Unit, Sayable>();
  for (const [doc, own] of byReport.entries()) {
    const reading: Reading = { people, known, sexes, written: days[doc] ?? null, digestDay };
    for (const unit of own) {
      const said = makeSayable(unit, own.slice(Math.max(0, unit.place - 3), unit.place), reading);
      if (said) sayable.set(unit, said);
    }
  }
  const center = centerOf(byReport);
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
    sexes,
    known,
    center,
    salience: salienceOf(units, center, reports),
    subject: subjectOf(heads),
    disagreement: compareReports(units, people),
    ages: agesOf(reports),
    digestDay,
    writtenOf: (unit) => days[unit.doc] ?? null,
  };
}

const OLD_HOURS = 72;

/** How far each report lies behind the newest one, see `Story.ages`. */
export function agesOf(reports: readonly SourceArticle[]): number[] {
  const times = reports.map(({ publishedAt }) => Date.parse(publishedAt ?? ""));
  const newest = Math.max(...times.filter((time) => !Number.isNaN(time)));
  return times.map((time) => (Number.isNaN(time) ? 0 : Math.min(1, (newest - time) / (OLD_HOURS * 3_600_000))));
}

/** What counts against a sentence as news: a figure that was replaced, a value that others contradict, a report overtaken. */
export function wear(story: Story, unit: Unit): number {
  const { outdated, outvoted } = story.disagreement;
  const age = story.ages[unit.doc]!;
  const now = age > 0.1 && NOW.test(unit.flat) ? 0.25 : 0;
  return (outdated.has(unit) ? 0.6 : 0) + (outvoted.has(unit) ? 0.4 : 0) + 0.45 * age + now;
}

/** A state of things that a later report may have ended. */
const NOW = /\b(?:now|currently|so far|still|yet|at present|remains?|are (?:in|without)|have no)\b/i;

/** What an older report said was to come or not known, and may by now have come or be known. */
export function isOverdue(story: Story, unit: Unit): boolean {
  if (story.ages[unit.doc]! <= OVERTAKEN) return false;
  const written = story.writtenOf(unit);
  if (written === null || story.digestDay === null) return false;
  // "By Sunday evening", written on a Sunday.
  const weekday = WEEKDAYS[(((written + 4) % 7) + 7) % 7]!;
  if (written < story.digestDay && new RegExp(`\\b(?:by|until|before|later on) ${weekday}\\b`, "i").test(unit.flat))
    return true;
  const days = timeWords(unit.flat, written).map(({ day }) => day);
  const digestDay = story.digestDay;
  return days.length > 0 && (Math.max(...days) <= digestDay || days.some((day) => day >= written && day < digestDay));
}

/** Share of three days after which a report's "not known yet" has been overtaken: some twelve hours. */
const OVERTAKEN = 0.16;

export function isOvertaken(story: Story, unit: Unit): boolean {
  return story.ages[unit.doc]! > OVERTAKEN;
}

function knownPeople(people: ReadonlyMap<string, string>, byReport: readonly (readonly Unit[])[]): ReadonlySet<string> {
  const known = new Set<string>();
  for (const family of people.keys()) {
    const early = byReport.some((own) => own.slice(0, 2).some((unit) => unit.flat.includes(family)));
    const reports = byReport.filter((own) => own.some((unit) => unit.flat.includes(family))).length;
    if (early || reports > 1) known.add(family);
  }
  return known;
}

/** Whether a sentence speaks of someone by the family name alone whom a reader cannot place. */
export function namesStranger(story: Story, part: Sayable): boolean {
  for (const [family, full] of story.people) {
    if (part.text.includes(family) && !part.text.includes(full) && !story.known.has(family)) return true;
  }
  return false;
}

/** Weight of each term for the story, see `Story.center`. */
export function centerOf(byReport: readonly (readonly Unit[])[]): Map<string, number> {
  const center = new Map<string, number>();
  for (const units of byReport) {
    const counts = new Map<string, number>();
    for (const unit of units) for (const term of unit.terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    let most = 1;
    for (const count of counts.values()) most = Math.max(most, count);
    for (const [term, count] of counts) {
      if (count < 2 && byReport.length === 1) continue;
      center.set(term, (center.get(term) ?? 0) + Math.sqrt(count / most) / byReport.length);
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
  const supports = supportOf(units, reports.length);
  const out = new Map<Unit, number>();
  const titleTerms = reports.map(({ title }) => new Set(terms(title ?? "")));
  for (const unit of units) {
    let weight = 0;
    for (const term of unit.terms) weight += center.get(term) ?? 0;
    const central = Math.min(1, weight / (1.2 * Math.sqrt(Math.max(6, unit.terms.size))));
    const title = containment(titleTerms[unit.doc]!, unit.terms);
    const early = 1 / (1 + unit.place / 3);
    out.set(unit, 0.35 * ranks.get(unit)! + 0.25 * central + 0.2 * supports.get(unit)! + 0.1 * early + 0.1 * title);
  }
  return out;
}

/** Place in the ranking as a share: 1 the best unit, 0 the last. */
export function rankShares(units: readonly Unit[]): Map<Unit, number> {
  const sorted = units.toSorted((a, b) => b.score - a.score || a.doc - b.doc || a.place - b.place);
  return new Map(sorted.map((unit, place) => [unit, units.length < 2 ? 1 : 1 - place / (units.length - 1)]));
}

/** Reports that are asked whether they say the same: enough for a share, few enough that cost grows with the story and no faster. */
const WITNESSES = 16;
/** Shorter sentences have too little in them to tell. */
const FEWEST_TERMS = 3;
const SAYS_THE_SAME = 0.4;

/** For each unit the share of other reports in which a sentence says much the same. */
export function supportOf(units: readonly Unit[], reports: number): Map<Unit, number> {
  if (reports < 2) return new Map(units.map((unit) => [unit, 0]));
  const step = Math.max(1, reports / WITNESSES);
  const asked = new Set(Array.from({ length: Math.min(reports, WITNESSES) }, (_, i) => Math.floor(i * step)));
  const postings = new Map<string, Unit[]>();
  for (const unit of units) {
    if (!asked.has(unit.doc) || unit.terms.size < FEWEST_TERMS) continue;
    for (const term of unit.terms) (postings.get(term) ?? postings.set(term, []).get(term)!).push(unit);
  }
  const out = new Map<Unit, number>();
  for (const unit of units) {
    const shared = new Map<Unit, number>();
    for (const term of unit.terms) {
      for (const other of postings.get(term) ?? []) {
        if (other.doc !== unit.doc) shared.set(other, (shared.get(other) ?? 0) + 1);
      }
    }
    const docs = new Set<number>();
    for (const [other, count] of shared) {
      if (count >= SAYS_THE_SAME * Math.min(unit.terms.size, other.terms.size)) docs.add(other.doc);
    }
    const others = asked.size - (asked.has(unit.doc) ? 1 : 0);
    out.set(unit, others === 0 || unit.terms.size < FEWEST_TERMS ? 0 : docs.size / others);
  }
  return out;
}

/** Words; what is no report is mostly shorter. */
const SCRAP = 10;

/** Surely not part of the report. A text that was cleaned already holds few of these, so the bar is high. */
export function isJunk(unit: Unit): boolean {
  return unit.odds.na > (unit.length < SCRAP ? 0.6 : 0.85);
}
