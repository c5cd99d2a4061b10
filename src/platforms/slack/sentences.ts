import type { Span } from "../../core/message.ts";
import { sentenceSpans, visible } from "../../core/text.ts";

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
