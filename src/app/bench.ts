import { setTimeout as pause } from "node:timers/promises";
import { ConfigError } from "../config.ts";
import type { Config } from "../config.ts";
import type { Platform } from "../core/platform.ts";
import type { PlatformName } from "../core/subscription.ts";
import type { Clock, Timers } from "../core/time.ts";
import { createChannels } from "../jobs/channels.ts";
import type { Channels } from "../jobs/channels.ts";
import { createDispatcher, recoverOutbox } from "../jobs/deliver.ts";
import type { Dispatcher } from "../jobs/deliver.ts";
import type { Ports } from "../jobs/ports.ts";
import { createRounds } from "../jobs/rounds.ts";
import type { RoundOptions, RoundReport } from "../jobs/rounds.ts";
import { createStoryDesk } from "../jobs/stories.ts";
import type { Log } from "../log.ts";
import type { Screen } from "../platforms/console/index.ts";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { checkDataFolder, makeInboxes } from "./folders.ts";
import { makePlatform, platformsOf, unservedChannels } from "./platforms.ts";

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

/** Enough for a post to the console; a slow platform does not hold up the digests. */
const HEAD_START_MS = 20;

export interface OpenDesk {
  readonly store: Store;
  /** Closed in reverse order. */
  readonly closers: (() => Promise<void>)[];
  readonly close: () => Promise<void>;
}

/** @throws ConfigError for a channel that cannot be served; StoreError */
export async function openDesk(config: Config): Promise<OpenDesk> {
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
export function addressOf({ web }: Config): string | null {
  return web === false ? null : web.address;
}

/** The desk set up, before its first round. */
export interface Bench {
  readonly ports: Ports;
  readonly channels: Channels;
  readonly dispatcher: Dispatcher;
  readonly round: () => Promise<RoundReport>;
  /**
   * Takes over another configuration, as far as a desk at work can.
   * @returns the fields that changed and count only from the next start on
   * @throws ConfigError for a channel that cannot be served; then nothing has changed
   */
  readonly reconfigure: (next: Config) => Promise<readonly string[]>;
}

/** What a desk at work cannot change under itself. */
const FROM_THE_START = ["folders", "database", "web", "slack", "discord", "limits", "storyWindowMs", "log"] as const;

/** What a crash left is settled, and what is owed begins to go out. */
export async function setUp(
  config: Config,
  around: Surroundings,
  { store, closers }: OpenDesk,
  archive: string | null,
  signal: AbortSignal,
): Promise<Bench> {
  const { clock, timers, random, log } = around;
  await makeInboxes(config, log);
  const platforms = new Map<PlatformName, Platform>();
  for (const name of platformsOf(config)) {
    const made = await makePlatform(name, config, around);
    platforms.set(name, made);
    closers.push(made.close);
  }
  const channels = await createChannels(config.channels, store, around);
  closers.push(async () => channels.close());
  let { alerts } = config;
  const ports: Ports = {
    store,
    channels: channels.list,
    platforms,
    get alerts() {
      return alerts;
    },
    clock,
    timers,
    random,
    log,
    // Who reads the terminal sits at this machine; readers of a chat do not.
    archive: (platform) => (platform === "console" ? archive : addressOf(config)),
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
  const reconfigure = async (next: Config): Promise<readonly string[]> => {
    const unserved = unservedChannels(next);
    if (unserved.length > 0) throw new ConfigError(unserved);
    for (const name of platformsOf(next)) {
      if (platforms.has(name)) continue;
      const made = await makePlatform(name, next, around);
      platforms.set(name, made);
      closers.push(made.close);
    }
    ({ alerts } = next);
    await channels.configure(next.channels);
    dispatcher.wake();
    return FROM_THE_START.filter((field) => JSON.stringify(next[field]) !== JSON.stringify(config[field]));
  };
  return { ports, channels, dispatcher, round: tellingOfMissing(log, round), reconfigure };
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
