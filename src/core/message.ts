import { atSize } from "summarize-lite";
import type { Difference, Digest, DigestSize, Item, Source } from "summarize-lite";
import type { StoryDigest } from "./digest.ts";
import type { EditionKind, Layout } from "./subscription.ts";
import { actionText } from "./action.ts";
import type { EditionReason } from "./edition.ts";

/** A stretch of words. `text` is plain and untrusted: the renderer escapes it. */
export interface Span {
  readonly text: string;
  readonly style?: "bold" | "italic" | "quiet";
  /** http(s) address. */
  readonly href?: string;
}

/** One block of a message, free of any platform. */
export type Block =
  | { readonly kind: "headline"; readonly spans: readonly Span[] }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly spans: readonly Span[] }
  | { readonly kind: "quote"; readonly spans: readonly Span[] }
  | { readonly kind: "bullets"; readonly items: readonly (readonly Span[])[] }
  /** Sources, counts, times: small print. */
  | { readonly kind: "context"; readonly items: readonly (readonly Span[])[] }
  /** Things to do about what stands above. A platform without buttons leaves them out. */
  | { readonly kind: "actions"; readonly buttons: readonly Button[] }
  | { readonly kind: "divider" };

/** `label` has at most 40 characters. */
export type Button =
  /** `action` comes from `actionText`. */
  | { readonly label: string; readonly action: string; readonly look?: "primary" | "danger" }
  /** http(s) address. */
  | { readonly label: string; readonly href: string };

/** What to say to a channel. */
export interface Message {
  /** One plain line that says it all: notifications and screen readers; the title of a forum's post. */
  readonly summary: string;
  readonly blocks: readonly Block[];
  /** What it is about, for tags of a forum; left out: nothing in particular. */
  readonly topics?: readonly string[];
}

/** A message with what belongs into the thread below it. */
export interface Post {
  readonly message: Message;
  readonly replies: readonly Message[];
}

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

/** What an edition's message needs besides its stories. */
export interface EditionFrame {
  /** Name of the channel's subscription. */
  readonly channel: string;
  readonly kind: EditionKind;
  /** Local date and time of the slot, for people: "22 November 2026, 08:00". */
  readonly when: string;
  /** Stories that were due and did not fit. */
  readonly left: number;
  /** The archive's front page, when there is one. */
  readonly link: string | null;
}

/** An edition as posts, in order. `threads`: whether the platform has them. */
export function postsOfEdition(
  frame: EditionFrame,
  posts: readonly StoryPost[],
  layout: Layout,
  threads: boolean,
): readonly Post[] {
  if (layout === "stories") return posts.map((post) => ({ message: messageOfDigest(post), replies: [] }));
  if (!threads) return [{ message: messageOfEdition(frame, posts), replies: [] }];
  return [{ message: overviewOf(frame, posts), replies: posts.map((post) => messageOfDigest(post)) }];
}

/** Highlights of each story that stand in an overview. */
const TOP_POINTS = 2;

/** Each story's headline, lede and top points; the digests are in the thread. */
function overviewOf(frame: EditionFrame, posts: readonly StoryPost[]): Message {
  const blocks: Block[] = [...frameBlocks(frame, posts)];
  for (const post of posts) blocks.push({ kind: "divider" }, ...overviewBlocks(post));
  if (frame.left > 0) blocks.push({ kind: "divider" }, leftOut(frame));
  return { summary: editionSummary(frame, posts), blocks };
}

function overviewBlocks(post: StoryPost): readonly Block[] {
  const { digest, storyId, version } = post.story;
  const points = digest.highlights.slice(0, TOP_POINTS);
  const lede = digest.lede !== null && digest.lede.text !== digest.headline?.text ? digest.lede : null;
  return [
    { kind: "headline", spans: headlineSpans(post) },
    ...(lede === null ? [] : [{ kind: "paragraph" as const, spans: [{ text: lede.text }] }]),
    ...(points.length === 0 ? [] : [{ kind: "bullets" as const, items: points.map(itemSpans) }]),
    sourcesBlock(post, "brief"),
    {
      kind: "actions",
      buttons: [
        { label: "Full story", action: actionText({ verb: "story", args: [storyId, "0"] }) },
        { label: "Evidence", action: actionText({ verb: "evidence", args: [storyId, String(version), "0"] }) },
      ],
    },
  ];
}

/** Above this many stories an edition shows each in brief. */
const FULL_STORIES = 2;

/** An edition as one message: a line on top, then its stories, most important first. */
export function messageOfEdition(frame: EditionFrame, posts: readonly StoryPost[]): Message {
  const size: DigestSize = posts.length > FULL_STORIES ? "brief" : "full";
  const blocks: Block[] = [...frameBlocks(frame, posts)];
  for (const post of posts) blocks.push({ kind: "divider" }, ...digestBlocks(post, size));
  if (frame.left > 0) blocks.push({ kind: "divider" }, leftOut(frame));
  return { summary: editionSummary(frame, posts), blocks };
}

function editionName({ kind, channel }: EditionFrame): string {
  return `${kind === "digest" ? "Daily digest" : "Briefing"}: ${channel}`;
}

function editionSummary(frame: EditionFrame, posts: readonly StoryPost[]): string {
  return `${editionName(frame)}, ${frame.when}: ${posts.map(headlineOf).join("; ")}`;
}

function frameBlocks(frame: EditionFrame, posts: readonly StoryPost[]): readonly Block[] {
  const count = `${posts.length} ${posts.length === 1 ? "story" : "stories"}`;
  return [
    { kind: "headline", spans: [{ text: editionName(frame), style: "bold" }] },
    { kind: "context", items: [[{ text: `${frame.when} · ${count}`, style: "quiet" }]] },
  ];
}

function leftOut(frame: EditionFrame): Block {
  const text = `${frame.left} more ${frame.left === 1 ? "story" : "stories"} did not fit into this edition`;
  return {
    kind: "context",
    items: [[{ text: frame.link === null ? `${text}.` : `${text}: `, style: "quiet" }, ...linkSpan(frame.link)]],
  };
}

function linkSpan(link: string | null): Span[] {
  return link === null ? [] : [{ text: link, href: link, style: "quiet" }];
}

function headlineOf({ story }: StoryPost): string {
  return story.digest.headline?.text ?? story.digest.lede?.text ?? "Untitled story";
}

function summaryOf(post: StoryPost): string {
  return post.reason === "grown" ? `Update: ${headlineOf(post)}` : headlineOf(post);
}

function digestBlocks(post: StoryPost, size: DigestSize): Block[] {
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
  blocks.push(sourcesBlock(post, size));
  return blocks;
}

function headlineSpans(post: StoryPost): Span[] {
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

function itemSpans(item: Item): Span[] {
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

/** How people know a source: its publisher, else its title, else its file. */
function nameOf(source: Source): string {
  return source.publisher ?? source.title ?? source.file ?? source.article;
}

const NAMED_SOURCES = 8;

/** "3 independent reports, 1 copy: …" and the way to the evidence. */
function sourcesBlock(post: StoryPost, size: DigestSize): Block {
  const { digest } = post.story;
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
  if (post.link !== null)
    items.push([{ text: "Every sentence with its source: ", style: "quiet" }, ...linkSpan(post.link)]);
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
