/** One word of the search index, with its place in the text: `text.slice(start, end)`. */
export interface Word {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  /** The last character of a run of signs, which stands in the index once more by itself. */
  readonly last: boolean;
}

const RUN = /[\p{L}\p{N}\p{M}]+/gu;
/** Scripts that put no blanks between words, and Korean, whose words carry their particles. */
const SIGN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
const SIGNS = new RegExp(`${SIGN.source}+`, "gu");

/** Letters that Unicode does not take apart, as people without them type them. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["ł", "l"],
  ["đ", "d"],
  ["ð", "d"],
  ["þ", "th"],
  ["ı", "i"],
]);

/** A word that is longer is cut, code units: PostgreSQL takes no word of more than 2,046 bytes. */
const MAX_TERM = 64;

/**
 * The words of a text as they stand in the index, in order: lower case, without accents, stemmed. Chinese, Japanese, Korean,
 * Thai and their like go in as overlapping pairs of characters, so that any part of two characters or more is found.
 */
export function* wordsOf(text: string, stem: (word: string) => string): Generator<Word> {
  for (const run of text.matchAll(RUN)) {
    let from = 0;
    if (SIGN.test(run[0])) {
      for (const signs of run[0].matchAll(SIGNS)) {
        yield* plainWord(run[0].slice(from, signs.index), run.index + from, stem, text);
        yield* pairs(signs[0], run.index + signs.index);
        from = signs.index + signs[0].length;
      }
    }
    yield* plainWord(run[0].slice(from), run.index + from, stem, text);
  }
}

function* plainWord(word: string, start: number, stem: (word: string) => string, text: string): Generator<Word> {
  if (word === "" || isPossessive(word, start, text)) return;
  const term = stem(fold(word)).slice(0, MAX_TERM);
  if (term !== "") yield { term, start, end: start + word.length, last: false };
}

/** The s of "Lisbon's" is no word of its own: a search for either form finds the other. */
function isPossessive(word: string, start: number, text: string): boolean {
  return (word === "s" || word === "S") && /['’]/.test(text.charAt(start - 1)) && /\p{L}/u.test(text.charAt(start - 2));
}

function* pairs(signs: string, start: number): Generator<Word> {
  const characters = Array.from(signs);
  let at = start;
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1];
    const pair = character + (next ?? "");
    yield { term: fold(pair), start: at, end: at + pair.length, last: next === undefined };
    at += character.length;
  }
}

/** Lower case, compatible forms made one, accents of Latin, Greek and Cyrillic letters taken off. */
function fold(word: string): string {
  const lower = word.toLowerCase();
  if (/^[a-z0-9]*$/.test(lower)) return lower;
  return lower
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => PLAIN.get(letter) ?? letter)
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036F]/g, "")
    .normalize("NFC");
}
