import type { Block } from "./blocks.ts";
import { isTimeStamp } from "./dates.ts";
import { isJunk, opensNote } from "./junk.ts";
import { countWords, endsSentence } from "./prose.ts";

/** Notices stand at the ends of a line; only so much of it is looked at. */
const REACH = 700;
/** Words of a sentence that notices may be glued to. */
const MIN_WORDS = 4;
const BOUNDARY = /\s{2,}|\t|\s?[|·]\s?|(?<=[.!?…]["”’)]?)(?<!\b\d{1,2}\.)\s+(?=["“‘([]?[\p{Lu}©])/gu;

/** A byline and a caption run into the lede: "Jo Roe BBC News Getty Images A dry canal.Getty Images The council …". */
const GLUED_CAPTION =
  /^[^.!?]{0,80}?\b(Getty Images|EPA-EFE|EPA|Reuters|AFP|PA Media|AP|Shutterstock|Alamy) [^\n]{5,400}?[\p{Ll}.!?"”’)]\1\s+(?=["“‘]?\p{Lu})/u;

/**
 * Cuts notices that are glued to a paragraph's ends ("… next week. We use cookies to improve your experience. Accept all").
 * What stays is one stretch of the document's line. Returns the block itself when nothing is glued to it.
 */
export function trimGlued(block: Block): Block {
  if (opensNote(block.text)) return block;
  const kept = block.lines.length > 1 ? trimLines(block.lines) : [trimLine(block.spaced)];
  const unchanged = kept.length === block.lines.length && (block.lines.length > 1 || kept[0] === block.spaced);
  if (unchanged || kept.length === 0) return block;
  const lines = kept.map((line) => line.replace(/\s+/g, " ").trim());
  const text = lines.join(" ");
  const words = countWords(text);
  // Without a sentence left it was a row of notices, which is judged whole.
  return words >= MIN_WORDS && endsSentence(text) ? { ...block, lines, text, spaced: kept.join("\n"), words } : block;
}

function trimLines(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 1 && isJunk(lines[end - 1] ?? "")) end--;
  let start = 0;
  while (start < end - 1 && isNotice(lines[start] ?? "")) start++;
  return lines.slice(start, end);
}

function trimLine(line: string): string {
  return trimStart(trimEnd(line));
}

function trimEnd(line: string): string {
  const offset = Math.max(0, line.length - REACH);
  const tail = line.slice(offset);
  let end = tail.length;
  for (const cut of boundaries(tail).reverse()) {
    if (!isJunk(tail.slice(cut.end, end).trim())) break;
    end = cut.start;
  }
  return line.slice(0, offset + end);
}

function trimStart(untrimmed: string): string {
  const line = untrimmed.replace(GLUED_CAPTION, "");
  const head = line.slice(0, REACH);
  let start = 0;
  for (const cut of boundaries(head)) {
    if (!isNotice(head.slice(start, cut.start).trim())) break;
    start = cut.end;
  }
  return line.slice(start);
}

function boundaries(text: string): { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(BOUNDARY)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function isNotice(piece: string): boolean {
  return isJunk(piece) || isTimeStamp(piece);
}
