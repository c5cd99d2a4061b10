import type { Digest, DigestSize, Source } from "summarize-lite";
import type { Block, Span } from "./tree.ts";

/** How people know a source: its publisher, else its title, else its file. */
export function nameOf(source: Source): string {
  return source.publisher ?? source.title ?? source.file ?? source.article;
}

const NAMED_SOURCES = 8;

/** "3 independent reports, 1 copy: …" and the way to the evidence. */
export function sourcesBlock(digest: Digest, link: string | null, size: DigestSize): Block {
  const reports = digest.independentReports;
  const copies = digest.sources.length - reports;
  const counts =
    (reports === 1 ? "1 report" : `${reports} independent reports`) +
    (copies === 0 ? "" : copies === 1 ? " and 1 copy" : ` and ${copies} copies`);
  const items: Span[][] = [];
  if (size === "full") {
    items.push([{ text: `${digest.headings.sources}: ${counts}`, style: "quiet" }]);
    for (const source of digest.sources.slice(0, NAMED_SOURCES)) items.push(sourceSpans(source, digest));
    const more = digest.sources.length - NAMED_SOURCES;
    if (more > 0) items.push([{ text: `and ${more} more`, style: "quiet" }]);
  } else {
    const names = [...new Set(digest.sources.map(nameOf))];
    items.push([{ text: `${counts}: ${names.slice(0, NAMED_SOURCES).join(", ")}`, style: "quiet" }]);
  }
  if (link !== null) items.push([{ text: "Every sentence with its source: ", style: "quiet" }, ...linkSpan(link)]);
  return { kind: "context", items };
}

function sourceSpans(source: Source, digest: Digest): Span[] {
  const copied = digest.sources.find(({ article }) => article === source.copyOf);
  const day = source.publishedAt === null ? "" : `, ${source.publishedAt.slice(0, 16).replace("T", " ")}`;
  const title = source.title === null || source.publisher === null ? "" : `: ${source.title}`;
  const copy = copied ? ` (copy of ${nameOf(copied)})` : "";
  const text = `${nameOf(source)}${title}${day}${copy}`;
  const web = source.url !== null && /^https?:\/\//i.test(source.url);
  return [web ? { text, style: "quiet", href: source.url } : { text, style: "quiet" }];
}

export function linkSpan(link: string | null): Span[] {
  return link === null ? [] : [{ text: link, href: link, style: "quiet" }];
}
