export { digest } from "./digest.ts";
export type { DigestOptions } from "./digest.ts";
export { languageOf } from "./language.ts";
export { quantitiesIn } from "./quantities.ts";
export type { Quantity } from "./quantities.ts";
export { quotesIn } from "./quotes.ts";
export type { Quote } from "./quotes.ts";
export { rebuildItem } from "./passage.ts";
export { atSize, DIGEST_SIZES } from "./size.ts";
export type { DigestSize } from "./size.ts";
export { summarize } from "./summarize.ts";
export type { ChosenSentence } from "./summarize.ts";
export type { Budget } from "./select.ts";
export { DIGEST_PARTS, itemsOf, verify, withoutItems } from "./verify.ts";
export type { DigestPart, Failure } from "./verify.ts";
export type {
  Difference,
  DifferenceKind,
  Digest,
  DropReason,
  Edit,
  Evidence,
  Headings,
  Item,
  QuoteItem,
  ReplaceReason,
  Role,
  Source,
  SourceArticle,
  Subject,
} from "./types.ts";
