import { CUE } from "./cues.ts";
import type { RoleSentence } from "./role-features.ts";
import { ROLES } from "./role-names.ts";
import { topicOf } from "./role-topic.ts";
import type { Topic } from "./role-topic.ts";
import type { Word } from "./words.ts";

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

/** All of them, and the place of each among them by the number of its bit. */
const COUNTED = CUES.reduce((bits, cue) => bits | cue, 0);
const COLUMN_OF = Int8Array.from({ length: 32 }, (_, bit) => (CUES as readonly number[]).indexOf(2 ** bit));

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
  topic = topicOf(sentences, title),
): Float32Array {
  const of = sentences.length;
  const rows = new Float32Array(of * CONTEXT_COLUMNS);
  const logs = new Float32Array(guesses.length);
  for (let k = 0; k < logs.length; k++) logs[k] = Math.log(guesses[k]! + 1e-4);
  const mean = new Float64Array(N);
  for (let k = 0; k < guesses.length; k += N) for (let c = 0; c < N; c++) mean[c]! += guesses[k + c]! / of;
  const before = new Float64Array(N);
  const met = new Int32Array(topic.counts.length).fill(-1);
  const paragraphs = paragraphMeans(sentences, guesses);
  for (let i = 0; i < of; i++) {
    const { words } = sentences[i]!;
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
    at = placeColumns(sentences, i, topic, rows, at);
    at = topicColumns(words, i, topic, met, rows, at);
    for (const { cues } of words) {
      for (let rest = cues & COUNTED; rest !== 0; rest &= rest - 1) {
        rows[at + COLUMN_OF[31 - Math.clz32(rest & -rest)]!]!++;
      }
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
    for (let k = from * N; k < to * N; k += N) for (let c = 0; c < N; c++) mean[c]! += guesses[k + c]! / (to - from);
    for (let i = from; i < to; i++) out.set(mean, i * N);
    from = to;
  }
  return out;
}

/** Logarithms of small counts. */
const LOGS = Float64Array.from({ length: 64 }, (_, n) => Math.log(Math.max(1, n)));

/**
 * How much the sentence is about what the whole article, and its opening, are about; how much in it is new; its names.
 * @param met the first sentence that each term was met in, −1 while it was not
 */
function topicColumns(
  words: readonly Word[],
  sentence: number,
  { sequence, starts, counts, early }: Topic,
  met: Int32Array,
  rows: Float32Array,
  at: number,
): number {
  let content = 0;
  let frequency = 0;
  let shared = 0;
  let fresh = 0;
  let names = 0;
  let knownNames = 0;
  let top = 0;
  const from = starts[sentence]!;
  for (let k = 0; k < words.length; k++) {
    const n = sequence[from + k]!;
    if (n < 0) continue;
    const times = counts[n]!;
    const known = met[n]! >= 0 && met[n] !== sentence;
    content++;
    frequency += LOGS[Math.min(times, LOGS.length - 1)]!;
    if (times > top) top = times;
    if (n < early) shared++;
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
  { sequence, starts, inTitle, marks }: Topic,
  rows: Float32Array,
  at: number,
): number {
  const of = sentences.length;
  const { words, paragraph } = sentences[i]!;
  let content = 0;
  let shared = 0;
  for (let k = starts[i]!; k < starts[i + 1]!; k++) {
    const n = sequence[k]!;
    if (n < 0) continue;
    content++;
    shared += inTitle[n]!;
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
  const { straight, opening, closing } = marks[i]!;
  rows[at + 9] = straight + opening + closing;
  return at + 10;
}
