import type { Span } from "./message.ts";

/** The most combining marks that stay on one letter; no living script needs more, and a pile of them covers other lines. */
const MARKS_ON_A_LETTER = 6;

const LINE_ENDS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Control, direction and invisible characters, and the mark of a character that was lost. Joiners (U+200C, U+200D) are dealt with apart, because scripts and emoji need them. */
const INVISIBLE =
  /\p{Cc}|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffd]/gu;
/** A joiner that joins nothing: not behind a letter, a mark or an emoji, or not before one. */
const IDLE_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}\p{Extended_Pictographic}])|(?<=[\u200c\u200d])[\u200c\u200d]+/gu;
/** Letters of tags, which nobody sees, unless they spell a flag. */
const TAGS = /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;
const PILE_OF_MARKS = new RegExp(`(\\p{M}{${MARKS_ON_A_LETTER}})\\p{M}+`, "gu");

/**
 * Untrusted text as a reader should see it, on one line: the same words without what could hide, move a cursor or turn
 * text round. Every platform begins with it; what is markup to a platform is that platform's own concern.
 */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(LINE_ENDS, " ")
    .replaceAll(INVISIBLE, "")
    .replaceAll(TAGS, "$1")
    .replaceAll(PILE_OF_MARKS, "$1")
    .replaceAll(IDLE_JOINER, "");
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
/** A full stop with the quotation marks and brackets that close behind it, and, in scripts that have one, a blank. */
const ENDS = /(?:[.!?…।॥۔؟։]["'”’»›)\]]*\s|[。！？｡．]["'”’»›)\]」』]*)\s*$/u;
/** "Mr.", "St.", "J.": a stop behind a short name part ends no sentence, as a rule. */
const SHORT_FORM =
  /(?:^|[\s("“‘])(?:\p{Lu}\p{L}{0,3}|Prof|Capt|Approx|approx|etc|e\.g|i\.e|vs|(?:\p{Lu}\.)+\p{Lu}?)\.\s*$/u;

/**
 * Sentences of a text, in order, each with the blanks behind it: put together they are the text. In doubt two count as
 * one, for a message is cut between sentences alone.
 */
export function sentencesOf(text: string): readonly string[] {
  const found: string[] = [];
  let goesOn = false;
  for (const { segment } of sentences.segment(text)) {
    if (goesOn) found[found.length - 1] += segment;
    else found.push(segment);
    const last = found.at(-1) ?? "";
    goesOn = !ENDS.test(last) || SHORT_FORM.test(last);
  }
  return found;
}

/** Sentences over all spans, each as spans of their own look. */
export function sentenceSpans(spans: readonly Span[]): readonly (readonly Span[])[] {
  let from = 0;
  return sentencesOf(spans.map(({ text }) => text).join("")).map((sentence) => {
    const own = slice(spans, from, from + sentence.length);
    from += sentence.length;
    return own;
  });
}

function slice(spans: readonly Span[], from: number, end: number): readonly Span[] {
  const parts: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, end - at));
    at += span.text.length;
    if (text !== "") parts.push({ ...span, text });
  }
  return parts;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The longest beginning of whole graphemes within `limit` UTF-16 units, at a blank where there is one, with "…" when it is shorter. For titles and labels, never for what is news. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > limit - 1) break;
    end = index + segment.length;
  }
  const cut = text.slice(0, end);
  const blank = cut.lastIndexOf(" ");
  return `${(blank > limit / 2 ? cut.slice(0, blank) : cut).trimEnd()}…`;
}
