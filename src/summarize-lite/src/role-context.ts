import type { RoleSentence } from "./role-features.ts";
import { ROLES } from "./role-names.ts";

const N = ROLES.length;
const NEIGHBOURS = [-2, -1, 1, 2] as const;

/** Columns of the second pass. */
export const CONTEXT_COLUMNS = N + NEIGHBOURS.length * N + 2 * N + 10;

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
    placeColumns(sentences, i, sentence, title, rows, at);
  }
  return rows;
}

function placeColumns(
  sentences: readonly RoleSentence[],
  i: number,
  sentence: RoleSentence,
  title: ReadonlySet<string>,
  rows: Float32Array,
  from: number,
): void {
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
}

function quotationMarks(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34 || code === 0x201c || code === 0x201d) n++;
  }
  return n;
}
