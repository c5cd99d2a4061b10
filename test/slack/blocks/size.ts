import { isRecord } from "./checks.ts";

/** Fields whose characters count. */
const COUNTED: ReadonlySet<string> = new Set(["text", "url", "image_url", "alt_text", "fallback"]);

/**
 * Characters of all text in blocks: words, labels and addresses of links. How Slack counts is not published; this counts
 * everything that is text in the end, so that what passes here has room to spare there.
 */
export function textOfBlocks(blocks: unknown): number {
  if (Array.isArray(blocks)) return blocks.reduce((sum: number, one) => sum + textOfBlocks(one), 0);
  if (!isRecord(blocks)) return 0;
  let sum = 0;
  for (const [name, value] of Object.entries(blocks)) {
    if (typeof value === "string") sum += COUNTED.has(name) ? value.length : 0;
    else sum += textOfBlocks(value);
  }
  return sum;
}
