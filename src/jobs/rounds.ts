import type { StoryDigest } from "../core/digest.ts";
import { tellFollowers } from "./followers.ts";
import { correctPosts } from "./living.ts";
import { createReadyDesk, readyBacklog } from "./publish.ts";
import { pointPosts } from "./merged.ts";
import { breathe } from "./ports.ts";
import type { Ports } from "./ports.ts";
import { ingest } from "./ingest.ts";
import type { IngestOptions, IngestReport } from "./ingest.ts";
import { summarizeStory } from "./summarize.ts";

/** What one round brought. */
export interface RoundReport extends Omit<IngestReport, "stories"> {
  readonly digests: number;
  readonly posts: number;
}

export interface RoundOptions extends Omit<IngestOptions, "afresh" | "onProgress"> {
  /** Told that the outbox has grown; the next digest is begun when it is done. */
  readonly onPosts: () => Promise<unknown>;
  readonly onProgress?: (stage: "reading" | "writing", done: number, total: number) => void;
}

/**
 * The desk's main work: a round takes in what the folders hold, makes the digests of the stories that changed, and owes
 * them to the channels that want each at once. Rounds do not overlap: the caller waits for one before the next.
 */
export function createRounds(ports: Ports, options: RoundOptions): () => Promise<RoundReport> {
  const ready = createReadyDesk(ports);
  // Also after a round that failed: it may have left what a process that died would leave.
  let leftovers = true;
  let lookedAt = ports.clock.monotonic();

  async function publish(digest: StoryDigest): Promise<number> {
    const owed = await ready.publish(digest);
    const corrected = (await correctPosts(ports, digest)) + (await pointPosts(ports, digest));
    if (owed + corrected > 0) await options.onPosts();
    return owed;
  }

  return async () => {
    const afresh = leftovers;
    leftovers = true;
    const { onProgress, signal, ...rest } = options;
    const reading = (done: number, total: number): void => onProgress?.("reading", done, total);
    const ruled = await options.stories.obey();
    const taken = await ingest(ports, { ...rest, signal, afresh, onProgress: reading });
    const others = !afresh && ports.store.isShared && ports.clock.monotonic() - lookedAt >= OTHERS_MS;
    if (afresh || others) lookedAt = ports.clock.monotonic();
    const due = new Set([...(afresh || others ? await withoutDigest(ports) : []), ...ruled, ...taken.stories]);
    let [digests, posts, done] = [0, 0, 0];
    for (const digest of afresh ? await readyBacklog(ports) : others ? await lately(ports) : []) {
      if (signal.aborted) break;
      if (!due.has(digest.storyId)) posts += await publish(digest);
    }
    for (const id of due) {
      if (signal.aborted) break;
      const digest = await summarizeStory(ports, id);
      if (digest !== null) {
        digests += 1;
        posts += await publish(digest);
      }
      done += 1;
      onProgress?.("writing", done, due.size);
      await breathe();
    }
    const told = await tellFollowers(ports);
    if (told > 0) await options.onPosts();
    leftovers = signal.aborted;
    const { articles, quarantined, unsettled, missing } = taken;
    return { articles, quarantined, unsettled, missing, digests, posts };
  };
}

/** Of several processes on one database one may die on its work, and not come back: so often the others look for what it left. */
const OTHERS_MS = 5 * 60_000;

/** Digests of stories that changed since the last look of whoever runs, oldest first. */
async function lately({ store, clock }: Ports): Promise<readonly StoryDigest[]> {
  return (await store.digests.since(clock.now() - 2 * OTHERS_MS)).toReversed();
}

async function withoutDigest({ store }: Ports): Promise<readonly string[]> {
  const stories = await store.stories.withoutDigest();
  return stories.map(({ id }) => id);
}
