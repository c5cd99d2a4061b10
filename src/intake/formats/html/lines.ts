import { countWords, endsSentence } from "../../clean/prose.ts";
import type { LineKind, RawLine } from "../raw-document.ts";
import { isElement, TEXT } from "./page.ts";
import type { PageElement, PageNode } from "./page.ts";

const INLINE = new Set([
  "A",
  "ABBR",
  "ACRONYM",
  "B",
  "BDI",
  "BDO",
  "BIG",
  "CITE",
  "CODE",
  "DATA",
  "DEL",
  "DFN",
  "EM",
  "FONT",
  "I",
  "INS",
  "KBD",
  "LABEL",
  "MARK",
  "Q",
  "RUBY",
  "RT",
  "S",
  "SAMP",
  "SMALL",
  "SPAN",
  "STRIKE",
  "STRONG",
  "SUB",
  "SUP",
  "TIME",
  "TT",
  "U",
  "VAR",
  "WBR",
]);
const SKIPPED = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "RT", "RP"]);
/** Share of a line's letters that stand in links, from which it is a pointer. */
const LINK_SHARE = 0.9;
/** A cell of a table with fewer words is a figure or label, not prose. */
const MIN_CELL_WORDS = 8;

interface Writer {
  readonly out: RawLine[];
  /** Pieces of the line so far; joined once, as looking at a growing string costs its length each time. */
  pieces: string[];
  linked: number;
  kind: LineKind;
  bullet: boolean;
  inLink: number;
  inCell: number;
}

/** The text of an element, a line a block; an empty line between blocks, none where only a line break stands. */
export function linesOf(root: PageElement): readonly RawLine[] {
  const writer: Writer = { out: [], pieces: [], linked: 0, kind: "text", bullet: false, inLink: 0, inCell: 0 };
  walk(root, writer);
  flush(writer);
  return writer.out;
}

function walk(node: PageNode, writer: Writer): void {
  const apart = standsApart(node);
  for (const child of node.childNodes) {
    if (child.nodeType === TEXT) write(writer, child.textContent ?? "");
    else if (isElement(child)) {
      // Two blanks part what a page sets apart by style alone: "Name", "Role", "Date" in one row.
      if (apart && writer.pieces.length > 0) writer.pieces.push("  ");
      element(child, writer);
    }
  }
}

/** Whether a block holds several inline elements and no text of its own beside them. */
function standsApart(node: PageNode): boolean {
  if (INLINE.has(node.nodeName)) return false;
  let inline = 0;
  for (const child of node.childNodes) {
    if (child.nodeType === TEXT && /[^\s|·•/,–—-]/.test(child.textContent ?? "")) return false;
    if (isElement(child) && child.nodeName !== "BR") inline++;
  }
  return inline > 1;
}

function element(node: PageElement, writer: Writer): void {
  const name = node.nodeName;
  if (SKIPPED.has(name)) return;
  if (name === "BR") return lineBreak(writer);
  if (name === "PRE") return preformatted(node, writer);
  if (INLINE.has(name)) {
    if (name === "A") writer.inLink++;
    walk(node, writer);
    if (name === "A") writer.inLink--;
    return;
  }
  block(node, name, writer);
}

function block(node: PageElement, name: string, writer: Writer): void {
  flush(writer);
  blank(writer);
  const { kind, bullet } = writer;
  const isCell = name === "TD" || name === "TH";
  if (/^H[1-6]$/.test(name)) writer.kind = "heading";
  if (name === "LI") writer.bullet = true;
  if (isCell) writer.inCell++;
  walk(node, writer);
  flush(writer);
  blank(writer);
  if (isCell) writer.inCell--;
  writer.kind = kind;
  writer.bullet = name === "LI" ? false : bullet && writer.bullet;
}

function write(writer: Writer, text: string): void {
  const piece = text.replace(/[\t\n\f\r ]+/g, " ");
  const afterBlank = writer.pieces.length === 0 || (writer.pieces.at(-1) ?? "").endsWith(" ");
  const added = afterBlank ? piece.trimStart() : piece;
  if (added !== "") writer.pieces.push(added);
  if (writer.inLink > 0) writer.linked += piece.trim().length;
}

/** One break ends a line; a second one, with nothing between, a paragraph. */
function lineBreak(writer: Writer): void {
  if (writer.pieces.every((piece) => piece.trim() === "")) blank(writer);
  else flush(writer);
}

function preformatted(node: PageElement, writer: Writer): void {
  flush(writer);
  blank(writer);
  for (const line of (node.textContent ?? "").split("\n")) writer.out.push({ kind: "text", text: line });
  blank(writer);
}

function flush(writer: Writer): void {
  const text = writer.pieces.join("").trim();
  const { linked } = writer;
  writer.pieces = [];
  writer.linked = 0;
  if (text === "") return;
  if (writer.inCell > 0 && !(countWords(text) >= MIN_CELL_WORDS && endsSentence(text))) return;
  if (writer.kind === "heading") writer.out.push({ kind: "heading", text });
  else if (linked >= text.length * LINK_SHARE) writer.out.push({ kind: "link", text });
  else if (writer.bullet) writer.out.push({ kind: "bullet", text: `- ${text}` });
  else writer.out.push({ kind: "text", text });
  writer.bullet = false;
}

function blank(writer: Writer): void {
  if ((writer.out.at(-1)?.text ?? "") !== "") writer.out.push({ kind: "text", text: "" });
}
