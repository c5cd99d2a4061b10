import { CUE, cuesOf } from "./cues.ts";
import { stemEnglish } from "./stem.ts";
import { isStopWord } from "./stopwords.ts";

/** What is known of one word form; shared by all its occurrences. */
export interface Word {
  /** Lower case, as it stands in the text. */
  readonly text: string;
  /** Stem, or "" for a function word. */
  readonly term: string;
  /** Number of the stem, the same for all its forms until `makeRoom`; 0 for a function word. */
  readonly stem: number;
  /** Of `text` and of `term`, 32 bits signed; for hashed features. */
  readonly hash: number;
  readonly termHash: number;
  /** Bits of `CUE`. */
  readonly cues: number;
  readonly capital: boolean;
  /** Two letters or more, all of them capitals. */
  readonly allCapitals: boolean;
}

/**
 * Word forms met so far, found by the hash of their characters: a place holds the form's number + 1, or 0. Read where it
 * stands, a known word costs no string of its own.
 */
const lexicon = {
  places: new Int32Array(1 << 10),
  hashes: [] as number[],
  forms: [] as string[],
  words: [] as Word[],
  stems: new Map<string, number>(),
  /** Numbers are not given twice, so that a word kept from before a clearing is never taken for another one. */
  lastStem: 0,
};
/** Beyond it nothing more is kept until `makeRoom` drops all, so that a long run keeps a fixed size. */
const MAX_FORMS = 100_000;
/** Longer runs of letters are addresses or noise: neither stemmed nor kept. */
const MAX_KEPT = 40;
/** Stems of scripts without a stemmer here: this many letters, which does about as well for inflected languages. */
const PREFIX = 6;

/** Of FNV-1a. The seed as a signed number, as the products are. */
const HASH_SEED = 0x811c9dc5 | 0;
const HASH_FACTOR = 0x01000193;

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;

const NONE = 0;
const PLAIN = 1;
/** Of a script that sets no blanks: two characters make a word. */
const DENSE = 2;
/** First or second half of a character beyond the basic plane. */
const HALF = 3;

/** Class of each UTF-16 code unit, filled in as met; 255: not met yet. */
const classes = new Uint8Array(65536).fill(255);

function classOf(code: number): number {
  const known = classes[code]!;
  if (known !== 255) return known;
  const character = String.fromCharCode(code);
  let kind = NONE;
  if (code >= 0xd800 && code <= 0xdfff) kind = HALF;
  else if (WORD_CHARACTER.test(character)) kind = UNSPACED.test(character) ? DENSE : PLAIN;
  classes[code] = kind;
  return kind;
}

/**
 * The words of `text.slice(start, end)` in order: runs of letters and digits, with one apostrophe inside ("minister's").
 * Text without blanks between words (Chinese, Japanese, Thai) gives overlapping pairs of characters.
 */
export function wordsIn(text: string, start = 0, end: number = text.length): Word[] {
  const out: Word[] = [];
  let i = start;
  while (i < end) {
    let code = text.charCodeAt(i);
    const kind = classOf(code);
    if (kind === NONE || kind === HALF) {
      i++;
      continue;
    }
    const from = i;
    if (kind === DENSE) {
      while (i < end && classOf(text.charCodeAt(i)) === DENSE) i++;
      for (let k = from; k + 1 < i || k === from; k++) out.push(lookUp(text, k, Math.min(k + 2, i)));
      continue;
    }
    let hash = HASH_SEED;
    let apostrophes = 0;
    for (;;) {
      hash = Math.imul(hash ^ code, HASH_FACTOR);
      if (++i === end) break;
      code = text.charCodeAt(i);
      if (classOf(code) === PLAIN) continue;
      if (apostrophes++ > 0 || !isApostrophe(code) || i + 1 === end || classOf(text.charCodeAt(i + 1)) !== PLAIN) break;
    }
    out.push(find(text, from, i, hash));
  }
  return out;
}

/** Drops the word forms when they have become many. Not between two readings whose stems are compared by number. */
export function makeRoom(): void {
  if (lexicon.words.length < MAX_FORMS && lexicon.stems.size < MAX_FORMS) return;
  lexicon.places = new Int32Array(1 << 10);
  lexicon.hashes = [];
  lexicon.forms = [];
  lexicon.words = [];
  lexicon.stems.clear();
}

/** Lower-case words in order, see `wordsIn`. */
export function words(text: string): string[] {
  makeRoom();
  return wordsIn(text).map((word) => word.text);
}

/** Stemmed content words in order: no function words, no possessive endings. */
export function terms(text: string): string[] {
  makeRoom();
  const out: string[] = [];
  for (const { term } of wordsIn(text)) if (term !== "") out.push(term);
  return out;
}

/** Words between blanks, as an editor counts them; a run without blanks in a script that sets none counts half its characters. */
export function countWords(text: string, start = 0, end: number = text.length): number {
  let count = 0;
  let dense = 0;
  let inside = false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    const blank = code === 32 || (code >= 9 && code <= 13) || code === 160 || code === 0x3000;
    if (!blank && !inside) count++;
    inside = !blank;
    if (code > 0xe00 && classOf(code) === DENSE) dense++;
  }
  return count + (dense >> 1);
}

function isApostrophe(code: number): boolean {
  return code === 39 || code === 0x2019;
}

function lookUp(text: string, start: number, end: number): Word {
  let hash = HASH_SEED;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), HASH_FACTOR);
  return find(text, start, end, hash);
}

/** @param hash FNV-1a of the form's code units */
function find(text: string, start: number, end: number, hash: number): Word {
  const length = end - start;
  if (length > MAX_KEPT) return describe(text.slice(start, end));
  const { places, hashes, forms } = lexicon;
  const last = places.length - 1;
  let place = (hash ^ (hash >>> 15)) & last;
  for (let n = places[place]!; n > 0; n = places[place]!) {
    if (hashes[n - 1] === hash && isAt(forms[n - 1]!, text, start, length)) return lexicon.words[n - 1]!;
    place = (place + 1) & last;
  }
  const form = text.slice(start, end);
  const word = describe(form);
  if (lexicon.words.length < MAX_FORMS) keep(form, hash, word, place);
  return word;
}

/** Whether a form of this length stands in the text. */
function isAt(form: string, text: string, start: number, length: number): boolean {
  if (form.length !== length) return false;
  for (let i = 0; i < length; i++) if (form.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  return true;
}

function keep(form: string, hash: number, word: Word, place: number): void {
  lexicon.places[place] = lexicon.forms.push(form);
  lexicon.hashes.push(hash);
  lexicon.words.push(word);
  if (2 * lexicon.forms.length > lexicon.places.length) grow();
}

function grow(): void {
  const places = new Int32Array(2 * lexicon.places.length);
  const last = places.length - 1;
  for (const [n, hash] of lexicon.hashes.entries()) {
    let place = (hash ^ (hash >>> 15)) & last;
    while (places[place] !== 0) place = (place + 1) & last;
    places[place] = n + 1;
  }
  lexicon.places = places;
}

function stemNumber(term: string): number {
  if (term === "") return 0;
  const known = lexicon.stems.get(term);
  if (known !== undefined) return known;
  lexicon.stems.set(term, ++lexicon.lastStem);
  return lexicon.lastStem;
}

function describe(form: string): Word {
  const text = form.toLowerCase();
  const plain = text.replace(/['’]s$/, "").replace(/['’]/, "");
  const stop = isStopWord(plain);
  const term = stop ? "" : stemOf(plain);
  return {
    text,
    term,
    stem: stemNumber(term),
    hash: hashOf(text.slice(0, MAX_KEPT)) | 0,
    termHash: hashOf(term.slice(0, MAX_KEPT)) | 0,
    cues: cuesOf(plain) | (stop ? CUE.stop : 0),
    capital: /^\p{Lu}/u.test(form),
    allCapitals: form.length > 1 && form !== text && form === form.toUpperCase(),
  };
}

function stemOf(word: string): string {
  if (word.length > MAX_KEPT) return word;
  if (/^[a-z]+$/.test(word)) return stemEnglish(word);
  return /^[a-z\d]/.test(word) || UNSPACED.test(word) ? word : word.slice(0, PREFIX);
}

/** FNV-1a over UTF-16 code units, 32 bits unsigned. */
export function hashOf(text: string): number {
  let hash = HASH_SEED;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), HASH_FACTOR);
  return hash >>> 0;
}
