import { basename } from "node:path";
import { isPassedOver } from "./file.ts";

/** Two looks at a file that is being written stand so far apart. */
const WRITE_PAUSE_MS = 400;
/** Hints that come within this time are one hint. */
const DEBOUNCE_MS = 250;

/**
 * Calls `onHint` when something in the folders changes. A hint says only "look again": the rescan is the truth, and a
 * missed event costs no more than the wait for the next rescan. Folders need not exist.
 */
export async function watchFolders(
  roots: readonly string[],
  onHint: () => void,
  onError: (error: unknown) => void = () => {},
): Promise<{ close: () => Promise<void> }> {
  // Loaded on demand: a one-shot run never watches.
  const { watch } = await import("chokidar");
  const watcher = watch([...roots], {
    ignoreInitial: true,
    followSymlinks: false,
    awaitWriteFinish: { stabilityThreshold: WRITE_PAUSE_MS, pollInterval: 100 },
    ignored: (path) => !roots.includes(path) && isPassedOver(basename(path)),
  });
  let timer: NodeJS.Timeout | null = null;
  const hint = (): void => {
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      onHint();
    }, DEBOUNCE_MS);
  };
  watcher.on("error", onError);
  await new Promise<void>((resolve) => void watcher.once("ready", resolve));
  watcher.on("all", hint);
  return {
    close: async () => {
      if (timer !== null) clearTimeout(timer);
      await watcher.close();
    },
  };
}
