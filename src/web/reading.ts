import type { StoryDigest } from "../core/digest.ts";
import type { Edition } from "../core/edition.ts";
import type { Story } from "../core/story.ts";
import type { EpochMs } from "../core/time.ts";
import type { Store } from "../store/store.ts";
import type { Reading } from "./item.ts";

/** A story's digest in one version, with what its page says around it. */
export interface StoryReading {
  readonly digest: StoryDigest;
  readonly versions: readonly { readonly version: number; readonly createdAt: EpochMs }[];
  /** Editions that carried the story, oldest first. */
  readonly editions: readonly Edition[];
  readonly reading: Omit<Reading, "zone" | "open">;
}

/** Texts of the digest's sources by id: those stored with the digest, else those of the archive. */
async function textsOf(store: Store, { digest }: StoryDigest): Promise<ReadonlyMap<string, string>> {
  const stored = new Map(digest.articles.map(({ id, text }) => [id, text]));
  const missing = digest.sources.map(({ article }) => article).filter((id) => !stored.has(id));
  if (missing.length === 0) return stored;
  const articles = await store.articles.many(missing);
  return new Map([...stored, ...articles.map(({ id, text }) => [id, text] as const)]);
}

/** @param version null: the newest. Null is returned when there is no such version. */
export async function readStory(store: Store, story: Story, version: number | null): Promise<StoryReading | null> {
  const digest = version === null ? await store.digests.latest(story.id) : await store.digests.get(story.id, version);
  if (digest === null) return null;
  const before = digest.version > 1 ? await store.digests.get(story.id, digest.version - 1) : null;
  const [versions, editions, texts] = await Promise.all([
    store.digests.versions(story.id),
    store.editions.ofStory(story.id),
    textsOf(store, digest),
  ]);
  const reading = {
    storyId: story.id,
    version: digest.version,
    digest: digest.digest,
    texts,
    sources: new Map(digest.digest.sources.map((source) => [source.article, source])),
    known: before && new Set(before.digest.sources.map(({ article }) => article)),
  };
  return { digest, versions, editions, reading };
}
