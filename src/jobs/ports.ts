import type { Platform } from "../core/platform.ts";
import type { PlatformName, Subscription } from "../core/subscription.ts";
import type { Clock, Timers } from "../core/time.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";

/** What every job works with; `app.ts` hands it in. */
export interface Ports {
  readonly store: Store;
  /** Of the configuration, then those that were made in chat. */
  readonly channels: () => readonly Subscription[];
  /** Those that a channel needs. */
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  /** The channel that is told what an operator should know, see deliver/alert.ts; null: the log alone. */
  readonly alerts: Subscription | null;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  /** Address of the archive ("http://127.0.0.1:8787") as readers of a platform can open it; null when they cannot. */
  readonly archive: (platform: PlatformName) => string | null;
}

/** The story's page in the archive, for readers of a platform. */
export function linkTo({ archive }: Pick<Ports, "archive">, platform: PlatformName, storyId: string): string | null {
  const address = archive(platform);
  return address === null ? null : `${address}/stories/${storyId}`;
}

/** Lets timers, signals and sockets have their turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
