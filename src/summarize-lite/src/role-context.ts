import { CUE } from "./cues.ts";
import { stemsOf } from "./role-features.ts";
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

/** Stands for the log probability where there is no neighbour. */
const UNSAID = -12;

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
  const titleStems = stemsOf(title, sentences);
  const paragraphs = paragraphMeans(sentences, guesses);
  for (const [i, sentence] of sentences.entries()) {
    let at = i * CONTEXT_COLUMNS;
    for (let c = 0; c < N; c++) rows[at++] = logs[i * N + c]!;
    for (const step of NEIGHBOURS) {
      const j = i + step;
      const there = j >= 0 && j < of;
      for (let c = 0; c < N; c++) rows[at++] = there ? logs[j * N + c]! : UNSAID;
    }
    for (let c = 0; c < N; c++) rows[at++] = mean[c]!;
    for (let c = 0; c < N; c++) {
      rows[at++] = before[c]! / Math.max(1, i);
      before[c]! += guesses[i * N + c]!;
    }
    for (let c = 0; c < N; c++) rows[at++] = paragraphs[i * N + c]!;
    at = placeColumns(sentences, i, titleStems, rows, at);
    at = topicColumns(sentence, i, facts, rows, at);
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
  /** Of each word in order, sentence after sentence: the number of its term in this article, −1 for a function word. */
  readonly sequence: Int32Array;
  /** Of each term: how often it stands in the article, and 1 when it stands in the first two sentences. */
  readonly counts: Int32Array;
  readonly first: Uint8Array;
  /** The first sentence that a term was met in, −1 while it was not. */
  readonly met: Int32Array;
  /** Words read so far. */
  at: number;
}

function topicOf(sentences: readonly RoleSentence[]): Topic {
  let total = 0;
  for (const { words } of sentences) total += words.length;
  const sequence = new Int32Array(total);
  const counts = new Int32Array(total);
  const first = new Uint8Array(total);
  const numbers = new Map<number, number>();
  let at = 0;
  for (const [i, { words }] of sentences.entries()) {
    for (const { stem } of words) {
      if (stem === 0) {
        sequence[at++] = -1;
        continue;
      }
      let n = numbers.get(stem);
      if (n === undefined) numbers.set(stem, (n = numbers.size));
      counts[n]!++;
      if (i < 2) first[n] = 1;
      sequence[at++] = n;
    }
  }
  return { sequence, counts, first, met: new Int32Array(numbers.size).fill(-1), at: 0 };
}

/** How much the sentence is about what the whole article, and its opening, are about; how much in it is new; its names. */
function topicColumns({ words }: RoleSentence, sentence: number, topic: Topic, rows: Float32Array, at: number): number {
  const { sequence, counts, first, met } = topic;
  let content = 0;
  let frequency = 0;
  let shared = 0;
  let fresh = 0;
  let names = 0;
  let knownNames = 0;
  let top = 0;
  for (let k = 0; k < words.length; k++) {
    const n = sequence[topic.at++]!;
    if (n < 0) continue;
    const times = counts[n]!;
    const known = met[n]! >= 0 && met[n] !== sentence;
    content++;
    frequency += LOGS[Math.min(times, LOGS.length - 1)]!;
    if (times > top) top = times;
    shared += first[n]!;
    if (!known) fresh++;
    if (words[k]!.capital && k > 0) {
      names++;
      if (known) knownNames++;
    }
    if (!known) met[n] = sentence;
  }
  const of = Math.max(4, content);
  rows[at] = frequency / of;
  rows[at + 1] = shared / of;
  rows[at + 2] = shared;
  rows[at + 3] = fresh / of;
  rows[at + 4] = names;
  rows[at + 5] = knownNames;
  rows[at + 6] = top;
  return at + 7;
}

function placeColumns(
  sentences: readonly RoleSentence[],
  i: number,
  title: ReadonlySet<number>,
  rows: Float32Array,
  at: number,
): number {
  const of = sentences.length;
  const { words, text, paragraph } = sentences[i]!;
  let content = 0;
  let shared = 0;
  for (const { stem } of words) {
    if (stem === 0) continue;
    content++;
    if (title.has(stem)) shared++;
  }
  rows[at] = i;
  rows[at + 1] = i / of;
  rows[at + 2] = of;
  rows[at + 3] = of - 1 - i;
  rows[at + 4] = words.length;
  rows[at + 5] = i > 0 && sentences[i - 1]!.paragraph === paragraph ? 1 : 0;
  rows[at + 6] = i + 1 < of && sentences[i + 1]!.paragraph === paragraph ? 1 : 0;
  rows[at + 7] = shared;
  rows[at + 8] = content;
  rows[at + 9] = quotationMarks(text);
  return at + 10;
}

function quotationMarks(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34 || code === 0x201c || code === 0x201d) n++;
  }
  return n;
}
