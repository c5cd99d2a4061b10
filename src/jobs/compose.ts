import type { Delivery, DependentAction, OwedDelivery } from "../core/delivery.ts";
import type { Edition } from "../core/edition.ts";
import { deliveryKeyOf, noteKeyOf } from "../core/identity.ts";
import { messageOfDigest, postsOfEdition } from "../core/message.ts";
import type { EditionFrame, Message, Post, StoryPost } from "../core/message.ts";
import type { Platform } from "../core/platform.ts";
import type { Subscription, Target } from "../core/subscription.ts";
import { onTopics, subjectOf } from "../core/topics.ts";
import type { Store } from "../store/store.ts";

/** One payload of an edition. */
export interface Piece {
  /** The story whose digest it shows, or a part of it; null: several, or none. */
  readonly storyId: string | null;
  readonly payload: unknown;
  /** Position of the piece whose thread it goes into; null: the channel itself. */
  readonly under: number | null;
}

/** An edition as the platform shows it. What does not fit into a message follows in its thread, where there are threads. */
export function piecesOfEdition(
  platform: Platform,
  channel: Subscription,
  frame: EditionFrame,
  posts: readonly StoryPost[],
): readonly Piece[] {
  const composed = postsOfEdition(frame, posts, channel.layout, platform.threads);
  return composed.reduce<readonly Piece[]>((pieces, post, index) => {
    const own = channel.layout === "stories" ? (posts[index] ?? null) : null;
    return [...pieces, ...piecesOfPost(platform, channel, post, own, posts, pieces.length)];
  }, []);
}

/** One story's digest as a message of its own. */
export function piecesOfDigest(platform: Platform, channel: Subscription, post: StoryPost): readonly Piece[] {
  return piecesOfPost(platform, channel, { message: messageOfDigest(post), replies: [] }, post, [], 0);
}

function piecesOfPost(
  platform: Platform,
  channel: Subscription,
  { message, replies }: Post,
  own: StoryPost | null,
  ofReplies: readonly StoryPost[],
  from: number,
): readonly Piece[] {
  const below = platform.threads ? from : null;
  const pieces: Piece[] = [];
  const add = (one: Message, post: StoryPost | null): void => {
    for (const payload of platform.render(post === null ? one : withTopics(one, channel, post))) {
      pieces.push({ storyId: post?.story.storyId ?? null, payload, under: pieces.length === 0 ? null : below });
    }
  };
  add(message, own);
  for (const [index, reply] of replies.entries()) add(reply, ofReplies[index] ?? null);
  return pieces;
}

/** What the story is about, of what the channel asked for and by its own words: tags of a forum. */
function withTopics(message: Message, { topics }: Subscription, { story: { digest } }: StoryPost): Message {
  const subject = subjectOf(digest, []);
  const asked = topics.filter((topic) => onTopics([topic], subject));
  const own = [digest.subject.event, digest.subject.field].filter((word) => word !== null);
  return { ...message, topics: [...asked, ...own] };
}

/** What an edition owes: its pieces, then what it adds to posts that stand there. */
export function owedBy(
  edition: Edition,
  to: Target,
  pieces: readonly Piece[],
  additions: readonly Addition[],
): readonly OwedDelivery[] {
  const own = pieces.map(({ storyId, payload, under }, part) => ({
    key: deliveryKeyOf(edition.id, part),
    to: target(to),
    editionId: edition.id,
    storyId,
    part,
    action:
      under === null
        ? ({ kind: "post" } as const)
        : ({ kind: "reply", under: deliveryKeyOf(edition.id, under) } as const),
    payload,
  }));
  const replies = new Map<string, number>();
  const nameOf = (action: DependentAction): string => {
    if (action.kind === "edit") return `edit ${action.of}`;
    const number = (replies.get(action.under) ?? 0) + 1;
    replies.set(action.under, number);
    return `reply ${action.under} ${number}`;
  };
  const more = additions.map(({ storyId, action, payload }, index) => {
    const part = pieces.length + index;
    return {
      key: deliveryKeyOf(edition.id, nameOf(action)),
      to: target(to),
      editionId: edition.id,
      storyId,
      part,
      action,
      payload,
    };
  });
  return [...own, ...more];
}

/** Of a subscription or a delivery. */
export function target({ name, platform, channel, crosspost }: Target): Target {
  return { name, platform, channel, crosspost };
}

/** A change of posts that stand in a channel, or something below them. */
export interface Addition extends Pick<OwedDelivery, "storyId" | "payload"> {
  readonly action: DependentAction;
}

const MOVED: Message = {
  summary: "This part has moved up.",
  blocks: [{ kind: "context", items: [[{ text: "This part has moved into the message above.", style: "quiet" }]] }],
};

/**
 * What makes messages that were posted say what they should say now.
 * @param rows the messages of one story in one edition, or of the edition's overview, in order; the first is their head
 * @param payloads what they should say
 */
export async function changesOf(
  store: Store,
  platform: Platform,
  rows: readonly Delivery[],
  payloads: readonly unknown[],
): Promise<readonly Addition[]> {
  const [head] = rows;
  if (head === undefined) return [];
  const under = head.action.kind === "reply" ? head.action.under : head.key;
  const changes: Addition[] = [];
  for (const [index, row] of rows.entries()) {
    const payload = index < payloads.length ? payloads[index] : platform.render(MOVED)[0];
    if (payload === undefined || JSON.stringify(payload) === JSON.stringify(await saysNow(store, row))) continue;
    changes.push({ storyId: null, action: { kind: "edit", of: row.key }, payload });
  }
  for (const payload of payloads.slice(rows.length)) {
    changes.push({ storyId: head.storyId, action: { kind: "reply", under }, payload });
  }
  return changes;
}

/** What a message says once everything that is owed to it has been done. */
async function saysNow(store: Store, row: Delivery): Promise<unknown> {
  const about = await store.deliveries.about(row.key);
  const edit = about.findLast(
    ({ action, status: { state } }) => action.kind === "edit" && state !== "dead" && state !== "cancelled",
  );
  return (edit ?? row).payload;
}

/** Key of a change that no edition owes. */
export function changeKeyOf(row: string, version: number, position: number): string {
  return noteKeyOf("edit", row, version, position);
}
