import type { Phrase } from "./query.ts";
import { wordsOf, type Word } from "./words.ts";

/** What stands before and after the words found. */
const OPEN = "\u0001";
const CLOSE = "\u0002";

/** Length of a passage, code units: about two lines of a terminal. */
const LENGTH = 220;

/** How far before the first word found a passage may begin, code units. */
const LEAD = 70;

interface Match {
  readonly start: number;
  readonly end: number;
  readonly phrase: number;
}

/** The passage of `text` with most of the phrases in it, on one line, the words found between U+0001 and U+0002. */
export function passage(text: string, phrases: readonly Phrase[], stem: (word: string) => string): string {
  const matches = findMatches(wordsOf(text, stem).toArray(), phrases);
  const bodyStart = Math.max(text.indexOf("\n"), 0);
  const first = bestStart(matches, bodyStart);
  const start = first === null ? bodyStart : leadIn(text, first);
  const end = wordEnd(text, Math.min(text.length, start + LENGTH));
  const inside = matches.filter((match) => match.start >= start && match.end <= end);
  const marked = mark(text, start, end, inside).replaceAll(/\s+/g, " ").trim();
  return `${isOpening(text, start) ? "" : "… "}${marked}${text.slice(end).trim() === "" ? "" : " …"}`;
}

/** Where the phrases stand, in order of their start. */
function findMatches(words: readonly Word[], phrases: readonly Phrase[]): readonly Match[] {
  const byFirst = Map.groupBy(
    phrases.map((phrase, index) => ({ ...phrase, index })),
    ({ terms, prefix }) => (prefix && terms.length === 1 ? "" : (terms[0] ?? "")),
  );
  const open = byFirst.get("") ?? [];
  return words.flatMap((word, at) =>
    [...(byFirst.get(word.term) ?? []), ...open].flatMap((phrase) => {
      const end = phraseEnd(words, at, phrase);
      return end === null ? [] : [{ start: word.start, end, phrase: phrase.index }];
    }),
  );
}

/** Where the phrase ends that begins at word `at`, or null when it does not stand there. */
function phraseEnd(words: readonly Word[], at: number, { terms, prefix }: Phrase): number | null {
  let end = 0;
  for (const [offset, term] of terms.entries()) {
    const word = words[at + offset];
    if (word === undefined) return null;
    const begun = prefix && offset === terms.length - 1;
    if (begun ? !word.term.startsWith(term) : word.term !== term) return null;
    end = begun ? Math.min(word.end, word.start + term.length) : word.end;
  }
  return end;
}

/** Start of the match from which one passage holds most different phrases; the title loses ties, for lists show it anyway. */
function bestStart(matches: readonly Match[], bodyStart: number): number | null {
  let best: { readonly start: number; readonly score: number } | null = null;
  for (const [index, { start }] of matches.entries()) {
    const within = new Set<number>();
    for (let next = index; next < matches.length; next += 1) {
      const match = matches[next];
      if (match === undefined || match.end > start + LENGTH - LEAD) break;
      within.add(match.phrase);
    }
    const score = within.size * 2 + (start >= bodyStart ? 1 : 0);
    if (best === null || score > best.score) best = { start, score };
  }
  return best?.start ?? null;
}

/** Goes back from a match to the start of its sentence or line, or, when that is far, of a word. */
function leadIn(text: string, match: number): number {
  const from = Math.max(0, match - LEAD);
  const before = text.slice(from, match);
  const sentence = before
    .matchAll(/(?:[.!?…]["”’)]?\s+|\n\s*|[。！？])/gu)
    .toArray()
    .at(-1);
  if (sentence !== undefined) return from + sentence.index + sentence[0].length;
  if (from === 0) return 0;
  const blank = before.search(/\s/);
  return blank === -1 ? onCharacter(text, from) : from + blank + 1;
}

/** Goes back from `end` to a blank when one is near, so that no word is cut; scripts without blanks are cut between characters. */
function wordEnd(text: string, end: number): number {
  if (end === text.length || /\s/.test(text.charAt(end))) return end;
  const near = text.slice(Math.max(0, end - 30), end);
  const blank = near.search(/\s\S*$/);
  return blank === -1 ? onCharacter(text, end) : end - near.length + blank;
}

/** A place that does not part the two halves of one character. */
function onCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

function isOpening(text: string, start: number): boolean {
  return (
    start === 0 || text.slice(0, start).endsWith("\n") || text.slice(0, start).trim() === "" || text[start] === "\n"
  );
}

/** `text.slice(start, end)` with the matches marked; marks that stood in the text are taken out. */
function mark(text: string, start: number, end: number, matches: readonly Match[]): string {
  let marked = "";
  let at = start;
  for (const match of matches) {
    if (match.end <= at) continue;
    const from = Math.max(at, match.start);
    // Pairs of signs overlap: one mark around all of them.
    const joined = from === at && marked.endsWith(CLOSE);
    const found = text.slice(from, match.end);
    marked = joined
      ? `${marked.slice(0, -1)}${plain(found)}${CLOSE}`
      : `${marked}${plain(text.slice(at, from))}${OPEN}${plain(found)}${CLOSE}`;
    at = match.end;
  }
  return marked + plain(text.slice(at, end));
}

function plain(text: string): string {
  return text.replaceAll(OPEN, "").replaceAll(CLOSE, "");
}
