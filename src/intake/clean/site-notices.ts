import type { Block } from "./blocks.ts";
import { isJunk } from "./junk.ts";
import { pieces } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** Blocks at either end of a page among which a site speaks of itself. */
const AT_END = 6;
const AT_START = 4;
/** A notice is no longer than this, in words; one about cookies may be a page of law. */
const MAX_WORDS = 40;
const MAX_COOKIE_WORDS = 300;

const QUOTATION = /["“”„«»]/;
const COOKIES = /\bcookies?\b/i;
/** A site that speaks of itself to its reader: both of them stand in the sentence, or one and what they share. "US" is a country. */
const ADDRESS: readonly RegExp[] = [
  /\b[Yy]our?\b.{0,80}\b(?:us|our|we|device|browser|settings|preferences|subscription|membership|newsroom|account|inbox|e-?mail|at any time)\b/,
  /\b(?:us|[Oo]ur|[Ww]e)\b.{0,80}\b(?:your?|newsletter|cookies|journalism|subscribers)\b/,
  /^(?:write to|tell|ask|support|help|join|contact|email|send|reach|visit|follow|share|subscribe)\b.{0,60}\b(?:us|our|the (?:.{1,40} )?newsroom|your)\b/i,
  /^(?:have|are|were|do|did) you\b.{0,80}\?$|^manage your\b/i,
  /\b(?:helps?|lets?|allows?) us\b|\breader[- ](?:funded|supported)\b/,
];

/**
 * Weak signs that the place makes strong: at the very end of a page, a sentence about cookies or one in which the site speaks to its
 * reader is a notice, unless the report itself is about cookies or is told in quotation marks.
 */
export function dropSiteNotices(blocks: readonly Block[], verdicts: Verdict[]): void {
  const mentions = blocks.filter(
    (block, at) => at >= AT_START && at < blocks.length - AT_END && COOKIES.test(block.text.slice(0, 2000)),
  ).length;
  const aboutCookies = mentions >= 2;
  for (let at = blocks.length - 1; at >= Math.max(1, blocks.length - AT_END); at--) {
    const block = blocks[at];
    if (block === undefined || verdicts[at] !== "prose") continue;
    if (!isNotice(block, aboutCookies, true)) break;
    verdicts[at] = "junk";
  }
  for (let at = 0; at < Math.min(AT_START, blocks.length - 1); at++) {
    const block = blocks[at];
    if (block === undefined || verdicts[at] !== "prose") continue;
    if (!isNotice(block, aboutCookies, false)) break;
    verdicts[at] = "junk";
  }
}

function isNotice(block: Block, aboutCookies: boolean, atEnd: boolean): boolean {
  const ofCookies = !aboutCookies && COOKIES.test(block.text.slice(0, 4000));
  if (block.words > (ofCookies ? MAX_COOKIE_WORDS : MAX_WORDS) || QUOTATION.test(block.text)) return false;
  const speaks = (part: string): boolean =>
    (ofCookies && COOKIES.test(part)) || (atEnd && ADDRESS.some((pattern) => pattern.test(part)));
  const parts = pieces(block);
  return parts.some(speaks) && parts.every((part) => speaks(part) || isJunk(part) || isButton(part));
}

/** "OK / Tell me more": no sentence, a few words. */
function isButton(part: string): boolean {
  return !/[.!?]$/.test(part) && part.split(" ").length <= 6;
}
