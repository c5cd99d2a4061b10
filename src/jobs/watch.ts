import { watchFolders } from "../intake/watch.ts";
import { StoreError } from "../store/errors.ts";
import type { Ports } from "./ports.ts";
import type { RoundReport } from "./rounds.ts";

/** Rounds at work: one whenever something may have changed. */
export interface Watch {
  /** Something beside the folders wants a round soon: a ruling on a story. */
  readonly hint: () => void;
  /** Ends when the round under way has come to its next safe point. */
  readonly close: () => Promise<void>;
}

export interface WatchOptions {
  readonly folders: readonly string[];
  readonly round: () => Promise<RoundReport>;
  readonly signal: AbortSignal;
}

/** Events of the file system get lost now and then; a look at everything does not. */
const RESCAN_MS = 60_000;
/** A file that is still being written is looked at again after this. */
const UNSETTLED_MS = 1_000;
/** After a round that failed, twice as long after each further one, up to `RESCAN_MS`. */
const FIRST_RETRY_MS = 1_000;
/** Articles of one event often come together: one round for all of them spares the channel an update for each. */
const GATHER_MS = 500;

/** Watches the folders until closed, and runs rounds one after the other. */
export async function startWatch(ports: Ports, { folders, round, signal }: WatchOptions): Promise<Watch> {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  let failures = 0;

  function plan(wait: number): void {
    clearTimeout(timer);
    if (!signal.aborted) timer = setTimeout(start, wait);
  }

  function start(): void {
    running = work();
  }

  async function work(): Promise<void> {
    let wait = RESCAN_MS;
    try {
      const report = await round();
      failures = 0;
      if (report.unsettled > 0) wait = UNSETTLED_MS;
      if (report.articles > 0) ports.log.info(inWords(report));
    } catch (error) {
      wait = Math.min(RESCAN_MS, FIRST_RETRY_MS * 2 ** failures);
      failures += 1;
      tellFailure(ports, error, wait);
    }
    running = null;
    plan(again ? GATHER_MS : wait);
    again = false;
  }

  function hint(): void {
    if (running === null) plan(GATHER_MS);
    else again = true;
  }

  const watcher = await watchFolders(folders, hint, (error) =>
    ports.log.warn("A folder cannot be watched; it is looked into once a minute.", { error }),
  );
  // What came while the watcher was getting ready.
  plan(0);
  return {
    hint,
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
      await running;
      clearTimeout(timer);
    },
  };
}

function tellFailure({ log }: Ports, error: unknown, waitMs: number): void {
  const seconds = waitMs / 1_000;
  const when = seconds === 1 ? "a second" : `${seconds} seconds`;
  const told = `The folders could not be worked through; they are tried again in ${when}.`;
  // What an operator can mend is said in words; only a fault of the program needs its stack.
  if (error instanceof StoreError) log.error(`${told} ${error.message}`);
  else log.error(told, { error });
}

function inWords({ articles, digests, posts }: RoundReport): string {
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
  return `${count(articles, "new article")}, ${count(digests, "digest")} made, ${count(posts, "post")}.`;
}
