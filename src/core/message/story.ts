import { atSize } from "summarize-lite";
import type { Difference, Digest, DigestSize, Item } from "summarize-lite";
import { actionText } from "../action.ts";
import type { StoryDigest } from "../digest.ts";
import type { EditionReason } from "../edition.ts";
import { nameOf, sourcesBlock } from "./sources.ts";
import type { Block, Message, Span } from "./tree.ts";

/** A story as one channel gets to see it. */
export interface StoryPost {
  readonly story: StoryDigest;
  /** Null: nobody subscribed to it, somebody asked. */
  readonly reason: EditionReason | null;
  /** Independent reports that came since the channel's last post of this story. */
  readonly added: number;
  /** Its page in the archive, when there is one. */
  readonly link: string | null;
}

/** One story's digest as a message of its own. */
export function messageOfDigest(post: StoryPost, size: DigestSize = "full"): Message {
  return { summary: summaryOf(post), blocks: [...digestBlocks(post, size), storyActions(post)] };
}

/** What can be done about a story whose digest stands above. */
function storyActions({ story: { storyId, version } }: StoryPost): Block {
  return {
    kind: "actions",
    buttons: [
      { label: "Evidence", action: actionText({ verb: "evidence", args: [storyId, String(version), "0"] }) },
      { label: "Sources", action: actionText({ verb: "sources", args: [storyId] }) },
      { label: "Follow this story", action: actionText({ verb: "follow", args: [storyId] }) },
      { label: "👍", action: actionText({ verb: "vote", args: [storyId, "up"] }) },
      { label: "👎", action: actionText({ verb: "vote", args: [storyId, "down"] }) },
      { label: "Not the same story", action: actionText({ verb: "split", args: [storyId] }) },
      { label: "Merge with…", action: actionText({ verb: "merge", args: [storyId] }) },
    ],
  };
}

export function headlineOf({ story }: StoryPost): string {
  return story.digest.headline?.text ?? story.digest.lede?.text ?? "Untitled story";
}

function summaryOf(post: StoryPost): string {
  return post.reason === "grown" ? `Update: ${headlineOf(post)}` : headlineOf(post);
}

export function digestBlocks(post: StoryPost, size: DigestSize): Block[] {
  const digest = atSize(post.story.digest, size);
  const blocks: Block[] = [{ kind: "headline", spans: headlineSpans(post) }];
  if (digest.lede && digest.lede.text !== digest.headline?.text) {
    blocks.push({ kind: "paragraph", spans: [{ text: digest.lede.text }] });
  }
  if (digest.quote) blocks.push({ kind: "quote", spans: [{ text: digest.quote.text }] });
  const { headings } = digest;
  blocks.push(...bulletPart(headings.highlights, digest.highlights));
  if (digest.background.length > 0) {
    blocks.push({ kind: "heading", text: headings.background });
    for (const item of digest.background) blocks.push({ kind: "paragraph", spans: [{ text: item.text }] });
  }
  blocks.push(...outlookBlocks(digest));
  if (digest.closing) blocks.push({ kind: "paragraph", spans: [{ text: digest.closing.text }] });
  if (digest.differences.length > 0) {
    blocks.push({ kind: "heading", text: headings.differences });
    for (const difference of digest.differences) blocks.push(differenceBlock(difference, digest));
  }
  blocks.push(...bulletPart(headings.unknowns, digest.unknowns));
  blocks.push(sourcesBlock(post.story.digest, post.link, size));
  return blocks;
}

export function headlineSpans(post: StoryPost): Span[] {
  const head: Span = { text: headlineOf(post), style: "bold" };
  if (post.reason !== "grown") return [head];
  const more = post.added === 1 ? "1 new report" : `${post.added} new reports`;
  return [{ text: post.added > 0 ? `Update (${more}): ` : "Update: ", style: "bold" }, head];
}

function bulletPart(heading: string, items: readonly Item[]): Block[] {
  if (items.length === 0) return [];
  return [
    { kind: "heading", text: heading },
    { kind: "bullets", items: items.map(itemSpans) },
  ];
}

export function itemSpans(item: Item): Span[] {
  return item.label === undefined
    ? [{ text: item.text }]
    : [{ text: `${item.label}: `, style: "bold" }, { text: item.text }];
}

function outlookBlocks(digest: Digest): Block[] {
  if (digest.outlook.length === 0) return [];
  const framing: Block[] = digest.framing ? [{ kind: "paragraph", spans: [{ text: digest.framing.text }] }] : [];
  return [
    { kind: "heading", text: digest.headings.outlook },
    ...framing,
    { kind: "bullets", items: digest.outlook.map(itemSpans) },
  ];
}

/** Both claims side by side, each with its source in front. */
function differenceBlock(difference: Difference, digest: Digest): Block {
  return {
    kind: "bullets",
    items: difference.claims.map((claim): Span[] => {
      const source = digest.sources.find(({ article }) => article === claim.evidence[0]?.article);
      return [
        { text: `${source ? nameOf(source) : "A source"} (${claim.value}): `, style: "bold" },
        { text: claim.text },
      ];
    }),
  };
}
