import type { Unit } from "./link.ts";
import { isTight, link } from "./link.ts";
import type { Entry } from "./window.ts";

/** The stories of the window, for those who may change them. */
export interface Stories {
  readonly members: (storyId: string) => readonly Entry[];
  /** No article leaves it. */
  readonly isSettled: (storyId: string) => boolean;
  /** What speaks for some articles; those of a story that stands are never parted by `link`. */
  readonly unit: (members: readonly Entry[], storyId: string | null) => Unit<Entry>;
  readonly move: (entries: readonly Entry[], storyId: string) => void;
  /** An id for articles that leave their story because of another one. */
  readonly newId: (going: readonly Entry[], because: Entry) => string;
}

type Score = (a: Entry, b: Entry) => number;

/** The largest story that is looked at for two events in it. */
const MOST_PARTED = 24;

/**
 * A new report can show that older ones stand in the wrong story: they came first and found a poorer fit, or none, or what looked
 * like one event was two. Each article near a new one is asked where it would go if it came today. One in twenty moves when articles come
 * one by one, which is worth 1.5 F1.
 * @returns the articles that moved, with the story that each stood in before
 */
export function lookAgain(
  fresh: readonly Entry[],
  near: ReadonlyMap<Entry, readonly Entry[]>,
  stories: Stories,
  score: Score,
): ReadonlyMap<Entry, string> {
  const isFresh = new Set(fresh);
  const left = new Map<Entry, string>();
  const move = (going: readonly Entry[], into: string): void => {
    for (const entry of going)
      if (entry.storyId !== null && !isFresh.has(entry)) left.set(entry, left.get(entry) ?? entry.storyId);
    stories.move(going, into);
  };
  for (const entry of fresh) {
    for (const other of near.get(entry) ?? []) {
      if (isFresh.has(other) || other.storyId === entry.storyId || score(entry, other) <= 0) continue;
      const going = drawn(other, entry.storyId, stories, score);
      if (entry.storyId !== null && !going.some((one) => isFresh.has(one))) move(going, entry.storyId);
    }
    for (const going of entry.storyId === null ? [] : secondEvents(entry.storyId, stories, score))
      move(going, stories.newId(going, entry));
  }
  // Of several new articles one may draw an article away and another draw it back.
  return new Map([...left].filter(([entry, from]) => entry.storyId !== from));
}

/** The article and its copies, if they fit the story `into` better than their own. */
function drawn(entry: Entry, into: string | null, stories: Stories, score: Score): readonly Entry[] {
  if (into === null || entry.storyId === null || stories.isSettled(entry.storyId)) return [];
  const members = stories.members(entry.storyId);
  const going = withCopies(entry, members);
  const staying = members.filter((one) => !going.includes(one));
  const units = [stories.unit(going, null), stories.unit(stories.members(into), into)];
  if (staying.length > 0) units.push(stories.unit(staying, entry.storyId));
  const pairs = units.slice(1).map((_, i): [number, number] => [0, i + 1]);
  const [place, there] = link(units, pairs, score);
  return place === there ? going : [];
}

/** The original, and all that repeats it in its story. */
function withCopies(entry: Entry, members: readonly Entry[]): readonly Entry[] {
  const original = entry.copyOf ?? entry.signature.id;
  return members.filter((one) => one === entry || one.signature.id === original || one.copyOf === original);
}

/** Groups of articles that would not be one story with its first article if all came today, and are as tight as what stays. */
function secondEvents(storyId: string, stories: Stories, score: Score): readonly (readonly Entry[])[] {
  if (stories.isSettled(storyId)) return [];
  const members = stories.members(storyId);
  const originals = members.filter(({ copyOf }) => copyOf === null);
  if (originals.length < 3 || originals.length > MOST_PARTED) return [];
  const units = originals.map((one) => stories.unit(withCopies(one, members), null));
  const pairs = units.flatMap((_, i) => units.slice(0, i).map((__, j): [number, number] => [i, j]));
  const clusters = link(units, pairs, score);
  const groups = [...Map.groupBy(originals, (_, i) => clusters[i]).values()];
  const [staying, ...others] = groups;
  if (staying === undefined || !isTight(staying, score)) return [];
  return others
    .filter((group) => isTight(group, score))
    .map((group) => group.flatMap((one) => withCopies(one, members)));
}
