import { writeSync } from "node:fs";
import { isatty } from "node:tty";
import { wantsNoColour } from "../config.ts";
import type { Log } from "../log.ts";
import type { Screen } from "../platforms/console/index.ts";

const OUT = 1;
const ERR = 2;

/** Nobody reads standard output any more (`copydesk … | head`). */
export class OutputGoneError extends Error {
  override readonly name = "OutputGoneError";
}

/** Writes all of a text to standard output before it returns. @throws OutputGoneError */
export function print(text: string): void {
  writeAll(OUT, text);
}

/** Writes a line for a person to standard error. */
export function complain(line: string): void {
  try {
    writeAll(ERR, `${line}\n`);
  } catch (error) {
    if (!(error instanceof OutputGoneError)) throw error;
  }
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "";
      if (code === "EPIPE") throw new OutputGoneError("Standard output was closed.");
      if (code !== "EAGAIN") throw error;
      // The reader of a pipe is slow: wait for it rather than drop or pile up what it has not read.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Standard output as the console's screen. */
export function standardScreen(): Screen {
  const isTerminal = isatty(OUT);
  return {
    // Asked each time: windows change their width.
    columns: () => (isTerminal ? (process.stdout.columns ?? 80) : null),
    colours: isTerminal && !wantsNoColour(),
    write: print,
  };
}

/** The log on standard error: sentences on a terminal, JSON lines in a pipe. */
export async function standardLog(level: keyof Log, secrets: readonly string[]): Promise<Log> {
  const { createLog } = await import("../log.ts");
  const forPeople = isatty(ERR);
  const write = (line: string): void => {
    try {
      complain(line.trimEnd());
    } catch {
      // The disk that the log goes to may be full: no reason to stop the desk.
    }
  };
  return createLog({ level, secrets, forPeople, colours: forPeople && !wantsNoColour(), write });
}

/** Bold and dim text on a terminal; the plain text elsewhere. */
export function styles(): { readonly bold: (text: string) => string; readonly quiet: (text: string) => string } {
  if (!isatty(OUT) || wantsNoColour()) return { bold: (text) => text, quiet: (text) => text };
  return { bold: (text) => `\u001b[1m${text}\u001b[22m`, quiet: (text) => `\u001b[2m${text}\u001b[22m` };
}
