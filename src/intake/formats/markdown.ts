import type { Refusal } from "../intake.ts";
import { refusal } from "../refusal.ts";
import { inlineText } from "./markdown-inline.ts";
import { NO_METADATA } from "./raw-document.ts";
import type { LineKind, RawDocument, RawLine, RawMetadata } from "./raw-document.ts";

export type MarkdownOutcome =
  | { readonly ok: true; readonly document: RawDocument }
  | { readonly ok: false; readonly refusal: Refusal };

const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;
const ATX_HEADING = /^ {0,3}#{1,6}(?:\s+(.*?))?(?:\s+#+)?\s*$/;
const SETEXT_UNDERLINE = /^ {0,3}(?:=+|-{2,})\s*$/;
const THEMATIC_BREAK = /^ {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/;
const BULLET = /^\s*[-*+]\s+(?=\S)/;
const QUOTE_MARK = /^\s{0,3}(?:>\s?)+/;
const REFERENCE = /^ {0,3}\[[^\]]{1,200}\]:\s+\S/;

/** Markdown: YAML front matter, then text without its marks. Lists stay lists, code fences stay text, pictures go. */
export async function readMarkdown(text: string): Promise<MarkdownOutcome> {
  const lines = text.split("\n");
  const front = await splitFrontMatter(lines);
  if (!front.ok) return front;
  return { ok: true, document: { metadata: front.metadata, lines: readLines(lines.slice(front.used)) } };
}

type Front =
  | { readonly ok: true; readonly metadata: RawMetadata; readonly used: number }
  | { readonly ok: false; readonly refusal: Refusal };

async function splitFrontMatter(lines: readonly string[]): Promise<Front> {
  const none: Front = { ok: true, metadata: NO_METADATA, used: 0 };
  const open = lines.findIndex((line) => line.trim() !== "" && line.trim() !== "\ufeff");
  if (open === -1 || lines[open]?.replace("\ufeff", "").trimEnd() !== "---") return none;
  const close = lines.findIndex((line, at) => at > open && /^(?:---|\.\.\.)\s*$/.test(line));
  const looksLikeKeys = /^\s*(?:#|["']?[\w.-]+["']?\s*:)/.test(lines[open + 1] ?? "");
  if (close === -1) return looksLikeKeys ? { ok: false, refusal: unclosed(open + 1) } : none;
  // Without a key on the first line the two rules are thematic breaks around a text.
  if (!looksLikeKeys && close > open + 1 && !lines.slice(open + 1, close).some((line) => /^[\w-]+:(?:\s|$)/.test(line)))
    return none;
  const { readFrontMatter } = await import("./front-matter.ts");
  const read = readFrontMatter(lines.slice(open + 1, close).join("\n"), open + 2);
  return read.ok ? { ok: true, metadata: read.metadata, used: close + 1 } : read;
}

function unclosed(line: number): Refusal {
  return refusal(
    "bad-front-matter",
    `Line ${line}: the front matter that begins here has no end.`,
    "Put a line of three hyphens after the last of its keys.",
    line,
  );
}

function readLines(lines: readonly string[]): readonly RawLine[] {
  const out: RawLine[] = [];
  let fenced = false;
  let comment = false;
  for (const [at, source] of lines.entries()) {
    if (FENCE.test(source)) {
      fenced = !fenced;
      out.push({ kind: "text", text: "" });
      continue;
    }
    if (fenced) {
      out.push({ kind: "text", text: source });
      continue;
    }
    const { text, open } = withoutComments(source, comment);
    comment = open;
    if (text === null) continue;
    push(out, text, lines[at - 1] ?? "");
  }
  return out;
}

function push(out: RawLine[], source: string, before: string): void {
  const line = source.replace(QUOTE_MARK, "");
  if (SETEXT_UNDERLINE.test(line) && before.trim() !== "" && isUnderlined(out, line)) return underline(out);
  if (THEMATIC_BREAK.test(line) || REFERENCE.test(line)) return void out.push({ kind: "text", text: "" });
  const heading = ATX_HEADING.exec(line);
  if (heading !== null && !/^ {0,3}#\w/.test(line)) {
    const text = inlineText(heading[1] ?? "").text;
    out.push({ kind: "text", text: "" }, { kind: "heading", text }, { kind: "text", text: "" });
    return;
  }
  const bullet = BULLET.test(line);
  const { text, links, picture } = inlineText(line.replace(BULLET, ""));
  if (picture && text === "") return;
  const kind: LineKind = links ? "link" : bullet ? "bullet" : "text";
  out.push({ kind, text: bullet ? `- ${text}` : text });
}

/** "---" under a text is a heading only when the text is a single short line; under a paragraph it is a slip for a break. */
function isUnderlined(out: readonly RawLine[], underlineText: string): boolean {
  const last = out.at(-1);
  if (last === undefined || last.kind !== "text" || last.text === "" || last.text.length > 200) return false;
  const alone = (out.at(-2)?.text ?? "") === "";
  return alone || underlineText.includes("=");
}

function underline(out: RawLine[]): void {
  const last = out.pop();
  if (last !== undefined) out.push({ kind: "heading", text: last.text }, { kind: "text", text: "" });
}

/** Takes `<!-- … -->` out of a line; `text` is null when the line held nothing else. */
function withoutComments(line: string, inside: boolean): { readonly text: string | null; readonly open: boolean } {
  let open = inside;
  let rest = line;
  let kept = "";
  let cut = inside;
  while (rest !== "") {
    const at = rest.indexOf(open ? "-->" : "<!--");
    if (at === -1) {
      if (!open) kept += rest;
      break;
    }
    cut = true;
    if (!open) kept += rest.slice(0, at);
    rest = rest.slice(at + (open ? 3 : 4));
    open = !open;
  }
  return { text: cut && kept.trim() === "" ? null : kept, open };
}
