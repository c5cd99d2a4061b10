import type { StoryDigest } from "../core/digest.ts";
import { candidateOf } from "../core/edition.ts";
import type { Candidate } from "../core/edition.ts";
import type { Subscription } from "../core/subscription.ts";
import { onTopics, subjectOf } from "../core/topics.ts";
import type { Store } from "../store/store.ts";

/**
 * What of these digests is new to the channel.
 * @param posted for each story the reports of it that the channel has had
 */
export async function candidatesOf(
  store: Store,
  channel: Pick<Subscription, "topics">,
  digests: readonly StoryDigest[],
  posted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = [];
  const merged = await store.rulings.merged();
  for (const digest of digests) {
    // What became a part of another story is told there.
    if (merged.has(digest.storyId) || !isWorthPosting(digest)) continue;
    if (candidateOf(digest, posted.get(digest.storyId), NONE) === null) continue;
    const candidate = await growthOf(store, digest, posted);
    if (candidate === null) continue;
    const tags = channel.topics.length === 0 ? [] : await tagsOf(store, digest);
    if (onTopics(channel.topics, subjectOf(digest.digest, tags))) candidates.push(candidate);
  }
  return candidates;
}

/** What a story is to someone who has had these reports of it and of the stories that became a part of it; null: nothing new. */
export async function growthOf(
  store: Store,
  digest: StoryDigest,
  posted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Candidate | null> {
  const had = await withMerged(store, digest.storyId, posted);
  return candidateOf(digest, had, await replacementsOf(store, had));
}

async function withMerged(
  store: Store,
  storyId: string,
  posted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<ReadonlySet<string> | undefined> {
  let had = posted.get(storyId);
  for (const [from, into] of await store.rulings.merged()) {
    const other = into === storyId ? posted.get(from) : undefined;
    if (other !== undefined) had = had === undefined ? other : new Set(had).union(other);
  }
  return had;
}

const NONE: ReadonlyMap<string, readonly string[]> = new Map();

function isWorthPosting({ digest }: StoryDigest): boolean {
  return digest.lede !== null || digest.headline !== null || digest.highlights.length > 0;
}

/** Which articles stand for those that were posted: their corrected versions, and the fuller texts that they turned out to be copies of. */
async function replacementsOf(
  store: Store,
  posted: ReadonlySet<string> | undefined,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const replacements = new Map<string, readonly string[]>();
  let open = [...(posted ?? [])];
  while (open.length > 0) {
    const articles = await store.articles.many(open);
    open = [];
    for (const { id, supersededBy, copyOf } of articles) {
      const next = [supersededBy, copyOf].filter((other) => other !== null);
      replacements.set(id, next);
      open.push(...next.filter((other) => !replacements.has(other)));
    }
  }
  return replacements;
}

async function tagsOf(store: Store, digest: StoryDigest): Promise<readonly string[]> {
  const articles = await store.articles.many(digest.reports);
  return articles.flatMap(({ tags }) => tags);
}
