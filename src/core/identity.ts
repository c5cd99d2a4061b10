import { createHash } from "node:crypto";

/** The separator cannot stand in a cleaned text, so that ("ab", "c") and ("a", "bc") differ. */
function digits(parts: readonly (string | number | null)[], length: number): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part === null ? "\u0001" : String(part)).update("\u0000");
  return hash.digest("hex").slice(0, length);
}

/** See `Article.id`. */
export function articleIdOf(article: {
  readonly publisher: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly text: string;
}): string {
  return `a${digits([article.publisher, article.title, article.url, article.text], 16)}`;
}

/** See `Edition.id`. */
export function editionIdOf(channel: string, slot: string): string {
  return `e${digits([channel, slot], 16)}`;
}

/**
 * See `Edition.slot`, of a story that is posted as soon as its digest is made. Never of a version: after a backup is put back
 * versions are counted anew, and what was posted already must have the same key then.
 * @param reports all that the digest is made of, where the channel has had the story; null: it is new there
 */
export function readySlotOf(storyId: string, reports: readonly string[] | null): string {
  return reports === null ? `ready:${storyId}` : `ready:${storyId}:${digits(reports.toSorted(), 16)}`;
}

/**
 * See `OwedDelivery.key`: 32 hex digits, of the edition and the part alone.
 * @param part position of a piece; what an edition adds to posts that stand there is named: how many come before it may differ
 */
export function deliveryKeyOf(editionId: string, part: number | string): string {
  return digits([editionId, part], 32);
}

/**
 * Key of a delivery that belongs to no edition: 32 hex digits.
 * @param kind what it is: "alert", "share", "test", "follow", "edit"; then what makes it one of its kind, never rendered text
 */
export function noteKeyOf(kind: string, ...parts: readonly (string | number)[]): string {
  return digits(["note", kind, ...parts], 32);
}
