import { Said, choose, chooseOne, inReadingOrder } from "./choose.ts";
import { SPEECH_WORDS } from "./foreign-readable.ts";
import type { ForeignStory } from "./foreign-story.ts";
import { headlineOf } from "./headline.ts";
import { makeItem } from "./item.ts";
import type { Sayable } from "./readable.ts";
import type { Item, QuoteItem } from "./types.ts";
import type { Unit } from "./units.ts";
import type { DigestParts } from "./verify.ts";
import { countWords } from "./words.ts";

/**
 * The parts of a digest in another language than English, by place, centrality and the language's cue words.
 * @param limit most highlights
 */
export function foreignParts(story: ForeignStory, limit: number): DigestParts {
  const said = new Said();
  const lede = chooseLede(story, said);
  const quote = chooseQuote(story, said);
  const unknowns = choose(story, said, 2, (unit) =>
    isUnknown(story, unit) && !isOld(story, unit) ? story.salience.get(unit)! : 0,
  );
  const { outlook, closing } = chooseAhead(story, said);
  const background = backgroundOf(story, said);
  const highlights = choose(story, said, limit, (unit) => highlightWorth(story, unit));
  return {
    headline: headlineOf(story.reports, story.center, story.ages, null) ?? (lede[0] ? wholeHeadline(lede[0]) : null),
    lede: lede.length > 0 ? makeItem(lede) : null,
    quote,
    highlights: inReadingOrder(highlights).map((part) => makeItem([part])),
    background,
    framing: null,
    outlook,
    closing,
    differences: [],
    unknowns: unknowns.map((part) => makeItem([part])),
  };
}

/** The lede as a headline: without its final mark, which no edit has to tell since the evidence ends before it. */
function wholeHeadline({ unit, edits, text }: Sayable): Item {
  const cut = /[.。]$/u.test(text) && /[.。]$/u.test(unit.passage) ? 1 : 0;
  return {
    text: cut === 0 ? text : text.slice(0, -1),
    evidence: [{ article: unit.article.id, start: unit.start, end: unit.end - cut }],
    edits,
  };
}

const LONGEST_LEDE = 62;
/** A lede below this takes the sentence behind it along. */
const SHORT_LEDE = 14;
const BOTH = 45;

function chooseLede(story: ForeignStory, said: Said): Sayable[] {
  const first = choose(story, said, 1, (unit) => ledeWorth(story, unit), LONGEST_LEDE)[0];
  if (!first) return [];
  const next = story.units.find((unit) => unit.doc === first.unit.doc && unit.place === first.unit.place + 1);
  const second = next && story.sayable.get(next);
  if (!next || !second || countWords(first.text) >= SHORT_LEDE) return [first];
  const plain =
    second.speaking.quotations.length === 0 && !isPast(story, next) && !isAhead(story, next) && !isUnknown(story, next);
  if (!plain || countWords(first.text) + countWords(second.text) > BOTH) return [first];
  said.add(second);
  return [first, second];
}

function ledeWorth(story: ForeignStory, unit: Unit): number {
  if (unit.place > 3) return 0;
  const head = unit.place === 0 ? 0.6 : unit.place === 1 ? 0.15 : 0;
  const quoted = speech(story, unit) === null ? 0 : 0.25;
  return story.salience.get(unit)! + head - quoted - age(story, unit) - (isUnknown(story, unit) ? 0.3 : 0);
}

const MOST_QUOTED = 45;

/** The sentence with the most telling direct quotation by a named speaker. */
function chooseQuote(story: ForeignStory, said: Said): QuoteItem | null {
  const part = chooseOne(story, said, (unit) => {
    const words = speech(story, unit);
    if (words === null || !story.sayable.get(unit)?.speaking.speaker) return 0;
    const count = countWords(words);
    return count > MOST_QUOTED ? 0 : 0.1 + story.salience.get(unit)! + Math.min(count, 18) / 60 - age(story, unit);
  });
  const speaker = part && story.sayable.get(part.unit)?.speaking.speaker;
  if (!part || !speaker) return null;
  return { ...makeItem([part]), speaker, words: speech(story, part.unit)! };
}

/** The longest stretch of spoken words in a unit, or null. */
function speech(story: ForeignStory, unit: Unit): string | null {
  const quotations = story.sayable.get(unit)?.speaking.quotations ?? [];
  const longest = quotations.toSorted((a, b) => b.words.length - a.words.length)[0]?.words;
  return longest !== undefined && countWords(longest) >= SPEECH_WORDS ? longest : null;
}

function highlightWorth(story: ForeignStory, unit: Unit): number {
  if (isUnknown(story, unit)) return 0;
  const back = isPast(story, unit) ? 0.2 : 0;
  const ahead = isAhead(story, unit) ? 0.1 : 0;
  const figures = /\p{Nd}/u.test(unit.flat) ? 0.05 : 0;
  // Another report's opening tells the main event again.
  const opening = unit.place === 0 && story.reports.length > 1 ? 0.25 : 0;
  const length = unit.length > 36 || unit.length < 8 ? 0.08 : 0;
  const spoken = speech(story, unit) === null ? 0 : 0.1;
  return 0.25 + story.salience.get(unit)! + figures - back - ahead - opening - length - spoken - age(story, unit);
}

/** One to three sentences in order of time. */
function backgroundOf(story: ForeignStory, said: Said): Item[] {
  const parts = choose(story, said, 3, (unit) => {
    if (unit.place === 0 || !isPast(story, unit) || isAhead(story, unit)) return 0;
    return 0.2 + story.salience.get(unit)! - age(story, unit);
  });
  const order = ({ unit }: Sayable): number => timeOf(story, unit) ?? Infinity;
  return parts
    .toSorted((a, b) => order(a) - order(b) || a.unit.doc - b.unit.doc || a.unit.place - b.unit.place)
    .map((part) => makeItem([part]));
}

/** Of one report, and of several. */
const MOST_OUTLOOK = 3;
const MOST_OUTLOOK_OF_MANY = 5;

interface Ahead {
  readonly outlook: readonly Item[];
  readonly closing: Item | null;
}

/**
 * Two to five labelled bullets, or none, and what to watch next: a dated sentence from the later half of a report that has
 * found no label, or the best of the bullets when there are enough of them. Nothing is taken that is not shown.
 */
function chooseAhead(story: ForeignStory, said: Said): Ahead {
  const most = story.reports.length > 1 ? MOST_OUTLOOK_OF_MANY : MOST_OUTLOOK;
  const parts = choose(story, said.copy(), most + 1, (unit) => outlookWorth(story, unit));
  const labels = labelsFor(parts.map(({ unit }) => story.grammar.labels(unit.flat)));
  const labelled = parts.filter((_, i) => labels[i] !== null);
  const rest = parts.filter((_, i) => labels[i] === null);
  const pool = rest.some(({ unit }) => closingWorth(story, unit) > 0) || labelled.length === 2 ? rest : parts;
  const last = pool
    .filter(({ unit }) => closingWorth(story, unit) > 0)
    .toSorted((a, b) => closingWorth(story, b.unit) - closingWorth(story, a.unit))[0];
  const shown = parts.filter((part, i) => part !== last && labels[i] !== null).slice(0, most);
  const outlook = shown.length < 2 ? [] : shown;
  said.add(...outlook, ...(last ? [last] : []));
  return {
    outlook: outlook.map((part) => makeItem([part], labels[parts.indexOf(part)]!)),
    closing: last ? makeItem([last]) : null,
  };
}

function outlookWorth(story: ForeignStory, unit: Unit): number {
  if (unit.place === 0 || !isAhead(story, unit) || isUnknown(story, unit) || isOld(story, unit)) return 0;
  if (story.grammar.labels(unit.flat).length === 0) return 0;
  const back = isPast(story, unit) ? 0.15 : 0;
  return 0.2 + story.salience.get(unit)! - back - (speech(story, unit) === null ? 0 : 0.1);
}

function closingWorth(story: ForeignStory, unit: Unit): number {
  if (unit.place < 3 || unit.place * 2 < unit.of || speech(story, unit) !== null) return 0;
  if (!story.grammar.has("dated", unit.flat)) return 0;
  return 0.2 + 0.5 * (unit.place / unit.of) + 0.3 * story.salience.get(unit)! - (isPast(story, unit) ? 0.2 : 0);
}

/** Each label once; the sentence that has the fewest to choose from chooses first. */
function labelsFor(kinds: readonly (readonly string[])[]): (string | null)[] {
  const used = new Set<string>();
  const out: (string | null)[] = kinds.map(() => null);
  const order = kinds.map((_, i) => i).sort((a, b) => kinds[a]!.length - kinds[b]!.length || a - b);
  for (const i of order) {
    const label = kinds[i]!.find((kind) => !used.has(kind));
    if (label === undefined) continue;
    used.add(label);
    out[i] = label;
  }
  return out;
}

function isUnknown({ grammar }: ForeignStory, unit: Unit): boolean {
  return grammar.has("unknown", unit.flat);
}

function isAhead({ grammar }: ForeignStory, unit: Unit): boolean {
  return grammar.has("ahead", withoutSpeech(unit));
}

/** Words of the past, or a year before the report's. */
function isPast(story: ForeignStory, unit: Unit): boolean {
  const year = yearIn(unit.flat);
  const written = story.writtenOf(unit);
  const now = written === null ? null : new Date(written * DAY_MS).getUTCFullYear();
  return (year !== null && (now === null || year < now)) || story.grammar.has("past", withoutSpeech(unit));
}

/** What people say in quotation marks has times of its own. */
function withoutSpeech(unit: Unit): string {
  return unit.flat.replace(/“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«|「[^」]*」|"[^"]*"/gu, "");
}

const DAY_MS = 86_400_000;
const ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩";

/** The earliest year named, 1500 to 2099. */
function yearIn(text: string): number | null {
  const western = text.replace(/[٠-٩]/gu, (digit) => String(ARABIC_DIGITS.indexOf(digit)));
  const years = Array.from(western.matchAll(/(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d]|[.,]\d)/gu), ([year]) => Number(year));
  return years.length === 0 ? null : Math.min(...years);
}

/** Months since year 0 of the earliest time that a unit names; a year without a month is its beginning. */
function timeOf(story: ForeignStory, unit: Unit): number | null {
  const year = yearIn(unit.flat);
  return year === null ? null : year * 12 + (story.grammar.monthIn(unit.flat) ?? 0);
}

/** How far its report lies behind the newest, as a loss of worth. */
function age(story: ForeignStory, unit: Unit): number {
  return 0.45 * story.ages[unit.doc]!;
}

/** Share of three days after which what was to come may have come: some twelve hours. */
const OVERTAKEN = 0.16;

function isOld(story: ForeignStory, unit: Unit): boolean {
  return story.ages[unit.doc]! > OVERTAKEN;
}
