import type { Span } from "../../core/message.ts";
import { visible } from "./escape.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
/** The segmenter ends a sentence behind these, a reader does not. */
const SHORT_FORM =
  /(?:^|[\s(“"'])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Capt|Lt|Sgt|Sen|Rep|Gov|Rev|St|Jr|Sr|No|vs|etc|e\.g|i\.e|approx|Inc|Ltd|Co|Corp|(?:\p{Lu}\.)+\p{Lu}?)\.\s*$/u;

/** Nor is the end of a sentence where the next word follows at once, except where scripts have no blanks. */
const GOES_ON = /[^\s。！？．｡]$/u;

/** Sentences of a text, in order, each with the blanks behind it: put together they are the text. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const last = sentences.at(-1);
    if (last !== undefined && (SHORT_FORM.test(last) || GOES_ON.test(last)))
      sentences[sentences.length - 1] = last + segment;
    else sentences.push(segment);
  }
  return sentences;
}

/** Spans without what nobody should see, and without empty ones. */
export function cleanSpans(spans: readonly Span[]): readonly Span[] {
  return spans.map((span) => ({ ...span, text: visible(span.text) })).filter(({ text }) => text !== "");
}

export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { text, href }) => sum + text.length + (href?.length ?? 0), 0);
}

/** What stays of an over-long stretch of words. */
export interface Fitted {
  /** Stretches of whole sentences, each within the limit. */
  readonly pieces: readonly (readonly Span[])[];
  /** Sentences that are longer than the limit by themselves. */
  readonly left: number;
}

/** Splits between sentences where it must, never inside one. */
export function fitSpans(spans: readonly Span[], max: number): Fitted {
  if (lengthOf(spans) <= max) return { pieces: spans.length === 0 ? [] : [spans], left: 0 };
  const pieces: (readonly Span[])[] = [];
  let piece: readonly Span[] = [];
  let left = 0;
  for (const sentence of sentenceSpans(spans)) {
    if (lengthOf(sentence) > max) {
      left += 1;
      continue;
    }
    if (lengthOf(piece) + lengthOf(sentence) > max) {
      pieces.push(piece);
      piece = [];
    }
    piece = [...piece, ...sentence];
  }
  if (piece.length > 0) pieces.push(piece);
  return { pieces, left };
}

/** Sentences over all spans, each as spans of their own look. */
function sentenceSpans(spans: readonly Span[]): readonly (readonly Span[])[] {
  const open = spans.map((span) => ({ ...span }));
  return sentencesOf(spans.map(({ text }) => text).join("")).map((sentence) => {
    const own: Span[] = [];
    for (let need = sentence.length; need > 0;) {
      const next = open[0];
      if (next === undefined) break;
      const text = next.text.slice(0, need);
      own.push({ ...next, text });
      need -= text.length;
      if (text.length === next.text.length) open.shift();
      else open[0] = { ...next, text: next.text.slice(text.length) };
    }
    return own;
  });
}
