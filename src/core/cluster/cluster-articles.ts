import type { ClusterArticle } from "./signature.ts";
import { createStoryIndex } from "./story-index.ts";

export interface StoryGroup {
  /** The id that the story would have. */
  readonly storyKey: string;
  /** In order of publication. */
  readonly articleIds: readonly string[];
}

/** Sorts one batch of articles into stories, without a store; the order of the articles does not matter. */
export function clusterArticles(articles: readonly ClusterArticle[]): readonly StoryGroup[] {
  const groups = new Map<string, string[]>();
  const sorted = [...articles].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { articleId, storyId } of createStoryIndex().add(sorted))
    groups.set(storyId, [...(groups.get(storyId) ?? []), articleId]);
  return Array.from(groups, ([storyKey, articleIds]) => ({ storyKey, articleIds }));
}
