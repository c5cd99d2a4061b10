import type { Span } from "../../core/message.ts";
import type { Inline, InlineStyle, RichPart, SlackBlock } from "./blocks.ts";
import { mrkdwn, plain } from "./blocks.ts";
import { escapeMrkdwn, isPlainInMrkdwn, misleads, safeLink } from "./escape.ts";

/** docs.slack.dev, section block: 3,000 characters. Context and rich texts have no published limit and keep to the same. */
export const TEXT_MAX = 3000;

/** A stretch of words with its link checked. */
interface Run {
  readonly text: string;
  readonly style?: InlineStyle;
  readonly link?: string;
}

/** Links that may not be are words; a link that its label would hide shows its host behind it. */
function runsOf(span: Span, bold: boolean): readonly Run[] {
  const style: InlineStyle = {
    ...((bold || span.style === "bold") && { bold: true }),
    ...(span.style === "italic" && { italic: true }),
  };
  const looks = Object.keys(style).length === 0 ? {} : { style };
  const link = span.href === undefined ? null : safeLink(span.href);
  if (link === null) return [{ text: span.text, ...looks }];
  if (!misleads(span.text, link)) return [{ text: span.text, link, ...looks }];
  return [
    { text: `${span.text} (`, ...looks },
    { text: new URL(link).host, link },
    { text: ")", ...looks },
  ];
}

export function inlines(spans: readonly Span[], bold = false): readonly Inline[] {
  return spans.flatMap((span) => runsOf(span, bold)).map(inline);
}

function inline({ text, link, style }: Run): Inline {
  const look = style === undefined ? {} : { style };
  return link === undefined ? { type: "text", text, ...look } : { type: "link", url: link, text, ...look };
}

export function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join("");
}

/**
 * Small print, one line an item, in mrkdwn: the only small text with links. It has no escape for its markers, so lines
 * that it would misread are plain text, or with links a rich text.
 */
export function smallPrint(lines: readonly (readonly Span[])[]): SlackBlock {
  const rows = lines.map((spans) => spans.flatMap((span) => runsOf(span, false)));
  if (rows.flat().every(({ text }) => isPlainInMrkdwn(text))) {
    const marked = rows.map((row) => row.map(markedRun).join("")).join("\n");
    if (marked.length <= TEXT_MAX) return { type: "context", elements: [mrkdwn(marked)] };
  }
  if (rows.flat().every(({ link }) => link === undefined)) {
    return { type: "context", elements: [plain(lines.map(textOf).join("\n"))] };
  }
  const elements = lines.flatMap((spans, at) => [...(at === 0 ? [] : [LINE_END]), ...inlines(spans)]);
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}

function markedRun({ text, link }: Run): string {
  return link === undefined ? escapeMrkdwn(text) : `<${escapeMrkdwn(link)}|${escapeMrkdwn(text)}>`;
}

const LINE_END: Inline = { type: "text", text: "\n" };

/** Parts of one rich text under each other. Lines that follow one another share a section; a list or quote begins on its own line. */
export function richText(parts: readonly RichPart[]): SlackBlock {
  const elements: RichPart[] = [];
  for (const part of parts) {
    const last = elements.at(-1);
    if (last?.type === "rich_text_section") {
      const own = part.type === "rich_text_section" ? part.elements : [];
      elements[elements.length - 1] = { ...last, elements: [...last.elements, LINE_END, ...own] };
      if (own.length > 0) continue;
    }
    if (last?.type === "rich_text_list" && part.type === "rich_text_list") {
      elements[elements.length - 1] = { ...last, elements: [...last.elements, ...part.elements] };
      continue;
    }
    elements.push(part);
  }
  return { type: "rich_text", elements };
}
