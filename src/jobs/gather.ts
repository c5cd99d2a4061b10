import type { Quarantined } from "../core/document.ts";
import type { EpochMs } from "../core/time.ts";
import { scanSettled } from "../intake/folder.ts";
import type { FoundFile, SettledScan } from "../intake/folder.ts";
import type { IntakeLimits } from "../intake/intake.ts";
import type { FileStamp, Store } from "../store/store.ts";
import { tell } from "./aside.ts";
import type { Ports } from "./ports.ts";

/** A file that has to be read. */
export interface DueFile {
  readonly folder: string;
  readonly file: FoundFile;
  /** What is kept aside of it so far. */
  readonly aside: Quarantined | null;
  /** Nothing was ever taken from this place. */
  readonly isNew: boolean;
}

/** What a look into the folders brought. */
export interface Finds {
  readonly due: readonly DueFile[];
  /** Files that are still being written: look again soon. */
  readonly unsettled: number;
  /** Folders that are not there. */
  readonly missing: readonly string[];
}

/** What failed in the program may go well another time, and trying it costs the others time. */
const FAILED_AGAIN_MS = 3_600_000;

/**
 * Looks into the folders for files that are new or changed, and keeps the list of what is aside in step with them.
 * @param afresh also read what is aside again: limits or the program may have changed since
 */
export async function gather(
  ports: Ports,
  folders: readonly string[],
  limits: IntakeLimits,
  afresh: boolean,
): Promise<Finds> {
  const quarantined = await ports.store.quarantine.list();
  const scans = await Promise.all(folders.map((folder) => scanSettled(folder, limits, ports.clock.now)));
  const due: DueFile[] = [];
  for (const [index, folder] of folders.entries()) {
    const scan = scans[index];
    if (scan === undefined || scan.missing) continue;
    const aside = new Map(quarantined.filter((row) => row.folder === folder).map((row) => [row.path, row]));
    await putAside(ports, folder, scan, aside);
    await dropVanished(ports.store, folder, scan, aside);
    const stamps = await ports.store.documents.stamps(folder);
    for (const file of scan.files) {
      const row = aside.get(file.path) ?? null;
      const again = row !== null && (afresh || isWorthATry(row, ports.clock.now()));
      const stamp = stamps.get(file.path);
      if (again || !isKnown(file, stamp)) due.push({ folder, file, aside: row, isNew: stamp === undefined });
    }
  }
  return {
    due,
    unsettled: scans.reduce((sum, scan) => sum + scan.unsettled.length, 0),
    missing: folders.filter((_, index) => scans[index]?.missing === true),
  };
}

/** Aside for what the folder or the program is like rather than what the file holds: neither size nor time tells when that changes. */
function isWorthATry({ kind, at }: Quarantined, now: EpochMs): boolean {
  return kind === "unreadable" || (kind === "failed" && now - at >= FAILED_AGAIN_MS);
}

function isKnown(file: FoundFile, stamp: FileStamp | undefined): boolean {
  return stamp !== undefined && stamp.size === file.size && stamp.modifiedAt === file.modifiedAt;
}

/** What the scan refuses by name, kind or place. */
async function putAside(
  ports: Ports,
  folder: string,
  scan: SettledScan,
  aside: ReadonlyMap<string, Quarantined>,
): Promise<void> {
  for (const { path, refusal } of scan.refused) {
    const row = aside.get(path);
    if (row !== undefined && row.kind === refusal.kind && row.reason === refusal.reason) continue;
    const stamp = { hash: "", size: 0, modifiedAt: 0 };
    await ports.store.quarantine.save({ folder, path, ...stamp, ...refusal, at: ports.clock.now() });
    tell(ports, path, refusal);
  }
}

/** A file that was taken out of the folder needs no mending any more. */
async function dropVanished(
  store: Store,
  folder: string,
  scan: SettledScan,
  aside: ReadonlyMap<string, Quarantined>,
): Promise<void> {
  // Below a folder that cannot be read nobody knows what is there.
  if (scan.refused.some(({ refusal }) => refusal.kind === "unreadable")) return;
  const there = new Set([...scan.files, ...scan.unsettled, ...scan.refused].map(({ path }) => path));
  for (const path of aside.keys()) if (!there.has(path)) await store.quarantine.release(folder, path);
}
