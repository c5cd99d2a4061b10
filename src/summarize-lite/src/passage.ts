import type { Edit, Evidence, Item } from "./types.ts";

/**
 * One passage with its edits applied. Edits stand in order and do not overlap.
 * @returns null when an edit does not fit the passage: out of bounds, out of order, or something else stands there
 */
export function editPassage(passage: string, edits: readonly Edit[]): string | null {
  let out = "";
  let at = 0;
  for (const edit of edits) {
    if (edit.start < at || edit.end < edit.start || edit.end > passage.length) return null;
    if (passage.slice(edit.start, edit.end) !== edit.was) return null;
    out += passage.slice(at, edit.start);
    if (edit.kind === "replace") out += edit.with;
    at = edit.end;
  }
  return (out + passage.slice(at)).trim();
}

/**
 * An item's text, rebuilt from its evidence alone.
 * @param textOf cleaned text of an article by id, undefined when there is no such article
 * @returns null when a passage or an edit does not exist
 */
export function rebuildItem(
  item: Pick<Item, "evidence" | "edits">,
  textOf: (article: string) => string | undefined,
): string | null {
  const parts: string[] = [];
  for (const [number, evidence] of item.evidence.entries()) {
    const passage = passageOf(evidence, textOf);
    if (passage === null) return null;
    const part = editPassage(
      passage,
      item.edits.filter((edit) => edit.evidence === number),
    );
    if (part === null) return null;
    parts.push(part);
  }
  return parts.length === 0 ? null : parts.join(" ");
}

/** The words that an evidence points at, or null when it points at nothing. */
export function passageOf(evidence: Evidence, textOf: (article: string) => string | undefined): string | null {
  const text = textOf(evidence.article);
  if (text === undefined) return null;
  const { start, end } = evidence;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end <= start || end > text.length) return null;
  return text.slice(start, end);
}
