import type { Passage } from "./analysis.ts";
import { dropDateline } from "./edits.ts";

/** An opening that needs what came before: a bare pronoun or demonstrative, a connective, a comparison with something unsaid. */
const LEANS =
  /^["“'‘(]*(?:he|she|it|they|this|that|these|those|his|her|its|their|him|them|but|and|so|or|nor|yet|however|meanwhile|also|there|then|thus|hence|instead|moreover|furthermore|nevertheless|nonetheless|besides|otherwise|therefore|consequently|similarly|likewise|indeed|additionally|in addition|for example|for instance|in contrast|by contrast|on the other hand|at the same time|as a result|in turn|after that|since then|by then|until then|neither|others|some of them|one of them|the (?:former|latter|other|others|two|pair|duo|trio|move|same)|such|afterwards|too|which|because of (?:this|that)|despite (?:this|that)|both (?:men|women|sides|were|are|have|of)|that's|it's|he's|she's|they're|there's|it’s|he’s|she’s|they’re|that’s|there’s)\b(?![’'-]\p{L}{3})/iu;

/** Connectives that a sentence loses nothing without; the first two stand without a comma too. */
const CONNECTIVE =
  /^(?:(?:but|and)(?! for\b),? |(?:however|meanwhile|also|still|moreover|furthermore|nevertheless|nonetheless|instead|in addition|additionally|indeed|besides|yet|so|then|in fact|as a result|on the other hand|at the same time|in contrast|by contrast|in turn|therefore|thus|consequently|similarly|likewise|for example|for instance), )/i;

/** Said by a bare pronoun: “…,” he said. */
const BARE_SPEAKER =
  /(?:["”]|'')\s*(?:he|she|they|it) (?:has |have |had |also |later |then )?(?:said|says|told|added|adds|wrote|writes|tweeted|explained|continued|recalled|asked|noted|insisted|replied|warned|argued|concluded|posted|joked|admitted|claimed|stated)\b|\b(?:he|she|they|it) (?:has |have |had |also |later |then )?(?:said|says|told|added|wrote|tweeted|explained|asked|replied|continued|posted)\b[^"“]{0,30}(?:["“]|'')|(?:["”]|'')\s*(?:said|says|added|wrote|explained) (?:he|she|they)\b/i;

/** Most sentences quote nobody, which is faster to see. */
const QUOTED = /["“”]|''/;

/** Whether a sentence opens with something that only the sentence before explains. */
export function leansOnContext(text: string): boolean {
  return LEANS.test(text);
}

/** Length of the connective that a sentence opens with and can do without ("But ", "Meanwhile, "); 0: none. */
export function connectiveLength(text: string): number {
  return CONNECTIVE.exec(text)?.[0].length ?? 0;
}

/** "Reunited: The two sisters…", "Brandt: It was late.": a caption's label, or whose turn it is in an interview. */
const LABEL =
  /^(?![^:]*\b(?:said|says|added|adds|wrote|tweeted|asked|told|warned|replied|is|are|was|were|has|have)\b)\p{Lu}[\p{L}’', -]{1,40}: \p{Lu}/u;

/** UTF-16 code units before its colon, at most. */
const LONGEST_LABEL = 82;

/** Whether a sentence is a caption or a turn of an interview. Of those chosen from Daily Mail pages about one in ten was. */
export function isLabelled(text: string): boolean {
  const colon = text.indexOf(": ");
  return colon > 0 && colon <= LONGEST_LABEL && LABEL.test(text);
}

/** Whether a quotation is given to nobody by name. */
export function hasBareSpeaker(text: string): boolean {
  return QUOTED.test(text) && BARE_SPEAKER.test(text);
}

/** An agency in brackets, with or without its town and dash: "(CNN)A man…", "Washington (CNN) -- A man…", "PARIS (AP) _ A man…". */
const AGENCY =
  /^(?:\((?:CNN|AP|AFP|UPI|Reuters|Xinhua)\) ?(?:[-–—_]{1,2} ?)?|\p{Lu}[\p{L}.’', -]{1,50} \((?:CNN|AP|AFP|UPI|Reuters|Xinhua)\) ?[-–—_]{1,2} ?)(?=[\p{Lu}\d“"‘'$£€])/u;

/** Length of the dateline that an article's first sentence opens with; 0: none. */
export function datelineLength(text: string): number {
  return AGENCY.exec(text)?.[0].length ?? dropDateline(text)[0]?.end ?? 0;
}

/** Length of what a sentence opens with and can do without: a dateline at the head of an article, a connective. */
export function openingLength({ text, place }: Pick<Passage, "text" | "place">): number {
  const dateline = place === 0 ? datelineLength(text) : 0;
  return dateline + connectiveLength(dateline === 0 ? text : text.slice(dateline));
}
