import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Article } from "../core/article.ts";
import { articleIdOf } from "../core/identity.ts";
import type { EpochMs } from "../core/time.ts";
import { readDocument, scanFolder } from "../intake/folder.ts";
import type { IntakeLimits, Refusal } from "../intake/intake.ts";
import { parseDocument } from "../intake/parse.ts";

/** Files that a person named, and where they are. */
export interface NamedFile {
  /** As the person wrote it: results speak of it so. */
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
}

/** One article of the files named. */
export interface ReadArticle {
  /** `file` is the first name it was found under. */
  readonly article: Article;
  /** All names under which this very article was found. */
  readonly files: readonly string[];
}

interface FileFailure {
  readonly file: string;
  /** What is wrong and what to do, in one line. */
  readonly reason: string;
}

export interface ReadFiles {
  /** In the order of the names. */
  readonly articles: readonly ReadArticle[];
  readonly failures: readonly FileFailure[];
}

/**
 * Reads articles straight from files; of a folder, the articles in it and below. Needs neither store nor configuration.
 * One file that cannot be used does not stop the others.
 */
export async function readFiles(
  named: readonly NamedFile[],
  limits: IntakeLimits,
  now: EpochMs,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<ReadFiles> {
  const failures: FileFailure[] = [];
  const files: NamedFile[] = [];
  for (const one of named) files.push(...(await unfold(one, limits, failures)));
  const found = new Map<string, { readonly article: Article; readonly files: string[] }>();
  for (const [index, file] of files.entries()) {
    const read = await readOne(file, limits, now);
    if ("reason" in read) failures.push(read);
    else {
      const known = found.get(read.id);
      if (known === undefined) found.set(read.id, { article: read, files: [file.name] });
      else if (!known.files.includes(file.name)) known.files.push(file.name);
    }
    onProgress(index + 1, files.length);
  }
  return { articles: [...found.values()], failures };
}

/** A file as it is; a folder as the articles in it. */
async function unfold(named: NamedFile, limits: IntakeLimits, failures: FileFailure[]): Promise<readonly NamedFile[]> {
  const isFolder = await stat(named.path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return [named];
  const scan = await scanFolder(named.path, limits);
  const within = (path: string): string => (named.name.endsWith("/") ? named.name : `${named.name}/`) + path;
  for (const { path, refusal } of scan.refused) failures.push({ file: within(path), reason: inWords(refusal) });
  if (scan.files.length === 0 && scan.refused.length === 0) {
    const reason = "There is no article in this folder. Articles are files that end in .txt, .md or .html.";
    failures.push({ file: named.name, reason });
  }
  return scan.files.map(({ path }) => ({ name: within(path), path: join(named.path, path) }));
}

async function readOne({ name, path }: NamedFile, limits: IntakeLimits, now: EpochMs): Promise<Article | FileFailure> {
  let real: string;
  try {
    // A person who names a link means what it points to; only links found in folders are not followed.
    real = await realpath(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const missing = code === "ENOENT" || code === "ENOTDIR";
    return {
      file: name,
      reason: missing ? "There is no such file. Check the path." : `It cannot be opened (${code}).`,
    };
  }
  const read = await readDocument(dirname(real), basename(real), limits);
  if (!read.ok) {
    const changing = "The file was changed while it was read. Try again when it is complete.";
    return { file: name, reason: read.refusal === null ? changing : inWords(read.refusal) };
  }
  const parsed = await parseDocument({ path: basename(real), bytes: read.bytes }, limits);
  if (!parsed.ok) return { file: name, reason: inWords(parsed.refusal) };
  const id = articleIdOf(parsed.article);
  return { ...parsed.article, id, file: name, takenAt: now, copyOf: null, supersededBy: null };
}

function inWords({ reason, mend, line }: Refusal): string {
  return `${line === null ? "" : `Line ${line}: `}${reason} ${mend}`;
}
