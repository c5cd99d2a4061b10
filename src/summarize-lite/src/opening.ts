import { REPEAT, choose, chooseOne } from "./choose.ts";
import type { Said } from "./choose.ts";
import { dropDateline } from "./edits.ts";
import { makeItem } from "./item.ts";
import { NOT_FAMILY, familyName, namesIn, sexOfName, withoutTitles } from "./names.ts";
import { quotationsIn, quotesIn } from "./quotes.ts";
import type { Quote } from "./quotes.ts";
import type { Sayable } from "./readable.ts";
import { isJunk, wear } from "./story.ts";
import type { Story } from "./story.ts";
import { BACK, UNKNOWN } from "./tense.ts";
import type { Item, QuoteItem } from "./types.ts";
import type { Unit } from "./units.ts";
import { countWords } from "./words.ts";

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
export const ONCE =
  /\bonce \p{Ll}+ed\b|^Last (?:month|year)\b|^[^,.]{0,20}\b[Yy]ears ago\b|^(?:Less than |More than )?(?:an?|one|two|three|\p{Lu}\p{Ll}+) (?:day|week|month|year)s? (?:before|after)\b/iu;

/** Comment that sounds like news: weighty words in place of facts. */
export const VAGUE =
  /\b(?:significant turn|pivotal|crucial moment|underscor\w+|highlight(?:s|ing)|amidst|bold \w+ maneuver|strategic move|remains to be seen|speaks volumes|sends a clear|game.?changer)\b/i;

const NEWS_WORDS = 5;

const MOST_WORDS = 45;

/** The sentence with the most telling direct quotation by a named speaker. */
export function chooseQuote(story: Story, said: Said, quotes: ReportQuotes): QuoteItem | null {
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

/** The quotations of each report, in the order of the reports. */
export type ReportQuotes = readonly (readonly Quote[])[];

/** The quotations of every report, as its whole text attributes them. */
export function quotesOf({ reports, people, sexes }: Story): ReportQuotes {
  // Of several reports each tells by itself who is meant by "she".
  const context = reports.length === 1 ? { people, sexes } : { people };
  return reports.map(({ text }) => quotesIn(text, context));
}

/**
 * Who speaks in a sentence ready to be said, and the longest stretch of what they say. A reader must find the speaker in the
 * sentence: as a name, or as a pronoun that was replaced by the same name.
 */
function speakerOf(part: Sayable, quotes: ReportQuotes): { readonly speaker: string; readonly words: string } | null {
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

/** The quotation that sums the story up, for a digest with nothing to watch next. */
export function closingQuote(story: Story, said: Said, quotes: ReportQuotes): Item | null {
  const last = chooseOne(story, said, (unit) => {
    const part = story.sayable.get(unit);
    const found = part && speakerOf(part, quotes);
    if (!part || !found || part.resolved || countWords(found.words) < NEWS_WORDS + 2) return 0;
    return story.salience.get(unit)! + 0.2 * (unit.place / unit.of);
  });
  return last && makeItem([last]);
}
