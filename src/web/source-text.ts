import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { paragraphsOf } from "../core/passage.ts";
import type { Range } from "../core/passage.ts";
import { lineFlow, marked } from "./passage.ts";

/** A cleaned text and the passages to mark in it. */
export interface MarkedText {
  readonly text: string;
  /** Its first line, when it has one. */
  readonly title: string | null;
  readonly language: string;
  /** In order, not overlapping. */
  readonly passages: readonly Range[];
  /** Whether the first mark is what the page's `#passage` leads to; an id may stand once in a page. */
  readonly anchored: boolean;
}

/** Where the title ends: it is shown as a heading, and not twice. */
function titleRange({ text, title }: MarkedText): Range | null {
  return title !== null && title !== "" && text.startsWith(title) ? { start: 0, end: title.length } : null;
}

/** Shows marks. A passage that runs over the end of a paragraph is marked in both, and only the first mark gets the id. */
function marker(source: MarkedText): (range: Range) => Html {
  const first = source.anchored ? source.passages[0]?.start : undefined;
  return (range) => {
    const id = range.start === first ? html` id="passage"` : null;
    return html`<mark${id}>${source.text.slice(range.start, range.end)}</mark>`;
  };
}

/** The title with its passages marked, or null when the text has none. */
export function markedTitle(source: MarkedText): Html | null {
  const range = titleRange(source);
  return range && marked(source.text, range, source.passages, marker(source));
}

/** The paragraphs below the title. */
export function markedParagraphs(source: MarkedText): Html {
  const from = titleRange(source)?.end ?? 0;
  const paragraphs = paragraphsOf(source.text, from).map((paragraph) => {
    const flow = lineFlow(source.text.slice(paragraph.start, paragraph.end));
    return html`<p class="${flow}" dir="auto">${marked(source.text, paragraph, source.passages, marker(source))}</p>`;
  });
  return html`<div class="text" lang="${source.language}">${paragraphs}</div>`;
}
