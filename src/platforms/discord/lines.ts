import type { Block, Span } from "../../core/message.ts";
import { sentenceSpans, visible } from "../../core/text.ts";
import { escape, linked } from "./escape.ts";

/** Words of a message in lines of markdown, none longer than a payload holds. */
export interface Lines {
  readonly lines: readonly string[];
  /** Sentences that were too long for any payload. */
  readonly left: number;
}

type Words = Exclude<Block, { kind: "actions" | "divider" }>;

/** Room that one line may take: UTF-16 units and bytes. */
export interface Room {
  readonly characters: number;
  readonly bytes: number;
}

/** How large what stands above the rest is: `large` for the message's first headline, and headings where it is the only one. */
export type Size = "large" | "small";

export function linesOf(block: Words, size: Size, room: Room): Lines {
  switch (block.kind) {
    case "headline":
      return fitted([plain(block.spans)], size === "large" ? "## " : "### ", room);
    case "heading":
      return size === "large"
        ? fitted([[{ text: block.text }]], "### ", room)
        : fitted([[{ text: block.text, style: "bold" }]], "", room);
    case "paragraph":
      return fitted([block.spans], "", room);
    case "quote":
      return fitted([block.spans], "> ", room);
    case "bullets":
      return fitted(block.items, "- ", room);
    case "context":
      break;
  }
  return fitted(block.items, "-# ", room);
}

/** A headline is bold as it stands. */
function plain(spans: readonly Span[]): readonly Span[] {
  return spans.map(({ text, href }) => (href === undefined ? { text } : { text, href }));
}

function fitted(items: readonly (readonly Span[])[], prefix: string, room: Room): Lines {
  const lines: string[] = [];
  let left = 0;
  for (const spans of items) {
    const whole = markdown(spans);
    if (whole === "") continue;
    if (fits(prefix + whole, room)) {
      lines.push(prefix + whole);
      continue;
    }
    const parts = inSentences(spans, prefix, room);
    lines.push(...parts.lines);
    left += parts.left;
  }
  return { lines, left };
}

function fits(line: string, { characters, bytes }: Room): boolean {
  return line.length <= characters && Buffer.byteLength(line) <= bytes;
}

/** As many sentences a line as fit; one that fits into no line is left out. */
function inSentences(spans: readonly Span[], prefix: string, room: Room): Lines {
  const lines: string[] = [];
  let left = 0;
  let line = "";
  for (const sentence of sentenceSpans(spans)) {
    const words = markdown(sentence);
    if (words === "") continue;
    const longer = line === "" ? prefix + words : `${line} ${words}`;
    if (fits(longer, room)) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = fits(prefix + words, room) ? prefix + words : "";
    if (line === "") left += 1;
  }
  if (line !== "") lines.push(line);
  return { lines, left };
}

/** One line of markdown; "" when nothing of it can be seen. */
function markdown(spans: readonly Span[]): string {
  if (spans.every(({ text }) => visible(text).trim() === "")) return "";
  return joined(spans)
    .map((span) => styled(span))
    .join("")
    .trim();
}

/** Neighbours of one look are one stretch: the signs of two would run into each other. */
function joined(spans: readonly Span[]): readonly Span[] {
  const stretches: Span[] = [];
  for (const span of spans) {
    const last = stretches.at(-1);
    if (last !== undefined && markOf(last) === markOf(span) && last.href === undefined && span.href === undefined) {
      stretches[stretches.length - 1] = { ...last, text: last.text + span.text };
    } else stretches.push(span);
  }
  return stretches;
}

/** Discord has no quiet words inside a line. */
function markOf({ style }: Span): "" | "**" | "*" {
  return style === "bold" ? "**" : style === "italic" ? "*" : "";
}

function styled(span: Span): string {
  const words = span.href === undefined ? escape(span.text) : linked(span.text, span.href);
  const mark = markOf(span);
  const [, before = "", inner = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(words) ?? [];
  return mark === "" || inner === "" ? words : `${before}${mark}${inner}${mark}${after}`;
}
