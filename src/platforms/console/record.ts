import { mkdir, open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";

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
  /** Of all posts in it. */
  readonly keys: () => Promise<ReadonlySet<string>>;
  readonly close: () => Promise<void>;
}

const CHUNK_BYTES = 65_536;
/** Every line opens with its key; one that does not is none of ours. */
const KEY = /^\{"key":"([^"\\]+)"/;

/**
 * Opens a record, and makes it when it is missing. A last line that a crash cut short is taken away: its post was never
 * reported as done, so it will be made again.
 * @throws the file system's error when the record cannot be opened or mended
 */
export async function openRecord(file: string): Promise<ConsoleRecord> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, "a+");
  await cutTornLine(handle);
  const keys = new Set<string>();
  let read = 0;
  return {
    append: (entry) => append(handle, `${JSON.stringify(entry)}\n`),
    keys: async () => {
      // Only what is new since the last look: a record of years is read once.
      read = await readKeys(handle, read, keys);
      return keys;
    },
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
    const start = Math.max(0, end - CHUNK_BYTES);
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

/**
 * Adds the keys of all whole lines from an offset on.
 * @returns the offset after the last of them
 */
async function readKeys(handle: FileHandle, from: number, keys: Set<string>): Promise<number> {
  let end = from;
  let open = Buffer.alloc(0);
  for (;;) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, end + open.length);
    if (bytesRead === 0) return end;
    const bytes = Buffer.concat([open, buffer.subarray(0, bytesRead)]);
    const whole = bytes.lastIndexOf(0x0a) + 1;
    for (const line of bytes.toString("utf8", 0, whole).split("\n")) {
      const key = KEY.exec(line)?.[1];
      if (key !== undefined) keys.add(key);
    }
    end += whole;
    open = bytes.subarray(whole);
  }
}
