import { stemEnglish } from "../src/stem.ts";

/** Tokens as ROUGE counts them: letters and digits, stems of words of more than three letters. */
export function rougeTokens(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => (word.length > 3 ? stemEnglish(word) : word));
}

/** Counts of single tokens and of pairs, as numbers for speed. */
export interface Grams {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

export function grams(tokens: readonly string[], n: 1 | 2): Grams {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= tokens.length; i++) {
    const gram = n === 1 ? tokens[i]! : `${tokens[i]!} ${tokens[i + 1]!}`;
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return { counts, total: Math.max(0, tokens.length - n + 1) };
}

/** F1 of a candidate against a reference (Lin 2004). */
export function rougeF(candidate: Grams, reference: Grams): number {
  let hits = 0;
  for (const [gram, wanted] of reference.counts) hits += Math.min(wanted, candidate.counts.get(gram) ?? 0);
  return hits === 0 ? 0 : (2 * hits) / (candidate.total + reference.total);
}

/** Sum of ROUGE-1 and ROUGE-2 F1 over the references. */
export function rougeValue(tokens: readonly string[], references: readonly (readonly string[])[]): number {
  const one = grams(tokens, 1);
  const two = grams(tokens, 2);
  let sum = 0;
  for (const reference of references) sum += rougeF(one, grams(reference, 1)) + rougeF(two, grams(reference, 2));
  return sum / Math.max(1, references.length);
}
