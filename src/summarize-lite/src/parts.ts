import { REPEAT, choose, chooseOne } from "./choose.ts";
import type { Said } from "./choose.ts";
import { earliestDay, timeWords } from "./clock-words.ts";
import { dropDateline, dropLabel } from "./edits.ts";
import { makeItem, withEdits } from "./item.ts";
import { labelsFor } from "./labels.ts";
import { NOT_FAMILY, familyName, namesIn, sexOfName, withoutTitles } from "./names.ts";
import { quotationsIn, quotesIn } from "./quotes.ts";
import type { Quote } from "./quotes.ts";
import { withoutQuotations } from "./readable.ts";
import type { Sayable } from "./readable.ts";
import { isJunk, isOverdue, wear } from "./story.ts";
import type { Story } from "./story.ts";
import type { Item, QuoteItem } from "./types.ts";
import { containment } from "./units.ts";
import type { Unit } from "./units.ts";
import { countWords, terms } from "./words.ts";

/** Who did what, when, where: an early main sentence; a second one from right behind it when the first is short. */
export function chooseLede(story: Story, said: Said): Sayable[] {
  const opening = (unit: Unit): number => (unit.place > 3 ? 0 : ledeWorth(story, unit));
  const [first] = choose(story, said, 1, opening, LONGEST_LEDE);
  // A column or a feature may open with nothing that can stand alone.
  if (!first) return choose(story, said, 1, (unit) => ledeWorth(story, unit));
  const next = story.units.find((unit) => unit.doc === first.unit.doc && unit.place === first.unit.place + 1);
  const second = next && story.sayable.get(next);
  if (!next || !second || countWords(first.text) + countWords(second.text) > 52) return [first];
  const adds = next.odds.main > 0.3 && said.overlap(next) < REPEAT && !BACK.test(next.flat);
  if (!adds || quotationsIn(next.flat).length > 0) return [first];
  said.add(second);
  return [first, second];
}

/** Wire ledes run long; no other part may. */
const LONGEST_LEDE = 62;

function ledeWorth(story: Story, unit: Unit): number {
  if (isJunk(unit) || UNKNOWN.test(unit.flat)) return 0;
  const named = [...story.people.keys()].some((family) => unit.flat.includes(family)) ? 0.1 : 0;
  const quoted = quotationsIn(unit.flat).some(({ words }) => countWords(words) >= NEWS_WORDS) ? 0.12 : 0;
  const size = unit.length < 14 || unit.length > 45 ? 0.15 : 0;
  const opens = unit.place === 0 || dropDateline(unit.passage).length > 0;
  const head = opens ? 0.35 : unit.place === 1 ? 0.1 : 0;
  return (
    0.4 * unit.odds.main +
    story.salience.get(unit)! +
    head +
    named -
    quoted -
    size -
    wear(story, unit) -
    (VAGUE.test(unit.flat) ? 0.5 : 0) -
    (/\b(?:often|frequently|usually|typically|routinely|commonly)\b/.test(unit.flat) ? 0.2 : 0) -
    (ONCE.test(unit.flat) ? 0.2 : 0) -
    0.3 * unit.odds.historical
  );
}

/** An old event at the head of a report leads up to the news. */
const ONCE =
  /\bonce \p{Ll}+ed\b|^Last (?:month|year)\b|^[^,.]{0,20}\b[Yy]ears ago\b|^(?:Less than |More than )?(?:an?|one|two|three|\p{Lu}\p{Ll}+) (?:day|week|month|year)s? (?:before|after)\b/iu;

/** Comment that sounds like news: weighty words in place of facts. */
const VAGUE =
  /\b(?:significant turn|pivotal|crucial moment|underscor\w+|highlight(?:s|ing)|amidst|bold \w+ maneuver|strategic move|remains to be seen|speaks volumes|sends a clear|game.?changer)\b/i;

const NEWS_WORDS = 5;
const MOST_WORDS = 45;

/** The sentence with the most telling direct quotation by a named speaker. */
export function chooseQuote(story: Story, said: Said): QuoteItem | null {
  const quotes = quotesOf(story);
  const fit = new Map<Unit, { readonly speaker: string; readonly words: string }>();
  const part = chooseOne(story, said, (unit) => {
    const sayable = story.sayable.get(unit);
    const found = sayable && speakerOf(sayable, quotes);
    if (!found) return 0;
    const count = countWords(found.words);
    if (count < NEWS_WORDS || count > MOST_WORDS) return 0;
    fit.set(unit, found);
    const known = story.people.has(familyName(found.speaker)) ? 0.2 : 0;
    return (
      story.salience.get(unit)! +
      known +
      Math.min(count, 18) / 60 +
      0.1 * (count / unit.length) -
      (sayable.resolved ? 0.25 : 0)
    );
  });
  if (!part) return null;
  const { speaker, words } = fit.get(part.unit)!;
  return { ...makeItem([part]), speaker, words };
}

const LONGEST_NAME = 4;

/** The quotations of every report, as its whole text attributes them. */
function quotesOf(story: Story): readonly (readonly Quote[])[] {
  return story.reports.map(({ text }) => quotesIn(text, { people: story.people }));
}

/**
 * Who speaks in a sentence ready to be said, and the longest stretch of what they say. A reader must find the speaker in the
 * sentence: as a name, or as a pronoun that was replaced by the same name.
 */
function speakerOf(
  part: Sayable,
  quotes: readonly (readonly Quote[])[],
): { readonly speaker: string; readonly words: string } | null {
  const { start, end, doc } = part.unit;
  const [longest] = quotes[doc]!.filter((quote) => quote.start >= start && quote.end <= end).sort(
    (a, b) => b.words.length - a.words.length,
  );
  const speaker = longest?.speaker;
  if (!longest || !speaker || speaker.name === null || speaker.start < start || speaker.end > end) return null;
  const words = longest.words.replace(/\s+/g, " ");
  // A person, not "the council’s auditors" nor a heading that no blank line parts from the text.
  if (namesIn(speaker.name)[0]?.text !== speaker.name || speaker.name.split(" ").length > LONGEST_NAME) return null;
  if (NOT_FAMILY.test(speaker.name.split(" ").at(-1)!) || /['’]s /.test(speaker.name)) return null;
  if (!speaker.pronoun) return isTitled(part.unit, speaker) ? null : { speaker: speaker.name, words };
  const inserted = /\[(.+?)(?:['’]s?)?\]/.exec(part.text)?.[1];
  return part.resolved && inserted !== undefined && familyName(inserted) === familyName(speaker.name)
    ? { speaker: speaker.name, words }
    : null;
}

/** "Mrs. Brandt" is not Tomas Brandt. */
function isTitled(
  { article }: Unit,
  speaker: { readonly name: string | null; readonly start: number; readonly end: number },
): boolean {
  const words = article.text.slice(Math.max(0, speaker.start - 6), speaker.end);
  const sex = sexOfName(withoutTitles(speaker.name ?? ""));
  return (sex > 0 && /\b(?:Mrs|Ms|Miss|Lady)\b/.test(words)) || (sex < 0 && /\b(?:Mr|Sir|Lord)\b/.test(words));
}

export const UNKNOWN =
  /\b(?:(?:is|was|were|are|remains?|remained) (?:still )?(?:unclear|unknown|uncertain|undetermined|not (?:yet |immediately )?(?:known|clear|disclosed|released))|not yet (?:known|clear|been (?:determined|established|confirmed))|(?:has|have) not (?:yet )?(?:said|disclosed|released|named|given|confirmed|explained|commented|identified|determined)|declined to (?:say|give|name|confirm)|did not (?:say|disclose|specify)|(?<!, but )could not be (?:independently )?(?:verified|confirmed)|no (?:official )?(?:explanation|cause) (?:has|was|had))\b/i;

const BACK =
  /\b(?:in (?:19|20)\d\d|since (?:19|20)\d\d|(?:years?|decades?|months?) (?:ago|earlier|before)|last (?:year|month|autumn|spring|summer|winter)|earlier this (?:year|month|week)|previously|in (?:january|february|march|april|june|july|august|september|october|november|december)\b(?! \d)|founded|had (?:previously|earlier)|historically|long-running|for (?:years|decades)|the last time|dates? back|decades of|began in|started in)\b/iu;

const AHEAD =
  /\b(?:will|would|could(?! not\b)|might|may (?!\d)|expected to|expects? to|scheduled|due to (?:be|meet|begin|start|return|open|appear|vote|decide|report|publish)|plans? to|planning to|set to|likely to|unlikely to|next (?:week|month|year|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday|step|round|phase)|in the coming|hopes? to|aims? to|intends? to|vowed to|threatened to|deadline|forecast\w*|risks?|if|unless|whether|until|needs? to|must)\b/i;

function isAhead(unit: Unit): boolean {
  if (!AHEAD.test(unit.flat)) return false;
  // What somebody is quoted to want is a view; only where the sentence itself looks ahead is it outlook.
  if (unit.odds.expectation > 0.4) return true;
  const own = withoutQuotations(unit.flat);
  if (!AHEAD.test(own)) return false;
  return unit.odds.expectation > 0.15 || unit.odds.evaluation > 0.2 || SURELY_AHEAD.test(own);
}

const SURELY_AHEAD = /\b(?:will|could(?! not\b)|would|might|expected|scheduled|plans?)\b/i;

/** What a report says when nobody said anything. */
const NO_NEWS =
  /(?:(?:\bnot|n['’]t) (?:immediately )?(?:respond|return|repl(?:y|ied))|\bdeclined (?:to comment|comment|an interview)|(?:available|reached) for comment|[Nn]o (?:other|further) details)\b/;
/** Another report's opening that shares this much with the lede tells the same. */
const TOLD = 0.22;

export function highlightWorth(story: Story, unit: Unit, said: Said): number {
  const { odds } = unit;
  if (isJunk(unit) || UNKNOWN.test(unit.flat) || NO_NEWS.test(unit.flat)) return 0;
  const back = speaksOfPast(story, unit) ? 0.2 : 0;
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
  const length = unit.length > 36 ? 0.08 : unit.length < 10 ? 0.08 : 0;
  const worth =
    story.salience.get(unit)! +
    role +
    figures -
    back -
    ahead -
    length -
    wear(story, unit) -
    (VAGUE.test(unit.flat) ? 0.35 : 0) -
    (ONCE.test(unit.flat) ? 0.25 : 0);
  return worth <= 0 ? 0 : worth - retold(story, unit, said);
}

/** Another report's opening tells the main event again, in whole or in part. */
function retold(story: Story, unit: Unit, said: Said): number {
  if (unit.place > 0 || story.reports.length === 1) return 0;
  return said.overlap(unit) > TOLD ? 0.55 : 0.2;
}

/** Days after which what happened is background. */
const LONG_AGO = 5;

/** Words or dates that lie well before the report. */
function speaksOfPast(story: Story, unit: Unit, flat = unit.flat): boolean {
  if (BACK.test(flat)) return true;
  const written = story.writtenOf(unit);
  if (written === null) return NAMED_MONTH.test(flat);
  const day = earliestDay(flat, written);
  return day !== null && day < written - LONG_AGO;
}

/** Clauses that may look back in a sentence about today: "wiped out the gains since January 2025". */
const SUBORDINATE =
  /,? (?:where|which|who|whose|that|because)\b|, made\b| since (?!(?:19|20)\d\d|(?:early|late|mid)?-? ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))/;

/** How surely a sentence tells of the past: its main clause does, or only a clause of it. */
function pastCue(story: Story, unit: Unit): number {
  if (!speaksOfPast(story, unit)) return 0;
  const cut = SUBORDINATE.exec(unit.flat);
  return cut === null || speaksOfPast(story, unit, unit.flat.slice(0, cut.index)) ? 0.3 : 0.1;
}

const NAMED_MONTH =
  /\b(?:in|since|of|on \d{1,2}) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b/;

/** One to three short paragraphs in order of time; a paragraph takes the next sentence of its source when that goes on. */
export function backgroundOf(story: Story, said: Said): Item[] {
  const parts = choose(story, said, 3, (unit) => {
    const past = unit.odds.historical + unit.odds.previous_event;
    const cue = pastCue(story, unit);
    if (past + cue < (cue > 0.2 ? 0.42 : 0.6) || isJunk(unit) || unit.place === 0 || isToday(story, unit)) return 0;
    return 0.5 * story.salience.get(unit)! + 0.4 * past + cue - (isAhead(unit) ? 0.2 : 0) - 0.1;
  });
  const dated = parts.map((part) => ({ part, day: earliestDay(part.unit.flat, story.writtenOf(part.unit)) }));
  dated.sort(
    (a, b) =>
      (a.day ?? Infinity) - (b.day ?? Infinity) ||
      a.part.unit.doc - b.part.unit.doc ||
      a.part.unit.place - b.part.unit.place,
  );
  return dated
    .filter(({ part, day }, i) => !dated.slice(0, i).some((other) => isSameEvent(other, { part, day })))
    .map(({ part }) => {
      const next = story.units.find((unit) => unit.doc === part.unit.doc && unit.place === part.unit.place + 1);
      const more = next && story.sayable.get(next);
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

interface Dated {
  readonly part: Sayable;
  readonly day: number | null;
}

/** Two sentences of one month that have words in common tell one event; of a year alone, with more in common. */
function isSameEvent(a: Dated, b: Dated): boolean {
  return a.day !== null && a.day === b.day && containment(a.part.unit.terms, b.part.unit.terms) > SAME_EVENT;
}

const SAME_EVENT = 0.2;

/** Names the very day of the news: not what went before it. */
function isToday(story: Story, unit: Unit): boolean {
  const written = story.writtenOf(unit);
  if (written === null || BACK.test(unit.flat)) return false;
  return (
    timeWords(unit.flat, written).some(({ day }) => day >= written - 1) && earliestDay(unit.flat, written) === null
  );
}

const MOST_OUTLOOK = 5;

/** Two to five labelled bullets, or none. */
export function outlookOf(story: Story, said: Said): Item[] {
  const parts = choose(story, said, story.reports.length > 1 ? MOST_OUTLOOK : 4, (unit) => {
    if (!isAhead(unit) || isJunk(unit) || unit.place === 0 || isOverdue(story, unit) || UNKNOWN.test(unit.flat))
      return 0;
    const own = dropLabel(unit.passage) === null ? 0 : 0.4;
    return (
      0.5 * story.salience.get(unit)! +
      0.6 * unit.odds.expectation +
      0.35 * unit.odds.evaluation +
      own -
      (BACK.test(unit.flat) ? 0.15 : 0) -
      wear(story, unit) -
      0.2
    );
  });
  const out = labelled(story, inOrderOfEach(parts));
  return out.length >= 2 ? out : [];
}

/** Sentences of one report in its own order, so that a name comes before what leans on it. */
function inOrderOfEach(parts: readonly Sayable[]): Sayable[] {
  const first = new Map<number, number>();
  for (const [i, { unit }] of parts.entries()) if (!first.has(unit.doc)) first.set(unit.doc, i);
  return parts.toSorted((a, b) => first.get(a.unit.doc)! - first.get(b.unit.doc)! || a.unit.place - b.unit.place);
}

/** Outlook items with their labels: the source's own where it wrote one. */
function labelled(story: Story, parts: readonly Sayable[]): Item[] {
  const own = parts.map((part) => {
    const found = dropLabel(part.unit.passage);
    // A list of persons, each with a line on them, is no look ahead.
    const cut = found !== null && !isPersonal(story, found.label) ? withEdits(part, found.edits) : null;
    return found && cut ? { label: found.label, part: cut } : null;
  });
  const rest = parts.filter((_, i) => own[i] === null);
  const labels = labelsFor(
    rest.map(({ unit }) => unit.flat),
    own.flatMap((found) => found?.label ?? []),
    (phrase) => tellingWeight(story, phrase),
  );
  return parts.flatMap((part, i) => {
    const found = own[i];
    if (found) return [makeItem([found.part], found.label)];
    const label = labels[rest.indexOf(part)];
    return label ? [makeItem([part], label)] : [];
  });
}

function isPersonal(story: Story, label: string): boolean {
  return story.people.has(familyName(label)) || sexOfName(label) !== 0;
}

/** A label should be of the story, but not the story itself: a middling weight tells most. 0 to 1. */
function tellingWeight(story: Story, phrase: string): number {
  const weights = terms(phrase).map((term) => Math.min(1, story.center.get(term) ?? 0));
  const mean = weights.length === 0 ? 0 : weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return 1 - Math.abs(mean - 0.35);
}

/** What a sentence says that opens a look ahead: what the event means, and what stands in its way. What one person will do is no frame. */
const FRAMES =
  /\b(?:(?<!\b(?:he|she|they|I|we|who|which|that) |\b(?:how|whether|if)\b[^,]{0,40})(?:could|may|might) (?!not\b|have\b|mean\b|be \p{Ll}+ed\b)(?!(?:\p{Ll}+ )?(?:ask|try|take|call|want)\b)\p{Ll}+|mark(?:s|ed) (?:a|an|the) (?:\p{Ll}+ )?(?:turn|change|shift|step|start|end|break|return)\w*|signal(?:s|led|ing)|suggests? (?:that )?(?:the|a|an|\p{Lu}\p{Ll}+(?:’s|'s)?)|challenges|obstacles?|remains? (?:a |an |to be |far |in |at |un)|depends? (?:on|largely|heavily)|hinges?|at stake|likely to|the (?:biggest|main|real) (?:question|test|risk|challenge))/u;

export function framingWorth(story: Story, unit: Unit): number {
  if (isJunk(unit) || isOverdue(story, unit) || quotationsIn(unit.flat).length > 0) return 0;
  if (unit.length < 8 || unit.length > 40 || unit.place === 0 || UNKNOWN.test(unit.flat)) return 0;
  const { evaluation, expectation } = unit.odds;
  const frame = FRAMES.exec(unit.flat);
  if (frame === null || evaluation + expectation < 0.5) return 0;
  // What one person could do is no frame.
  if (/could|may|might/.test(frame[0]) && story.people.has(/(\S+) $/.exec(unit.flat.slice(0, frame.index))?.[1] ?? ""))
    return 0;
  return 0.5 * evaluation + 0.3 * expectation + 0.5 * story.salience.get(unit)! - wear(story, unit) - 0.1;
}

const DATED =
  /\b(?:scheduled|next (?:round|week|month|hearing|session|vote|stage|match|game)|later this (?:week|month|year)|deadline|due (?:to|on|in)|by (?:the end of|early|late|mid)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|will (?:meet|vote|decide|report|hear|publish|resume|return|open|begin|play|face))\b/i;

/** What to watch next, from the end of a report; else the quotation that sums it up. */
export function chooseClosing(story: Story, said: Said): Item | null {
  const next = chooseOne(story, said, (unit) => {
    if (
      isJunk(unit) ||
      unit.place < 3 ||
      !/\b(?:will|scheduled|due|expected|next|until|deadline|resume|hearing|plans?)\b/i.test(unit.flat) ||
      !isAhead(unit) ||
      isOverdue(story, unit) ||
      UNKNOWN.test(unit.flat)
    )
      return 0;
    return (
      0.1 +
      (DATED.test(unit.flat) ? 0.25 : 0) +
      0.3 * (unit.place / unit.of) +
      0.3 * unit.odds.expectation +
      0.3 * story.salience.get(unit)! -
      0.2 * unit.odds.historical -
      wear(story, unit)
    );
  });
  if (next) return makeItem([next]);
  return null;
}

/** The quotation that sums the story up, for a digest with nothing to watch next. */
export function closingQuote(story: Story, said: Said): Item | null {
  const quotes = quotesOf(story);
  const last = chooseOne(story, said, (unit) => {
    const part = story.sayable.get(unit);
    const found = part && speakerOf(part, quotes);
    if (!part || !found || part.resolved || countWords(found.words) < NEWS_WORDS + 2) return 0;
    return story.salience.get(unit)! + 0.2 * (unit.place / unit.of);
  });
  return last && makeItem([last]);
}
