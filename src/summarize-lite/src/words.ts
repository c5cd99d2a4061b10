import { newStemmer } from "snowball-stemmers";
import { isStopWord } from "./stopwords.ts";

/** A run of letters and digits, with the marks that belong to letters; one apostrophe inside ("don't", "minister's"). */
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)?/gu;
/** Scripts that set no blanks between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

const english = newStemmer("english");

/** Stems seen so far; dropped as a whole when full, so a long run keeps a fixed size. */
const stems = new Map<string, string>();
const MAX_STEMS = 100_000;
/** Longer runs of letters are addresses or noise; they stay as they are. */
const MAX_STEMMED = 40;

/** Lower-case words in order. Text without blanks between words (Chinese, Japanese, Thai) gives overlapping pairs of characters. */
export function words(text: string): string[] {
  const out: string[] = [];
  for (const word of text.toLowerCase().match(WORD) ?? []) {
    if (UNSPACED.test(word)) pairs(word, out);
    else out.push(word);
  }
  return out;
}

/** Stemmed content words in order: no function words, no possessive endings. */
export function terms(text: string): string[] {
  const out: string[] = [];
  for (const word of words(text)) {
    const term = termOf(word);
    if (term !== "") out.push(term);
  }
  return out;
}

/** Words between blanks, as an editor counts them. Scripts without blanks count two characters as a word. */
export function countWords(text: string): number {
  let count = 0;
  for (const run of text.match(/\S+/g) ?? []) count += UNSPACED.test(run) ? Math.max(1, Math.ceil(run.length / 2)) : 1;
  return count;
}

/** The stem of a lower-case word, or "" when it carries no topic. */
export function termOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const plain = word.replace(/['’]s$/, "").replace(/['’]/g, "");
  const term = isStopWord(plain) ? "" : plain.length > 2 && plain.length <= MAX_STEMMED ? english.stem(plain) : plain;
  if (word.length > MAX_STEMMED) return term;
  if (stems.size >= MAX_STEMS) stems.clear();
  stems.set(word, term);
  return term;
}

function pairs(run: string, out: string[]): void {
  const characters = Array.from(run);
  if (characters.length === 1) out.push(run);
  for (let i = 0; i + 1 < characters.length; i++) out.push(`${characters[i]}${characters[i + 1]}`);
}
