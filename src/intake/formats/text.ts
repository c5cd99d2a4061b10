import { NO_METADATA } from "./raw-document.ts";
import type { RawDocument, RawLine, RawMetadata } from "./raw-document.ts";

/** Labels that wire services and mail programs write before the text, and the fields they stand for. */
const LABELS: Readonly<Record<string, "title" | "byline" | "publisher" | "date" | "url" | "tags">> = {
  title: "title",
  headline: "title",
  subject: "title",
  author: "byline",
  byline: "byline",
  publisher: "publisher",
  outlet: "publisher",
  date: "date",
  url: "url",
  link: "url",
};
const LABEL_LINE = /^([A-Za-z]{3,9}): (\S.{0,400})$/;

/** Plain text: every line is a line. A block of "Label: value" lines at the head is metadata. */
export function readText(text: string): RawDocument {
  const lines = text.split("\n");
  const { metadata, used } = readLabels(lines);
  return { metadata, lines: lines.slice(used).map(toLine) };
}

function toLine(text: string): RawLine {
  return { kind: "text", text };
}

/** A head counts only when it has two labels or more, one under the other, and a blank line or the end after them. */
function readLabels(lines: readonly string[]): { readonly metadata: RawMetadata; readonly used: number } {
  const found: Record<string, string> = {};
  let at = 0;
  while (at < lines.length && (lines[at] ?? "").trim() === "") at++;
  for (; at < lines.length; at++) {
    const match = LABEL_LINE.exec((lines[at] ?? "").trim());
    const field = match?.[1] === undefined ? undefined : LABELS[match[1].toLowerCase()];
    if (match?.[2] === undefined || field === undefined) break;
    found[field] ??= match[2];
  }
  const ends = (lines[at] ?? "").trim() === "";
  if (Object.keys(found).length < 2 || !ends) return { metadata: NO_METADATA, used: 0 };
  return {
    metadata: {
      ...NO_METADATA,
      title: found["title"] ?? null,
      byline: found["byline"] ?? null,
      publisher: found["publisher"] ?? null,
      date: found["date"] ?? null,
      url: found["url"] ?? null,
    },
    used: at,
  };
}
