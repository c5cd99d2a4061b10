import { languageOf } from "./language.ts";
import type { SourceArticle } from "./types.ts";

/**
 * The language that most reports of a story are written in, and those reports; the others are sources only. A report too
 * short to tell goes with the majority.
 */
export function storyLanguage(reports: readonly SourceArticle[]): {
  readonly language: string;
  readonly reports: readonly SourceArticle[];
} {
  const languages = reports.map(({ text }) => languageOf(text));
  const counts = new Map<string, { reports: number; characters: number }>();
  for (const [i, { text }] of reports.entries()) {
    const entry = counts.get(languages[i]!) ?? { reports: 0, characters: 0 };
    counts.set(languages[i]!, { reports: entry.reports + 1, characters: entry.characters + text.length });
  }
  const known = [...counts].filter(([code]) => code !== "und");
  known.sort((a, b) => b[1].reports - a[1].reports || b[1].characters - a[1].characters || (a[0] < b[0] ? -1 : 1));
  const language = known[0]?.[0] ?? "und";
  return { language, reports: reports.filter((_, i) => languages[i] === language || languages[i] === "und") };
}
