import type { ReadFiles } from "../commands/read-files.ts";
import { complain } from "./output.ts";
import type { Progress } from "./progress.ts";

/** Reads the files named on the command line; those that cannot be used are told at once and make the exit code 1. */
export async function readNamed(files: readonly string[], progress: Progress): Promise<ReadFiles["articles"]> {
  const [{ fromWhereTyped }, { DEFAULT_LIMITS }, { readFiles }] = await Promise.all([
    import("../config.ts"),
    import("../intake/intake.ts"),
    import("../commands/read-files.ts"),
  ]);
  const named = files.map((name) => ({ name, path: fromWhereTyped(name) }));
  const read = await readFiles(named, DEFAULT_LIMITS, Date.now(), (done, total) =>
    progress.show("Reading", done, total),
  );
  progress.clear();
  for (const { file, reason } of read.failures) complain(`copydesk: ${file}: ${reason}`);
  if (read.failures.length > 0) process.exitCode = 1;
  return read.articles;
}
