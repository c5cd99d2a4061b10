import { earliestDay } from "./clock-words.ts";
import { withoutQuotations } from "./quotation-marks.ts";
import type { Story } from "./story.ts";
import type { Unit } from "./units.ts";

export const UNKNOWN =
  /\b(?:(?:is|was|were|are|remains?|remained) (?:still )?(?:unclear|unknown|uncertain|undetermined|not (?:yet |immediately )?(?:known|clear|disclosed|released))|not yet (?:known|clear|been (?:determined|established|confirmed))|(?:has|have) not (?:yet )?(?:said|disclosed|released|named|given|confirmed|explained|commented|identified|determined)|declined to (?:say|give|name|confirm)|did not (?:say|disclose|specify)|(?<!, but )could not be (?:independently )?(?:verified|confirmed)|no (?:official )?(?:explanation|cause) (?:has|was|had))\b/i;

export const BACK =
  /\b(?:in (?:19|20)\d\d|since (?:19|20)\d\d|(?:years?|decades?|months?) (?:ago|earlier|before)|last (?:year|month|autumn|spring|summer|winter)|earlier this (?:year|month|week)|previously|in (?:january|february|march|april|june|july|august|september|october|november|december)\b(?! \d)|founded|had (?:previously|earlier)|historically|long-running|for (?:years|decades)|the last time|dates? back|decades of|began in|started in)\b/iu;

const AHEAD =
  /\b(?:will|would|could(?! not\b)|might|may (?!\d)|expected to|expects? to|scheduled|due to (?:be|meet|begin|start|return|open|appear|vote|decide|report|publish)|plans? to|planning to|set to|likely to|unlikely to|next (?:week|month|year|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday|step|round|phase)|in the coming|hopes? to|aims? to|intends? to|vowed to|threatened to|deadline|forecast\w*|risks?|if|unless|whether|until|needs? to|must)\b/i;

export function isAhead(unit: Unit): boolean {
  if (!AHEAD.test(unit.flat)) return false;
  // What somebody is quoted to want is a view; only where the sentence itself looks ahead is it outlook.
  if (unit.odds.expectation > 0.4) return true;
  const own = withoutQuotations(unit.flat);
  if (!AHEAD.test(own)) return false;
  return unit.odds.expectation > 0.15 || unit.odds.evaluation > 0.2 || SURELY_AHEAD.test(own);
}

const SURELY_AHEAD = /\b(?:will|could(?! not\b)|would|might|expected|scheduled|plans?)\b/i;

/** Days after which what happened is background. */
const LONG_AGO = 5;

/** Words or dates that lie well before the report. */
export function speaksOfPast(story: Story, unit: Unit, flat = unit.flat): boolean {
  if (BACK.test(flat)) return true;
  const written = story.writtenOf(unit);
  if (written === null) return NAMED_MONTH.test(flat);
  const day = earliestDay(flat, written);
  return day !== null && day < written - LONG_AGO;
}

const NAMED_MONTH =
  /\b(?:in|since|of|on \d{1,2}) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b/;
