import { storyIdOf } from "../core/cluster/story-index.ts";
import type { Article } from "../core/article.ts";
import type { Story } from "../core/story.ts";
import type { EpochMs } from "../core/time.ts";
import { publishedMs } from "../store/articles.ts";
import type { Ruling } from "../store/chat.ts";
import type { Store } from "../store/store.ts";

/** Rulings carried out at one time. */
const AT_ONCE = 50;

/**
 * Carries out what people ruled on stories: moves articles, and with a merged story its followers and votes.
 * @param store that of a transaction: all of it lands, or nothing
 * @returns ids of the stories whose articles changed
 */
export async function carryOutRulings(store: Store, now: EpochMs): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  for (const ruling of await store.rulings.inState("due", AT_ONCE)) {
    for (const id of await carryOut(store, ruling, now)) changed.add(id);
    await store.rulings.move(ruling.number, "due", "done");
  }
  return changed;
}

async function carryOut(store: Store, { number, subject }: Ruling, now: EpochMs): Promise<readonly string[]> {
  const merged = await store.rulings.merged();
  const current = (id: string): Promise<Story | null> => store.stories.get(merged.get(id) ?? id);
  const story = await current(subject.storyId);
  if (story === null) return [];
  switch (subject.kind) {
    case "split":
      return split(store, story, subject.articleIds, number, now);
    case "merge": {
      const into = await current(subject.into);
      return into === null || into.id === story.id ? [] : merge(store, story, into, number, now);
    }
  }
}

/** The articles go together into a story of their own, with the copies of them and with what replaced them. */
async function split(
  store: Store,
  story: Story,
  articleIds: readonly string[],
  ruling: number,
  now: EpochMs,
): Promise<readonly string[]> {
  const members = await store.articles.many(story.articleIds);
  const named = new Set(articleIds);
  for (const { id, supersededBy } of await store.articles.many(articleIds)) named.add(supersededBy ?? id);
  const going = members.filter(({ id, copyOf }) => named.has(id) || (copyOf !== null && named.has(copyOf)));
  const staying = members.filter((article) => !going.includes(article));
  const [first] = going;
  // Somebody else may have taken them out meanwhile, and a story of all of them is the same story.
  if (first === undefined || staying.length === 0) return [];
  const id = await freeStoryId(store, first.id, ruling);
  await store.stories.save({ id, headline: null, articleIds: idsOf(going), createdAt: now, updatedAt: now });
  await store.stories.save({ ...story, articleIds: idsOf(staying), updatedAt: now });
  await pin(store, going, id, ruling, now);
  return [story.id, id];
}

/** The first article may have named the very story that it leaves. */
async function freeStoryId(store: Store, articleId: string, ruling: number): Promise<string> {
  const usual = storyIdOf(articleId);
  return (await store.stories.get(usual)) === null ? usual : storyIdOf(`${articleId} apart by ruling ${ruling}`);
}

async function merge(
  store: Store,
  story: Story,
  into: Story,
  ruling: number,
  now: EpochMs,
): Promise<readonly string[]> {
  const coming = await store.articles.many(story.articleIds);
  const all = [...(await store.articles.many(into.articleIds)), ...coming].toSorted(
    (a, b) => publishedMs(a) - publishedMs(b) || a.takenAt - b.takenAt || (a.id < b.id ? -1 : 1),
  );
  await store.stories.save({ ...into, articleIds: idsOf(all), updatedAt: now });
  await store.stories.save({ ...story, articleIds: [], updatedAt: now });
  await leadOn(store, story.id, into.id);
  await pin(store, coming, into.id, ruling, now);
  return [into.id];
}

/** Who asks for a story, follows it or voted on it is led to the one that it became a part of. */
export async function leadOn(store: Store, storyId: string, into: string): Promise<void> {
  await store.rulings.markMerged(storyId, into);
  const known = await store.digests.latest(into);
  await store.follows.move(storyId, into, known?.version ?? 0);
  await store.votes.move(storyId, into);
}

async function pin(
  store: Store,
  articles: readonly Article[],
  storyId: string,
  ruling: number,
  at: EpochMs,
): Promise<void> {
  await store.placements.save(
    articles.map(({ id }) => ({ articleId: id, storyId, score: null, nearest: null, names: [], ruling, at })),
  );
}

/** Ids of the stories on which people have ruled: what stands there stands by their word. */
export async function ruledStories(store: Store): Promise<ReadonlySet<string>> {
  const ruled = new Set<string>();
  const done = await store.rulings.inState("done", Number.MAX_SAFE_INTEGER);
  if (done.length === 0) return ruled;
  const merged = await store.rulings.merged();
  for (const { subject } of done) {
    const ids = [subject.storyId];
    if (subject.kind === "merge") ids.push(subject.into);
    else ids.push(...(await store.placements.of(subject.articleIds)).map(({ storyId }) => storyId));
    for (const id of ids) ruled.add(merged.get(id) ?? id);
  }
  return ruled;
}

function idsOf(articles: readonly Article[]): readonly string[] {
  return articles.map(({ id }) => id);
}

/** Where articles that were just taken in belong. */
export interface Overruled {
  /** Article id → the story that a ruling put it into, against what its text says. */
  readonly stories: ReadonlyMap<string, string>;
  /** Article id → the ruling. */
  readonly rulings: ReadonlyMap<string, number>;
}

/**
 * Rulings outlast the files they were made on: what replaces an article stays where a person put that one, and a story
 * that was merged stays so.
 * @param assigned article id → the story that its text points to
 * @param replaced id of an article → the one that took its place
 */
export async function overruled(
  store: Store,
  assigned: ReadonlyMap<string, string>,
  replaced: ReadonlyMap<string, string>,
): Promise<Overruled> {
  const merged = await store.rulings.merged();
  const stories = new Map<string, string>();
  const rulings = new Map<string, number>();
  for (const [articleId, storyId] of assigned) {
    const into = merged.get(storyId);
    if (into !== undefined) stories.set(articleId, into);
  }
  for (const { articleId, storyId, ruling } of await store.placements.of([...assigned.keys(), ...replaced.keys()])) {
    const current = replaced.get(articleId) ?? articleId;
    if (ruling === null || !assigned.has(current)) continue;
    rulings.set(current, ruling);
    const home = merged.get(storyId) ?? storyId;
    if (assigned.get(current) === home) stories.delete(current);
    else stories.set(current, home);
  }
  return { stories, rulings };
}
