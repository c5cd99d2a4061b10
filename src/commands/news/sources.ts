import type { Digest, Source } from "summarize-lite";
import type { Action } from "../../core/action.ts";
import type { StoryDigest } from "../../core/digest.ts";
import type { Block, Span } from "../../core/message.ts";
import { actions, bullets, counted, headline, heading, linked, plain, press, quiet, small } from "./blocks.ts";
import { linkOf } from "./desk.ts";
import type { Call } from "./desk.ts";
import { headlineText } from "./listing.ts";
import { pager } from "./page.ts";
import type { Page } from "./page.ts";

const PER_PAGE = 10;

/** A story's sources: independent reports first, then the copies, each with its link. */
export async function sources(call: Call, { digest, storyId, version }: StoryDigest, page: number): Promise<Page> {
  const reports = digest.sources.filter(({ copyOf }) => copyOf === null);
  const copies = digest.sources.filter(({ copyOf }) => copyOf !== null);
  const all = [...reports, ...copies];
  const at = Math.min(page, Math.max(0, Math.ceil(all.length / PER_PAGE) - 1));
  const shown = all.slice(at * PER_PAGE, (at + 1) * PER_PAGE);
  const action = (number: number): Action => ({ verb: "sources", args: [storyId, String(number)] });
  const count = `${counted(reports.length, "independent report")}${copies.length === 0 ? "" : ` and ${counted(copies.length, "copy", "copies")}`}`;
  const link = linkOf(call.desk, storyId);
  return {
    summary: `${count}: ${headlineText(digest)}`,
    blocks: [
      headline(headlineText(digest)),
      small(count),
      ...part(
        "Reports",
        shown.filter(({ copyOf }) => copyOf === null),
        digest,
      ),
      ...part(
        "Copies of one text",
        shown.filter(({ copyOf }) => copyOf !== null),
        digest,
      ),
      ...(link === null
        ? []
        : [{ kind: "context" as const, items: [[quiet("In the archive: "), linked(link, link)]] }]),
      ...actions(
        press("Evidence of each sentence", "evidence", storyId, String(version), "0"),
        press("Why these?", "why", storyId),
      ),
    ],
    controls: pager(action, at, all.length > (at + 1) * PER_PAGE),
    action: action(at),
  };
}

function part(title: string, shown: readonly Source[], digest: Digest): readonly Block[] {
  return shown.length === 0 ? [] : [heading(title), bullets(shown.map((source) => line(source, digest)))];
}

function line(source: Source, digest: Digest): readonly Span[] {
  const { publisher, title, publishedAt, url, file, copyOf } = source;
  const original = digest.sources.find(({ article }) => article === copyOf);
  const time = publishedAt === null ? "" : ` · ${publishedAt.slice(0, 16).replace("T", " ")}`;
  const copy = original === undefined ? "" : ` · repeats ${nameOf(original)}`;
  const from = url === null && file !== null ? ` · ${file}` : "";
  return [
    { ...linked(nameOf(source), url), style: "bold" },
    plain(title === null || publisher === null ? "" : `: ${title}`),
    quiet(`${time}${copy}${from}`),
  ];
}

function nameOf({ publisher, title, file }: Source): string {
  return publisher ?? title ?? file ?? "A source";
}
