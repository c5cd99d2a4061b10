import { join } from "node:path";
import type { QuarantineKind } from "../core/document.ts";
import type { Store } from "../store/store.ts";

/** A document that is kept aside. */
export interface Aside {
  /** Absolute path. */
  readonly file: string;
  readonly kind: QuarantineKind;
  readonly reason: string;
  readonly mend: string;
  /** Line of the fault, from 1, when it has one. */
  readonly line: number | null;
  /** ISO 8601. */
  readonly since: string;
}

/** Everything in quarantine, newest first. */
export async function quarantined(store: Store): Promise<readonly Aside[]> {
  const rows = await store.quarantine.list();
  return rows.map(({ folder, path, kind, reason, mend, line, at }) => ({
    file: join(folder, path),
    kind,
    reason,
    mend,
    line,
    since: new Date(at).toISOString(),
  }));
}
