import type { Article } from "../core/article.ts";
import type { Document, Quarantined } from "../core/document.ts";
import { articleIdOf } from "../core/identity.ts";
import type { ReadOutcome } from "../intake/file.ts";
import { readDocument } from "../intake/folder.ts";
import type { IntakeLimits, Refusal } from "../intake/intake.ts";
import { parseDocument } from "../intake/parse.ts";
import { putAside } from "./aside.ts";
import { gather } from "./gather.ts";
import type { DueFile } from "./gather.ts";
import { landBatch } from "./land.ts";
import { breathe } from "./ports.ts";
import type { Ports } from "./ports.ts";
import type { StoryDesk, TakenIn } from "./stories.ts";

export interface IngestOptions {
  readonly folders: readonly string[];
  readonly limits: IntakeLimits;
  readonly stories: StoryDesk;
  /** Read what is in quarantine again, too. */
  readonly afresh: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What one pass over the folders brought. */
export interface IngestReport {
  /** Articles that were not known. */
  readonly articles: number;
  readonly quarantined: number;
  /** Ids of the stories whose articles changed. */
  readonly stories: ReadonlySet<string>;
  readonly unsettled: number;
  readonly missing: readonly string[];
}

/** A batch lands in one transaction; beyond these it would hold up everyone else for too long, or fill the memory. 50 files are a quarter of a second. */
const BATCH_FILES = 50;
const BATCH_BYTES = 8_000_000;
/** Files that are read while those before them are worked on: one waits for the disk, the other for the processor. */
const READ_AHEAD = 8;

/** What became of one file. */
export type Taken =
  | (TakenFile & { readonly kind: "article"; readonly article: Article })
  /** Bytes that are known from elsewhere, or a file that was touched and not changed. */
  | (TakenFile & { readonly kind: "known" })
  | { readonly kind: "aside"; readonly row: Quarantined };

interface TakenFile {
  readonly document: Document;
  /** What was taken from this place before. */
  readonly before: Document | null;
  /** As it stands in quarantine. */
  readonly aside: Quarantined | null;
}

/**
 * Takes in what is new or changed in the folders. Each batch of files lands with its articles and their stories, or not
 * at all: a run that is cut short at any point is taken up again by the next one, and nothing is taken in twice.
 */
export async function ingest(ports: Ports, options: IngestOptions): Promise<IngestReport> {
  const finds = await gather(ports, options.folders, options.limits, options.afresh);
  const report = { articles: 0, quarantined: 0, stories: new Set<string>() };
  let batch: TakenIn[] = [];
  let bytes = 0;
  let done = 0;
  const land = async (): Promise<void> => {
    const landed = await landBatch(ports, options.stories, batch);
    report.articles += landed.articles;
    report.quarantined += landed.quarantined;
    for (const id of landed.stories) report.stories.add(id);
    [batch, bytes] = [[], 0];
  };
  for await (const { due, read } of readAhead(finds.due, options.limits)) {
    if (options.signal.aborted) break;
    const taken = await takeIn(ports, due, read, options.limits, batch);
    done += 1;
    options.onProgress?.(done, finds.due.length);
    await breathe();
    if (taken === null) continue;
    if (taken.kind === "aside") {
      if (await putAside(ports, due.aside, taken.row)) report.quarantined += 1;
      continue;
    }
    batch.push(taken);
    bytes += due.file.size;
    if (batch.length >= BATCH_FILES || bytes >= BATCH_BYTES) await land();
  }
  if (batch.length > 0 && !options.signal.aborted) await land();
  return { ...report, unsettled: finds.unsettled, missing: finds.missing };
}

interface ReadFile {
  readonly due: DueFile;
  readonly read: ReadOutcome;
}

async function* readAhead(due: readonly DueFile[], limits: IntakeLimits): AsyncGenerator<ReadFile> {
  // None of them rejects: a file that cannot be read is an outcome.
  const open: { readonly due: DueFile; readonly read: Promise<ReadOutcome> }[] = [];
  for (const next of due) {
    open.push({ due: next, read: readDocument(next.folder, next.file.path, limits) });
    const first = open.length > READ_AHEAD ? open.shift() : undefined;
    if (first !== undefined) yield { due: first.due, read: await first.read };
  }
  for (const { due, read } of open) yield { due, read: await read };
}

/** @returns null for a file that changed or vanished while it was read: the next pass sees to it */
async function takeIn(
  ports: Ports,
  { folder, file, aside, isNew }: DueFile,
  read: ReadOutcome,
  limits: IntakeLimits,
  batch: readonly TakenFile[],
): Promise<Taken | null> {
  const { store, clock } = ports;
  const takenAt = clock.now();
  if (!read.ok) {
    if (read.refusal === null) return null;
    return { kind: "aside", row: { ...asideRow(folder, file, ""), at: takenAt, ...read.refusal } };
  }
  const { hash, size, modifiedAt } = read;
  const stamp = { folder, path: file.path, hash, size, modifiedAt, takenAt };
  const before = isNew ? null : await store.documents.get(folder, file.path);
  const place = { before, aside };
  const twin = twinIn(batch, hash) ?? (await store.documents.byHash(hash))?.articleId ?? null;
  if (twin !== null) return { kind: "known", document: { ...stamp, articleId: twin }, ...place };
  const parsed = await parseDocument({ path: file.path, bytes: read.bytes }, limits);
  if (!parsed.ok) return { kind: "aside", row: { ...asideRow(folder, file, hash), at: takenAt, ...parsed.refusal } };
  const id = articleIdOf(parsed.article);
  const article: Article = { ...parsed.article, id, file: file.path, takenAt, copyOf: null, supersededBy: null };
  return { kind: "article", document: { ...stamp, articleId: id }, article, ...place };
}

function twinIn(batch: readonly TakenFile[], hash: string): string | null {
  return batch.find(({ document }) => document.hash === hash)?.document.articleId ?? null;
}

function asideRow(folder: string, file: DueFile["file"], hash: string): Omit<Quarantined, keyof Refusal | "at"> {
  return { folder, path: file.path, hash, size: file.size, modifiedAt: file.modifiedAt };
}
