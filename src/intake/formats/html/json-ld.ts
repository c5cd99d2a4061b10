import { NO_METADATA } from "../raw-document.ts";
import type { RawMetadata } from "../raw-document.ts";
import type { Page } from "./page.ts";

export interface LinkedData extends RawMetadata {
  /** The text of the article, on pages that build it by script. */
  readonly body: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report)$/;
/** Things inside things that are looked into. */
const MAX_DEPTH = 6;
const MAX_THINGS = 2_000;

/** The first article that a page describes as JSON-LD (schema.org), or nulls. Broken blocks are passed over. */
export function readLinkedData(page: Page): LinkedData {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    const article = findArticle(parse(script.textContent ?? ""));
    if (article !== null) return toMetadata(article);
  }
  return { ...NO_METADATA, body: null };
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source.replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/)|(?:-->|\/\*\]\]>\*\/)\s*$/g, ""));
  } catch {
    return null;
  }
}

/** Breadth first, so that the page's own article comes before those it mentions. */
function findArticle(root: unknown): Fields | null {
  let level: readonly unknown[] = [root];
  let seen = 0;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const next: unknown[] = [];
    for (const thing of level) {
      if (++seen > MAX_THINGS) return null;
      if (Array.isArray(thing)) next.push(...thing.slice(0, MAX_THINGS));
      else if (isFields(thing)) {
        const types = [thing["@type"]].flat();
        if (types.some((type) => typeof type === "string" && ARTICLE_TYPE.test(type))) return thing;
        next.push(
          thing["@graph"],
          thing["mainEntity"],
          thing["mainEntityOfPage"],
          thing["itemListElement"],
          thing["item"],
        );
      }
    }
    level = next;
  }
  return null;
}

function toMetadata(article: Fields): LinkedData {
  return {
    title: text(article["headline"]) ?? text(article["name"]),
    byline: names(article["author"]) ?? names(article["creator"]),
    publisher: names(article["publisher"]) ?? names(article["sourceOrganization"]),
    date: text(article["datePublished"]) ?? text(article["dateCreated"]),
    url: address(article["url"]) ?? address(article["mainEntityOfPage"]) ?? address(article["@id"]),
    tags: tags(article["keywords"]),
    language: text(article["inLanguage"]),
    body: text(article["articleBody"]),
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  if (Array.isArray(value)) return text(value[0]);
  if (isFields(value)) return text(value["@value"] ?? value["name"]);
  return typeof value === "string" && value.trim() !== "" ? unescapeEntities(value.trim()) : null;
}

/** A name, a thing with a name, or a list of either. */
function names(value: unknown): string | null {
  const all = [value]
    .flat()
    .slice(0, 20)
    .map((one) => (isFields(one) ? text(one["name"]) : text(one)));
  const found = all.filter((name) => name !== null && !/^https?:/i.test(name));
  return found.length === 0 ? null : found.join(", ");
}

function address(value: unknown): string | null {
  const found = isFields(value) ? text(value["@id"] ?? value["url"]) : text(value);
  return found !== null && /^https?:\/\//i.test(found) ? found : null;
}

function tags(value: unknown): readonly string[] {
  if (Array.isArray(value))
    return value
      .slice(0, 100)
      .map(text)
      .filter((tag) => tag !== null);
  return (
    text(value)
      ?.split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== "") ?? []
  );
}

/** Some pages escape the text of their JSON as if it were HTML. */
function unescapeEntities(value: string): string {
  const plain: Readonly<Record<string, string>> = {
    amp: "&",
    quot: '"',
    "#39": "'",
    "#039": "'",
    apos: "'",
    lt: "<",
    gt: ">",
    nbsp: " ",
    rsquo: "’",
    lsquo: "‘",
    rdquo: "”",
    ldquo: "“",
  };
  return value.replace(/&(#?\w{2,6});/g, (whole, name: string) => plain[name.toLowerCase()] ?? whole);
}
