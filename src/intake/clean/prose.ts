/**
 * What the surface of a line says: whether it ends like a sentence, how many words it has, whether it reads like a title
 * or a name. All are linear in the length of the line.
 */

/** Marks that end a sentence, in the scripts that have any. */
const END = /[.!?…。！？؟।॥։።]$/u;
/** What may stand after the mark: closing quotation marks and brackets, footnote numbers. */
const AFTER_END = /(?:["'”’»›“)\]」』*]|\[\d{1,3}\])+$/u;
const TRAILING_ASIDE = /\s*[([][^()[\]]{1,80}[)\]]$/u;
const TRAILING_LINK = /\s+https?:\/\/\S+$/u;

/** Whether a text ends like a sentence; a closing aside ("… shelter. (Reuters)") is looked through. */
export function endsSentence(text: string): boolean {
  const tail = text.slice(-200).trimEnd();
  if (endsPlainly(tail)) return true;
  const without = tail.replace(TRAILING_LINK, "").replace(TRAILING_ASIDE, "");
  return without !== tail && endsPlainly(without);
}

function endsPlainly(text: string): boolean {
  return END.test(text) || END.test(text.replace(AFTER_END, ""));
}

/** Ends in a mark that promises more: the opening of a list or a quotation. */
export function opensList(text: string): boolean {
  return /[:：]["”]?$/u.test(text);
}

/** Words by blanks; a text without blanks in a script that writes none counts two characters a word. */
export function countWords(text: string): number {
  let words = 0;
  let inWord = false;
  let unspaced = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const blank = unit === 32 || unit === 10 || unit === 9;
    if (!blank && !inWord) words++;
    inWord = !blank;
    // Thai to Khmer, kana, Han, Hangul is spaced.
    if ((unit >= 0x0e00 && unit <= 0x0eff) || (unit >= 0x1780 && unit <= 0x17ff) || (unit >= 0x3040 && unit <= 0x9fff))
      unspaced++;
  }
  return words + Math.floor(unspaced / 2);
}

/** A sentence ends inside the text and another begins: two letters or more before the stop, a capital or quotation after it. */
export function holdsSentenceEnd(text: string): boolean {
  return /\p{Ll}{2}[.!?…]["”’»)]?\s+["“‘«(]?\p{Lu}/u.test(text) || /[。！？।]./u.test(text);
}

/** Particles that stand in lower case inside a name. */
const PARTICLES = new Set([
  "de",
  "da",
  "di",
  "du",
  "del",
  "della",
  "der",
  "den",
  "des",
  "van",
  "von",
  "zu",
  "zur",
  "la",
  "le",
  "al",
  "el",
  "bin",
  "ibn",
  "bint",
  "dos",
  "das",
  "do",
  "ter",
  "ten",
  "y",
  "e",
  "af",
  "av",
  "of",
  "the",
  "and",
  "&",
]);
const CAPITALISED = /^[\p{Lu}\p{Lt}][\p{L}\p{M}'’.-]*$/u;

/** Whether every word but particles opens with a capital and holds letters alone: a person, an outlet, a place. */
export function looksLikeName(text: string): boolean {
  const words = text.split(" ");
  if (words.length > 6 || text.length > 60) return false;
  const capitals = words.filter((word) => CAPITALISED.test(word)).length;
  return (
    capitals > 0 &&
    words.every((word, at) => CAPITALISED.test(word) || (at > 0 && PARTICLES.has(word))) &&
    !text.endsWith(".")
  );
}

/** A line as a reader compares it with another: letters and digits alone, in lower case. */
export function lettersOf(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
