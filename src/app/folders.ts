import { access, constants, mkdir } from "node:fs/promises";
import { userInfo } from "node:os";
import { basename } from "node:path";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { StoreError } from "../store/errors.ts";

/** The database or the records lie in it. @throws StoreError when nothing can be written there */
export async function checkDataFolder({ dataFolder, database, channels }: Config): Promise<void> {
  const holdsDatabase = database !== ":memory:" && !/^postgres(?:ql)?:/i.test(database);
  if (!holdsDatabase && channels.every(({ platform }) => platform !== "console")) return;
  try {
    await mkdir(dataFolder, { recursive: true });
    await access(dataFolder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new StoreError(
      `The data folder ${dataFolder} cannot be written by ${account()} (${code}). Give the folder to that account, or name a database in another one.`,
      { cause: error },
    );
  }
}

function account(): string {
  const id = process.getuid?.();
  try {
    const { username } = userInfo();
    return id === undefined ? `the user ${username}` : `the user ${username} (${id})`;
  } catch {
    // A container may run under a number that has no name.
    return `the user ${id ?? "of this process"}`;
  }
}

/** The folder of this name is the one to drop files into: it is made, so that there is one. Others may be drives that are not there yet. */
const DROP_FOLDER = "inbox";

export async function makeInboxes({ folders }: Config, log: Log): Promise<void> {
  for (const folder of folders) {
    if (basename(folder) !== DROP_FOLDER) continue;
    try {
      await mkdir(folder, { recursive: true });
    } catch (error) {
      log.warn(`The folder ${folder} cannot be made.`, { error });
    }
  }
}
