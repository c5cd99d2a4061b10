import { FURNITURE as FURNITURE_CUE } from "./cues.ts";

/** Phrases of page furniture. A sentence of a report may hold one of them; a summary is better off without that sentence. */
const FURNITURE =
  /\b(?:getty images|image \d+ of|caption close|hide caption|toggle caption|copy this code|autoplay|cookies?|click here|newsletters?|subscribe|read more|follow us|share this|advertisement|sign up|log ?in to|terms of (?:use|service)|privacy policy|javascript|wayback machine|internet archive|your browser|scroll down|view gallery|file photo|story highlights|watch live|skip to|free trial|check your inbox|error occurred|ap photo|crawl data)\b|embed |©|https?:|www\.|photo:|pic\.twitter|\breuters\/[A-Z]|\/(?:reuters|afp|getty|ap)\b|\(photo/i;

/** Phrases that no report needs. */
const NO_REPORT =
  /all rights reserved|getty images|image \d+ of \d|(?:^|[^ ] )caption (?:close|hide)|hide caption|toggle caption|copy this code|autoplay (?:next|is)|(?:use|uses|accept|our|of) cookies|cookie (?:policy|notice|settings)|click here|(?:our|free|daily|weekly|email) newsletters?|newsletter sign|subscribe (?:to our|now|today)|^read more|follow us on|follow .{1,30} on (?:twitter|facebook|instagram)|share this (?:story|article|page|with)|©|sign up (?:for our|for the|here|now|to receive)|may not be (?:published|reproduced)|contributed to this (?:report|story|article)|contributed reporting|associated press writer|requires? javascript|javascript is|wayback machine|\(published (?:mon|tues|wednes|thurs|fri|satur|sun)day|^photo(?:s|graph)?:|\(photo: |^story highlights|^watch (?:live|the video)|your browser|ap photo|file photo|\(reuters\/|this (?:story|article) (?:originally|was originally|first) (?:published|appeared)|skip to (?:main|content)|^loading\b|scroll down for|free trial|error occurred|check your inbox|alexa internet/i;

/** A line that is nothing but one of these. */
const LINE =
  /^(?:by [^.]{0,60}|.{0,60}\|.{0,60}|(?:published|updated|posted|created|last updated|modified)\b:?.{0,40}\d.{0,30}|\d{1,2}:\d\d (?:est|gmt|bst|pst|edt|pdt|am|pm)\b.*|.{0,30}created:.*|image (?:copyright|caption).*|media caption.*|(?:related|see also|read also|video|gallery|source|sources|topics?|tags?|credit|editor's note|continue reading|watch|listen|read|more):.*|\(?(?:reuters|ap|cnn|afp|upi|xinhua)\)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \w+\.? \d[^.]*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d{1,2},? (?:19|20)\d\d.{0,20}|[|.\s\d:/,-]*)$/i;

/** Longer sentences are judged by their words alone, not by a phrase of furniture in them. */
const LONGEST = 260;

/** Short lines may be credits and stamps, which are told by their shape. */
const SHORT = 90;

/** A cheap first look: whether the two checks below could find anything. `cues` are the bits of all its words. */
export function mayBeDirt(text: string, cues: number): boolean {
  return text.length < SHORT || (cues & FURNITURE_CUE) !== 0 || text.includes("©");
}

/**
 * Whether a line is no part of the report: a by-line, a credit, a time stamp, a cookie notice, a share bar. Rules for what
 * cleaning may have left.
 * @param cues the bits of all its words, where they are known: without a word of furniture it has no phrase of furniture
 */
export function isDirt(text: string, cues = FURNITURE_CUE): boolean {
  const furnished = (cues & FURNITURE_CUE) !== 0 || text.includes("©");
  if (furnished && text.length <= LONGEST && NO_REPORT.test(text)) return true;
  return text.length < SHORT && LINE.test(text) && !/\b(?:said|was|were|is|are|had|has|have|did)\b/.test(text);
}

/** Whether a sentence that is no dirt smells of page furniture: it may be a report's, but a summary can do without it. */
export function isSuspect(text: string): boolean {
  return FURNITURE.test(text);
}
