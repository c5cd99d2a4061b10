import type { EpochMs } from "../time.ts";
import type { Frequencies } from "./frequency.ts";
import { createFrequencies } from "./frequency.ts";
import { createPostings } from "./postings.ts";
import type { Containment } from "./shingles.ts";
import { containment } from "./shingles.ts";
import type { ArticleSignature } from "./signature.ts";

/** One article in the window. */
export interface Entry {
  readonly signature: ArticleSignature;
  /** Its rarest and most frequent terms, by which it is found. */
  readonly terms: readonly number[];
  storyId: string | null;
  copyOf: string | null;
}

/** Another article that has half of the shorter text in common. */
export interface NearCopy {
  readonly entry: Entry;
  readonly shared: Containment;
}

/** The articles that may still get company, and the indexes that find the few worth comparing. */
export interface Window {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly frequencies: Frequencies;
  readonly add: (signature: ArticleSignature) => Entry;
  readonly remove: (entries: ReadonlySet<Entry>) => void;
  /** The articles most likely to report the same event, best first. */
  readonly candidates: (entry: Entry) => readonly Entry[];
  /** Articles with which at least half of the shorter text's shingles are shared, by id. */
  readonly nearCopies: (entry: Entry, candidates: readonly Entry[]) => readonly NearCopy[];
}

/** Share of the shorter text's shingles from which one text counts as a copy of the other. */
const COPIED = 0.5;

/** Terms by which one article is filed and sought. */
const FILED_TERMS = 48;
/** Candidates compared with a new article. */
const CANDIDATES = 40;
/** Postings read for one article: what bounds its cost, however large the window. Rarest terms go first. */
const POSTINGS_READ = 4000;
/** One shingle in sixteen is filed. */
const FILED_SHINGLES = 15;
/** A shingle in more articles than this is page furniture, or a text that the terms find too. */
const COMMON_SHINGLE = 60;

/** Order of publication, then of taking in, then by id: the order in which a batch is read, whatever order it came in. */
export function byTime(a: ArticleSignature, b: ArticleSignature): number {
  const published = (a.publishedAt ?? Number.POSITIVE_INFINITY) - (b.publishedAt ?? Number.POSITIVE_INFINITY);
  if (published !== 0 && !Number.isNaN(published)) return published;
  return a.takenAt - b.takenAt || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/** When an article appeared: published, or taken in when it has no date or one in the future. */
export function appearedAt(signature: ArticleSignature): EpochMs {
  return Math.min(signature.publishedAt ?? signature.takenAt, signature.takenAt);
}

export function createWindow(): Window {
  const entries = new Map<string, Entry>();
  const frequencies = createFrequencies();
  const byTerm = createPostings<Entry>();
  const byShingle = createPostings<Entry>();
  const window: Window = {
    entries,
    frequencies,
    add: (signature) => {
      const entry: Entry = { signature, terms: filedTerms(signature, frequencies), storyId: null, copyOf: null };
      entries.set(signature.id, entry);
      frequencies.add(signature);
      byTerm.add(entry.terms, entry);
      byShingle.add(filedShingles(signature), entry);
      return entry;
    },
    remove: (gone) => {
      const terms = new Set<number>();
      const shingles = new Set<number>();
      for (const entry of gone) {
        entries.delete(entry.signature.id);
        frequencies.remove(entry.signature);
        for (const term of entry.terms) terms.add(term);
        for (const hash of filedShingles(entry.signature)) shingles.add(hash);
      }
      byTerm.remove([...terms], gone);
      byShingle.remove([...shingles], gone);
    },
    candidates: (entry) => {
      const lists = entry.terms.map((term) => ({ term, filed: byTerm.get(term) }));
      lists.sort((a, b) => a.filed.length - b.filed.length || a.term - b.term);
      const scores = new Map<Entry, number>();
      let read = 0;
      for (const { term, filed } of lists) {
        read += filed.length;
        if (read > POSTINGS_READ) break;
        const weight = frequencies.rarity(term) ** 2;
        for (const other of filed) if (other !== entry) scores.set(other, (scores.get(other) ?? 0) + weight);
      }
      return best(scores, CANDIDATES);
    },
    nearCopies: (entry, candidates) => {
      const hits = new Map<Entry, number>();
      for (const hash of filedShingles(entry.signature)) {
        const filed = byShingle.get(hash);
        if (filed.length > COMMON_SHINGLE) continue;
        for (const other of filed) if (other !== entry) hits.set(other, (hits.get(other) ?? 0) + 1);
      }
      return [...new Set([...best(hits, CANDIDATES), ...candidates])]
        .map((other) => ({ entry: other, shared: containment(entry.signature.shingles, other.signature.shingles) }))
        .filter(({ shared }) => shared.ofShorter >= COPIED)
        .sort((a, b) => (a.entry.signature.id < b.entry.signature.id ? -1 : 1));
    },
  };
  return window;
}

function best(scores: ReadonlyMap<Entry, number>, limit: number): Entry[] {
  return [...scores]
    .sort(([a, m], [b, n]) => n - m || (a.signature.id < b.signature.id ? -1 : 1))
    .slice(0, limit)
    .map(([entry]) => entry);
}

/** Chosen by the background's rarity, which no article changes: what is filed does not depend on what came before. */
function filedTerms(signature: ArticleSignature, frequencies: Frequencies): readonly number[] {
  const weighted = [signature.words, signature.names].flatMap(({ terms, counts }) =>
    terms.map((term, i) => ({ term, weight: (1 + Math.log(counts[i] ?? 1)) * frequencies.fixedRarity(term) })),
  );
  weighted.sort((a, b) => b.weight - a.weight || a.term - b.term);
  return [...new Set(weighted.slice(0, FILED_TERMS).map(({ term }) => term))];
}

function filedShingles(signature: ArticleSignature): readonly number[] {
  return signature.shingles.hashes.filter((hash) => (hash & FILED_SHINGLES) === 0);
}
