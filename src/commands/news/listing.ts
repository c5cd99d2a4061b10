import type { Digest } from "summarize-lite";
import type { StoryDigest } from "../../core/digest.ts";
import { newestReport } from "../../core/edition.ts";
import type { Story } from "../../core/story.ts";
import { onTopics, subjectOf } from "../../core/topics.ts";
import type { EpochMs } from "../../core/time.ts";
import type { Store } from "../../store/store.ts";
import { counted, shortened } from "./blocks.ts";
import { relative } from "./moments.ts";

/** Stories that are looked through for a topic; older ones are found by searching. */
const LOOKED_THROUGH = 200;
const AT_ONCE = 40;

/** A stretch of the newest stories that have a digest. */
export interface Listing {
  readonly stories: readonly StoryDigest[];
  readonly hasMore: boolean;
}

/** @param topic "": every story */
export async function newestStories(store: Store, topic: string, from: number, count: number): Promise<Listing> {
  const found: StoryDigest[] = [];
  for (let offset = 0; found.length <= from + count; offset += AT_ONCE) {
    const stories = await store.stories.latest(AT_ONCE, offset);
    for (const digest of await digestsInOrder(store, stories)) {
      if (topic === "" || (await isOnTopic(store, topic, digest))) found.push(digest);
    }
    if (stories.length < AT_ONCE || (topic !== "" && offset + AT_ONCE >= LOOKED_THROUGH)) break;
  }
  return { stories: found.slice(from, from + count), hasMore: found.length > from + count };
}

/** Stories that changed at one time, as in a first round over a full folder, stand in order of their newest reports. */
async function digestsInOrder(store: Store, stories: readonly Story[]): Promise<readonly StoryDigest[]> {
  const changedAt = new Map(stories.map(({ id, updatedAt }) => [id, updatedAt]));
  const digests = await Promise.all(stories.map(async ({ id }) => await store.digests.latest(id)));
  return digests
    .filter((digest) => digest !== null)
    .toSorted(
      (a, b) => (changedAt.get(b.storyId) ?? 0) - (changedAt.get(a.storyId) ?? 0) || newestReport(b) - newestReport(a),
    );
}

export async function isOnTopic(store: Store, topic: string, { digest, reports }: StoryDigest): Promise<boolean> {
  const wanted = topicsIn(topic);
  if (onTopics(wanted, subjectOf(digest, []))) return true;
  const articles = await store.articles.many(reports);
  return onTopics(
    wanted,
    subjectOf(
      digest,
      articles.flatMap(({ tags }) => tags),
    ),
  );
}

/** Topics with commas between. */
export function topicsIn(text: string): readonly string[] {
  return [...new Set(text.split(",").map((topic) => topic.replaceAll(/\s+/g, " ").trim()))].filter(
    (topic) => topic !== "",
  );
}

export function headlineText({ headline, lede }: Digest): string {
  return headline?.text ?? lede?.text ?? "Untitled story";
}

const NAMED = 3;

/** "3 reports: Meridian Wire, Coast Mirror · 2 hours ago" */
export function inBrief(story: StoryDigest, now: EpochMs): string {
  const { digest } = story;
  const names = [...new Set(digest.sources.map(({ publisher, title, file }) => publisher ?? title ?? file ?? ""))];
  const more = names.length - NAMED;
  const listed = names
    .slice(0, NAMED)
    .map((name) => shortened(name, 60))
    .join(", ");
  return `${counted(digest.independentReports, "report")}: ${listed}${more > 0 ? ` and ${more} more` : ""} · ${relative(newestReport(story), now)}`;
}
