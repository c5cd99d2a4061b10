import type { Block } from "./blocks.ts";
import { isCaption, pointsAtPicture } from "./captions.ts";
import { isTimeStamp } from "./dates.ts";
import { isJunk, opensNote } from "./junk.ts";
import { isNameWithRole, opensByline } from "./people.ts";
import { endsSentence, holdsSentenceEnd, looksLikeName, opensList } from "./prose.ts";

/**
 * What one block looks like by itself. `prose` and `bullet` are kept unless the blocks around speak against it; `loose` is text
 * that does not end like a sentence: a headline, a subheading, a name, a pointer; it is dropped unless it is the title.
 */
export type Verdict = "prose" | "bullet" | "loose" | "caption" | "stamp" | "byline" | "junk";

/** Words from which a text without a final stop counts as a paragraph that lost it. */
const LONG_LOOSE = 21;
/** As LONG_LOOSE, when a sentence ends inside. */
const LONG_LOOSE_WITH_STOP = 12;
/** A question of so few words stands over paragraphs, not among them. */
const SHORT_QUESTION = 9;
/** Words of a heading that is a paragraph set in heading type. */
const HEADING_TYPE_PROSE = 25;

/** A headline and its time stamp run together. */
const STAMP_INSIDE = /\b(?:Posted|Published|Updated)(?: on)?:? [\p{Lu}\d].{2,40}\b(?:19|20)\d{2}\b.{0,80}$/u;

/** Longer blocks are paragraphs; no pattern is tried on them. */
const MAX_SHORT = 800;

/** Judges a block by its own words; linear in its length. */
export function judge(block: Block): Verdict {
  const { text, words, kind } = block;
  if (kind === "caption") return "caption";
  if (!/[\p{L}\p{N}]/u.test(text.slice(0, 2000))) return "junk";
  if (kind === "heading") return words >= HEADING_TYPE_PROSE && endsSentence(text) ? "prose" : "loose";
  if (opensNote(text)) return "junk";
  if (text.length <= MAX_SHORT) {
    const small = judgeShort(block);
    if (small !== null) return small;
  }
  if (kind === "link") return words > 8 && isSentence(text, words) ? "prose" : "junk";
  if (kind === "bullet") return "bullet";
  return isSentence(text, words) ? "prose" : "loose";
}

/** The verdicts that need patterns; none applies to a long paragraph. */
function judgeShort(block: Block): Verdict | null {
  const bare = block.text.replace(/^[-–—•*] (?=\S)/, "");
  if (isCaption(bare)) return "caption";
  if (isJunk(bare)) return "junk";
  if (/^\[[^[\]]{1,200}\]$/.test(bare)) return "junk";
  const parts = pieces(block);
  if (!endsSentence(bare) && STAMP_INSIDE.test(bare)) return "stamp";
  if (parts.some(isTimeStamp) && parts.every((part) => isTimeStamp(part) || isJunk(part) || isLabelWord(part)))
    return "stamp";
  if (parts.length > 1 && parts.every((part) => isJunk(part) || isLabelWord(part)) && parts.some(isJunk)) return "junk";
  const [first = ""] = parts;
  if (opensByline(first) && !endsSentence(block.text)) return "byline";
  if (isNameWithRole(first) && !endsSentence(block.text)) return "byline";
  if (pointsAtPicture(bare) && !endsSentence(bare)) return "caption";
  return null;
}

function isSentence(text: string, words: number): boolean {
  if (endsSentence(text)) return words >= 2 && !standsOver(text, words);
  if (opensList(text) || /[,;—–-]["”’]?$/.test(text)) return words >= 6;
  return words >= LONG_LOOSE || (words >= LONG_LOOSE_WITH_STOP && holdsSentenceEnd(text));
}

/** A short question that nobody asks: a subheading, or a pointer ("Explained: who pays?"). An interview's has a name before it. */
function standsOver(text: string, words: number): boolean {
  if (!text.endsWith("?") || words > 2 * SHORT_QUESTION || /["“”„«»]/.test(text)) return false;
  const label = /^([^:?.]{1,40}): /.exec(text)?.[1];
  if (label === undefined) return words <= SHORT_QUESTION;
  return words <= SHORT_QUESTION + 4 && !looksLikeName(label);
}

/** One or two words beside others of their sort: what is left of a row of buttons. */
function isLabelWord(part: string): boolean {
  return part.length <= 24 && part.split(" ").length <= 2 && !/[.!?]$/.test(part);
}

/** The parts of a block that wide blanks, bars, dots or sentence ends divide. */
export function pieces(block: Block): readonly string[] {
  const source = block.lines.length > 1 ? block.text : block.spaced;
  return source
    .split(/\s{2,}|\t|\s?[|·•»]\s?|(?<=[.!?…]["”’)]?)(?<!\b\d{1,2}\.)\s+(?=["“‘([]?[\p{Lu}©\d])/u)
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => part !== "");
}
