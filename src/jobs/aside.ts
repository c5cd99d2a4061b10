import type { Quarantined } from "../core/document.ts";
import type { Refusal } from "../intake/intake.ts";
import type { Ports } from "./ports.ts";

/**
 * Keeps a file aside, and tells the operator of it once.
 * @param known how it was aside so far
 * @returns false when it was aside for the same reason before
 */
export async function putAside(ports: Ports, known: Quarantined | null, row: Quarantined): Promise<boolean> {
  const same = known !== null && known.kind === row.kind && known.reason === row.reason && known.hash === row.hash;
  const unchanged = same && known.size === row.size && known.modifiedAt === row.modifiedAt;
  // For what failed the time of the last try counts.
  if (unchanged && row.kind !== "failed") return false;
  // In a transaction, as documents land: where none can be had, nothing is wrong with the file.
  await ports.store.transaction((store) => store.quarantine.save(row));
  if (!same) tell(ports, row.path, row);
  return !same;
}

/** One line for the operator. */
export function tell(ports: Ports, path: string, refusal: Refusal): void {
  const line = refusal.line === null ? "" : ` (line ${refusal.line})`;
  ports.log.warn(`${path}${line} was put aside. ${refusal.reason} ${refusal.mend}`);
}
