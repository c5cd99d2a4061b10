import { mkdir, open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";

/** One post, as a line of the record. */
interface RecordEntry {
  /** Key of the delivery. */
  readonly key: string;
  /** ISO 8601. */
  readonly at: string;
  readonly channel: string;
  /** Plain text, lines unwrapped. */
  readonly text: string;
}

/** What was posted to one console channel: a file of JSON lines, appended to and never rewritten. */
export interface ConsoleRecord {
  /** Returns when the line is on the disk. When it fails a part of the line may be in the file: open the record anew. */
  readonly append: (entry: RecordEntry) => Promise<void>;
  readonly has: (key: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

const TAIL_BYTES = 65_536;

/**
 * Opens a record, and makes it when it is missing. A last line that a crash cut short is taken away: its post was never
 * reported as done, so it will be made again.
 * @throws the file system's error when the record cannot be opened or mended
 */
export async function openRecord(file: string): Promise<ConsoleRecord> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, "a+");
  await cutTornLine(handle);
  return {
    append: (entry) => append(handle, `${JSON.stringify(entry)}\n`),
    has: (key) => has(file, key),
    close: () => handle.close(),
  };
}

async function append(handle: FileHandle, line: string): Promise<void> {
  await handle.appendFile(line);
  await handle.sync();
}

async function cutTornLine(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  let end = size;
  while (end > 0) {
    const start = Math.max(0, end - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start), 0, end - start, start);
    const lineEnd = buffer.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (lineEnd >= 0) {
      end = start + lineEnd + 1;
      break;
    }
    end = start;
  }
  if (end < size) await handle.truncate(end);
}

async function has(file: string, key: string): Promise<boolean> {
  const lines = createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    // A cheap look first: a record of years is read for one key.
    if (line.includes(key) && (JSON.parse(line) as RecordEntry).key === key) return true;
  }
  return false;
}
