import { cleanDocument } from "./clean/clean.ts";
import type { CleanText } from "./clean/clean.ts";
import { plainCharacters, squeezed } from "./clean/characters.ts";
import { readDate } from "./clean/dates.ts";
import { countWords } from "./clean/prose.ts";
import { decodeText } from "./decode.ts";
import { byteLimit } from "./file.ts";
import { readMarkdown } from "./formats/markdown.ts";
import type { RawDocument, RawMetadata } from "./formats/raw-document.ts";
import { readText } from "./formats/text.ts";
import type { IntakeLimits, ParsedMetadata, ParseOutcome, Refusal } from "./intake.ts";
import { languageOf } from "./language.ts";
import { failed, refusal, tooLarge } from "./refusal.ts";

/** A report has more words than this, or it is none. */
const MIN_WORDS = 20;
/** A text of one sentence is a report only when it is long. */
const MIN_WORDS_ONE_SENTENCE = 35;

/**
 * One document to one cleaned article, or to the reason why it is none. Total: never throws, whatever the bytes; time is linear in
 * their number.
 * @param document `path` decides the format by its extension, and may hold a date
 */
export async function parseDocument(
  document: { readonly path: string; readonly bytes: Uint8Array },
  limits: IntakeLimits,
): Promise<ParseOutcome> {
  try {
    const limit = byteLimit(document.path, limits);
    if (document.bytes.length > limit.bytes)
      return { ok: false, refusal: tooLarge(document.bytes.length, limit.bytes, limit.option) };
    const decoded = decodeText(document.bytes);
    if (!decoded.ok) return decoded;
    const raw = await readFormat(document.path, decoded.text, limits);
    if (!raw.ok) return raw;
    return await toArticle(document.path, raw.document);
  } catch (error) {
    return { ok: false, refusal: failed(error) };
  }
}

type FormatOutcome =
  | { readonly ok: true; readonly document: RawDocument }
  | { readonly ok: false; readonly refusal: Refusal };

async function readFormat(path: string, text: string, limits: IntakeLimits): Promise<FormatOutcome> {
  const isHtml = /\.html?$/i.test(path) || /^\s*(?:<!doctype html|<html[\s>])/i.test(text.slice(0, 500));
  if (isHtml) {
    const { readHtml } = await import("./formats/html.ts");
    return await readHtml(text, limits);
  }
  if (/\.(?:md|markdown)$/i.test(path)) return await readMarkdown(text);
  return { ok: true, document: readText(text) };
}

async function toArticle(path: string, raw: RawDocument): Promise<ParseOutcome> {
  const { metadata } = raw;
  const clean = cleanDocument(raw, oneLine(metadata.title));
  const words = countWords(clean.body);
  if (words < MIN_WORDS || (words < MIN_WORDS_ONE_SENTENCE && countStops(clean.body) < 2))
    return { ok: false, refusal: noText(words) };
  const language = await languageOf(clean.body, metadata.language);
  const described = await describe(path, metadata, clean, language);
  return { ok: true, article: { ...described, text: clean.text } };
}

async function describe(
  path: string,
  metadata: RawMetadata,
  clean: CleanText,
  language: string,
): Promise<ParsedMetadata> {
  const { head } = clean;
  return {
    title: head.title,
    byline: oneLine(metadata.byline) ?? head.byline,
    publisher: oneLine(metadata.publisher) ?? head.publisher,
    publishedAt: await dateOf(path, metadata.date, head.date, head.unreadStamp, language),
    url: webAddress(metadata.url),
    tags: [...new Set(metadata.tags.map(squeezed).filter((tag) => tag !== ""))],
    language,
  };
}

/** The document's own date, else the one in its text, else the one in its name. */
async function dateOf(
  path: string,
  given: string | null,
  read: string | null,
  unread: string | null,
  language: string,
): Promise<string | null> {
  const certain = (given === null ? null : readDate(given)) ?? (given === null ? read : null);
  if (certain !== null) return certain;
  const source = given ?? unread;
  if (source !== null) {
    // Slow to load: only for a stamp that is there and not in a plain form.
    const { readAnyDate } = await import("./clean/any-date.ts");
    const found = readAnyDate(source, language);
    if (found !== null) return found;
  }
  return read ?? readDate(path.slice(path.lastIndexOf("/") + 1).replaceAll("_", " "));
}

function oneLine(value: string | null): string | null {
  const line = squeezed(plainCharacters(value ?? ""));
  return line === "" ? null : line.slice(0, 500);
}

function webAddress(value: string | null): string | null {
  const address = value?.trim() ?? "";
  return /^https?:\/\/\S{3,2000}$/i.test(address) && URL.canParse(address) ? address : null;
}

function countStops(text: string): number {
  return text.match(/[.!?…。！？।](?:["”’»)\]]*(?:\s|$)|(?=[\u3040-\u9fff]))/gu)?.length ?? 0;
}

function noText(words: number): Refusal {
  return refusal(
    "no-text",
    words === 0
      ? "No report was found in the document."
      : `Only ${words} words of a report were found in the document.`,
    "Check that the file holds the whole article; lists of links, captions and notices do not count.",
  );
}
