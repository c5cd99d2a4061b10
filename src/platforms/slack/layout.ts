import type { Block, Message, Span } from "../../core/message.ts";
import { mrkdwn, plain } from "./blocks.ts";
import type { RichPart, SlackBlock } from "./blocks.ts";
import { buttonRows } from "./buttons.ts";
import { escapeMrkdwn, safeLink } from "./escape.ts";
import { cleanSpans, fitSpans, lengthOf } from "./sentences.ts";
import { inlines, richText, smallPrint, TEXT_MAX, textOf } from "./words.ts";

/** docs.slack.dev, header block: 150 characters. */
const HEADER_MAX = 150;

/** Blocks that stay together: words with the small print and the buttons below them. */
export type Unit = readonly SlackBlock[];

/** What stands between two dividers, such as a story of an edition. */
export type Section = readonly Unit[];

/**
 * The message's own page in the archive: small print that links an address under its own name. Where several stories
 * have a page each, it is the archive's front page.
 */
export function pageOf({ blocks }: Message): string | null {
  const links = blocks.flatMap((block) => (block.kind === "context" ? block.items.flat() : []));
  const pages = new Set(links.flatMap(({ text, href }) => (text === href ? (safeLink(text) ?? []) : [])));
  const [page = null, ...others] = pages;
  return page === null || others.length === 0 ? page : new URL(page).origin;
}

/** Sections of a message in Slack's blocks, each block within its own limits. */
export function layOut(message: Message): readonly Section[] {
  const page = pageOf(message);
  const nextId = counter();
  const sections: SlackBlock[][][] = [[]];
  const isFirst = (): boolean => sections.length === 1 && sections[0]?.length === 0;
  for (const group of groupsOf(message.blocks)) {
    const section = sections.at(-1);
    const [head] = group;
    if (section === undefined || head === undefined) continue;
    if (head.kind === "divider") sections.push([]);
    else if (head.kind === "actions" || head.kind === "context") {
      const below = head.kind === "actions" ? buttonRows(head.buttons, nextId) : contextBlocks(head.items, page);
      const unit = section.at(-1);
      if (unit === undefined) section.push([...below]);
      else unit.push(...below);
    } else {
      const made = wordsOf(group, isFirst(), page);
      if (made.length > 0) section.push([...made]);
    }
  }
  return sections.map((section) => section.filter((unit) => unit.length > 0)).filter((section) => section.length > 0);
}

function counter(): () => string {
  let count = 0;
  return () => `a${count++}`;
}

/** A headline or heading with the paragraph and the bullets right below it: one block, so that they stand close. */
function groupsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const group = groups.at(-1);
    const head = group?.[0]?.kind;
    const last = group?.at(-1)?.kind;
    const opened = head === "headline" || head === "heading";
    const joins =
      (block.kind === "paragraph" && last === head) ||
      (block.kind === "bullets" && (last === head || last === "paragraph"));
    if (group !== undefined && opened && joins) group.push(block);
    else groups.push([block]);
  }
  return groups;
}

type Words = Exclude<Block, { kind: "divider" | "actions" | "context" }>;

/** @param first the message opens with it: its headline is the title of all */
function wordsOf(group: readonly Block[], first: boolean, page: string | null): readonly SlackBlock[] {
  const [head] = group;
  const title = first && head?.kind === "headline" ? titleOf(head.spans) : null;
  const words = (title === null ? group : group.slice(1)) as readonly Words[];
  const blocks: SlackBlock[] = title === null ? [] : [title];
  let parts: RichPart[] = [];
  let size = 0;
  let left = 0;
  const flush = (): void => {
    if (parts.length > 0) blocks.push(richText(parts));
    parts = [];
    size = 0;
  };
  for (const block of words) {
    for (const spans of linesOf(block)) {
      const fitted = fitSpans(spans, TEXT_MAX);
      left += fitted.left;
      for (const piece of fitted.pieces) {
        if (size + lengthOf(piece) > TEXT_MAX) flush();
        size += lengthOf(piece);
        parts.push(partOf(block.kind, piece));
      }
    }
  }
  flush();
  return left === 0 ? blocks : [...blocks, leftOut(left, page)];
}

function titleOf(spans: readonly Span[]): SlackBlock | null {
  const text = textOf(cleanSpans(spans)).trim();
  const linked = spans.some(({ href }) => href !== undefined);
  return text === "" || text.length > HEADER_MAX || linked ? null : { type: "header", text: plain(text) };
}

function linesOf(block: Words): readonly (readonly Span[])[] {
  if (block.kind === "bullets") return block.items.map(cleanSpans).filter(hasWords);
  const spans = block.kind === "heading" ? [{ text: block.text }] : block.spans;
  return [cleanSpans(spans)].filter(hasWords);
}

function hasWords(spans: readonly Span[]): boolean {
  return textOf(spans).trim() !== "";
}

function partOf(kind: Words["kind"], spans: readonly Span[]): RichPart {
  const section = (bold: boolean) => ({ type: "rich_text_section" as const, elements: inlines(spans, bold) });
  switch (kind) {
    case "headline":
    case "heading":
      return section(true);
    case "quote":
      return { type: "rich_text_quote", elements: inlines(spans) };
    case "bullets":
      return { type: "rich_text_list", style: "bullet", elements: [section(false)] };
    case "paragraph":
      break;
  }
  return section(false);
}

/** Lines of small print, as many to a block as fit. */
function contextBlocks(items: readonly (readonly Span[])[], page: string | null): readonly SlackBlock[] {
  const blocks: SlackBlock[] = [];
  let lines: (readonly Span[])[] = [];
  let size = 0;
  let left = 0;
  const flush = (): void => {
    if (lines.length > 0) blocks.push(smallPrint(lines));
    lines = [];
    size = 0;
  };
  for (const spans of items.map(cleanSpans).filter(hasWords)) {
    const fitted = fitSpans(spans, TEXT_MAX / 2);
    left += fitted.left;
    for (const piece of fitted.pieces) {
      const cost = markedLength(piece);
      if (size + cost > TEXT_MAX) flush();
      size += cost;
      lines.push(piece);
    }
  }
  flush();
  return left === 0 ? blocks : [...blocks, leftOut(left, page)];
}

/** Characters of a line as mrkdwn. */
function markedLength(spans: readonly Span[]): number {
  return spans.reduce((sum, { text, href }) => sum + escapeMrkdwn(text).length + (href?.length ?? 0) * 2 + 4, 1);
}

/** Says what is not shown, and where it stands. */
function leftOut(sentences: number, page: string | null): SlackBlock {
  const what = sentences === 1 ? "1 sentence is" : `${sentences} sentences are`;
  const where = page === null ? "" : ` <${escapeMrkdwn(page)}|Read it in full in the archive>`;
  return { type: "context", elements: [mrkdwn(`${what} too long for Slack and left out here.${where}`)] };
}
