import { mergeEdits } from "./edits.ts";
import { editPassage } from "./passage.ts";
import type { Sayable } from "./readable.ts";
import type { Edit, Item } from "./types.ts";

/** An item of one passage or more. */
export function makeItem(parts: readonly Sayable[], label?: string): Item {
  const item = {
    text: parts.map((part) => part.text).join(" "),
    evidence: parts.map(({ unit }) => ({ article: unit.article.id, start: unit.start, end: unit.end })),
    edits: parts.flatMap((part, evidence) => part.edits.map((edit) => ({ ...edit, evidence }))),
  };
  return label === undefined ? item : { ...item, label };
}

/** The same unit with more edits; null when they do not fit together. */
export function withEdits(sayable: Sayable, more: readonly Edit[]): Sayable | null {
  const edits = mergeEdits([more, sayable.edits]);
  const text = editPassage(sayable.unit.passage, edits);
  return text === null ? null : { ...sayable, edits, text };
}
