import type { Assignment } from "../core/cluster/story-index.ts";
import type { EpochMs } from "../core/time.ts";
import type { Store } from "../store/store.ts";
import { leadOn } from "./rulings.ts";

/** An article that a new one drew out of its story. */
type Move = Assignment & { readonly from: string };

function isMove(assignment: Assignment): assignment is Move {
  return assignment.from !== null;
}

/**
 * Whether these were decided on what does not hold any more: another process has moved articles since they were read.
 * Asked while stories are held.
 */
export async function isOutdated(store: Store, assignments: readonly Assignment[]): Promise<boolean> {
  const before = new Map<string, string>();
  for (const { storyId, because } of assignments) if (because.nearest !== null) before.set(because.nearest, storyId);
  for (const { articleId, from } of assignments.filter(isMove)) before.set(articleId, from);
  for (const [articleId, storyId] of before) {
    const home = await store.stories.ofArticle(articleId);
    if (home !== null && home.id !== storyId) return true;
  }
  return false;
}

/** Those that the store can carry out: an article that was replaced stands in no story, and one that a person placed stays. */
export async function possible(store: Store, moved: readonly Assignment[]): Promise<readonly Move[]> {
  const homes = new Map<string, string | undefined>();
  for (const { articleId } of moved) homes.set(articleId, (await store.stories.ofArticle(articleId))?.id);
  return moved
    .filter(isMove)
    .filter(({ articleId, from, storyId }) => homes.get(articleId) === from && storyId !== from);
}

/** Takes the articles out of the stories that they leave, which are due for that. */
export async function takeOut(store: Store, moves: readonly Move[], now: EpochMs): Promise<ReadonlySet<string>> {
  for (const [id, leaving] of Map.groupBy(moves, ({ from }) => from)) {
    const story = await store.stories.get(id);
    const gone = new Set(leaving.map(({ articleId }) => articleId));
    if (story === null) continue;
    const articleIds = story.articleIds.filter((one) => !gone.has(one));
    await store.stories.save({ ...story, articleIds, updatedAt: now });
  }
  return new Set(moves.map(({ from }) => from));
}

/**
 * A story that nothing is left of becomes a part of the one that its last article went to, as if a person had merged them.
 * @returns ids of such stories
 */
export async function closeEmptied(store: Store, moves: readonly Move[]): Promise<ReadonlySet<string>> {
  const emptied = new Set<string>();
  for (const [id, into] of new Map(moves.map(({ from, storyId }) => [from, storyId]))) {
    if ((await store.stories.get(id))?.articleIds.length !== 0) continue;
    await leadOn(store, id, into);
    emptied.add(id);
  }
  return emptied;
}
