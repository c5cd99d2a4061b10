import type { Subscription } from "../core/subscription.ts";
import type { Timers } from "../core/time.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";

/** What channels receive, as it stands at this moment. */
export interface Channels {
  /** Of the configuration, then those made in chat, oldest first. */
  readonly list: () => readonly Subscription[];
  /** Reads those made in chat anew. Never rejects: when they cannot be read, what was known stays. */
  readonly refresh: () => Promise<void>;
  /** The configuration was read anew. */
  readonly configure: (configured: readonly Subscription[]) => Promise<void>;
  readonly close: () => void;
}

/** Another process on the same database may have changed them. */
const REFRESH_MS = 60_000;

/** @param atStart of the configuration; they come first: one made in chat under the same name is left out */
export async function createChannels(
  atStart: readonly Subscription[],
  store: Store,
  { timers, log }: { readonly timers: Timers; readonly log: Log },
): Promise<Channels> {
  let configured = atStart;
  const hidden = new Set<string>();
  let known = configured;
  let cancel = (): void => {};
  let closed = false;

  async function refresh(): Promise<void> {
    try {
      const made = await store.subscriptions.list();
      known = [...configured, ...made.map(({ subscription }) => subscription).filter(isOwn)];
    } catch (error) {
      log.warn("The subscriptions made in chat cannot be read for now.", { error });
    }
  }

  function isOwn({ name }: Subscription): boolean {
    const isTaken = configured.some((one) => one.name === name);
    if (isTaken && !hidden.has(name)) {
      hidden.add(name);
      log.warn(
        `The subscription "${name}" was made in chat and stands in the configuration too, which counts. Give one of them another name.`,
      );
    }
    return !isTaken;
  }

  function plan(): void {
    if (closed) return;
    cancel = timers.set(REFRESH_MS, () => {
      void refresh().finally(plan);
    });
  }

  await refresh();
  plan();
  return {
    list: () => known,
    refresh,
    configure: async (next) => {
      configured = next;
      await refresh();
    },
    close: () => {
      closed = true;
      cancel();
    },
  };
}
