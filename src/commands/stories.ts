import { digest } from "summarize-lite";
import type { Digest } from "summarize-lite";
import { createStoryIndex } from "../core/cluster/story-index.ts";
import { sourceOf } from "../core/source.ts";
import type { ReadArticle } from "./read-files.ts";

/** One story among the files that a person named. */
export interface FileStory {
  readonly id: string;
  readonly digest: Digest;
  /** As the person wrote them, in the order given. */
  readonly files: readonly string[];
}

/** Sorts articles into stories and makes the digest of each. Stories in the order of their first file. */
export function storiesOf(
  articles: readonly ReadArticle[],
  onProgress: (done: number, total: number) => void = () => {},
): readonly FileStory[] {
  const assignments = createStoryIndex().add(articles.map(({ article }) => article));
  const stories = new Map(assignments.map(({ articleId, storyId }) => [articleId, storyId]));
  const copies = new Map<string, string>();
  for (const { articleId, copyOf, copies: repeated } of assignments) {
    if (copyOf !== null) copies.set(articleId, copyOf);
    for (const id of repeated) copies.set(id, articleId);
  }
  const grouped = Map.groupBy(articles, ({ article }) => stories.get(article.id) ?? article.id);
  let done = 0;
  return [...grouped].map(([id, members]) => {
    const sources = members.map(({ article }) => sourceOf({ ...article, copyOf: copies.get(article.id) ?? null }));
    const made = digest(sources);
    done += 1;
    onProgress(done, grouped.size);
    return { id, digest: made, files: members.flatMap(({ files }) => files) };
  });
}

/** The best headline of a story, else its lede. */
export function headlineOf({ digest }: FileStory): string | null {
  return digest.headline?.text ?? digest.lede?.text ?? null;
}
