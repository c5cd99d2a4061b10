/** One word or number of a text, with what its surroundings say of it. */
export interface Token {
  readonly text: string;
  /** Lower case, without accents, apostrophes and a possessive s. */
  readonly folded: string;
  /** UTF-16 offset in the text. */
  readonly start: number;
  readonly kind: "word" | "number";
  readonly capitalised: boolean;
  /** First word of a sentence, a quotation or a line: its capital says nothing. */
  readonly opens: boolean;
  /** Only a blank stands between this and the token before. */
  readonly adjacent: boolean;
}

const WORD = /\p{N}+(?:[.,:]\p{N}+)*|[\p{L}\p{M}]+(?:['’]\p{L}+)*/gu;
const SPACELESS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}\p{sc=Myanmar}]/u;
const PLAIN = /^[a-z0-9]+$/iu;
const BREAK = /[.!?:;\n"“”„«»(—]/;

/** Letters that a word is cut to. Cutting does as well as Porter's stemmer here, and needs no language. */
const STEM_LENGTH = 6;

/** Lower case, no accents, no possessive: "Zelenskyy’s" → "zelenskyy". */
export function fold(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase();
  return word
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]s?$/u, "")
    .replace(/['’]/gu, "");
}

/** The part of a folded word that its inflected forms share, roughly. */
export function stem(folded: string): string {
  return folded.slice(0, STEM_LENGTH);
}

/** One form for the spellings of a transliterated name: "zelenskyy", "zelenskiy", "zelensky" → "zelensky". */
export function nameForm(folded: string): string {
  return folded.replace(/(?:iy|yi|yy|ij|ii|i)$/u, "y").replace(/(\p{L})\1/gu, "$1");
}

/** Words and numbers of a text in order. Scripts without blanks are cut by the platform's dictionary. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  const isSpaceless = SPACELESS.test(text);
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const gap = text.slice(end, start);
    end = start + match[0].length;
    const pieces = isSpaceless && SPACELESS.test(match[0]) ? segments(match[0]) : [match[0]];
    let offset = start;
    for (const piece of pieces) {
      const first = offset === start;
      found.push({
        text: piece,
        folded: fold(piece),
        start: offset,
        kind: /^\p{N}/u.test(piece) ? "number" : "word",
        capitalised: /^\p{Lu}/u.test(piece),
        opens: first && (found.length === 0 || BREAK.test(gap)),
        adjacent: !first || /^[ \u00a0]$/u.test(gap),
      });
      offset += piece.length;
    }
  }
  return found;
}

function segments(text: string): readonly string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  return Array.from(segmenter.segment(text), (segment) => segment.segment);
}

/** 32-bit FNV-1a over UTF-16 units with a final mix, so that low bits can be sampled. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** Finaliser of MurmurHash3 (Appleby): every input bit moves every output bit. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
