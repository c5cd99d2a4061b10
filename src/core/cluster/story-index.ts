import { createHash } from "node:crypto";
import type { EpochMs } from "../time.ts";
import type { CopyGroup } from "./copies.ts";
import { findCopies, markCopies } from "./copies.ts";
import type { Unit } from "./link.ts";
import { link, meanScore } from "./link.ts";
import type { Stories } from "./second-look.ts";
import { lookAgain } from "./second-look.ts";
import type { ArticleSignature, ClusterArticle } from "./signature.ts";
import { fingerprint } from "./signature.ts";
import type { Profile } from "./similarity.ts";
import { compare, logOdds, profile } from "./similarity.ts";
import { fold, nameForm } from "./words.ts";
import type { Entry, Window } from "./window.ts";
import { appearedAt, byTime, createWindow } from "./window.ts";

/** An article, or its signature when it was computed before. */
type Clusterable = ClusterArticle | ArticleSignature;

/** An article whose story is known: what a restart hands back. */
type KnownArticle = Clusterable & { readonly storyId: string; readonly copyOf?: string | null };

/** Where a new article belongs. */
export interface Assignment {
  readonly articleId: string;
  readonly storyId: string;
  /** The story did not exist before this batch. */
  readonly isNew: boolean;
  /** The article of the same story whose text this one repeats; it is the fuller one or else the earlier. */
  readonly copyOf: string | null;
  /** Articles taken in before that turn out to repeat this, fuller one. */
  readonly copies: readonly string[];
  /** The story that an article taken in before has left for this one; null for a new article. */
  readonly from: string | null;
  readonly because: Reason;
}

/** Why an article stands where it stands. */
interface Reason {
  /** Mean log-odds towards the story's other reports, without the loss by time; null when it is alone. */
  readonly score: number | null;
  /** The most similar of them. */
  readonly nearest: string | null;
  /** Names that both write, most frequent first. */
  readonly names: readonly string[];
}

export interface StoryIndexOptions {
  /** A story stays open for this long after its last article appeared; by default 14 days. */
  readonly windowMs?: number;
  /** Whether a new article may draw older ones out of another story. By default they stay where they are. */
  readonly mayMove?: boolean;
}

/** The open stories of the window. Held in memory; `load` rebuilds it after a restart. */
export interface StoryIndex {
  /** Fills the index with articles whose stories are known. */
  readonly load: (known: readonly KnownArticle[]) => void;
  /**
   * Assigns each article of a batch to a story. The order within the batch does not matter; one that is in the
   * index already keeps its story. Results in the batch's order, each article once; then those that moved.
   * @param settled stories that no article leaves
   */
  readonly add: (batch: readonly Clusterable[], settled?: ReadonlySet<string>) => readonly Assignment[];
  /** Takes articles out, as when a file was changed and another article stands for it. */
  readonly remove: (articleIds: readonly string[]) => void;
  /** Closes the stories whose last article appeared more than the window before `now`; returns their ids. */
  readonly evict: (now: EpochMs) => readonly string[];
  /** Articles in the window. */
  readonly size: () => number;
}

const DEFAULT_WINDOW_MS = 14 * 86_400_000;

/** Reports that speak for a story: enough for a steady mean, few enough for a bounded cost. */
const SPEAKERS = 24;
const LISTED_NAMES = 5;

const NONE: ReadonlySet<string> = new Set();

/** "s" and 12 hex digits, of the story's first article. */
export function storyIdOf(articleId: string): string {
  return `s${createHash("sha256").update(articleId).digest("hex").slice(0, 12)}`;
}

export function createStoryIndex(options: StoryIndexOptions = {}): StoryIndex {
  const window = createWindow();
  const stories = new Map<string, Entry[]>();
  const windowMs = options.windowMs ?? DEFAULT_WINDOW_MS;
  return {
    load: (known) => {
      for (const item of known) {
        const signature = signatureOf(item);
        if (window.entries.has(signature.id)) continue;
        const entry = window.add(signature);
        entry.copyOf = item.copyOf ?? null;
        place(stories, entry, item.storyId);
      }
    },
    add: (batch, settled = NONE) =>
      addBatch(window, stories, batch, options.mayMove === true ? movable(stories, settled) : null),
    remove: (articleIds) => {
      const gone = new Set(articleIds.flatMap((id) => window.entries.get(id) ?? []));
      for (const { storyId } of gone) {
        const left = (stories.get(storyId ?? "") ?? []).filter((entry) => !gone.has(entry));
        if (storyId === null) continue;
        if (left.length === 0) stories.delete(storyId);
        else stories.set(storyId, left);
        for (const entry of left) if (entry.copyOf !== null && articleIds.includes(entry.copyOf)) entry.copyOf = null;
      }
      window.remove(gone);
    },
    evict: (now) => {
      const closed: string[] = [];
      const gone = new Set<Entry>();
      for (const [id, members] of stories) {
        if (members.some((entry) => appearedAt(entry.signature) >= now - windowMs)) continue;
        for (const entry of members) gone.add(entry);
        stories.delete(id);
        closed.push(id);
      }
      window.remove(gone);
      return closed;
    },
    size: () => window.entries.size,
  };
}

function signatureOf(item: Clusterable): ArticleSignature {
  return "shingles" in item ? item : fingerprint(item);
}

function place(stories: Map<string, Entry[]>, entry: Entry, storyId: string): void {
  entry.storyId = storyId;
  const members = stories.get(storyId) ?? [];
  members.push(entry);
  members.sort((a, b) => byTime(a.signature, b.signature));
  stories.set(storyId, members);
}

function addBatch(
  window: Window,
  stories: Map<string, Entry[]>,
  batch: readonly Clusterable[],
  toMove: Stories | null,
): readonly Assignment[] {
  const unseen = new Map(batch.filter(({ id }) => !window.entries.has(id)).map((item) => [item.id, item]));
  const fresh = [...unseen.values()].map(signatureOf).sort(byTime).map(window.add);
  const candidates = new Map(fresh.map((entry) => [entry, window.candidates(entry)]));
  // A page of nothing but furniture reports nothing: it is no copy of another such page.
  const reports = fresh.filter((entry) => entry.signature.words.terms.length > 0);
  const near = new Map(reports.map((entry) => [entry, window.nearCopies(entry, candidates.get(entry) ?? [])]));
  const { groups, found } = findCopies(fresh, near);
  const score = scorer(window);
  assign(groups, candidates, stories, score);
  const isFresh = new Set(fresh);
  const turned = markCopies(found, isFresh, (id) => stories.get(id) ?? []);
  const moved = toMove === null ? new Map<Entry, string>() : lookAgain(fresh, candidates, toMove, score);
  const left = new Set(moved.values());
  const ids = batch.map(({ id }) => id).concat(Array.from(moved.keys(), ({ signature }) => signature.id));
  return [...new Set(ids)].flatMap((id) => {
    const entry = window.entries.get(id);
    if (!entry || entry.storyId === null) return [];
    const story = stories.get(entry.storyId) ?? [];
    return {
      articleId: id,
      storyId: entry.storyId,
      isNew: !left.has(entry.storyId) && story.every((one) => isFresh.has(one) || moved.has(one)),
      copyOf: entry.copyOf,
      copies: turned.get(entry) ?? [],
      from: moved.get(entry) ?? null,
      because: reason(entry, story, score),
    };
  });
}

interface StoryUnit extends Unit<Entry> {
  readonly storyId: string | null;
}

/** Gives every new article its story. Units are the groups without a story, then the stories near them. */
function assign(
  groups: readonly CopyGroup[],
  candidates: ReadonlyMap<Entry, readonly Entry[]>,
  stories: Map<string, Entry[]>,
  score: Score,
): void {
  const free = groups.filter((group) => group.storyId === null);
  const units: StoryUnit[] = free.map((group) => unit(group.originals, group.fresh, null));
  const unitOf = new Map<Entry | string, number>();
  free.forEach((group, i) => group.fresh.forEach((entry) => unitOf.set(entry, i)));
  const storyOf = new Map(groups.flatMap((group) => group.fresh.map((entry) => [entry, group.storyId])));
  const numberOf = (entry: Entry): number | null => {
    const storyId = storyOf.get(entry) ?? entry.storyId;
    const known = unitOf.get(storyId ?? entry);
    if (known !== undefined || storyId === null) return known ?? null;
    unitOf.set(storyId, units.length);
    return units.push(storyUnit(stories.get(storyId) ?? [], storyId)) - 1;
  };
  const pairs = free.flatMap((group, i) =>
    group.fresh.flatMap((entry) =>
      (candidates.get(entry) ?? []).flatMap((other): [number, number][] => {
        const j = numberOf(other);
        return j === null ? [] : [[i, j]];
      }),
    ),
  );
  const clusters = link(units, pairs, score);
  const ids = new Map<number, string>();
  units.forEach((unit, i) => unit.storyId !== null && ids.set(clusters[i] ?? i, unit.storyId));
  for (const group of groups) {
    for (const entry of group.fresh) {
      const cluster = clusters[unitOf.get(entry) ?? -1] ?? -1;
      const id = group.storyId ?? ids.get(cluster) ?? storyIdOf(entry.signature.id);
      if (group.storyId === null) ids.set(cluster, id);
      place(stories, entry, id);
    }
  }
}

function movable(stories: Map<string, Entry[]>, settled: ReadonlySet<string>): Stories {
  const members = (storyId: string): readonly Entry[] => stories.get(storyId) ?? [];
  return {
    members,
    isSettled: (storyId) => settled.has(storyId),
    unit: storyUnit,
    newId: ([first], because) => storyIdOf(`${first?.signature.id} apart since ${because.signature.id}`),
    move: (entries, storyId) => {
      for (const entry of entries) {
        const left = members(entry.storyId ?? "").filter((one) => one !== entry);
        if (entry.storyId !== null && left.length > 0) stories.set(entry.storyId, left);
        else if (entry.storyId !== null) stories.delete(entry.storyId);
        place(stories, entry, storyId);
      }
    },
  };
}

/** Copies do not speak: forty prints of one text are one report. */
function storyUnit(members: readonly Entry[], storyId: string | null): StoryUnit {
  return unit(
    members.filter((entry) => entry.copyOf === null),
    members,
    storyId,
  );
}

function unit(originals: readonly Entry[], members: readonly Entry[], storyId: string | null): StoryUnit {
  const step = Math.max(1, originals.length / SPEAKERS);
  const times = members.flatMap(({ signature }) => signature.publishedAt ?? []);
  return {
    members: originals.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step)),
    fixed: storyId !== null,
    from: times.length === 0 ? null : Math.min(...times),
    to: times.length === 0 ? null : Math.max(...times),
    storyId,
  };
}

type Score = (a: Entry, b: Entry) => number;

/** Compares entries under the frequencies of this moment; what was computed once is kept. */
function scorer(window: Window): Score {
  const profiles = new Map<Entry, Profile>();
  const scores = new Map<Entry, Map<Entry, number>>();
  const profileOf = (entry: Entry): Profile => {
    const known = profiles.get(entry) ?? profile(entry.signature, window.frequencies.rarity);
    profiles.set(entry, known);
    return known;
  };
  return (a, b) => {
    const [x, y] = a.signature.id < b.signature.id ? [a, b] : [b, a];
    const row = scores.get(x) ?? new Map<Entry, number>();
    scores.set(x, row);
    const known = row.get(y) ?? logOdds(compare(profileOf(x), profileOf(y)));
    row.set(y, known);
    return known;
  };
}

function reason(entry: Entry, story: readonly Entry[], score: Score): Reason {
  const others = storyUnit(story, entry.storyId).members.filter((other) => other !== entry);
  const [nearest] = [...others].sort((a, b) => score(entry, b) - score(entry, a) || byTime(a.signature, b.signature));
  if (nearest === undefined) return { score: null, nearest: null, names: [] };
  const theirs = new Set(nearest.signature.nameList.map((name) => nameForm(fold(name))));
  return {
    score: meanScore([entry], others, score),
    nearest: nearest.signature.id,
    names: entry.signature.nameList.filter((name) => theirs.has(nameForm(fold(name)))).slice(0, LISTED_NAMES),
  };
}
