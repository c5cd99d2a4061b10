import type { Analysis, Passage } from "./analysis.ts";
import { measure } from "./centrality.ts";
import type { Measures } from "./centrality.ts";
import { CUE } from "./cues.ts";
import { ROLES } from "./role-names.ts";
import { leansOnContext } from "./standalone.ts";

/** Columns of the ranking model, in order. The scores and their neighbours' come first, the roles last. */
export const RANK_COLUMNS = [
  "place",
  "inversePlace",
  "relativePlace",
  "fromEnd",
  "paragraph",
  "opensParagraph",
  "closesParagraph",
  "documentSentences",
  "documents",
  "clusterSentences",
  "size",
  "relativeSize",
  "contentShare",
  "meanPassageCount",
  "relativePassageCount",
  "centroid",
  "relativeCentroid",
  "centroidRank",
  "eigen",
  "relativeEigen",
  "documentCentroid",
  "relativeDocumentCentroid",
  "support",
  "relativeSupport",
  "pairSupport",
  "relativePairSupport",
  "sharedPairs",
  "meanIdf",
  "maxWeight",
  "sumWeight",
  "relativeSum",
  "title",
  "lead",
  "leads",
  "novelty",
  "names",
  "nameShare",
  "knownNames",
  "topNames",
  "numbers",
  "quoted",
  "insideQuote",
  "speech",
  "future",
  "hedge",
  "pastVerb",
  "present",
  "first",
  "second",
  "third",
  "contrast",
  "dayName",
  "year",
  "opinion",
  "leans",
  "question",
  "unfinished",
  "suspect",
  "previousCentroid",
  "nextCentroid",
  "previousSize",
  "nextSize",
  ...ROLES.map((role) => `role:${role}` as const),
] as const;

export const WIDTH = RANK_COLUMNS.length;

/** Features of every passage, row after row; `weights` are the terms' background weights. Cost grows linearly with the number of terms. */
export function rankFeatures(analysis: Analysis, weights: Float32Array): Float32Array {
  const measures = measure(analysis, weights);
  const rows = new Float32Array(analysis.passages.length * WIDTH);
  for (let document = 0; document < analysis.documents; document++) {
    const from = analysis.bounds[document]!;
    const to = analysis.bounds[document + 1]!;
    if (to > from) documentRows(analysis, measures, document, from, to, rows);
  }
  return rows;
}

function documentRows(
  analysis: Analysis,
  measures: Measures,
  document: number,
  from: number,
  to: number,
  rows: Float32Array,
): void {
  const { passages } = analysis;
  const title = analysis.titles[document]!;
  const best = {
    meanCount: maxIn(measures.meanCount, from, to),
    centroid: maxIn(measures.centroid, from, to),
    eigen: maxIn(measures.eigen, from, to),
    documentCentroid: maxIn(measures.documentCentroid, from, to),
    support: maxIn(measures.support, from, to),
    pairSupport: maxIn(measures.pairSupport, from, to),
    sum: maxIn(measures.sum, from, to),
  };
  let totalSize = 0;
  for (let i = from; i < to; i++) totalSize += passages[i]!.size;
  const meanSize = totalSize / (to - from);
  const ranks = ranksIn(measures.documentCentroid, from, to);
  const clean = passages[to - 1]!.place + 1;
  const names = nameCounts(passages, from, to);
  let open = false;
  for (let i = from; i < to; i++) {
    const passage = passages[i]!;
    const opens = count(passage.text, "“") - count(passage.text, "”");
    const cues = cueCounts(passage);
    const own = namesIn(passage, names);
    const values: readonly number[] = [
      passage.place,
      1 / (1 + passage.place),
      passage.place / clean,
      clean - passage.place,
      passage.paragraph,
      i === from || passages[i - 1]!.paragraph !== passage.paragraph ? 1 : 0,
      i + 1 === to || passages[i + 1]!.paragraph !== passage.paragraph ? 1 : 0,
      clean,
      analysis.documents,
      passages.length,
      passage.size,
      passage.size / meanSize,
      passage.terms.length / Math.max(1, passage.words.length),
      measures.meanCount[i]!,
      measures.meanCount[i]! / best.meanCount,
      measures.centroid[i]!,
      measures.centroid[i]! / best.centroid,
      ranks[i - from]!,
      measures.eigen[i]!,
      measures.eigen[i]! / best.eigen,
      measures.documentCentroid[i]!,
      measures.documentCentroid[i]! / best.documentCentroid,
      measures.support[i]!,
      measures.support[i]! / best.support,
      measures.pairSupport[i]!,
      measures.pairSupport[i]! / best.pairSupport,
      measures.sharedPairs[i]!,
      measures.meanIdf[i]!,
      measures.maxWeight[i]!,
      measures.sum[i]!,
      measures.sum[i]! / best.sum,
      title.size === 0 ? -1 : sharedWith(passage, title),
      measures.lead[i]!,
      measures.leads[i]!,
      measures.novelty[i]!,
      own.names,
      own.names / Math.max(1, passage.words.length),
      own.known,
      own.top,
      cues.numbers,
      /["“”]|''/.test(passage.text) ? 1 : 0,
      open ? 1 : 0,
      cues.speech,
      cues.future,
      cues.hedge,
      cues.pastVerb,
      cues.present,
      cues.first,
      cues.second,
      cues.third,
      cues.contrast,
      cues.dayName,
      cues.year,
      cues.opinion,
      leansOnContext(passage.text) ? 1 : 0,
      passage.text.includes("?") ? 1 : 0,
      /[.!?。！？।؟…]["”’')\]」』»]*$/.test(passage.text) ? 0 : 1,
      passage.suspect ? 1 : 0,
      i > from ? measures.documentCentroid[i - 1]! : -1,
      i + 1 < to ? measures.documentCentroid[i + 1]! : -1,
      i > from ? passages[i - 1]!.size : -1,
      i + 1 < to ? passages[i + 1]!.size : -1,
    ];
    rows.set(values, i * WIDTH);
    rows.set(analysis.roles.subarray(i * ROLES.length, (i + 1) * ROLES.length), i * WIDTH + values.length);
    if (opens !== 0) open = opens > 0;
  }
}

function maxIn(values: Float32Array, from: number, to: number): number {
  let max = 0;
  for (let i = from; i < to; i++) if (values[i]! > max) max = values[i]!;
  return max || 1;
}

/** Place of each value among its article's, largest first, as a share of their number. */
function ranksIn(values: Float32Array, from: number, to: number): Float32Array {
  const order = Array.from({ length: to - from }, (_, k) => k).sort(
    (a, b) => values[from + b]! - values[from + a]! || a - b,
  );
  const ranks = new Float32Array(to - from);
  for (const [rank, k] of order.entries()) ranks[k] = rank / (to - from);
  return ranks;
}

function count(text: string, mark: string): number {
  let n = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) n++;
  return n;
}

/** How often each name (capitalized term inside a sentence) stands in an article. */
function nameCounts(passages: readonly Passage[], from: number, to: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let i = from; i < to; i++) {
    const { words, dirt } = passages[i]!;
    if (dirt) continue;
    for (let k = 1; k < words.length; k++) {
      const { term, capital } = words[k]!;
      if (capital && term !== "") counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  return counts;
}

/** Names of a passage: how many, how many that stand three times or more in the article, and the largest count. */
function namesIn(
  { words }: Passage,
  counts: ReadonlyMap<string, number>,
): { readonly names: number; readonly known: number; readonly top: number } {
  let names = 0;
  let known = 0;
  let top = 0;
  for (const { term, capital } of words) {
    if (!capital || term === "") continue;
    const times = counts.get(term) ?? 0;
    if (times === 0) continue;
    names++;
    if (times > 2) known++;
    if (times > top) top = times;
  }
  return { names, known, top };
}

function sharedWith(passage: Passage, terms: ReadonlySet<number>): number {
  let shared = 0;
  for (const t of passage.terms) if (terms.has(t)) shared++;
  return shared / Math.max(3, terms.size);
}

interface CueCounts {
  numbers: number;
  speech: number;
  future: number;
  hedge: number;
  pastVerb: number;
  present: number;
  first: number;
  second: number;
  third: number;
  contrast: number;
  dayName: number;
  year: number;
  opinion: number;
}

function cueCounts({ words }: Passage): CueCounts {
  const n: CueCounts = {
    numbers: 0,
    speech: 0,
    future: 0,
    hedge: 0,
    pastVerb: 0,
    present: 0,
    first: 0,
    second: 0,
    third: 0,
    contrast: 0,
    dayName: 0,
    year: 0,
    opinion: 0,
  };
  for (const { cues } of words) {
    if (cues === 0) continue;
    if ((cues & CUE.digit) !== 0) n.numbers++;
    if ((cues & CUE.speech) !== 0) n.speech++;
    if ((cues & CUE.future) !== 0) n.future++;
    if ((cues & CUE.hedge) !== 0) n.hedge++;
    if ((cues & CUE.pastVerb) !== 0) n.pastVerb++;
    if ((cues & CUE.present) !== 0) n.present++;
    if ((cues & CUE.first) !== 0) n.first++;
    if ((cues & CUE.second) !== 0) n.second++;
    if ((cues & CUE.third) !== 0) n.third++;
    if ((cues & CUE.contrast) !== 0) n.contrast++;
    if ((cues & (CUE.dayName | CUE.month)) !== 0) n.dayName++;
    if ((cues & CUE.year) !== 0) n.year++;
    if ((cues & CUE.opinion) !== 0) n.opinion++;
  }
  return n;
}
