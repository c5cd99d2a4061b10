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

/** See `OwedDelivery.key`: 32 hex digits, of the edition and the part alone. */
export function deliveryKeyOf(editionId: string, part: number): string {
  return digits([editionId, part], 32);
}

/**
 * Key of a delivery that belongs to no edition: 32 hex digits.
 * @param kind what it is: "alert", "share", "test", "follow", "edit"; then what makes it one of its kind, never rendered text
 */
export function noteKeyOf(kind: string, ...parts: readonly (string | number)[]): string {
  return digits(["note", kind, ...parts], 32);
}
