import { createHash } from "node:crypto";
import { constants } from "node:fs";
import type { Stats } from "node:fs";
import * as disk from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import type { EpochMs } from "../core/time.ts";
import type { IntakeLimits, Refusal } from "./intake.ts";
import { errorCode, refusal, tooLarge, unreadable } from "./refusal.ts";

/** The file operations that reading a folder needs; tests hand in ones that fail. */
export interface FileSystem {
  readonly lstat: (path: string) => Promise<Stats>;
  readonly open: (path: string, flags: number) => Promise<disk.FileHandle>;
  readonly readdir: (path: string) => Promise<string[]>;
  readonly realpath: (path: string) => Promise<string>;
}

export type ReadOutcome =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly size: number;
      readonly modifiedAt: EpochMs;
      /** SHA-256 of the bytes, hex. */
      readonly hash: string;
    }
  /** `refusal` is null when the file changed or vanished while it was read: look again later. */
  | { readonly ok: false; readonly refusal: Refusal | null };

const ARTICLE_EXTENSIONS: ReadonlySet<string> = new Set([".txt", ".text", ".md", ".markdown", ".html", ".htm"]);
const HTML_EXTENSIONS: ReadonlySet<string> = new Set([".html", ".htm"]);

/** Whether a name says that the file is an article: text, Markdown or HTML. */
export function isArticleName(name: string): boolean {
  return ARTICLE_EXTENSIONS.has(extname(name).toLowerCase());
}

/** Whether a name is one that nobody means as an article: hidden, half transferred, or an editor's backup. */
export function isPassedOver(name: string): boolean {
  return name.startsWith(".") || /(?:\.part|\.tmp|~)$/i.test(name);
}

/** The limit on bytes that applies to a file, by its extension. */
export function byteLimit(
  path: string,
  limits: IntakeLimits,
): { readonly bytes: number; readonly option: "maxBytes" | "maxHtmlBytes" } {
  const isHtml = HTML_EXTENSIONS.has(extname(path).toLowerCase());
  return isHtml && limits.maxHtmlBytes < limits.maxBytes
    ? { bytes: limits.maxHtmlBytes, option: "maxHtmlBytes" }
    : { bytes: limits.maxBytes, option: "maxBytes" };
}

/** Control characters, direction overrides, and the mark of bytes that are no UTF-8. */
// oxlint-disable-next-line no-control-regex
const UNFIT_NAME = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd]/;

/** Whether a name cannot be shown or opened again as it is written. */
export function isUnfitName(name: string): boolean {
  return UNFIT_NAME.test(name);
}

/**
 * Reads one file through a single handle: what was measured is what is read. A file over its limit is refused unread.
 * Never throws for what a file may be.
 */
export async function readDocument(
  root: string,
  path: string,
  limits: IntakeLimits,
  files: FileSystem = disk,
): Promise<ReadOutcome> {
  let handle: disk.FileHandle;
  try {
    const real = await files.realpath(root);
    if (!(await liesBelow(real, path, files))) return { ok: false, refusal: link() };
    handle = await files.open(join(real, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return { ok: false, refusal: openRefusal(errorCode(error)) };
  }
  try {
    return await readHandle(handle, byteLimit(path, limits));
  } catch (error) {
    return { ok: false, refusal: unreadable("file", errorCode(error)) };
  } finally {
    await handle.close();
  }
}

async function readHandle(handle: disk.FileHandle, limit: ReturnType<typeof byteLimit>): Promise<ReadOutcome> {
  const before = await handle.stat();
  if (!before.isFile()) return { ok: false, refusal: notAFile(before) };
  if (before.size > limit.bytes) return { ok: false, refusal: tooLarge(before.size, limit.bytes, limit.option) };
  // One byte more than measured: a file that grew shows itself, and memory stays within the limit.
  const buffer = Buffer.allocUnsafe(before.size + 1);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  const after = await handle.stat();
  if (length !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs)
    return { ok: false, refusal: null };
  const bytes = buffer.subarray(0, length);
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { ok: true, bytes, size: length, modifiedAt: Math.floor(before.mtimeMs), hash };
}

/** A folder on the way may have been replaced by a link since it was listed: O_NOFOLLOW guards the last name only. */
export async function liesBelow(realRoot: string, path: string, files: FileSystem): Promise<boolean> {
  const full = join(realRoot, path);
  try {
    const parent = dirname(full);
    const real = await files.realpath(parent);
    return real === parent;
  } catch (error) {
    // Gone, or closed to us: opening it will say which.
    return errorCode(error) !== "ELOOP";
  }
}

function openRefusal(code: string): Refusal | null {
  if (code === "ENOENT" || code === "ENOTDIR") return null;
  if (code === "ELOOP") return link();
  if (code === "ENXIO") return notAFile(null);
  return unreadable("file", code);
}

export function link(): Refusal {
  return refusal(
    "link",
    "It is a link, and links are not followed: they can lead out of the folder.",
    "Put the file itself into the folder, or add the folder it points to to the configuration.",
  );
}

export function notAFile(stats: Stats | null): Refusal {
  const what = stats?.isFIFO()
    ? "a pipe"
    : stats?.isDirectory()
      ? "a folder"
      : stats?.isSocket()
        ? "a socket"
        : "a device or socket";
  return refusal(
    "not-a-file",
    `It is ${what}, not a file.`,
    "Remove it from the folder, or rename it so that it does not look like an article.",
  );
}

export function badName(): Refusal {
  return refusal(
    "bad-name",
    "The name holds control characters or bytes that are not UTF-8.",
    "Rename it with plain letters, digits, blanks, hyphens and dots.",
  );
}
