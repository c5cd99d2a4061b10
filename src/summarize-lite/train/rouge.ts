import { stemEnglish } from "../src/stem.ts";

/** Tokens as ROUGE counts them (Lin 2004): letters and digits, stems of words of more than three letters. */
export function rougeTokens(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => (word.length > 3 ? stemEnglish(word) : word));
}
