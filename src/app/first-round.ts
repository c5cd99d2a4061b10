import type { RoundReport } from "../jobs/rounds.ts";
import type { Log } from "../log.ts";
import { StoreCorruptError, StoreError } from "../store/errors.ts";

const NOTHING: RoundReport = { articles: 0, quarantined: 0, digests: 0, posts: 0, unsettled: 0, missing: [] };

/**
 * A database that was opened and fails for a moment ends no desk: the next round makes up for it.
 * @throws StoreCorruptError, and every other fault, which would be there again in the next round
 */
export async function firstRound(round: () => Promise<RoundReport>, log: Log): Promise<RoundReport> {
  try {
    return await round();
  } catch (error) {
    if (!(error instanceof StoreError) || error instanceof StoreCorruptError) throw error;
    log.error(`The folders could not be worked through; they are tried again in a moment. ${error.message}`);
    return NOTHING;
  }
}
