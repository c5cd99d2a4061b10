import { shingleCount } from "./shingles.ts";
import type { Entry, NearCopy } from "./window.ts";
import { byTime } from "./window.ts";

/** New articles that are copies of one another, or of one that is in a story already. */
export interface CopyGroup {
  /** In order of time; at least one. */
  readonly fresh: readonly Entry[];
  /** Those of them that repeat none of the others. */
  readonly originals: readonly Entry[];
  /** The story that they join because of what they copy. */
  readonly storyId: string | null;
}

/** `copy` repeats `original`. */
export interface CopyOf {
  readonly copy: Entry;
  readonly original: Entry;
}

/** Copies found in a batch. */
export interface Copies {
  readonly groups: readonly CopyGroup[];
  readonly found: readonly CopyOf[];
}

/**
 * A copy that fills this share of the longer text takes it into its story, whatever else they say. Below it, as with
 * a short report inside a round-up of the day, the comparison of the whole texts decides.
 */
const SAME_REPORT = 0.6;

/** Texts whose lengths differ by less than a quarter are equally full: the earlier one is the original. */
const FULLER = Math.log(1.25);

function fullness(entry: Entry): number {
  return Math.round(Math.log(Math.max(1, shingleCount(entry.signature.shingles))) / FULLER);
}

const isSame = ({ shared }: NearCopy): boolean => shared.ofLonger >= SAME_REPORT;

function byFullness(a: Entry, b: Entry): number {
  return fullness(b) - fullness(a) || byTime(a.signature, b.signature);
}

/** Finds for each new article the one it repeats; the same for every order of `fresh`. */
export function findCopies(fresh: readonly Entry[], near: ReadonlyMap<Entry, readonly NearCopy[]>): Copies {
  const isFresh = new Set(fresh);
  const originals = new Set<Entry>();
  const found: CopyOf[] = [];
  const group = new Map<Entry, Set<Entry>>(fresh.map((entry) => [entry, new Set([entry])]));
  const story = new Map<Set<Entry>, string>();
  const join = (a: Entry, b: Entry): void => {
    const into = group.get(a);
    const from = group.get(b);
    if (into === undefined) return;
    if (from === undefined) {
      if (b.storyId !== null && !story.has(into)) story.set(into, b.storyId);
      return;
    }
    const known = story.get(into) ?? story.get(from);
    for (const entry of from) group.set(entry, into.add(entry));
    if (known !== undefined) story.set(into, known);
  };
  for (const entry of [...fresh].sort(byFullness)) {
    const options = (near.get(entry) ?? [])
      .filter(({ entry: other }) => (isFresh.has(other) ? originals.has(other) : other.copyOf === null))
      .sort((a, b) => Number(isSame(b)) - Number(isSame(a)) || byFullness(a.entry, b.entry));
    const [best] = options;
    const fullest = best === undefined || (!isFresh.has(best.entry) && fullness(entry) > fullness(best.entry));
    if (fullest) originals.add(entry);
    for (const option of fullest ? options : options.slice(0, 1)) {
      found.push(fullest ? { copy: option.entry, original: entry } : { copy: entry, original: option.entry });
      if (isSame(option)) join(entry, option.entry);
    }
  }
  const originalOf = new Map(found.map(({ copy, original }) => [copy, original]));
  const groups = [...new Set(group.values())].map((members) => {
    const sorted = [...members].sort((a, b) => byTime(a.signature, b.signature));
    const repeats = (entry: Entry): boolean => members.has(originalOf.get(entry) ?? entry) && originalOf.has(entry);
    return {
      fresh: sorted,
      originals: sorted.filter((entry) => !repeats(entry)),
      storyId: story.get(members) ?? null,
    };
  });
  return { groups: groups.sort(byFirst), found };
}

function byFirst(a: CopyGroup, b: CopyGroup): number {
  const [x, y] = [a.fresh[0], b.fresh[0]];
  return x && y ? byTime(x.signature, y.signature) : 0;
}

/** Writes down which articles are copies, where both stand in one story; returns, by original, ids of older articles that became copies. */
export function markCopies(
  found: readonly CopyOf[],
  fresh: ReadonlySet<Entry>,
  story: (id: string) => readonly Entry[],
): ReadonlyMap<Entry, readonly string[]> {
  const turned = new Map<Entry, string[]>();
  for (const { copy, original } of found) {
    if (copy.storyId === null || copy.storyId !== original.storyId) continue;
    const id = copy.signature.id;
    const older = story(copy.storyId).filter((entry) => entry === copy || entry.copyOf === id);
    for (const entry of older) {
      entry.copyOf = original.signature.id;
      if (!fresh.has(entry)) turned.set(original, [...(turned.get(original) ?? []), entry.signature.id]);
    }
  }
  return turned;
}
