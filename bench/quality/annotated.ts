import { rolesOf } from "../../src/summarize-lite/src/roles.ts";
import { splitSentences } from "../../src/summarize-lite/src/sentences.ts";
import { readLines } from "../../src/summarize-lite/train/data.ts";
import type { Kit } from "./kit.ts";

/** An article of NewsDiscourse, split into sentences with their roles by people. */
export interface Annotated {
  readonly title: string | null;
  readonly sentences: readonly { readonly par: number; readonly text: string; readonly role: string }[];
}

export const readAnnotated = (): Annotated[] => readLines<Annotated>("newsdiscourse/validation.jsonl.gz");

/** F1 in percent: the mean over the roles, and each. */
export function measureRoles(kit: Kit, articles: readonly Annotated[]): Record<string, number> {
  const gold: string[] = [];
  const given: string[] = [];
  for (const { title, sentences } of articles) {
    gold.push(...sentences.map(({ role }) => role));
    const read = sentences.map(({ text, par }) => ({ text, paragraph: par }));
    given.push(...rolesOf(read, { title }).map(({ role }) => role));
  }
  const { macro, accuracy, perLabel } = kit.macroF1(gold, given);
  const percent = Object.entries(perLabel).map(([role, f1]) => [role, 100 * f1] as const);
  return { macroF1: 100 * macro, accuracy: 100 * accuracy, ...Object.fromEntries(percent) };
}

/** Percent of the sentences found that people made, and of theirs that are found. */
export function measureSplitting(articles: readonly Annotated[]): {
  readonly precision: number;
  readonly recall: number;
} {
  let hits = 0;
  let found = 0;
  let wanted = 0;
  for (const { sentences } of articles) {
    for (const list of Map.groupBy(sentences, ({ par }) => par).values()) {
      const gold = list.map(({ text }) => text.trim().replaceAll(/\s+/g, " "));
      const text = gold.join(" ");
      const mine = new Set(splitSentences(text).map(({ start, end }) => text.slice(start, end)));
      hits += gold.filter((sentence) => mine.has(sentence)).length;
      found += mine.size;
      wanted += gold.length;
    }
  }
  return { precision: (100 * hits) / found, recall: (100 * hits) / wanted };
}
