import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { readFiles } from "../../src/commands/read-files.ts";
import { storiesOf } from "../../src/commands/stories.ts";
import { postsOfEdition } from "../../src/core/message.ts";
import type { Post, StoryPost } from "../../src/core/message.ts";
import { DEFAULT_LIMITS } from "../../src/intake/intake.ts";

const SEEDS = resolve(import.meta.dirname, "../../seeds");
const NOW = Date.parse("2026-11-22T08:00:00Z");

/** A story of the sample articles, as a channel gets it. */
export interface SeedStory {
  /** Of its first file, without date and ending: "meridian-wire_storm-ottilie". */
  readonly name: string;
  readonly post: StoryPost;
}

/** Every story of seeds/, by the pipeline that posts them. */
export async function seedStories(): Promise<readonly SeedStory[]> {
  const named = readdirSync(SEEDS)
    .toSorted()
    .map((name) => ({ name, path: join(SEEDS, name) }));
  const { articles } = await readFiles(named, DEFAULT_LIMITS, NOW);
  return storiesOf(articles).map(({ id, digest, files }) => {
    const reports = digest.sources.filter(({ copyOf }) => copyOf === null).map(({ article }) => article);
    const story = { storyId: id, version: 1, digest, reports: reports.toSorted(), createdAt: NOW };
    const name = (files[0] ?? id).replace(/\.\w+$/, "").replace(/^[\d-]+_/, "");
    const link = `https://news.example.org/stories/${id}`;
    return { name, post: { story, reason: "new", added: reports.length, link } };
  });
}

/** One edition of all of them. @param threads whether the platform has threads */
export function seedEdition(stories: readonly SeedStory[], threads: boolean): readonly Post[] {
  const frame = {
    channel: "Newsroom",
    kind: "digest" as const,
    when: "22 November 2026, 08:00",
    left: 0,
    silentSince: null,
    link: "https://news.example.org",
  };
  const posts = stories.map(({ post }) => post);
  return postsOfEdition(frame, posts, "thread", threads);
}
