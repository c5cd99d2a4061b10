import type { Evidence } from "summarize-lite";

/** UTF-16 offsets into a text, end excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Most characters of its paragraph that stand before or after a passage. */
const CONTEXT = 320;
const isLowSurrogate = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
};

/** The range within the text, widened so that it splits no character of two units; null when nothing is left. */
export function rangeIn(text: string, start: number, end: number): Range | null {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) return null;
  let from = Math.max(0, start);
  let to = Math.min(text.length, end);
  if (from >= to) return null;
  if (isLowSurrogate(text, from)) from -= 1;
  if (isLowSurrogate(text, to)) to += 1;
  return { start: from, end: to };
}

/** Paragraphs of a cleaned text: what blank lines separate. */
export function paragraphsOf(text: string, from = 0): readonly Range[] {
  const found: Range[] = [];
  const gap = /\n(?:[^\S\n]*\n)+/g;
  gap.lastIndex = from;
  let start = from;
  for (let match = gap.exec(text); match !== null; match = gap.exec(text)) {
    found.push({ start, end: match.index });
    start = gap.lastIndex;
  }
  found.push({ start, end: text.length });
  return found.filter((range) => text.slice(range.start, range.end).trim() !== "");
}

/** Start of at most `CONTEXT` characters before `at`, at a word where there is one. */
function contextStart(text: string, paragraph: number, at: number): number {
  if (at - paragraph <= CONTEXT) return paragraph;
  const from = at - CONTEXT;
  const space = text.slice(from, at).search(/\s/);
  if (space >= 0) return from + space + 1;
  return isLowSurrogate(text, from) ? from + 1 : from;
}

/** End of at most `CONTEXT` characters after `at`, at a word where there is one. */
function contextEnd(text: string, paragraph: number, at: number): number {
  if (paragraph - at <= CONTEXT) return paragraph;
  const to = at + CONTEXT;
  const space = /\s\S*$/.exec(text.slice(at, to))?.index ?? -1;
  if (space >= 0) return at + space;
  return isLowSurrogate(text, to) ? to - 1 : to;
}

/** A stretch of an article around one or more passages of it. */
export interface Excerpt {
  readonly article: string;
  readonly within: Range;
  /** Whether the paragraph goes on before and after the stretch. */
  readonly cut: { readonly before: boolean; readonly after: boolean };
  /** In order; `evidence` is the passage's place in the item's list. */
  readonly passages: readonly (Range & { readonly evidence: number })[];
}

function excerptOf(text: string, article: string, passages: Excerpt["passages"], paragraph: Range): Excerpt {
  const first = passages[0]?.start ?? paragraph.start;
  const last = passages.at(-1)?.end ?? paragraph.end;
  const within = {
    start: contextStart(text, paragraph.start, first),
    end: contextEnd(text, paragraph.end, last),
  };
  const cut = { before: within.start > paragraph.start, after: within.end < paragraph.end };
  return { article, within, cut, passages };
}

/**
 * The passages of an item in their paragraphs. Passages of one paragraph share an excerpt; a passage whose text is not
 * known, or that lies outside it, is left out.
 */
export function excerptsOf(evidence: readonly Evidence[], texts: ReadonlyMap<string, string>): readonly Excerpt[] {
  const excerpts: Excerpt[] = [];
  for (const article of new Set(evidence.map((passage) => passage.article))) {
    const text = texts.get(article);
    if (text === undefined) continue;
    const passages = evidence
      .flatMap((passage, index) => {
        const range = passage.article === article ? rangeIn(text, passage.start, passage.end) : null;
        return range === null ? [] : [{ ...range, evidence: index }];
      })
      .sort((a, b) => a.start - b.start);
    const paragraphs = paragraphsOf(text);
    const groups = Map.groupBy(passages, ({ start }) => paragraphs.find((paragraph) => paragraph.end > start));
    for (const [paragraph, group] of groups) {
      const end = Math.max(paragraph?.end ?? 0, group.at(-1)?.end ?? 0);
      excerpts.push(excerptOf(text, article, group, { start: paragraph?.start ?? 0, end }));
    }
  }
  return excerpts;
}
