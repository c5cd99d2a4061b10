import type { Stats } from "node:fs";
import * as disk from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { EpochMs } from "../core/time.ts";
import { badName, isArticleName, isPassedOver, isUnfitName, liesBelow, link, notAFile } from "./file.ts";
import type { FileSystem } from "./file.ts";
import type { IntakeLimits, Refusal } from "./intake.ts";
import { count, errorCode, refusal, unreadable } from "./refusal.ts";

export { readDocument } from "./file.ts";

/** A file whose name says that it is an article. */
export interface FoundFile {
  /** Path below the folder, with forward slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly modifiedAt: EpochMs;
}

interface RefusedFile {
  readonly path: string;
  readonly refusal: Refusal;
}

export interface FolderScan {
  /** Sorted by path. */
  readonly files: readonly FoundFile[];
  /** Sorted by path. */
  readonly refused: readonly RefusedFile[];
  /** The folder is not there (any more); what was taken from it before stays valid. */
  readonly missing: boolean;
}

/** lstat calls under way at once; the thread pool of Node has four threads. */
const LOOKS_AT_ONCE = 16;
/** A file untouched for so long counts as complete at first sight. */
const SETTLED_MS = 2_000;
/** Between the two looks at a file that was touched just now. */
const SECOND_LOOK_MS = 400;
interface Walk {
  readonly root: string;
  readonly limits: IntakeLimits;
  readonly files: FileSystem;
  readonly found: FoundFile[];
  readonly refused: RefusedFile[];
}

/**
 * Lists the articles in a folder and below it. Links are refused and never followed, pipes and devices never opened;
 * one that cannot be read does not stop the others. Never throws for what a folder may hold.
 */
export async function scanFolder(root: string, limits: IntakeLimits, files: FileSystem = disk): Promise<FolderScan> {
  let real: string;
  try {
    real = await files.realpath(root);
  } catch (error) {
    const gone = errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR";
    const refused = gone ? [] : [{ path: ".", refusal: unreadable("folder", errorCode(error)) }];
    return { files: [], refused, missing: gone };
  }
  const walk: Walk = { root: real, limits, files, found: [], refused: [] };
  const missing = !(await walkFolder(walk, "", 0));
  walk.found.sort(byPath);
  walk.refused.sort(byPath);
  return { files: walk.found, refused: walk.refused, missing };
}

/** @returns false when the folder is not there */
async function walkFolder(walk: Walk, below: string, depth: number): Promise<boolean> {
  const path = below === "" ? "." : below;
  let names: string[];
  try {
    names = await walk.files.readdir(join(walk.root, below));
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return false;
    walk.refused.push({ path, refusal: unreadable("folder", errorCode(error)) });
    return true;
  }
  const wanted = names.filter((name) => !isPassedOver(name)).sort();
  const folders: string[] = [];
  for (let i = 0; i < wanted.length; i += LOOKS_AT_ONCE) {
    const some = wanted.slice(i, i + LOOKS_AT_ONCE);
    await Promise.all(some.map((name) => look(walk, below === "" ? name : `${below}/${name}`, name, folders)));
  }
  for (const folder of folders.sort()) await enter(walk, folder, depth + 1);
  return true;
}

async function enter(walk: Walk, folder: string, depth: number): Promise<void> {
  if (depth > walk.limits.maxFolderDepth) {
    const reason = `The folder lies ${count(depth)} levels deep; the limit is ${count(walk.limits.maxFolderDepth)}.`;
    const mend = "Move it up, or raise limits.maxFolderDepth in the configuration.";
    walk.refused.push({ path: folder, refusal: refusal("too-deep", reason, mend) });
    return;
  }
  if (!(await liesBelow(walk.root, folder, walk.files))) return;
  await walkFolder(walk, folder, depth);
}

/** Sorts one name into files, folders and refusals. */
async function look(walk: Walk, path: string, name: string, folders: string[]): Promise<void> {
  const refuse = (why: Refusal): void => void walk.refused.push({ path: printable(path), refusal: why });
  const isArticle = isArticleName(name);
  let stats: Stats;
  try {
    stats = await walk.files.lstat(join(walk.root, path));
  } catch (error) {
    if (isUnfitName(name)) refuse(badName());
    else if (isArticle && errorCode(error) !== "ENOENT") refuse(unreadable("file", errorCode(error)));
    return;
  }
  if (!isArticle && !stats.isDirectory() && !stats.isSymbolicLink()) return;
  if (isUnfitName(name)) refuse(badName());
  else if (stats.isSymbolicLink()) refuse(link());
  else if (stats.isDirectory()) folders.push(path);
  else if (!stats.isFile()) refuse(notAFile(stats));
  else walk.found.push({ path, size: stats.size, modifiedAt: Math.floor(stats.mtimeMs) });
}

type Stamp = Pick<FoundFile, "size" | "modifiedAt">;

/**
 * Whether a file is complete as far as anyone can tell: it looked the same before, or nobody has touched it for
 * `SETTLED_MS`. A time in the future proves nothing, so such a file needs the second look.
 * @param previous what an earlier look found; null at first sight
 */
export function isStable(previous: Stamp | null, current: Stamp, now: EpochMs): boolean {
  if (now - current.modifiedAt >= SETTLED_MS) return true;
  return previous !== null && previous.size === current.size && previous.modifiedAt === current.modifiedAt;
}

export interface SettledScan extends FolderScan {
  /** Files that are still being written; the next scan takes them. */
  readonly unsettled: readonly FoundFile[];
}

/**
 * `scanFolder`, with only those files that are complete. Files touched just now get a second look after a short wait;
 * when there are none it answers at once.
 */
export async function scanSettled(
  root: string,
  limits: IntakeLimits,
  now: () => EpochMs,
  wait: (ms: number) => Promise<unknown> = pause,
  files?: FileSystem,
): Promise<SettledScan> {
  const first = await scanFolder(root, limits, files);
  const fresh = first.files.filter((file) => !isStable(null, file, now()));
  if (fresh.length === 0) return { ...first, unsettled: [] };
  await wait(SECOND_LOOK_MS);
  const second = await scanFolder(root, limits, files);
  const before = new Map(first.files.map((file) => [file.path, file]));
  const settled: FoundFile[] = [];
  const unsettled: FoundFile[] = [];
  for (const file of second.files) {
    (isStable(before.get(file.path) ?? null, file, now()) ? settled : unsettled).push(file);
  }
  return { ...second, files: settled, unsettled };
}

function printable(path: string): string {
  // oxlint-disable-next-line no-control-regex
  return path.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
