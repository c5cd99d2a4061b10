import type { WebConfig } from "../config.ts";
import type { Subscription } from "../core/subscription.ts";
import type { Clock } from "../core/time.ts";
import { nextSlotOf } from "../jobs/schedule.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";
import type { Counts } from "../web/metrics.ts";
import type { ServedArchive } from "../web/serve.ts";

/** What the pages show of the running desk. */
interface Shown {
  readonly channels: () => readonly Subscription[];
  readonly counts: () => Counts;
}

/** Takes the archive's port; its pages are loaded later. @throws ArchiveAddressError */
export async function openArchive(
  web: WebConfig,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  store: Store,
  shown: Shown,
): Promise<ServedArchive> {
  const { serveArchive } = await import("../web/serve.ts");
  const desk = {
    name: "Copydesk",
    get channels() {
      return shown.channels();
    },
    now: clock.now,
    nextSlot: (channel: Subscription) => nextSlotOf(channel, clock.now()),
  };
  const onFault = (error: unknown, path: string): void => log.error(`The page ${path} could not be made.`, { error });
  return serveArchive(async () => {
    const { createArchive } = await import("../web/archive.ts");
    return createArchive({ store, desk, onFault, counts: shown.counts });
  }, web);
}
