import { rougeTokens } from "./rouge.ts";

export interface OracleItem {
  /** Sentences to choose from. */
  readonly sentences: readonly { readonly text: string; readonly size: number }[];
  readonly references: readonly (readonly string[])[];
}

interface Counted {
  readonly grams: readonly (readonly [gram: number, count: number])[];
  readonly length: number;
}

/** One reference with its single tokens and pairs. */
interface Wanted {
  readonly counts: ReadonlyMap<number, number>;
  readonly total: number;
}

/**
 * Greedy oracle: adds the sentence that raises ROUGE-1 F + ROUGE-2 F the most, until none does or the budget is full.
 * @param limit most sentences, and words after which no sentence is added
 * @returns numbers of the sentences in the order of choice, with what each added
 */
export function greedyOracle(
  item: OracleItem,
  limit: { readonly sentences: number; readonly words: number },
): { readonly index: number; readonly gain: number }[] {
  const numbers = new Map<string, number>();
  const wanted = item.references.map((reference) => rougeTokens(reference.join(" ")));
  const orders = [1, 2].map((n) => ({
    wanted: wanted.map((tokens) => wantedOf(tokens, n, numbers)),
    sentences: item.sentences.map(({ text }) => countedOf(rougeTokens(text), n, numbers)),
    chosen: new Map<number, number>(),
    length: 0,
  }));
  const valueWith = (index: number): number => {
    let sum = 0;
    for (const { wanted, sentences, chosen, length } of orders) {
      const added = index < 0 ? NOTHING : sentences[index]!;
      for (const { counts, total } of wanted) sum += fWith(counts, total, chosen, length, added);
    }
    return sum / item.references.length;
  };
  const out: { index: number; gain: number }[] = [];
  const taken = new Set<number>();
  let value = 0;
  let words = 0;
  while (out.length < limit.sentences && words < limit.words) {
    let best = -1;
    let bestValue = value + 1e-9;
    for (let i = 0; i < item.sentences.length; i++) {
      if (taken.has(i)) continue;
      const next = valueWith(i);
      if (next > bestValue) {
        bestValue = next;
        best = i;
      }
    }
    if (best < 0) break;
    for (const order of orders) {
      for (const [gram, n] of order.sentences[best]!.grams) order.chosen.set(gram, (order.chosen.get(gram) ?? 0) + n);
      order.length += order.sentences[best]!.length;
    }
    taken.add(best);
    words += item.sentences[best]!.size;
    out.push({ index: best, gain: bestValue - value });
    value = bestValue;
  }
  return out;
}

const NOTHING: Counted = { grams: [], length: 0 };

function fWith(
  counts: ReadonlyMap<number, number>,
  total: number,
  chosen: ReadonlyMap<number, number>,
  length: number,
  added: Counted,
): number {
  let hits = 0;
  for (const [gram, have] of chosen) hits += Math.min(have, counts.get(gram) ?? 0);
  for (const [gram, n] of added.grams) {
    const want = counts.get(gram);
    if (want === undefined) continue;
    const have = chosen.get(gram) ?? 0;
    hits += Math.min(want, have + n) - Math.min(want, have);
  }
  return hits === 0 ? 0 : (2 * hits) / (length + added.length + total);
}

function gramNumbers(tokens: readonly string[], n: number, numbers: Map<string, number>): number[] {
  const out: number[] = [];
  for (let i = 0; i + n <= tokens.length; i++) {
    const gram = n === 1 ? tokens[i]! : `${tokens[i]!} ${tokens[i + 1]!}`;
    let number = numbers.get(gram);
    if (number === undefined) numbers.set(gram, (number = numbers.size));
    out.push(number);
  }
  return out;
}

function wantedOf(tokens: readonly string[], n: number, numbers: Map<string, number>): Wanted {
  const list = gramNumbers(tokens, n, numbers);
  return { counts: tally(list), total: list.length };
}

function countedOf(tokens: readonly string[], n: number, numbers: Map<string, number>): Counted {
  const list = gramNumbers(tokens, n, numbers);
  return { grams: Array.from(tally(list)), length: list.length };
}

function tally(list: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of list) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}
