import type { Digest, Source } from "summarize-lite";
import { outsideAddress } from "./addresses.ts";

/** Whom a reader knows a source by. */
export function sourceName(source: Source | undefined): string {
  if (source === undefined) return "a source that is no longer kept";
  return source.publisher ?? outsideAddress(source.url)?.host ?? source.file ?? "a source without a name";
}

/** An independent report and the copies of its text. */
interface Report {
  readonly report: Source;
  readonly copies: readonly Source[];
}

/** The listed source whose text this one repeats in the end; itself when there is none, or when they repeat one another. */
function originOf(source: Source, byId: ReadonlyMap<string, Source>): Source {
  const passed = new Set<Source>();
  let origin = source;
  for (let next: Source | undefined = source; next !== undefined;) {
    if (passed.has(next)) return source;
    passed.add(next);
    origin = next;
    next = next.copyOf === null ? undefined : byId.get(next.copyOf);
  }
  return origin;
}

/** Every source of a digest once, copies under the report they repeat, in the digest's order. */
export function reportsOf({ sources }: Pick<Digest, "sources">): readonly Report[] {
  const byId = new Map(sources.map((source) => [source.article, source]));
  const groups = Map.groupBy(sources, (source) => originOf(source, byId));
  return [...groups].map(([report, group]) => ({ report, copies: group.filter((source) => source !== report) }));
}

/** Publishers of the independent reports, each once. */
export function publishersOf(digest: Pick<Digest, "sources">): readonly string[] {
  return [...new Set(reportsOf(digest).map(({ report }) => sourceName(report)))];
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** "3 independent reports and 1 copy" */
export function countReports(digest: Pick<Digest, "independentReports" | "sources">): string {
  const reports = counted(digest.independentReports, "independent report", "independent reports");
  const copies = digest.sources.length - digest.independentReports;
  return copies > 0 ? `${reports} and ${counted(copies, "copy", "copies")}` : reports;
}

/** "4 articles" */
export const countArticles = (count: number): string => counted(count, "article", "articles");

/** "4 stories" */
export const countStories = (count: number): string => counted(count, "story", "stories");

/** "4 more stories" */
export const countMoreStories = (count: number): string => counted(count, "more story", "more stories");
