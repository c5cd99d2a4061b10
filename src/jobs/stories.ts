import type { Article } from "../core/article.ts";
import { createStoryIndex } from "../core/cluster/story-index.ts";
import type { Assignment, StoryIndex } from "../core/cluster/story-index.ts";
import type { Story } from "../core/story.ts";
import type { EpochMs } from "../core/time.ts";
import { publishedMs } from "../store/articles.ts";
import type { Placement } from "../store/chat.ts";
import type { Store } from "../store/store.ts";
import type { Taken } from "./ingest.ts";
import { closeEmptied, isOutdated, possible, takeOut } from "./moves.ts";
import type { Ports } from "./ports.ts";
import { carryOutRulings, overruled, ruledStories } from "./rulings.ts";
import type { Overruled } from "./rulings.ts";

/** What a batch brought. */
export interface Landed {
  /** Articles that were not known. */
  readonly articles: number;
  /** Ids of the stories whose articles changed. */
  readonly stories: ReadonlySet<string>;
}

/** Gives articles their stories. It alone writes documents, articles and the articles of stories. */
export interface StoryDesk {
  /** Writes a batch with its stories: all of it, or nothing. */
  readonly land: (batch: readonly TakenIn[]) => Promise<Landed>;
  /** Carries out what people ruled on stories. Returns the ids of the stories whose articles changed. */
  readonly obey: () => Promise<ReadonlySet<string>>;
}

/** A file on its way into the archive. */
export type TakenIn = Exclude<Taken, { readonly kind: "aside" }>;

/**
 * Articles held in memory for comparison, 35 kB each. Beyond this, stories past their window are let go, and if that is not
 * enough those that have not grown for half of it, for a quarter …
 */
const MOST_HELD = 20_000;
/** A story that grew a moment ago is kept, come what may. */
const LEAST_WINDOW_MS = 60_000;

/**
 * @param windowMs how long after its last article a story may still grow
 * @param mostHeld see `MOST_HELD`
 */
export function createStoryDesk(ports: Ports, windowMs: number, mostHeld = MOST_HELD): StoryDesk {
  const openShelf = (): Shelf => createShelf(windowMs, mostHeld);
  let shelf = openShelf();
  return {
    land: async (batch) => {
      if (batch.length === 0) return { articles: 0, stories: new Set() };
      try {
        for (;;) {
          const outcome = await ports.store.transaction((store) => landBatch(store, shelf, batch, ports.clock.now()));
          // The index knows where the texts point; that a person knows better, or another process, it learns from the database.
          if (outcome === "outdated" || outcome.isOverruled) shelf = openShelf();
          if (outcome !== "outdated") return outcome.landed;
        }
      } catch (error) {
        // The index holds what the database does not: it is read anew.
        shelf = openShelf();
        throw error;
      } finally {
        shelf.tidy(ports.clock.now());
      }
    },
    obey: async () => {
      if ((await ports.store.rulings.inState("due", 1)).length === 0) return new Set();
      const changed = await ports.store.transaction(async (store) => {
        await store.stories.hold();
        return carryOutRulings(store, ports.clock.now());
      });
      shelf = openShelf();
      return changed;
    },
  };
}

/** @returns "outdated", and nothing is written, when another process has moved articles that the shelf knows elsewhere */
async function landBatch(
  store: Store,
  shelf: Shelf,
  batch: readonly TakenIn[],
  now: EpochMs,
): Promise<{ readonly landed: Landed; readonly isOverruled: boolean } | "outdated"> {
  await store.stories.hold();
  const { fresh, homeless } = await sift(store, batch);
  const coming = [...fresh, ...homeless];
  const isNewShelf = shelf.index.size() === 0;
  await shelf.reach(store, coming);
  const byText = shelf.index.add(coming, await ruledStories(store));
  if (store.isShared && !isNewShelf && (await isOutdated(store, byText))) return "outdated";
  const copies = new Map<string, string>();
  for (const { articleId, copyOf } of byText) {
    if (copyOf !== null) copies.set(articleId, await currentVersion(store, copyOf));
  }
  const replaced = new Map<string, string>();
  await store.articles.save(fresh);
  await store.documents.save(batch.map(({ document }) => document));
  for (const { document, before, aside } of batch) {
    if (aside !== null) await store.quarantine.release(document.folder, document.path);
    const [old, current] = [before?.articleId ?? null, document.articleId];
    if (old === null || current === null || old === current) continue;
    // Another file may still hold what this one held.
    if ((await store.documents.byHash(before?.hash ?? "")) !== null) continue;
    await store.articles.supersede(old, current);
    replaced.set(old, current);
  }
  const byRuling = await overruled(store, new Map(byText.map((one) => [one.articleId, one.storyId])), replaced);
  const ruled = byText.map((one) => withStory(one, byRuling.stories.get(one.articleId)));
  const arrived = ruled.slice(0, coming.length);
  const movable = ruled.slice(coming.length).filter(({ articleId }) => !replaced.has(articleId));
  const moves = await possible(store, movable);
  const assignments = [...arrived, ...moves];
  await markCopies(store, assignments, copies, replaced);
  const left = await takeOut(store, moves, now);
  const stories = await changedStories(store, assignments, replaced, now);
  for (const story of stories.values()) await store.stories.save(await inOrder(store, story));
  await store.placements.save(assignments.map((one) => placementOf(one, byRuling, now)));
  const emptied = await closeEmptied(store, moves);
  await shelf.note(store);
  const landed = { articles: fresh.length, stories: left.union(new Set(stories.keys())).difference(emptied) };
  return { landed, isOverruled: byRuling.stories.size > 0 };
}

function withStory(assignment: Assignment, storyId: string | undefined): Assignment {
  return storyId === undefined ? assignment : { ...assignment, storyId };
}

function placementOf({ articleId, storyId, because }: Assignment, { rulings }: Overruled, at: EpochMs): Placement {
  const ruling = rulings.get(articleId) ?? null;
  const { score, nearest, names } = ruling === null ? because : { score: null, nearest: null, names: [] };
  return { articleId, storyId, score, nearest, names, ruling, at };
}

/** The batch's articles that nobody knows, and those known ones that stand in no story (their file was changed back). */
async function sift(
  store: Store,
  batch: readonly TakenIn[],
): Promise<{ readonly fresh: readonly Article[]; readonly homeless: readonly Article[] }> {
  const articles = new Map(
    batch.flatMap((taken) => (taken.kind === "article" ? [[taken.article.id, taken.article]] : [])),
  );
  const known = await store.articles.many([...articles.keys()]);
  const homeless: Article[] = [];
  for (const article of known) {
    articles.delete(article.id);
    if ((await store.stories.ofArticle(article.id)) === null) homeless.push(article);
  }
  return { fresh: [...articles.values()], homeless };
}

/** The version of an article that is valid now. */
async function currentVersion(store: Store, id: string): Promise<string> {
  const seen = new Set<string>();
  let current = id;
  while (!seen.has(current)) {
    seen.add(current);
    current = (await store.articles.get(current))?.supersededBy ?? current;
  }
  return current;
}

/** A corrected article repeats the one it replaces: that makes it no copy. What was a copy of the old one is one of the new. */
async function markCopies(
  store: Store,
  assignments: readonly Assignment[],
  copies: ReadonlyMap<string, string>,
  replaced: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [id, of] of copies) {
    const original = replaced.get(of) ?? of;
    if (original !== id) await store.articles.markCopy(id, original);
  }
  for (const { articleId, copies: repeated } of assignments) {
    for (const id of repeated) if (!replaced.has(id)) await store.articles.markCopy(id, articleId);
  }
  for (const [old, current] of replaced) {
    const story = await store.stories.ofArticle(old);
    for (const article of await store.articles.many(story?.articleIds ?? [])) {
      if (article.copyOf === old && article.id !== current) await store.articles.markCopy(article.id, current);
    }
  }
}

async function changedStories(
  store: Store,
  assignments: readonly Assignment[],
  replaced: ReadonlyMap<string, string>,
  now: EpochMs,
): Promise<ReadonlyMap<string, Story>> {
  const changed = new Map<string, Story>();
  const current = async (id: string): Promise<Story> =>
    changed.get(id) ??
    (await store.stories.get(id)) ?? { id, headline: null, articleIds: [], createdAt: now, updatedAt: now };
  for (const { articleId, storyId } of assignments) {
    const story = await current(storyId);
    const articleIds = [...new Set([...story.articleIds, articleId])];
    changed.set(storyId, { ...story, articleIds, updatedAt: now });
  }
  for (const old of replaced.keys()) {
    const home = await store.stories.ofArticle(old);
    if (home === null) continue;
    const story = await current(home.id);
    changed.set(home.id, { ...story, articleIds: story.articleIds.filter((id) => id !== old), updatedAt: now });
  }
  return changed;
}

async function inOrder(store: Store, story: Story): Promise<Story> {
  const articles = await store.articles.many(story.articleIds);
  const ordered = articles.toSorted(
    (a, b) => publishedMs(a) - publishedMs(b) || a.takenAt - b.takenAt || (a.id < b.id ? -1 : 1),
  );
  return { ...story, articleIds: ordered.map(({ id }) => id) };
}

/** The story index with the part of the archive that it has read. */
interface Shelf {
  readonly index: StoryIndex;
  /** Reads what was published around the time of these articles: their stories may be there. */
  readonly reach: (store: Store, articles: readonly Article[]) => Promise<void>;
  /** All that is in the store now is known: what comes later from elsewhere is another process's. */
  readonly note: (store: Store) => Promise<void>;
  readonly tidy: (now: EpochMs) => void;
}

interface Span {
  readonly from: EpochMs;
  readonly until: EpochMs;
}

function createShelf(windowMs: number, mostHeld: number): Shelf {
  const index = createStoryIndex({ windowMs, mayMove: true });
  let read: readonly Span[] = [];
  /** Number of the last article that the index has seen, where other processes add some, too. */
  let seen = Number.MAX_SAFE_INTEGER;
  const catchUp = async (store: Store): Promise<void> => {
    if (!store.isShared) return;
    const { newest, articles } = await store.articles.addedAfter(seen);
    index.load(articles);
    seen = newest;
  };
  return {
    index,
    note: catchUp,
    reach: async (store, articles) => {
      await catchUp(store);
      const wanted = merged(articles.map((article) => around(article, windowMs)));
      for (const { from, until } of missing(wanted, read)) {
        const room = mostHeld - index.size();
        if (room <= 0) break;
        const stories = await store.stories.membership(from, until);
        const known = await store.articles.since(from, until, room);
        index.load(
          known.flatMap((article) => {
            const storyId = stories.get(article.id);
            return storyId === undefined ? [] : [Object.assign({ storyId }, article)];
          }),
        );
      }
      read = merged([...read, ...wanted]);
    },
    tidy: (now) => {
      if (index.size() <= mostHeld) return;
      index.evict(now);
      read = merged(read.map(({ from, until }) => ({ from: Math.max(from, now - windowMs), until })));
      // These are not read again: there is no room for them.
      for (let open = windowMs / 2; index.size() > mostHeld && open >= LEAST_WINDOW_MS; open /= 2) {
        index.evict(now + windowMs - open);
      }
    },
  };
}

function around(article: Article, windowMs: number): Span {
  const at = publishedMs(article);
  return { from: at - windowMs, until: at + windowMs };
}

/** The same time in spans that neither touch nor overlap, in order. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.filter(({ from, until }) => from < until).toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last === undefined || span.from > last.until) result.push(span);
    else result[result.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
  }
  return result;
}

/** The parts of `wanted` that are not in `had`; both are merged. */
function missing(wanted: readonly Span[], had: readonly Span[]): readonly Span[] {
  return had.reduce<readonly Span[]>(
    (open, { from, until }) =>
      open.flatMap((span) =>
        [
          { from: span.from, until: Math.min(span.until, from) },
          { from: Math.max(span.from, until), until: span.until },
        ].filter((part) => part.from < part.until),
      ),
    wanted,
  );
}
