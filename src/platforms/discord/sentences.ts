const sentenceSegmenter = new Intl.Segmenter("en", { granularity: "sentence" });
const graphemeSegmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A full stop with the quotation marks and brackets that close behind it, and, in scripts that have one, a blank. */
const ENDS = /(?:[.!?…।॥۔؟։]["'”’»›)\]]*\s|[。！？｡]["'”’»›)\]」』]*)\s*$/u;
/** "Mr.", "St.", "J.": a stop behind a short name part ends no sentence, as a rule. */
const ABBREVIATED = /(?:^|[\s("“‘])\p{Lu}\p{L}{0,3}\.\s*$/u;

/** Ends of the sentences of a text, as offsets; the last is its length. In doubt two sentences count as one. */
export function sentenceEnds(text: string): readonly number[] {
  const ends: number[] = [];
  for (const { index, segment } of sentenceSegmenter.segment(text)) {
    if (ENDS.test(segment) && !ABBREVIATED.test(segment)) ends.push(index + segment.length);
  }
  if (ends.at(-1) !== text.length) ends.push(text.length);
  return ends;
}

/** The longest beginning of whole graphemes within `limit` UTF-16 units, at a blank where there is one, with "…" when it is shorter. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (const { index, segment } of graphemeSegmenter.segment(text)) {
    if (index + segment.length > limit - 1) break;
    end = index + segment.length;
  }
  const cut = text.slice(0, end);
  const blank = cut.lastIndexOf(" ");
  return `${(blank > limit / 2 ? cut.slice(0, blank) : cut).trimEnd()}…`;
}
