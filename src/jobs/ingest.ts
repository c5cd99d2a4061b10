import type { Article } from "../core/article.ts";
import type { Document, Quarantined } from "../core/document.ts";
import { articleIdOf } from "../core/identity.ts";
import { readDocument } from "../intake/folder.ts";
import type { IntakeLimits, Refusal } from "../intake/intake.ts";
import { parseDocument } from "../intake/parse.ts";
import { gather, tell } from "./gather.ts";
import type { DueFile } from "./gather.ts";
import { breathe } from "./ports.ts";
import type { Ports } from "./ports.ts";
import type { StoryDesk } from "./stories.ts";

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

/** A batch lands in one transaction; beyond these it would hold up everyone else for too long, or fill the memory. */
const BATCH_FILES = 500;
const BATCH_BYTES = 8_000_000;

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
  /** It was in quarantine. */
  readonly wasAside: boolean;
}

/**
 * Takes in what is new or changed in the folders. Each batch of files lands with its articles and their stories, or not
 * at all: a run that is cut short at any point is taken up again by the next one, and nothing is taken in twice.
 */
export async function ingest(ports: Ports, options: IngestOptions): Promise<IngestReport> {
  const finds = await gather(ports, options.folders, options.limits, options.afresh);
  const report = { articles: 0, quarantined: 0, stories: new Set<string>() };
  let batch: Exclude<Taken, { kind: "aside" }>[] = [];
  let bytes = 0;
  const land = async (): Promise<void> => {
    const landed = await options.stories.land(batch);
    report.articles += landed.articles;
    for (const id of landed.stories) report.stories.add(id);
    [batch, bytes] = [[], 0];
  };
  for (const [index, due] of finds.due.entries()) {
    if (options.signal.aborted) break;
    const taken = await takeIn(ports, due, options.limits, batch);
    options.onProgress?.(index + 1, finds.due.length);
    await breathe();
    if (taken === null) continue;
    if (taken.kind === "aside") {
      if (await putAside(ports, due, taken.row)) report.quarantined += 1;
      continue;
    }
    batch.push(taken);
    bytes += due.file.size;
    if (batch.length >= BATCH_FILES || bytes >= BATCH_BYTES) await land();
  }
  if (batch.length > 0 && !options.signal.aborted) await land();
  return { ...report, unsettled: finds.unsettled, missing: finds.missing };
}

/** @returns null for a file that changed or vanished while it was read: the next pass sees to it */
async function takeIn(
  ports: Ports,
  { folder, file, aside }: DueFile,
  limits: IntakeLimits,
  batch: readonly TakenFile[],
): Promise<Taken | null> {
  const { store, clock } = ports;
  const takenAt = clock.now();
  const read = await readDocument(folder, file.path, limits);
  if (!read.ok) {
    if (read.refusal === null) return null;
    return { kind: "aside", row: { ...asideRow(folder, file, ""), at: takenAt, ...read.refusal } };
  }
  const { hash, size, modifiedAt } = read;
  const stamp = { folder, path: file.path, hash, size, modifiedAt, takenAt };
  const before = await store.documents.get(folder, file.path);
  const place = { before, wasAside: aside !== null };
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

/** @returns false when it was aside for the same reason before */
async function putAside(ports: Ports, due: DueFile, row: Quarantined): Promise<boolean> {
  const known = due.aside;
  const same = known !== null && known.kind === row.kind && known.reason === row.reason && known.hash === row.hash;
  if (same && known.size === row.size && known.modifiedAt === row.modifiedAt) return false;
  await ports.store.quarantine.save(row);
  if (!same) tell(ports, row.path, row);
  return !same;
}
