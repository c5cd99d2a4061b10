import { isTimeStamp, readDate } from "../../clean/dates.ts";
import { isOutlet, namesOf, opensByline } from "../../clean/people.ts";
import { lettersOf, looksLikeName } from "../../clean/prose.ts";
import type { RawMetadata } from "../raw-document.ts";
import { readLinkedData } from "./json-ld.ts";
import { textOf } from "./page.ts";
import type { Page } from "./page.ts";

const DATES = [
  "article:published_time",
  "datepublished",
  "date",
  "pubdate",
  "publishdate",
  "publish-date",
  "dc.date",
  "dc.date.issued",
  "dcterms.created",
  "parsely-pub-date",
  "sailthru.date",
  "og:article:published_time",
  "article.published",
  "cxenseparse:recs:publishtime",
];
/** What stands between a headline and the name of the site in a page's title. */
const SEPARATOR = /\s+[|–—:·»•-]\s+|\s*\|\s*/g;

/** No headline is longer; the name of the site is looked for in so much. */
const MAX_TITLE = 600;

export interface PageMetadata extends RawMetadata {
  /** The text of the article as JSON-LD gives it, for pages that have none of their own. */
  readonly body: string | null;
}

/** What a page says of itself: JSON-LD first, then meta tags, then what a reader sees. Read before the page is pruned. */
export function readMetadata(page: Page): PageMetadata {
  const linked = readLinkedData(page);
  const metas = readMetas(page);
  const first = (...names: readonly string[]): string | null =>
    names.map((name) => metas.get(name)?.[0] ?? null).find((value) => value !== null) ?? null;
  const heading = headline(page);
  const whole = textOf(page.querySelector("title")).slice(0, MAX_TITLE);
  const claimed = linked.title ?? first("og:title", "twitter:title", "dc.title", "headline");
  const shown = claimed?.slice(0, MAX_TITLE) ?? (heading === "" ? null : heading);
  const site =
    linked.publisher ??
    first("og:site_name", "publisher", "dc.publisher", "application-name", "article:publisher:name") ??
    siteIn(whole, [shown ?? "", heading]);
  return {
    title: withoutSite(shown ?? (whole === "" ? null : whole), site, heading),
    byline:
      linked.byline ??
      author(first("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author")) ??
      visibleAuthor(page),
    publisher: site,
    date: linked.date ?? first(...DATES) ?? visibleDate(page),
    url: page.querySelector("link[rel=canonical]")?.getAttribute("href") ?? first("og:url") ?? linked.url,
    tags: linked.tags.length > 0 ? linked.tags : metaTags(metas),
    language:
      page.documentElement?.getAttribute("lang") ??
      linked.language ??
      first("og:locale", "language", "content-language"),
    body: linked.body,
  };
}

function readMetas(page: Page): ReadonlyMap<string, readonly string[]> {
  const metas = new Map<string, string[]>();
  for (const meta of page.querySelectorAll("meta")) {
    const name = (
      meta.getAttribute("property") ??
      meta.getAttribute("name") ??
      meta.getAttribute("itemprop") ??
      meta.getAttribute("http-equiv")
    )?.toLowerCase();
    const content = meta.getAttribute("content")?.trim();
    if (name === undefined || content === undefined || content === "") continue;
    const values = metas.get(name);
    if (values === undefined) metas.set(name, [content]);
    else values.push(content);
  }
  return metas;
}

function metaTags(metas: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const tags = metas.get("article:tag") ?? metas.get("keywords") ?? metas.get("news_keywords") ?? [];
  return tags
    .flatMap((list) => list.split(","))
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}

function headline(page: Page): string {
  return textOf(
    page.querySelector("article h1") ??
      page.querySelector("main h1") ??
      page.querySelector("[itemprop=headline]") ??
      page.querySelector("h1"),
  ).slice(0, MAX_TITLE);
}

/** The name after the headline in "Headline | The Gazette", when the headline is known. */
function siteIn(title: string, headlines: readonly string[]): string | null {
  for (const headlineText of headlines) {
    const wanted = lettersOf(headlineText);
    if (wanted === "") continue;
    for (const cut of title.matchAll(SEPARATOR)) {
      const rest = title.slice(cut.index + cut[0].length).trim();
      if (rest !== "" && lettersOf(title.slice(0, cut.index)) === wanted) return rest.split(SEPARATOR).at(-1) ?? rest;
    }
  }
  return null;
}

/** The title without the name of the site at its end (or, seldom, its beginning). */
function withoutSite(title: string | null, site: string | null, heading: string): string | null {
  if (title === null) return null;
  if (heading !== "" && lettersOf(heading) === lettersOf(title)) return heading;
  for (const cut of title.matchAll(SEPARATOR)) {
    const before = title.slice(0, cut.index).trim();
    const rest = title.slice(cut.index + cut[0].length).trim();
    if (heading !== "" && lettersOf(before) === lettersOf(heading)) return heading;
    const named = site !== null && lettersOf(rest) === lettersOf(site);
    const looksNamed = isOutlet(rest) || (/[|»]/.test(cut[0]) && looksLikeName(rest));
    if (before.split(" ").length >= 3 && (named || looksNamed)) return before;
    if (site !== null && lettersOf(before) === lettersOf(site)) return rest;
  }
  return title;
}

function author(value: string | null): string | null {
  return value === null || /^https?:|@/.test(value) || value.length > 120 ? null : namesOf(value);
}

function visibleAuthor(page: Page): string | null {
  for (const element of page.querySelectorAll(
    "[rel=author], [itemprop=author], .byline, .author, .author-name, .article-author, .by, [class*=byline], [class*=Byline]",
  )) {
    const text = textOf(element);
    if (text === "" || text.length > 160) continue;
    const name = namesOf(text.split(/\s[|·•]\s|\s{2,}/)[0] ?? text);
    if (name !== null && (opensByline(text) || looksLikeName(name))) return name;
  }
  return null;
}

function visibleDate(page: Page): string | null {
  for (const time of page.querySelectorAll("article time, main time, time, [itemprop=datePublished]")) {
    const value = time.getAttribute("datetime") ?? time.getAttribute("content") ?? textOf(time);
    if (readDate(value) !== null) return value;
  }
  for (const element of page.querySelectorAll("[class*=date], [class*=time], [class*=stamp], [class*=publish]")) {
    const text = textOf(element);
    if (text.length < 120 && isTimeStamp(text) && readDate(text) !== null) return text;
  }
  return null;
}
