import { LineCounter, parseDocument as parseYaml } from "yaml";
import type { Refusal } from "../intake.ts";
import { refusal } from "../refusal.ts";
import { NO_METADATA } from "./raw-document.ts";
import type { RawMetadata } from "./raw-document.ts";

/** Keys that other programs write, in order of preference. */
const KEYS = {
  title: ["title", "headline"],
  byline: ["author", "authors", "byline", "by"],
  publisher: ["publisher", "source", "site", "outlet", "publication"],
  date: ["date", "published", "published_at", "publishedat", "pubdate", "datepublished"],
  url: ["url", "link", "canonical", "canonical_url", "permalink"],
  tags: ["tags", "keywords", "topics", "categories"],
  language: ["lang", "language", "locale"],
} as const;

export type FrontMatter =
  | { readonly ok: true; readonly metadata: RawMetadata }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Reads the YAML between the two "---" lines of a Markdown file.
 * @param firstLine line of the file, from 1, on which `yaml` begins: faults are told by the file's lines
 */
export function readFrontMatter(yaml: string, firstLine: number): FrontMatter {
  const counter = new LineCounter();
  // "core" keeps dates as they are written; aliases are of no use in a head and can blow up.
  const document = parseYaml(yaml, { lineCounter: counter, schema: "core", strict: true, prettyErrors: false });
  const fault = document.errors[0];
  if (fault !== undefined) return bad(firstLine + counter.linePos(fault.pos[0]).line - 1, plain(fault.message));
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 10 });
  } catch (error) {
    return bad(firstLine, plain(error instanceof Error ? error.message : String(error)));
  }
  if (value === null || value === undefined) return { ok: true, metadata: NO_METADATA };
  if (typeof value !== "object" || Array.isArray(value))
    return bad(firstLine, 'it is not a list of "key: value" lines');
  return { ok: true, metadata: pick(new Map(Object.entries(value).map(([key, entry]) => [key.toLowerCase(), entry]))) };
}

function pick(fields: ReadonlyMap<string, unknown>): RawMetadata {
  const first = (names: readonly string[]): unknown =>
    names.map((name) => fields.get(name)).find((value) => value !== undefined && value !== null);
  return {
    title: word(first(KEYS.title)),
    byline: word(first(KEYS.byline)),
    publisher: word(first(KEYS.publisher)),
    date: word(first(KEYS.date)),
    url: word(first(KEYS.url)),
    tags: words(first(KEYS.tags)),
    language: word(first(KEYS.language)),
  };
}

/** A text, a number, a list of them, or the name in a mapping. */
function word(value: unknown): string | null {
  if (typeof value === "string") return value.trim() === "" ? null : value.trim();
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) {
    const parts = value.map(word).filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join(", ");
  }
  if (typeof value === "object" && value !== null && "name" in value) return word(value.name);
  return null;
}

function words(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(word).filter((part) => part !== null);
  const text = word(value);
  return text === null
    ? []
    : text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== "");
}

function plain(message: string): string {
  return message.split("\n", 1)[0]?.replace(/[.:]+$/, "") ?? message;
}

function bad(line: number, fault: string): FrontMatter {
  return {
    ok: false,
    refusal: refusal(
      "bad-front-matter",
      `Line ${line}: the front matter is not valid YAML: ${fault}.`,
      "Correct that line; put values that hold a colon or a quotation mark in quotation marks.",
      line,
    ),
  };
}
