import { digest, verify, withoutItems } from "summarize-lite";
import type { Digest } from "summarize-lite";
import type { Article } from "../core/article.ts";
import type { StoryDigest } from "../core/digest.ts";
import { sourceOf } from "../core/source.ts";
import type { Story } from "../core/story.ts";
import type { Ports } from "./ports.ts";

/**
 * Makes a story's digest anew and stores it when it says something else than the newest one.
 * @returns the story's newest digest; null when it has no article left, or none that a digest can be made of
 */
export async function summarizeStory(ports: Ports, storyId: string): Promise<StoryDigest | null> {
  const { store, clock, log } = ports;
  const story = await store.stories.get(storyId);
  if (story === null) return null;
  const articles = (await store.articles.many(story.articleIds)).filter(({ supersededBy }) => supersededBy === null);
  if (articles.length === 0) return null;
  const sources = articles.map(sourceOf);
  let made: Digest;
  try {
    made = digest(sources);
  } catch (error) {
    log.error(`The digest of story ${storyId} could not be made.`, { error, files: articles.map(({ file }) => file) });
    return null;
  }
  const failures = verify(made, sources);
  for (const { part, index, reason } of failures) {
    log.error(`Item ${index + 1} of part "${part}" of story ${storyId} was left out: ${reason}.`);
  }
  const sound = withoutItems(made, failures);
  const reports = articles.filter(({ copyOf }) => isReport(copyOf, articles)).map(({ id }) => id);
  const newest = await store.digests.latest(storyId);
  if (newest !== null && saysTheSame(newest, sound, reports)) return newest;
  return save(ports, story, { storyId, digest: sound, reports: reports.sort(), createdAt: clock.now() });
}

async function save(ports: Ports, story: Story, made: Omit<StoryDigest, "version">): Promise<StoryDigest> {
  const headline = made.digest.headline?.text ?? made.digest.lede?.text ?? null;
  return ports.store.transaction(async (store) => {
    await store.stories.hold();
    const current = (await store.stories.get(story.id)) ?? story;
    await store.stories.save({ ...current, headline });
    return store.digests.add(made, hasChanged(story, current));
  });
}

/** Another process may have taken in a report meanwhile. */
function hasChanged(before: Story, now: Story): boolean {
  return now.updatedAt !== before.updatedAt || now.articleIds.join() !== before.articleIds.join();
}

/** A copy of an article that is not in the story (any more) stands for it. */
function isReport(copyOf: string | null, articles: readonly Article[]): boolean {
  return copyOf === null || articles.every(({ id }) => id !== copyOf);
}

function saysTheSame(newest: StoryDigest, made: Digest, reports: readonly string[]): boolean {
  const known = new Set(newest.reports);
  return (
    reports.length === known.size &&
    reports.every((id) => known.has(id)) &&
    JSON.stringify(newest.digest) === JSON.stringify(made)
  );
}
