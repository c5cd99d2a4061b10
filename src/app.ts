import { openArchive } from "./app/archive.ts";
import { addressOf, openDesk, setUp } from "./app/bench.ts";
import type { Bench, Surroundings } from "./app/bench.ts";
import { startBots } from "./app/bots.ts";
import { firstRound } from "./app/first-round.ts";
import type { Config } from "./config.ts";
import { startRequests } from "./jobs/deliver/requests.ts";
import { raiseAlert } from "./jobs/deliver/alert.ts";
import { publishNow } from "./jobs/publish.ts";
import type { RoundReport } from "./jobs/rounds.ts";
import { fillDueSlot, startSchedule } from "./jobs/schedule.ts";

export type { Surroundings } from "./app/bench.ts";

/** A desk at work. */
export interface RunningDesk {
  /** Address of the archive; null when it is turned off. */
  readonly archive: string | null;
  /** What the round at the start brought. */
  readonly first: RoundReport;
  /**
   * Takes over another configuration: channels and alerts at once. What was owed before goes where it was owed.
   * @returns the fields that changed and count only from the next start on
   * @throws ConfigError; then the old one counts on
   */
  readonly reconfigure: (next: Config) => Promise<readonly string[]>;
  /** The operator is told, in the log and in the channel for alerts. */
  readonly alert: (text: string, mend: string) => Promise<void>;
  /** Stops taking in, lets posts under way end, and lets go of the database. */
  readonly close: () => Promise<void>;
}

/**
 * Starts the desk: what a crash left is settled, the folders are worked through once, then everything that comes later.
 * A database that fails for a moment while they are is no reason to end.
 * @param stop abort it while it starts to have it stop at the next safe point
 * @throws ConfigError for a channel that cannot be served
 * @throws StoreError, ArchiveAddressError when the database or the archive's address cannot be had
 */
export async function startDesk(config: Config, around: Surroundings, stop: AbortSignal): Promise<RunningDesk> {
  const open = await openDesk(config);
  try {
    let bench: Bench | null = null;
    const served =
      config.web === false
        ? null
        : await openArchive(config.web, around, open.store, {
            channels: () => bench?.channels.list() ?? config.channels,
            counts: () => bench?.dispatcher.counts() ?? {},
          });
    if (served !== null) open.closers.push(served.close);
    const archive = served === null ? null : (addressOf(config) ?? served.url);
    bench = await setUp(config, around, open, archive, stop);
    const first = await firstRound(bench.round, around.log);
    const desk = deskOf(bench, archive, first, open.close);
    if (stop.aborted) return desk;
    // Only now: the first digests do not wait for the pages to load.
    await served?.load();
    const schedule = await startSchedule(bench.ports, bench.dispatcher.wake);
    open.closers.push(schedule.close);
    open.closers.push(startRequests(bench.ports, bench.dispatcher).close);
    const { startWatch } = await import("./jobs/watch.ts");
    const watch = await startWatch(bench.ports, { folders: config.folders, round: bench.round, signal: stop });
    open.closers.push(watch.close);
    await startBots(config, around, open, bench, { look: watch.hint, reschedule: schedule.refresh });
    return {
      ...desk,
      reconfigure: async (next) => {
        const later = await desk.reconfigure(next);
        await schedule.refresh();
        return later;
      },
    };
  } catch (error) {
    await open.close();
    throw error;
  }
}

function deskOf(bench: Bench, archive: string | null, first: RoundReport, close: () => Promise<void>): RunningDesk {
  const { ports, dispatcher, reconfigure } = bench;
  const alert = async (text: string, mend: string): Promise<void> => {
    await raiseAlert(ports, { fact: text, text, mend });
    dispatcher.wake();
  };
  return { archive, first, reconfigure, alert, close };
}

/** A pass looks so often at a file that is being written, half a second each time. */
const MOST_LOOKS = 20;

/** What a channel or a platform asks a pass to wait for; what is due later is left to the next one. */
const WORTH_WAITING_MS = 120_000;

/** What `runOnce` did. */
export interface OnceReport extends RoundReport {
  /** Editions of schedules. */
  readonly editions: number;
  /** Deliveries that are still owed: their channel could not be reached, or asked to wait. */
  readonly owed: number;
  readonly dead: number;
}

/**
 * One pass: works through the folders, fills the slots that are due, posts what is owed, and ends.
 * @param now fill an edition for every channel with a schedule at once, due or not
 * @throws as `startDesk`
 */
export async function runOnce(
  config: Config,
  around: Surroundings,
  stop: AbortSignal,
  now: boolean,
): Promise<OnceReport> {
  const open = await openDesk(config);
  const { log } = around;
  try {
    const { ports, round, dispatcher } = await setUp(config, around, open, addressOf(config), stop);
    let report = await round();
    for (let look = 1; report.unsettled > 0 && look < MOST_LOOKS && !stop.aborted; look += 1) {
      report = added(report, await round());
    }
    if (report.unsettled > 0) log.warn(`${report.unsettled} files are still being written; the next run takes them.`);
    let editions = 0;
    for (const channel of ports.channels()) {
      if (channel.schedule === "ready" || stop.aborted) continue;
      const filled = now ? await publishNow(ports, channel) : (await fillDueSlot(ports, channel)) !== null;
      if (filled) editions += 1;
    }
    await dispatcher.drain(WORTH_WAITING_MS, stop);
    const { pending, sending, unknown, dead } = await open.store.deliveries.counts();
    return { ...report, editions, owed: pending + sending + unknown, dead };
  } finally {
    await open.close();
  }
}

function added(a: RoundReport, b: RoundReport): RoundReport {
  return {
    articles: a.articles + b.articles,
    quarantined: a.quarantined + b.quarantined,
    digests: a.digests + b.digests,
    posts: a.posts + b.posts,
    unsettled: b.unsettled,
    missing: b.missing,
  };
}
