import { choose, chooseOne } from "./choose.ts";
import type { Said } from "./choose.ts";
import { dropLabel } from "./edits.ts";
import { makeItem, withEdits } from "./item.ts";
import { labelsFor } from "./labels.ts";
import { familyName, sexOfName } from "./names.ts";
import { quotationsIn } from "./quotes.ts";
import type { Sayable } from "./readable.ts";
import { isJunk, isOverdue, wear } from "./story.ts";
import type { Story } from "./story.ts";
import { BACK, UNKNOWN, isAhead } from "./tense.ts";
import type { Item } from "./types.ts";
import type { Unit } from "./units.ts";
import { terms } from "./words.ts";

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
