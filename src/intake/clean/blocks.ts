import type { LineKind, RawDocument, RawLine } from "../formats/raw-document.ts";
import { plainCharacters, squeezed } from "./characters.ts";
import { countWords, endsSentence } from "./prose.ts";

/** A paragraph, heading or bullet: the unit that is kept or dropped as a whole. */
export interface Block {
  readonly kind: LineKind;
  /** The document's lines, each with single blanks. More than one only in a hard-wrapped text. */
  readonly lines: readonly string[];
  /** The lines as one. */
  readonly text: string;
  /** As `text`, with runs of blanks and tabs as the document has them: they part glued items. */
  readonly spaced: string;
  readonly words: number;
  /** A blank line stands before it. */
  readonly gap: boolean;
}

const BULLET = /^(?:[-–—•‣▪●◦∙·*+]|\(?\d{1,2}[.)])\s+\S/u;
const LONE_MARK = /^[-–—•‣▪●◦∙·*+]$/u;
/** Rules between parts: "___", "***", "- - -". */
const RULE = /^(?:[-–—_*=~•·#]\s*){2,}$/u;

/** The longest line that a hard-wrapped text has, and the shortest that says anything about its width. */
const MAX_WIDTH = 110;
const MIN_WIDTH = 38;
/** A line shorter than this is no broken sentence but a label. */
const MIN_BROKEN = 30;

/** Joins the lines of a document into blocks. */
export function toBlocks(document: RawDocument): readonly Block[] {
  const lines = joinLoneMarks(document.lines.map(tidy));
  const width = wrapWidth(lines);
  const blocks: Block[] = [];
  let gap = true;
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? EMPTY;
    if (line.text === "") {
      gap = true;
      at++;
      continue;
    }
    const end = wrapEnd(lines, at, width);
    blocks.push(toBlock(lines.slice(at, end), gap));
    gap = false;
    at = end;
  }
  return blocks;
}

const EMPTY: RawLine = { kind: "text", text: "" };

function tidy(line: RawLine): RawLine {
  const text = plainCharacters(line.text).trim();
  return { kind: line.kind, text: RULE.test(text.slice(0, 200)) && !LONE_MARK.test(text) ? "" : text };
}

function toBlock(lines: readonly RawLine[], gap: boolean): Block {
  const first = lines[0] ?? EMPTY;
  const spaced = lines.map((line) => line.text).join("\n");
  const squeezedLines = lines.map((line) => squeezed(line.text));
  const text = squeezedLines.join(" ");
  const kind = first.kind === "text" && isBullet(first.text) ? "bullet" : first.kind;
  return { kind, lines: squeezedLines, text, spaced, words: countWords(text), gap };
}

function isBullet(text: string): boolean {
  return BULLET.test(text.slice(0, 20));
}

/** A mark alone on its line belongs to the text that follows it. */
function joinLoneMarks(lines: readonly RawLine[]): readonly RawLine[] {
  const out: RawLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? EMPTY;
    if (line.kind !== "text" || !LONE_MARK.test(line.text)) {
      out.push(line);
      continue;
    }
    const next = lines[at + 1]?.text === "" ? at + 2 : at + 1;
    const text = lines[next]?.text ?? "";
    if (text === "" || LONE_MARK.test(text) || isBullet(text)) continue;
    out.push({ kind: "bullet", text: `${line.text} ${text}` });
    at = next;
  }
  return out;
}

/**
 * The width at which a text was wrapped, or null when its lines are whole paragraphs. Wrapped lines are filled: the next
 * line's first word would not have fitted. One line that is longer than any wrapping allows does not count against it.
 */
function wrapWidth(lines: readonly RawLine[]): number | null {
  const lengths: number[] = [];
  let long = 0;
  for (const [at, line] of lines.entries()) {
    if (line.text.length > MAX_WIDTH) long++;
    else if (line.text !== "" && (lines[at + 1]?.text ?? "") !== "") lengths.push(line.text.length);
  }
  if (lengths.length < 3) return null;
  lengths.sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.95)] ?? 0;
  const filled = lines.filter((line, at) => isFilled(line, lines[at + 1], width));
  // Lines of one sentence each can be equally long; wrapping breaks sentences.
  const broken = filled.filter((line) => !endsSentence(line.text)).length;
  const wraps = filled.length >= lengths.length * 0.5 && broken >= filled.length * 0.5 && filled.length > 2 * long;
  return width >= MIN_WIDTH && wraps ? width : null;
}

/** Whether `line` runs on into `next` in a text wrapped at `width`. */
function isFilled(line: RawLine, next: RawLine | undefined, width: number): boolean {
  if (next === undefined || !mayRunOn(line, next) || line.text.length > width + 8) return false;
  const blank = next.text.indexOf(" ");
  const firstWord = blank === -1 ? next.text.length : blank;
  return line.text.length >= width * 0.6 && line.text.length + 1 + firstWord > width - 3;
}

function mayRunOn(line: RawLine, next: RawLine): boolean {
  const plain = (line.kind === "text" || line.kind === "bullet") && next.kind === "text";
  return plain && line.text !== "" && next.text !== "" && !isBullet(next.text);
}

/** A line that stops nowhere and goes on in small letters on the next is one sentence with it, whatever the widths. */
function isBroken(line: RawLine, next: RawLine | undefined): boolean {
  if (next === undefined || !mayRunOn(line, next) || line.text.length < MIN_BROKEN) return false;
  return /^\p{Ll}{2}/u.test(next.text) && /[\p{L}\p{N},;–—-]$/u.test(line.text);
}

function wrapEnd(lines: readonly RawLine[], from: number, width: number | null): number {
  const runsOn = (at: number): boolean => {
    const line = lines[at] ?? EMPTY;
    return isBroken(line, lines[at + 1]) || (width !== null && isFilled(line, lines[at + 1], width));
  };
  let at = from;
  while (runsOn(at)) at++;
  return at + 1;
}
