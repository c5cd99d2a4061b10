import { CUE } from "./cues.ts";
import type { RoleSentence } from "./role-features.ts";
import { ROLES } from "./role-names.ts";

const N = ROLES.length;
const NEIGHBOURS = [-2, -1, 1, 2] as const;

const CUES = [
  CUE.digit,
  CUE.year,
  CUE.speech,
  CUE.future,
  CUE.hedge,
  CUE.pastVerb,
  CUE.ing,
  CUE.dayName,
  CUE.longAgo,
  CUE.recent,
  CUE.third,
  CUE.first,
  CUE.been,
  CUE.present,
  CUE.opinion,
] as const;

/** Columns of the second pass. */
export const CONTEXT_COLUMNS = N + NEIGHBOURS.length * N + 3 * N + 10 + 7 + CUES.length;

/**
 * What the second pass sees of each sentence: its own and its neighbours' first guesses (log probabilities), their mean over
 * the article and over what came before, and its place. Row after row.
 * @param guesses probabilities of the first pass, N a sentence
 */
export function contextRows(
  sentences: readonly RoleSentence[],
  guesses: Float32Array,
  title: ReadonlySet<string>,
): Float32Array {
  const of = sentences.length;
  const rows = new Float32Array(of * CONTEXT_COLUMNS);
  const logs = guesses.map((p) => Math.log(p + 1e-4));
  const mean = new Float64Array(N);
  for (let k = 0; k < guesses.length; k++) mean[k % N]! += guesses[k]! / of;
  const before = new Float64Array(N);
  const facts = topicOf(sentences);
  const paragraphs = paragraphMeans(sentences, guesses);
  for (const [i, sentence] of sentences.entries()) {
    let at = i * CONTEXT_COLUMNS;
    for (let c = 0; c < N; c++) rows[at++] = logs[i * N + c]!;
    for (const step of NEIGHBOURS) {
      const j = i + step;
      const there = j >= 0 && j < of;
      for (let c = 0; c < N; c++) rows[at++] = there ? logs[j * N + c]! : -12;
    }
    for (let c = 0; c < N; c++) rows[at++] = mean[c]!;
    for (let c = 0; c < N; c++) {
      rows[at++] = before[c]! / Math.max(1, i);
      before[c]! += guesses[i * N + c]!;
    }
    for (let c = 0; c < N; c++) rows[at++] = paragraphs[i * N + c]!;
    at = placeColumns(sentences, i, sentence, title, rows, at);
    at = topicColumns(sentence, facts, rows, at);
    for (const { cues } of sentence.words) {
      if (cues === 0) continue;
      for (let k = 0; k < CUES.length; k++) if ((cues & CUES[k]!) !== 0) rows[at + k]!++;
    }
  }
  return rows;
}

/** Mean first guess of each sentence's paragraph, N a sentence. */
function paragraphMeans(sentences: readonly RoleSentence[], guesses: Float32Array): Float32Array {
  const out = new Float32Array(guesses.length);
  const mean = new Float64Array(N);
  for (let from = 0; from < sentences.length;) {
    let to = from + 1;
    while (to < sentences.length && sentences[to]!.paragraph === sentences[from]!.paragraph) to++;
    mean.fill(0);
    for (let k = from * N; k < to * N; k++) mean[k % N]! += guesses[k]! / (to - from);
    for (let i = from; i < to; i++) out.set(mean, i * N);
    from = to;
  }
  return out;
}

/** Logarithms of small counts. */
const LOGS = Float64Array.from({ length: 64 }, (_, n) => Math.log(Math.max(1, n)));

interface Topic {
  readonly counts: ReadonlyMap<string, number>;
  readonly first: ReadonlySet<string>;
  /** Terms met so far. */
  readonly seen: Set<string>;
}

function topicOf(sentences: readonly RoleSentence[]): Topic {
  const counts = new Map<string, number>();
  for (const { words } of sentences) {
    for (const { term } of words) if (term !== "") counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const first = new Set(sentences.slice(0, 2).flatMap(({ words }) => words.map(({ term }) => term)));
  first.delete("");
  return { counts, first, seen: new Set() };
}

/** How much the sentence is about what the whole article, and its opening, are about; how much in it is new; its names. */
function topicColumns({ words }: RoleSentence, topic: Topic, rows: Float32Array, at: number): number {
  let content = 0;
  let frequency = 0;
  let shared = 0;
  let fresh = 0;
  let names = 0;
  let knownNames = 0;
  let top = 0;
  for (let k = 0; k < words.length; k++) {
    const { term, capital } = words[k]!;
    if (term === "") continue;
    const times = topic.counts.get(term) ?? 0;
    const known = topic.seen.has(term);
    content++;
    frequency += LOGS[Math.min(times, LOGS.length - 1)]!;
    if (times > top) top = times;
    if (topic.first.has(term)) shared++;
    if (!known) fresh++;
    if (capital && k > 0) {
      names++;
      if (known) knownNames++;
    }
  }
  for (const { term } of words) if (term !== "") topic.seen.add(term);
  const of = Math.max(4, content);
  rows.set([frequency / of, shared / of, shared, fresh / of, names, knownNames, top], at);
  return at + 7;
}

function placeColumns(
  sentences: readonly RoleSentence[],
  i: number,
  sentence: RoleSentence,
  title: ReadonlySet<string>,
  rows: Float32Array,
  from: number,
): number {
  const of = sentences.length;
  let content = 0;
  let shared = 0;
  for (const { term } of sentence.words) {
    if (term === "") continue;
    content++;
    if (title.has(term)) shared++;
  }
  const sameParagraph = (j: number): number => (sentences[j]?.paragraph === sentence.paragraph ? 1 : 0);
  const columns = [
    i,
    i / of,
    of,
    of - 1 - i,
    sentence.words.length,
    sameParagraph(i - 1),
    sameParagraph(i + 1),
    shared,
    content,
    quotationMarks(sentence.text),
  ];
  rows.set(columns, from);
  return from + columns.length;
}

function quotationMarks(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34 || code === 0x201c || code === 0x201d) n++;
  }
  return n;
}
