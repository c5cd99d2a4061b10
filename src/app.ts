import { setTimeout as pause } from "node:timers/promises";
import { checkDataFolder, makeInboxes } from "./app/folders.ts";
import { ConfigError } from "./config.ts";
import type { Config, WebConfig } from "./config.ts";
import type { Platform } from "./core/platform.ts";
import { PLATFORM_NAMES } from "./core/subscription.ts";
import type { PlatformName } from "./core/subscription.ts";
import type { Clock, Timers } from "./core/time.ts";
import { createDispatcher, recoverOutbox } from "./jobs/deliver.ts";
import type { Dispatcher } from "./jobs/deliver.ts";
import type { Ports } from "./jobs/ports.ts";
import { publishNow } from "./jobs/publish.ts";
import { createRounds } from "./jobs/rounds.ts";
import type { RoundOptions, RoundReport } from "./jobs/rounds.ts";
import { fillDueSlot, nextSlotOf, startSchedule } from "./jobs/schedule.ts";
import { createStoryDesk } from "./jobs/stories.ts";
import type { Log } from "./log.ts";
import type { Screen } from "./platforms/console/index.ts";
import { openStore } from "./store/open.ts";
import type { Store } from "./store/store.ts";
import type { ServedArchive } from "./web/serve.ts";

/** What the program gets from the machine it runs on. */
export interface Surroundings {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  readonly screen: Screen;
  /** Nobody reads standard output any more. */
  readonly onScreenGone: () => void;
  readonly onProgress?: RoundOptions["onProgress"];
}

/** A desk at work. */
export interface RunningDesk {
  /** Address of the archive; null when it is turned off. */
  readonly archive: string | null;
  /** What the round at the start brought. */
  readonly first: RoundReport;
  /** Stops taking in, lets posts under way end, and lets go of the database. */
  readonly close: () => Promise<void>;
}

/** Enough for a post to the console; a slow platform does not hold up the digests. */
const HEAD_START_MS = 20;

type MakePlatform = (config: Config, surroundings: Surroundings) => Promise<Platform>;

/** The platforms that this version speaks to. Each is loaded only when a channel needs it. */
const PLATFORMS: Partial<Record<PlatformName, MakePlatform>> = {
  console: async ({ dataFolder }, { screen, clock, onScreenGone }) => {
    const { createConsole } = await import("./platforms/console/index.ts");
    return createConsole({ folder: dataFolder, screen, clock, onScreenGone });
  },
};

/** Channels whose platform this version does not have, each as a line with its mend. */
export function unservedChannels({ channels }: Config): readonly string[] {
  const built = PLATFORM_NAMES.filter((name) => PLATFORMS[name] !== undefined).join(", ");
  return channels
    .filter(({ platform }) => PLATFORMS[platform] === undefined)
    .map(
      ({ name, platform }) =>
        `channel "${name}": platform "${platform}" is not built into this version, which has: ${built}. Take the channel out of the configuration, or give it another platform.`,
    );
}

/**
 * Starts the desk: what a crash left is settled, the folders are worked through once, then everything that comes later.
 * @param stop abort it while it starts to have it stop at the next safe point
 * @throws ConfigError for a channel that cannot be served
 * @throws StoreError, ArchiveAddressError when the database or the archive's address cannot be had
 */
export async function startDesk(config: Config, around: Surroundings, stop: AbortSignal): Promise<RunningDesk> {
  const open = await openDesk(config);
  try {
    const served = config.web === false ? null : await openArchive(config, config.web, around, open.store);
    if (served !== null) open.closers.push(served.close);
    const archive = served === null ? null : (addressOf(config) ?? served.url);
    const bench = await setUp(config, around, open, archive, stop);
    const first = await bench.round();
    if (stop.aborted) return { archive, first, close: open.close };
    // Only now: the first digests do not wait for the pages to load.
    await served?.load();
    const schedule = await startSchedule(bench.ports, bench.dispatcher.wake);
    open.closers.push(schedule.close);
    const { startWatch } = await import("./jobs/watch.ts");
    const watch = await startWatch(bench.ports, { folders: config.folders, round: bench.round, signal: stop });
    open.closers.push(watch.close);
    return { archive, first, close: open.close };
  } catch (error) {
    await open.close();
    throw error;
  }
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
    for (const channel of config.channels) {
      if (channel.schedule === "ready" || stop.aborted) continue;
      const filled = now ? await publishNow(ports, channel) : (await fillDueSlot(ports, channel)) !== null;
      if (filled) editions += 1;
    }
    await dispatcher.drain(WORTH_WAITING_MS);
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

interface OpenDesk {
  readonly store: Store;
  /** Closed in reverse order. */
  readonly closers: (() => Promise<void>)[];
  readonly close: () => Promise<void>;
}

async function openDesk(config: Config): Promise<OpenDesk> {
  const unserved = unservedChannels(config);
  if (unserved.length > 0) throw new ConfigError(unserved);
  await checkDataFolder(config);
  const store = await openStore({ database: config.database });
  const closers = [() => store.close()];
  const close = async (): Promise<void> => {
    for (let last = closers.pop(); last !== undefined; last = closers.pop()) await last();
  };
  return { store, closers, close };
}

/** Under which people reach the archive, where the configuration says so. */
function addressOf({ web }: Config): string | null {
  return web === false ? null : web.address;
}

interface Bench {
  readonly ports: Ports;
  readonly dispatcher: Dispatcher;
  readonly round: () => Promise<RoundReport>;
}

async function setUp(
  config: Config,
  around: Surroundings,
  { store, closers }: OpenDesk,
  archive: string | null,
  signal: AbortSignal,
): Promise<Bench> {
  const { clock, timers, random, log } = around;
  await makeInboxes(config, log);
  const platforms = new Map<PlatformName, Platform>();
  for (const { platform } of config.channels) {
    const make = PLATFORMS[platform];
    if (make === undefined || platforms.has(platform)) continue;
    const made = await make(config, around);
    platforms.set(platform, made);
    closers.push(made.close);
  }
  const ports: Ports = {
    store,
    channels: () => config.channels,
    platforms,
    alerts: config.alerts,
    clock,
    timers,
    random,
    log,
    archive,
  };
  const unclear = await recoverOutbox(ports);
  if (unclear > 0)
    log.info(`${unclear} posts were under way when the program last ended; their channels are looked at.`);
  const dispatcher = createDispatcher(ports);
  closers.push(dispatcher.close);
  dispatcher.wake();
  const round = createRounds(ports, {
    folders: config.folders,
    limits: config.limits,
    stories: createStoryDesk(ports, config.storyWindowMs),
    signal,
    // Digests are heavy work: without a head start the first posts would wait until the last digest is made.
    onPosts: () => Promise.race([dispatcher.drain(), pause(HEAD_START_MS)]),
    ...(around.onProgress === undefined ? {} : { onProgress: around.onProgress }),
  });
  return { ports, dispatcher, round: tellingOfMissing(log, round) };
}

/** Tells once of a folder that is not there, and again when it comes back and goes away anew. */
function tellingOfMissing(log: Log, round: () => Promise<RoundReport>): () => Promise<RoundReport> {
  let told: readonly string[] = [];
  return async () => {
    const report = await round();
    for (const folder of report.missing) {
      if (!told.includes(folder)) {
        log.warn(`The folder ${folder} is not there. It is read when it appears; articles taken from it stay.`);
      }
    }
    told = report.missing;
    return report;
  };
}

async function openArchive(
  { channels }: Config,
  web: WebConfig,
  { clock, log }: Surroundings,
  store: Store,
): Promise<ServedArchive> {
  const { serveArchive } = await import("./web/serve.ts");
  const desk = {
    name: "Copydesk",
    channels,
    now: clock.now,
    nextSlot: (channel: Config["channels"][number]) => nextSlotOf(channel, clock.now()),
  };
  const onFault = (error: unknown, path: string): void => log.error(`The page ${path} could not be made.`, { error });
  return serveArchive(async () => {
    const { createArchive } = await import("./web/archive.ts");
    return createArchive({ store, desk, onFault });
  }, web);
}
