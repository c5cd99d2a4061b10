import { createReadyDesk, readyBacklog } from "./publish.ts";
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
  let isFirst = true;

  return async () => {
    const { onProgress, ...rest } = options;
    const taken = await ingest(ports, {
      ...rest,
      afresh: isFirst,
      onProgress: (done, total) => onProgress?.("reading", done, total),
    });
    // After a start there may be stories whose digest was not made, and digests that were not posted.
    const left = isFirst ? await ports.store.stories.withoutDigest() : [];
    const backlog = isFirst ? await readyBacklog(ports) : [];
    const due = new Set([...left.map(({ id }) => id), ...taken.stories]);
    let [digests, posts, done] = [0, 0, 0];
    for (const digest of backlog) {
      if (options.signal.aborted) break;
      if (!due.has(digest.storyId)) posts += await ready.publish(digest);
    }
    if (posts > 0) await options.onPosts();
    for (const id of due) {
      if (options.signal.aborted) break;
      const digest = await summarizeStory(ports, id);
      if (digest !== null) {
        digests += 1;
        const owed = await ready.publish(digest);
        posts += owed;
        if (owed > 0) await options.onPosts();
      }
      done += 1;
      onProgress?.("writing", done, due.size);
      await breathe();
    }
    if (!options.signal.aborted) isFirst = false;
    const { articles, quarantined, unsettled, missing } = taken;
    return { articles, quarantined, unsettled, missing, digests, posts };
  };
}
