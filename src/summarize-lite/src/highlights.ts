import { REPEAT, choose } from "./choose.ts";
import type { Said } from "./choose.ts";
import { earliestDay, timeWords } from "./clock-words.ts";
import { makeItem } from "./item.ts";
import { ONCE, VAGUE } from "./opening.ts";
import type { Sayable } from "./readable.ts";
import { isJunk, wear } from "./story.ts";
import type { Story } from "./story.ts";
import { BACK, UNKNOWN, isAhead, speaksOfPast } from "./tense.ts";
import type { Item } from "./types.ts";
import { containment } from "./units.ts";
import type { Unit } from "./units.ts";
import { countWords } from "./words.ts";

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

/** Clauses that may look back in a sentence about today: "wiped out the gains since January 2025". */
const SUBORDINATE =
  /,? (?:where|which|who|whose|that|because)\b|, made\b| since (?!(?:19|20)\d\d|(?:early|late|mid)?-? ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))/;

/** How surely a sentence tells of the past: its main clause does, or only a clause of it. */
function pastCue(story: Story, unit: Unit): number {
  if (!speaksOfPast(story, unit)) return 0;
  const cut = SUBORDINATE.exec(unit.flat);
  return cut === null || speaksOfPast(story, unit, unit.flat.slice(0, cut.index)) ? 0.3 : 0.1;
}

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
