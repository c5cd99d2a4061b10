import { stemEnglish } from "../src/stem.ts";

/** Tokens as ROUGE counts them (Lin 2004): letters and digits, stems of words of more than three letters. */
export function rougeTokens(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => (word.length > 3 ? stemEnglish(word) : word));
}

/** Largest sum of ROUGE-1 F and ROUGE-2 F over the references, 0 to 2; a summary and each reference as tokens. */
export function bestRouge(summary: readonly string[], references: readonly (readonly string[])[]): number {
  return Math.max(...references.map((reference) => ngramF(summary, reference, 1) + ngramF(summary, reference, 2)));
}

function ngramF(summary: readonly string[], reference: readonly string[], n: 1 | 2): number {
  const left = new Map<string, number>();
  for (let i = 0; i + n <= reference.length; i++) {
    const gram = reference.slice(i, i + n).join(" ");
    left.set(gram, (left.get(gram) ?? 0) + 1);
  }
  let hits = 0;
  for (let i = 0; i + n <= summary.length; i++) {
    const gram = summary.slice(i, i + n).join(" ");
    const count = left.get(gram) ?? 0;
    if (count === 0) continue;
    hits++;
    left.set(gram, count - 1);
  }
  return hits === 0 ? 0 : (2 * hits) / (summary.length + reference.length - 2 * (n - 1));
}
