import type { DigestSize } from "summarize-lite";
import { actionText } from "../action.ts";
import type { EditionKind, Layout } from "../subscription.ts";
import { linkSpan, sourcesBlock } from "./sources.ts";
import { digestBlocks, headlineOf, headlineSpans, itemSpans, messageOfDigest } from "./story.ts";
import type { StoryPost } from "./story.ts";
import type { Block, Message, Post } from "./tree.ts";

/** What an edition's message needs besides its stories. */
export interface EditionFrame {
  /** Name of the channel's subscription. */
  readonly channel: string;
  readonly kind: EditionKind;
  /** Local date and time of the slot, for people: "22 November 2026, 08:00". */
  readonly when: string;
  /** Stories that were due and did not fit. */
  readonly left: number;
  /** When the edition before it came out, for people, where one between was missed; null: none was. */
  readonly silentSince: string | null;
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
  return { summary: editionSummary(frame, posts), title: `${editionName(frame)}, ${frame.when}`, blocks };
}

function overviewBlocks(post: StoryPost): readonly Block[] {
  const { digest, storyId, version } = post.story;
  const points = digest.highlights.slice(0, TOP_POINTS);
  const lede = digest.lede !== null && digest.lede.text !== digest.headline?.text ? digest.lede : null;
  return [
    { kind: "headline", spans: headlineSpans(post) },
    ...(lede === null ? [] : [{ kind: "paragraph" as const, spans: [{ text: lede.text }] }]),
    ...(points.length === 0 ? [] : [{ kind: "bullets" as const, items: points.map(itemSpans) }]),
    // The way to the evidence is in the thread, and behind the button.
    sourcesBlock(digest, null, "brief"),
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
    ...(frame.silentSince === null ? [] : [missedBefore(frame.silentSince)]),
  ];
}

function missedBefore(since: string): Block {
  const text = `Covers the time since ${since}: no edition came out in between.`;
  return { kind: "context", items: [[{ text, style: "quiet" }]] };
}

function leftOut(frame: EditionFrame): Block {
  const text = `${frame.left} more ${frame.left === 1 ? "story" : "stories"} did not fit into this edition`;
  return {
    kind: "context",
    items: [[{ text: frame.link === null ? `${text}.` : `${text}: `, style: "quiet" }, ...linkSpan(frame.link)]],
  };
}
