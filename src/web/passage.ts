import type { Edit } from "summarize-lite";
import type { Range } from "../core/passage.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

/** Longer lines are no lines of a wrapped paragraph. */
const WRAPPED_LINE = 100;

/** "lines" for a list and for lines that no editor wrapped: their ends are kept. "flow" for the lines of a wrapped paragraph. */
export function lineFlow(paragraph: string): "lines" | "flow" {
  const lines = paragraph.trim().split("\n");
  const kept = lines.some((line) => line.length > WRAPPED_LINE || /^\s*(?:[-*•–]|\d+[.)])\s/.test(line));
  return lines.length > 1 && kept ? "lines" : "flow";
}

/** How one passage is shown: by default its text in a <mark>. */
export type Marker = (passage: Range) => Html;

/**
 * `text.slice(within.start, within.end)` with the passages marked.
 * @param passages in order, not overlapping; what lies outside `within` is left out
 */
export function marked(text: string, within: Range, passages: readonly Range[], mark?: Marker): Html {
  const pieces: Html[] = [];
  let at = within.start;
  for (const passage of passages) {
    const range = { start: Math.max(passage.start, at), end: Math.min(passage.end, within.end) };
    if (range.start >= range.end) continue;
    pieces.push(html`${text.slice(at, range.start)}`);
    pieces.push(mark === undefined ? html`<mark>${text.slice(range.start, range.end)}</mark>` : mark(range));
    at = range.end;
  }
  return html`${pieces}${text.slice(at, within.end)}`;
}

/** The edits of one passage that change what is read, in order; none when they do not fit the passage. */
function visibleEdits(passage: string, edits: readonly Edit[]): readonly Edit[] {
  let at = 0;
  for (const edit of edits) {
    if (edit.start < at || passage.slice(edit.start, edit.end) !== edit.was) return [];
    at = edit.end;
  }
  return edits.filter((edit) => edit.reason !== "line-break" && edit.reason !== "capital");
}

/** A passage in a <mark>, with what was dropped and what was put in its place, as a copy editor marks it. */
export function pencilled(passage: string, edits: readonly Edit[]): Html {
  const pieces: Html[] = [];
  let at = 0;
  for (const edit of visibleEdits(passage, edits)) {
    const put = edit.kind === "replace" ? html`<ins>${edit.with}</ins>` : null;
    pieces.push(html`${passage.slice(at, edit.start)}<del>${edit.was}</del>${put}`);
    at = edit.end;
  }
  return html`<mark>${pieces}${passage.slice(at)}</mark>`;
}
