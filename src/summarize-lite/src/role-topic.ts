import { marksOf } from "./marks.ts";
import type { Marks } from "./marks.ts";
import { Numbering } from "./numbering.ts";
import type { RoleSentence } from "./role-features.ts";

/** Which words of an article are the same, and its marks: what both passes of the role model ask again and again, looked up once. */
export interface Topic {
  /** Of each word in order, sentence after sentence: the number of its term in this article, −1 for a function word. */
  readonly sequence: Int32Array;
  /** Of each sentence where its words begin in `sequence`, and past the last one. */
  readonly starts: Int32Array;
  /** Of each term: how often it stands in the article, and 1 when it stands in the title. */
  readonly counts: Int32Array;
  readonly inTitle: Uint8Array;
  /** Terms of the first sentence, and of the first two, which come first. */
  readonly opening: number;
  readonly early: number;
  /** Whether the article has a title. */
  readonly hasTitle: boolean;
  /** Of each sentence. */
  readonly marks: readonly Marks[];
}

/** @param title terms of the title; none: empty */
export function topicOf(sentences: readonly RoleSentence[], title: ReadonlySet<string>): Topic {
  let total = 0;
  for (const { words } of sentences) total += words.length;
  const sequence = new Int32Array(total);
  const starts = new Int32Array(sentences.length + 1);
  const counts = new Int32Array(total);
  const inTitle = new Uint8Array(total);
  const numbers = new Numbering(2, total / 2);
  const ends = [0, 0];
  let at = 0;
  for (let i = 0; i < sentences.length; i++) {
    for (const { stem, term } of sentences[i]!.words) {
      if (stem === 0) {
        sequence[at++] = -1;
        continue;
      }
      const n = numbers.of(stem, 0);
      if (title.size > 0 && title.has(term)) inTitle[n] = 1;
      counts[n]!++;
      sequence[at++] = n;
    }
    starts[i + 1] = at;
    if (i < 2) ends.fill(numbers.size, i);
  }
  return {
    sequence,
    starts,
    counts,
    inTitle,
    opening: ends[0]!,
    early: ends[1]!,
    hasTitle: title.size > 0,
    marks: sentences.map(({ text }) => marksOf(text)),
  };
}
