import { BEFORE_NUMBER, SHORT_FORMS, TITLES } from "./abbreviations.ts";
import type { Quotation } from "./quotation-marks.ts";
import { reportingVerb } from "./speech-words.ts";

/**
 * What a token may do in a sentence. `D` determiner or possessive, `P` preposition, `J` conjunction, `A` auxiliary,
 * `R` adverb or day, `V` common verb, `W` relative, `S` subject pronoun, `O` object pronoun, `G` the possessive ’s, `N` number,
 * `C` capitalized word, `n` any other word, `Q` a whole quotation, `M` a mark.
 */
type Tag = "D" | "P" | "J" | "A" | "R" | "V" | "W" | "S" | "O" | "G" | "N" | "C" | "n" | "Q" | "M";

export interface Token {
  readonly tag: Tag;
  /** In lower case; of a quotation its last character that is no mark. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Counted from 0 through the text. */
  sentence: number;
  paragraph: number;
  /** All in capitals. */
  readonly shouted: boolean;
  /** Index of the quotation, or −1. */
  readonly quotation: number;
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const TAGS: readonly (readonly [Tag, ReadonlySet<string>])[] = [
  ["S", set("he she they we i it you everyone everybody someone somebody nobody")],
  ["O", set("him them me us himself herself themselves itself")],
  [
    "D",
    set(
      "the a an this these those his her its their my our your every each some any many several few both another all most no one two three four five six seven eight nine ten dozens hundreds thousands others other such",
    ),
  ],
  [
    "P",
    set(
      "of in on at by for from with to into during after before about against between among through over under within without since until amid despite as per via near outside inside behind toward towards upon around like than across along beside following throughout off above below including regarding alongside according",
    ),
  ],
  ["W", set("who which that whom whose where")],
  [
    "J",
    set("and or but nor while when because if although though whether so yet how why what whatever unless once & plus"),
  ],
  [
    "A",
    set(
      "is was are were be been being has had have having do does did will would could should can may might must isn't wasn't aren't weren't hasn't hadn't haven't don't doesn't didn't won't wouldn't couldn't shouldn't can't 'd 'll 've 're 'm n't",
    ),
  ],
  [
    "R",
    set(
      "also then later earlier now recently just only even still again too ever never not soon already instead however meanwhile nevertheless nonetheless therefore thus here there perhaps maybe rather quite very almost often sometimes always afterward afterwards previously separately specifically famously first second last today yesterday tonight tomorrow monday tuesday wednesday thursday friday saturday sunday feb aug sept oct nov dec january february april june july august september october november december once elsewhere likewise further furthermore moreover indeed ago aloud back out up down away together",
    ),
  ],
  [
    "V",
    set(
      "went took made came gave got held took wants wanted became becomes won lost ran runs run left leaves kept keeps knows knew saw sees met meets seems seemed appeared appears tried tries needs needed uses used works worked lives lived visited launched planned plans faces faced sought seeks won drew draws stood stands sat sits fell falls rose rises grew grows brought brings bought sold heard hears posed spent spends spoke speaks stayed stays served serves signed continues set sets laid lay let lets",
    ),
  ],
];
const TAG_OF: ReadonlyMap<string, Tag> = new Map(TAGS.flatMap(([tag, words]) => [...words].map((word) => [word, tag])));
const NOT_ADVERB = set(
  "family italy ally rally reply supply july early only daily weekly monthly assembly bully fly elderly friendly lovely kelly reilly emily sally billy",
);

const TOKEN =
  /\n[ \t\r]*\n\s*|\n|(?:\p{Lu}\.){2,}|[\p{L}\p{M}\p{N}$€£#@_]+(?:[-.,/&](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+|[’'](?!(?:s|d|ll|re|ve|m)\b)[\p{L}]+)*|[’'](?:s|d|ll|re|ve|m)\b|(?<=s)[’'](?=\s\p{L})|[^\s\p{L}\p{N}]/gu;

/** Tokens of a text in order, every quotation one token, with the sentences and paragraphs they stand in. */
export function tokensOf(text: string, quotations: readonly Quotation[]): Token[] {
  const tokens: Token[] = [];
  const place = { sentence: 0, paragraph: 0 };
  let from = 0;
  for (const [index, { start, end, words }] of quotations.entries()) {
    const open = Math.max(from, start - markWidth(text, start - 2));
    const close = Math.min(text.length, end + markWidth(text, end));
    readStretch(text, from, open, tokens, place);
    const last = /[\p{L}\p{N},.!?…:;—–-](?=[^\p{L}\p{N},.!?…:;—–-]*$)/u.exec(words.slice(-8))?.[0] ?? "";
    add(text, tokens, place, { tag: "Q", word: last, start: open, end: close, shouted: false, quotation: index });
    from = close;
  }
  readStretch(text, from, text.length, tokens, place);
  return tokens;
}

/** Some files write a double mark as two single ones. */
function markWidth(text: string, at: number): number {
  const mark = text.slice(Math.max(0, at), at + 2);
  return mark === "''" || mark === "``" ? 2 : 1;
}

function readStretch(text: string, from: number, to: number, tokens: Token[], place: Place): void {
  for (const { 0: found, index } of text.slice(from, to).matchAll(TOKEN)) {
    const start = from + index;
    if (found.startsWith("\n")) {
      breakLine(text, found, start, tokens, place);
      continue;
    }
    const lower = found.toLowerCase();
    const word = lower.includes("’") ? lower.replaceAll("’", "'") : lower;
    add(text, tokens, place, {
      tag: tagOf(found, word),
      word,
      start,
      end: start + found.length,
      shouted: found.length > 2 && found !== lower && /^\p{Lu}{3,}$/u.test(found),
      quotation: -1,
    });
  }
}

interface Place {
  sentence: number;
  paragraph: number;
}

function breakLine(text: string, found: string, start: number, tokens: readonly Token[], place: Place): void {
  const last = tokens.at(-1);
  if (!last) return;
  const blank = found.length > 1 && found.slice(1).includes("\n");
  // A single line end is a paragraph's where a sentence ended; else it may be the file's line length.
  const ended = last.tag === "M" ? /[.!?:]/.test(last.word) : last.tag === "Q" && /[.!?…]/.test(last.word);
  if (!blank && !(ended && /^[\p{Lu}"“'‘«„]/u.test(text.slice(start + found.length)[0] ?? ""))) return;
  if (last.sentence === place.sentence) place.sentence++;
  if (last.paragraph === place.paragraph) place.paragraph++;
}

function add(text: string, tokens: Token[], place: Place, token: Omit<Token, "sentence" | "paragraph">): void {
  const last = tokens.at(-1);
  if (last && last.sentence === place.sentence && endsBefore(text, tokens, last, token)) place.sentence++;
  const { tag, word, start, end, shouted, quotation } = token;
  tokens.push({ tag, word, start, end, sentence: place.sentence, paragraph: place.paragraph, shouted, quotation });
}

/** Whether a sentence ends between two tokens. */
function endsBefore(
  text: string,
  tokens: readonly Token[],
  last: Token,
  next: Omit<Token, "sentence" | "paragraph">,
): boolean {
  if (last.tag !== "Q" && last.tag !== "M") return false;
  const opens = next.tag === "Q" || /^[\p{Lu}\p{N}@#]/u.test(text[next.start] ?? "");
  if (last.tag === "Q") {
    if (last.word === "." || last.word === "…") return opens;
    return /[!?]/.test(last.word) && opens && !isTagline(text, next);
  }
  if (!opens) return false;
  if (/[)\]]/.test(last.word)) return /[.!?]/.test(tokens.at(-2)?.word ?? "") && tokens.at(-2)!.tag === "M";
  if (last.word === "!" || last.word === "?" || last.word === "…") return true;
  if (last.word !== ".") return false;
  const before = tokens.at(-2);
  if (!before || before.end !== last.start) return true;
  if (TITLES.has(before.word) || (before.end - before.start === 1 && before.tag === "C")) return false;
  if (BEFORE_NUMBER.has(before.word) && next.tag === "N") return false;
  return !(SHORT_FORMS.has(before.word) && before.tag === "C" && next.tag === "C");
}

/** “Why?” Rhys asked: the sentence goes on behind the question. */
function isTagline(text: string, next: { readonly start: number; readonly tag: Tag }): boolean {
  if (next.tag === "Q") return false;
  const words = text
    .slice(next.start, next.start + 90)
    .split(/[.!?\n“"]/)[0]!
    .split(/\s+/)
    .slice(0, 6);
  return words.some((word) => /^\p{Ll}/u.test(word) && reportingVerb(word.replace(/[,:;]$/, ""))?.saying === true);
}

/** Whether a token is neither a word nor a number nor a sign that opens one. */
function isMark(code: number, found: string): boolean {
  if (code < 128) return !isWordSign(code);
  return /^[^\p{L}\p{N}€£]/u.test(found);
}

/** A letter or digit in ASCII, or one of $ # @ _. */
function isWordSign(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 64 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 36 ||
    code === 35 ||
    code === 95
  );
}

function tagOf(found: string, word: string): Tag {
  const first = found.charCodeAt(0);
  const small = first >= 97 && first <= 122;
  if (!small) {
    if (found.startsWith("’") || found.startsWith("'")) return word === "'s" || word === "'" ? "G" : "A";
    if (isMark(first, found)) return "M";
  }
  // "May" and "Will" are names too, but rarely in front of a verb.
  const known = TAG_OF.get(word);
  if (known !== undefined) return known;
  if (!small) {
    const capital = first >= 64 && first <= 90;
    if (!capital && /^[$€£#]?\p{N}/u.test(found) && !/\p{L}{3}/u.test(found)) return "N";
    if (capital || /^\p{Lu}/u.test(found)) return "C";
  }
  return word.endsWith("ly") && !NOT_ADVERB.has(word) ? "R" : "n";
}
