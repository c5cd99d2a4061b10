import { EVAL } from "../corpus.ts";

/** One item of a summarization set: one article, or several on one event. */
export interface SummaryItem {
  readonly id: string;
  readonly articles: readonly { readonly text: string; readonly title?: string | null }[];
  readonly references: readonly (readonly string[])[];
  /** What published systems wrote for this item. */
  readonly systems?: Readonly<Record<string, readonly string[]>>;
}

/** How long a summary may be: so many sentences, or words at which its text is cut. */
export type Limit = { readonly sentences: number } | { readonly words: number };

/** 0–1 each: F1, best over the references. */
interface Rouge {
  readonly r1: number;
  readonly r2: number;
  readonly rl: number;
}

/** Sentence of an article as the kit reads it. */
interface KitSentence {
  readonly text: string;
  readonly doc: number;
  readonly index: number;
}

type Ranking = number[];

/** The scorer and the baselines that come with the corpora. */
export interface Kit {
  readonly rouge: (summary: readonly string[], references: SummaryItem["references"]) => Rouge;
  readonly ducRecall: (summary: readonly string[], references: SummaryItem["references"], n: number) => number;
  /** Without by-lines, time stamps and scraps when `clean`. */
  readonly sentencesOf: (articles: SummaryItem["articles"], options: { clean: boolean }) => KitSentence[];
  readonly pick: (ranking: Ranking, sentences: readonly KitSentence[], limit: Limit) => number[];
  readonly render: (chosen: readonly number[], sentences: readonly KitSentence[], limit: Limit) => string[];
  readonly cut: (texts: readonly string[], limit: Limit) => string[];
  readonly makeFits: (sentences: readonly KitSentence[], limit: Limit) => (indexes: readonly number[]) => boolean;
  readonly oracle: (
    sentences: readonly KitSentence[],
    references: SummaryItem["references"],
    fits: (indexes: readonly number[]) => boolean,
  ) => number[];
  readonly rankings: Readonly<Record<string, (sentences: readonly KitSentence[]) => Ranking>>;
  readonly macroF1: (
    gold: readonly string[],
    given: readonly string[],
  ) => {
    readonly macro: number;
    readonly accuracy: number;
    readonly perLabel: Readonly<Record<string, number>>;
  };
}

export const FIRST_SENTENCES = "first sentences";

export async function readKit(): Promise<Kit> {
  const load = async (name: string): Promise<Record<string, never>> =>
    (await import(new URL(`kit/lib/${name}.mjs`, EVAL).href)) as Record<string, never>;
  const [rouge, text, baselines, selection, metrics] = await Promise.all(
    ["rouge", "text", "baselines", "select", "metrics"].map(load),
  );
  const rankings = {
    [FIRST_SENTENCES]: baselines!["lead"]!,
    TextRank: baselines!["textRank"]!,
    LexRank: baselines!["lexRank"]!,
    "centroid + MMR": baselines!["centroidMmr"]!,
  };
  return { ...rouge, ...text, ...selection, ...metrics, oracle: baselines!["oracle"]!, rankings } as unknown as Kit;
}

/** The length that each set is scored at. */
export function limitOf(set: string): Limit {
  if (set.startsWith("multinews")) return { words: 250 };
  if (set.startsWith("duc2004")) return { words: 100 };
  return { sentences: set.startsWith("xsum") ? 1 : 3 };
}
