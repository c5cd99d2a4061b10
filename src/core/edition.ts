import type { StoryDigest } from "./digest.ts";
import type { EditionKind } from "./subscription.ts";
import type { EpochMs } from "./time.ts";

/** Why a story stands in an edition: never posted to the channel before, or it has grown since. */
export type EditionReason = "new" | "grown";

export interface EditionStory {
  readonly storyId: string;
  /** Version of the story's digest that is posted. */
  readonly version: number;
  readonly reason: EditionReason;
}

/** Begins the slot of the edition that stands for what a new channel need not be told: the channel counts as having it, and nothing of it is posted. */
export const BASELINE = "from:";

/** What one channel receives at one time. */
export interface Edition {
  /** "e" and 16 hex digits, of channel and slot. */
  readonly id: string;
  /** Name of the subscription. */
  readonly channel: string;
  readonly kind: EditionKind;
  /** The slot it fills, as local time in the channel's zone ("2026-11-22T08:00"), or "ready:…" / "now:…" / `BASELINE` for one outside the schedule. Unique within a channel. */
  readonly slot: string;
  readonly createdAt: EpochMs;
  /** Ranked, most important first; empty: there was nothing new, and nothing was posted. */
  readonly stories: readonly EditionStory[];
  /** Stories that were due and did not fit. */
  readonly left: number;
  /** Slot of the scheduled edition before it, where slots between stayed empty because nobody was there to fill them; null: none did. */
  readonly silentSince: string | null;
}

/** A story that is due in a channel. */
export interface Candidate {
  readonly digest: StoryDigest;
  readonly reason: EditionReason;
  /** Independent reports that the channel has not had yet, 1 or more. */
  readonly newReports: number;
  /** When its newest report was published, or, undated, when its digest was made. */
  readonly newestAt: EpochMs;
}

/** A story one day older needs twice the reports to stand level. */
const HALF_LIFE_MS = 24 * 3_600_000;

/**
 * What a story is to a channel that was posted `posted` (report ids of every version it carried; undefined: none).
 * @param replaces older id of a report → the id that stands for it now: a corrected file or a fuller copy is no growth
 * @returns null when there is nothing new to say
 */
export function candidateOf(
  digest: StoryDigest,
  posted: ReadonlySet<string> | undefined,
  replaces: ReadonlyMap<string, readonly string[]>,
): Candidate | null {
  const had = new Set<string>();
  const open = [...(posted ?? [])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (had.has(id)) continue;
    had.add(id);
    open.push(...(replaces.get(id) ?? []));
  }
  const newReports = digest.reports.filter((id) => !had.has(id)).length;
  if (newReports === 0) return null;
  return { digest, reason: posted === undefined ? "new" : "grown", newReports, newestAt: newestReport(digest) };
}

/** When the newest report was published; of undated ones, when the digest was made. */
export function newestReport(digest: StoryDigest): EpochMs {
  const times = digest.digest.sources.flatMap(({ publishedAt }) => {
    const time = publishedAt === null ? Number.NaN : Date.parse(publishedAt);
    return Number.isFinite(time) && time <= digest.createdAt ? [time] : [];
  });
  return times.length === 0 ? digest.createdAt : Math.max(...times);
}

/** Most important first: many independent reports, much that is new, lately published. Ties by id, so that order is settled. */
export function rankCandidates(candidates: readonly Candidate[], now: EpochMs): readonly Candidate[] {
  const weight = ({ digest, newReports, newestAt }: Candidate): number =>
    Math.log2(1 + digest.digest.independentReports) +
    Math.log2(1 + newReports) / 2 -
    Math.max(0, now - newestAt) / HALF_LIFE_MS;
  return candidates.toSorted(
    (a, b) => weight(b) - weight(a) || (a.digest.storyId < b.digest.storyId ? -1 : Number(a !== b)),
  );
}
