import { DatabaseSync } from "node:sqlite";
import { StoreBusyError, StoreError } from "./errors.ts";
import { sqliteCode, SQLITE_BUSY } from "./sqlite-codes.ts";

/**
 * Takes the right to write a SQLite file, for as long as the process lives or until `release`. The right is SQLite's own lock on
 * an empty database beside the file, `<file>.lock`, held in a transaction that is never ended: the system frees it with the
 * process, however that dies, and the database itself stays open to readers.
 * @throws StoreBusyError at once when another handle has it, in this process or another
 */
export function lockFile(file: string): { readonly release: () => void } {
  const path = `${file}.lock`;
  let handle: DatabaseSync | null = null;
  try {
    handle = new DatabaseSync(path, { timeout: 0 });
    handle.exec("begin immediate");
    // Committed, so that the one who comes too late can read who is here; readers pass a lock of this kind.
    handle.exec(`pragma user_version = ${process.pid}`);
    handle.exec("commit");
    handle.exec("begin immediate");
    const held = handle;
    return { release: () => held.close() };
  } catch (error) {
    const holder = handle === null ? null : readHolder(handle);
    handle?.close();
    if (sqliteCode(error) === SQLITE_BUSY) throw new StoreBusyError(file, holder);
    throw new StoreError(
      `The lock file ${path} cannot be used (${error instanceof Error ? error.message : String(error)}). ` +
        `Check that its folder may be written; a file there that is damaged may be removed while no Copydesk runs.`,
    );
  }
}

function readHolder(handle: DatabaseSync): number | null {
  try {
    const row = handle.prepare("pragma user_version").get();
    return typeof row?.["user_version"] === "number" && row["user_version"] > 0 ? row["user_version"] : null;
  } catch {
    // The other one is just writing its number.
    return null;
  }
}
