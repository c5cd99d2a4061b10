import { DIGEST_PARTS, itemsOf } from "summarize-lite";
import type { Digest, DigestPart, Item, Source } from "summarize-lite";
import type { Action } from "../../core/action.ts";
import type { StoryDigest } from "../../core/digest.ts";
import { editList } from "../../core/edits.ts";
import type { Block, Message, Span } from "../../core/message.ts";
import { excerptsOf } from "../../core/passage.ts";
import type { Excerpt } from "../../core/passage.ts";
import { actions, bold, heading, linked, paragraph, plain, press, quiet, small } from "./blocks.ts";
import { linkOf } from "./desk.ts";
import type { Call } from "./desk.ts";
import { headlineText } from "./listing.ts";
import { pager } from "./page.ts";

interface Piece {
  readonly part: DigestPart;
  readonly item: Item;
}

/**
 * The passage behind one sentence of a digest: what stands in the article, word for word, what was edited, and where it is
 * from. @param index over all sentences of the digest, in reading order
 */
export function evidence(call: Call, { digest, storyId, version }: StoryDigest, index: number): Message {
  const pieces = piecesOf(digest);
  const at = Math.min(index, pieces.length - 1);
  const piece = pieces[at];
  if (piece === undefined) return { summary: "Nothing to show.", blocks: [paragraph("This digest has no sentences.")] };
  const { item, part } = piece;
  const action = (number: number): Action => ({
    verb: "evidence",
    args: [storyId, String(version), String(number)],
  });
  const texts = new Map(digest.articles.map(({ id, text }) => [id, text]));
  const link = linkOf(call.desk, storyId);
  return {
    summary: `Evidence ${at + 1} of ${pieces.length}: ${item.text}`,
    blocks: [
      small(`${headlineText(digest)} · ${nameOfPart(part, digest)} · sentence ${at + 1} of ${pieces.length}`),
      paragraph(...(item.label === undefined ? [] : [bold(`${item.label}: `)]), bold(item.text)),
      heading("In the source"),
      ...excerptsOf(item.evidence, texts).flatMap((excerpt) => excerptBlocks(excerpt, texts, digest)),
      ...edits(item),
      ...(link === null
        ? []
        : [{ kind: "context" as const, items: [[quiet("In the archive: "), linked(link, link)]] }]),
      ...actions(...pager(action, at, at + 1 < pieces.length), press("Sources", "sources", storyId)),
    ],
  };
}

function piecesOf(digest: Digest): readonly Piece[] {
  const all = DIGEST_PARTS.flatMap((part) =>
    part === "differences"
      ? digest.differences.flatMap(({ claims }) => claims.map((item): Piece => ({ part, item })))
      : itemsOf(digest, part).map((item): Piece => ({ part, item })),
  );
  // A headline made of the lede has the same passage.
  return all.filter(({ item }, index) => all.findIndex((other) => other.item.text === item.text) === index);
}

function nameOfPart(part: DigestPart, { headings }: Digest): string {
  switch (part) {
    case "headline":
      return "Headline";
    case "lede":
      return "Opening";
    case "quote":
      return "Key quote";
    case "highlights":
      return headings.highlights;
    case "background":
      return headings.background;
    case "framing":
    case "outlook":
      return headings.outlook;
    case "closing":
      return "Closing";
    case "differences":
      return headings.differences;
    case "unknowns":
      return headings.unknowns;
  }
}

/** The passage in bold within its paragraph, as it stands in the article, then the article. */
function excerptBlocks(excerpt: Excerpt, texts: ReadonlyMap<string, string>, digest: Digest): readonly Block[] {
  const text = texts.get(excerpt.article) ?? "";
  const spans: Span[] = excerpt.cut.before ? [quiet("… ")] : [];
  let at = excerpt.within.start;
  for (const { start, end } of excerpt.passages) {
    if (start > at) spans.push(plain(flowing(text.slice(at, start))));
    spans.push(bold(flowing(text.slice(Math.max(at, start), end))));
    at = Math.max(at, end);
  }
  if (at < excerpt.within.end) spans.push(plain(flowing(text.slice(at, excerpt.within.end))));
  if (excerpt.cut.after) spans.push(quiet(" …"));
  const source = digest.sources.find(({ article }) => article === excerpt.article);
  return [{ kind: "quote", spans }, ...(source === undefined ? [] : [sourceLine(source)])];
}

/** Line ends within a paragraph come from the file's width; nothing else is touched. */
function flowing(text: string): string {
  return text.replaceAll(/[^\S\n]*\n[^\S\n]*/g, " ");
}

function sourceLine({ publisher, title, publishedAt, url, file }: Source): Block {
  const name = publisher ?? title ?? file ?? "A source";
  const rest = [
    publisher === null ? null : title,
    publishedAt?.slice(0, 16).replace("T", " "),
    url === null ? file : null,
  ].filter((part) => part !== null && part !== undefined);
  return { kind: "context", items: [[linked(name, url), quiet(rest.map((part) => ` · ${part}`).join(""))]] };
}

function edits({ edits: list }: Item): readonly Block[] {
  const lines = editList(list);
  return lines.length === 0
    ? [small("Word for word as in the source.")]
    : [{ kind: "context", items: lines.map((line) => [quiet(line)]) }];
}
