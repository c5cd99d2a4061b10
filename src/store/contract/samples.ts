import type { Digest } from "summarize-lite";
import type { Article } from "../../core/article.ts";
import { laneOf } from "../../core/delivery.ts";
import type { Failure, OwedDelivery } from "../../core/delivery.ts";
import type { StoryDigest } from "../../core/digest.ts";
import type { Document, Quarantined } from "../../core/document.ts";
import type { Edition } from "../../core/edition.ts";
import type { Story } from "../../core/story.ts";
import type { Target } from "../../core/subscription.ts";
import type { Fence, Store } from "../store.ts";

/** 2026-03-02T08:00:00Z: the moment most samples are made at. */
export const NOW = 1_772_438_400_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export function article(id: string, over: Partial<Article> = {}): Article {
  const title = over.title === undefined ? `Harbour report ${id}` : over.title;
  return {
    id,
    file: `wire/${id}.txt`,
    title,
    byline: null,
    publisher: "Coast Courier",
    publishedAt: null,
    url: null,
    tags: [],
    language: "en",
    text: `${title === null ? "" : `${title}\n\n`}The council met on the quay.`,
    takenAt: NOW,
    copyOf: null,
    supersededBy: null,
    ...over,
  };
}

export function document(path: string, over: Partial<Document> = {}): Document {
  return {
    folder: "/news/in",
    path,
    hash: `hash-of-${path}`,
    size: 120,
    modifiedAt: NOW,
    takenAt: NOW,
    articleId: null,
    ...over,
  };
}

export function quarantined(path: string, over: Partial<Quarantined> = {}): Quarantined {
  return {
    folder: "/news/in",
    path,
    hash: `hash-of-${path}`,
    size: 0,
    modifiedAt: NOW,
    at: NOW,
    kind: "empty",
    reason: "The file is empty.",
    mend: "Write the file again.",
    line: null,
    ...over,
  };
}

export function story(id: string, articleIds: readonly string[], over: Partial<Story> = {}): Story {
  return { id, headline: null, articleIds, createdAt: NOW, updatedAt: NOW, ...over };
}

export function digestOf(articles: readonly Article[]): Digest {
  return {
    headline: null,
    lede: {
      text: "The council met on the quay.",
      evidence: [{ article: articles[0]?.id ?? "", start: 0, end: 28 }],
      edits: [],
    },
    quote: null,
    highlights: [],
    background: [],
    framing: null,
    outlook: [],
    closing: null,
    differences: [],
    unknowns: [],
    sources: [],
    independentReports: articles.length,
    headings: {
      highlights: "Context & Highlights",
      background: "Background",
      outlook: "What This Could Mean & Challenges Ahead",
      differences: "Where Sources Differ",
      unknowns: "Not Known Yet",
      sources: "Sources",
    },
    subject: { event: null, field: null },
    language: "en",
    articles: articles.map(({ id, file, text }) => ({ id, file, text })),
  };
}

export function edition(channel: string, slot: string, over: Partial<Edition> = {}): Edition {
  return {
    id: `e-${channel}-${slot}`,
    channel,
    kind: "digest",
    slot,
    createdAt: NOW,
    stories: [],
    left: 0,
    silentSince: null,
    ...over,
  };
}

export function delivery(key: string, editionId: string | null, over: Partial<OwedDelivery> = {}): OwedDelivery {
  return {
    key,
    to: target("news"),
    editionId,
    storyId: null,
    part: 0,
    action: { kind: "post" },
    payload: { text: key },
    ...over,
  };
}

/** A console channel whose lane is `lane(name)`. */
export function target(name: string): Target {
  return { name, platform: "console", channel: `C-${name}`, crosspost: false };
}

export function lane(name: string): string {
  return laneOf(target(name));
}

/** Saves the articles `<story id>-1`, … and a story of them. */
export async function saveStory(store: Store, id: string, articles: number, over: Partial<Story> = {}): Promise<Story> {
  const ids = Array.from({ length: articles }, (_, index) => `${id}-${index + 1}`);
  await store.articles.save(ids.map((each) => article(each)));
  const saved = story(id, ids, over);
  await store.stories.save(saved);
  return saved;
}

/** Adds a digest of the articles named. */
export async function addDigest(
  store: Store,
  storyId: string,
  reports: readonly string[],
  createdAt: number,
): Promise<StoryDigest> {
  return await store.digests.add({ storyId, reports, createdAt, digest: digestOf(await store.articles.many(reports)) });
}

/** An edition of the channel with nothing in it, and deliveries of it in the outbox. */
export async function saveDeliveries(
  store: Store,
  channel: string,
  keys: readonly string[],
  dueAt = NOW,
): Promise<void> {
  const owed = edition(channel, `now:${keys.join("+")}`);
  await store.editions.claim(owed);
  await store.deliveries.add(
    keys.map((key, part) => delivery(key, owed.id, { to: target(channel), part })),
    dueAt,
  );
}

/** The changes of deliveries by key, as who has just read the row makes them. */
export function byKey(store: Store) {
  const fence = async (key: string): Promise<Fence> => {
    const row = await store.deliveries.get(key);
    if (row === null) throw new Error(`The outbox has no delivery with the key ${key}.`);
    return row;
  };
  const outbox = store.deliveries;
  return {
    intend: async (key: string, at: number, leaseMs = 0) =>
      (await outbox.intend(await fence(key), { owner: "p1", at, leaseMs })) !== null,
    sent: async (key: string, messageId: string, at: number) => await outbox.sent(await fence(key), messageId, at),
    retry: async (key: string, dueAt: number) => await outbox.retry(await fence(key), dueAt, true),
    unclear: async (key: string, at: number) => await outbox.unclear(await fence(key), at),
    died: async (key: string, failure: Failure, at: number) => await outbox.died(await fence(key), failure, at),
    cancel: async (key: string, reason: string, at: number) => await outbox.cancel(await fence(key), reason, at),
    setAside: async (key: string) => await outbox.setAside(await fence(key)),
    head: async (name: string) => (await outbox.head(lane(name)))?.delivery ?? null,
  };
}
