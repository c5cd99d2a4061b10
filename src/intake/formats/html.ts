import type { IntakeLimits, Refusal } from "../intake.ts";
import { count, refusal } from "../refusal.ts";
import { measureHtml } from "./html/guard.ts";
import { linesOf } from "./html/lines.ts";
import { readMetadata } from "./html/metadata.ts";
import { measureProse } from "./html/page.ts";
import type { Page, PageElement, ProseLengths } from "./html/page.ts";
import { prune } from "./html/prune.ts";
import type { RawDocument, RawLine } from "./raw-document.ts";

export type HtmlOutcome =
  | { readonly ok: true; readonly document: RawDocument }
  | { readonly ok: false; readonly refusal: Refusal };

/** Elements and character references: a long live page has a tenth of it; a parser takes seconds for more. */
const MAX_PARTS = 100_000;
/** Readability's time grows faster than the page; a larger one is read by its own structure alone. */
const MAX_READABILITY_ELEMENTS = 8_000;
const MAX_READABILITY_DEPTH = 150;
/** Share of an article element's prose that Readability must keep to be preferred to the element. */
const KEEPS_ARTICLE = 0.9;
/** As above, on a page that marks no article. */
const KEEPS_PAGE = 0.4;
/** Share of the page's prose that makes an element the article. */
const IS_ARTICLE = 0.5;

/** A "<" that opens nothing is text, and a piece of its own to the parser when it is not written so. */
const STRAY = /<(?=[^a-z/!?]|$)/gi;

/** These end nothing in a browser: what follows them belongs to the body all the same. */
const LAST_TAG = /<\/(?:body|html)\s*>/gi;
const OUTER_TAG = /<\/?(?:html|head|body|!doctype)\b[^<>]*>/gi;

/** An HTML page: its metadata and the lines of its article. The DOM and Readability are loaded with the first page. */
export async function readHtml(html: string, limits: IntakeLimits): Promise<HtmlOutcome> {
  const shape = measureHtml(html, limits.maxHtmlDepth);
  if (shape.depth > limits.maxHtmlDepth) return { ok: false, refusal: tooDeep(limits.maxHtmlDepth) };
  const parts = shape.elements + shape.entities;
  if (parts > MAX_PARTS) return { ok: false, refusal: tooMany(parts) };
  const page = await parsePage(html.replace(STRAY, "&lt;").replace(LAST_TAG, ""));
  const { body, ...metadata } = readMetadata(page);
  prune(page);
  const small = shape.elements <= MAX_READABILITY_ELEMENTS && shape.depth <= MAX_READABILITY_DEPTH;
  const lines = await articleLines(page, small);
  const letters = lines.reduce((sum, line) => sum + line.text.length, 0);
  // A page that builds its text by script carries it in its JSON-LD alone.
  const spare =
    body !== null && body.length > 2 * letters
      ? body.split("\n").map((text): RawLine => ({ kind: "text", text }))
      : null;
  return { ok: true, document: { metadata, lines: spare ?? lines } };
}

/** A tree with a body, also of a fragment and of a page whose outer tags are broken. */
async function parsePage(html: string): Promise<Page> {
  const { parseHTML } = await import("linkedom");
  const parse = (source: string): Page => parseHTML(source).document;
  const page = /<html[\s>]/i.test(html) ? parse(html) : null;
  if (page !== null && page.querySelector("html > body") !== null) return page;
  return parse(`<!doctype html><html><head></head><body>${html.replace(OUTER_TAG, "")}</body></html>`);
}

async function articleLines(page: Page, small: boolean): Promise<readonly RawLine[]> {
  const body = page.querySelector("body");
  if (body === null) return [];
  const { element, marked, prose } = container(body, measureProse(body));
  const own = linesOf(element);
  if (!small) return own;
  const { Readability } = await import("@mozilla/readability");
  // Readability changes the page, so what it may replace is written down before.
  const found = contentOf(
    () => new Readability<PageElement>(page, { charThreshold: 200, serializer: (node) => node }).parse()?.content,
  );
  if (found === null) return own;
  const kept = measureProse(found).get(found) ?? 0;
  return kept > 0 && kept >= prose * (marked ? KEEPS_ARTICLE : KEEPS_PAGE) ? linesOf(found) : own;
}

interface Container {
  readonly element: PageElement;
  /** The page marks it as an article. */
  readonly marked: boolean;
  /** Characters of prose in it. */
  readonly prose: number;
}

/** The element that the page marks as its article, when most of the prose is in it; else its main part, else all. */
function container(body: PageElement, lengths: ProseLengths): Container {
  const total = lengths.get(body) ?? 0;
  const measured = (element: PageElement, marked: boolean): Container => ({
    element,
    marked,
    prose: lengths.get(element) ?? 0,
  });
  let best = measured(body, false);
  for (const element of body.querySelectorAll("[itemprop=articleBody], article")) {
    const one = measured(element, true);
    if (one.prose >= Math.max(1, total * IS_ARTICLE) && (!best.marked || one.prose > best.prose)) best = one;
  }
  if (best.marked) return best;
  const main = body.querySelector("main, [role=main]");
  return main !== null && (lengths.get(main) ?? 0) >= Math.max(1, total * IS_ARTICLE) ? measured(main, false) : best;
}

function tooMany(parts: number): Refusal {
  return refusal(
    "too-large",
    `The page is made of ${count(parts)} elements and character references; the limit is ${count(MAX_PARTS)}.`,
    "Save the article alone, as plain text or Markdown.",
  );
}

function tooDeep(limit: number): Refusal {
  return refusal(
    "too-deep",
    `The page nests its elements more than ${count(limit)} levels deep.`,
    "Save the article as plain text or Markdown; no article needs such nesting.",
  );
}

/** Readability throws on some broken pages, such as one whose body was closed twice; the page's own structure serves then. */
function contentOf(read: () => PageElement | null | undefined): PageElement | null {
  try {
    return read() ?? null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
