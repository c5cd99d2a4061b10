/** Whether a sentence speaks of what is, or of what was, may be, is wanted or is not: values of two moods do not meet. */

const PAST =
  /\b(?:last (?:year|month|week|season|summer|winter|spring|autumn|fall|time)|a (?:year|month|week|decade) (?:ago|before|earlier)|years (?:ago|before|earlier)|previous(?:ly)?|used to|originally|initially|formerly|at first|once|had (?:expected|been|faced|said|planned|hoped)|then|ago)\b/i;
const FORECAST =
  /\b(?:expect(?:s|ed)?|forecasts?|predict(?:s|ed)?|projected|hopes?|aims?|target|propos(?:es|ed|al)|faces|faced|maximum|minimum|can|could|would|might|may|limit|goal|warn(?:s|ed)?|if|threaten(?:s|ed)?|capacity|average|typical(?:ly)?|usually|record)\b/;
/** An early count is no contradiction to the final one. */
const PROVISIONAL =
  /\b(?:preliminary|provisional|partial|early (?:count|results?)|exit polls?|(?:votes|ballots) (?:were )?counted)\b/i;
const DEMANDED = /\b(?:demand(?:s|ed|ing)?|seeks?|sought|wants?|wanted|asks? for|asked for|claims?)\b/i;
const OFFERED = /\boffer(?:s|ed)?\b/i;
const KIN =
  /\b(?:brother|sister|wife|husband|son|daughter|father|mother|partner|accomplice|rival|colleague|neighbou?r|counterpart|predecessor|successor|deputy)\b/i;
const NEGATED = /\b(?:not|never|nor|neither|against|instead of|rather than)\b|n[’']t\b/i;

/**
 * The moods of a value's surroundings, one digit each: past, forecast, demand, offer, negation, kin of someone,
 * an early count.
 * @param rest the sentence without the value
 * @param clause the value's clause
 * @param written day of writing, since 1970
 */
export function moodsOf(rest: string, clause: string, written: number | null): string {
  const past = PAST.test(rest) || namesPastYear(rest, written);
  const moods = [FORECAST, DEMANDED, OFFERED, NEGATED, KIN].map((mood) => mood.test(clause));
  return [past, ...moods, PROVISIONAL.test(rest)].map(Number).join("");
}

function namesPastYear(rest: string, written: number | null): boolean {
  const years = [...rest.matchAll(/\b((?:1[5-9]|20)\d\d)\b(?!,\d)/g)].map((match) => Number(match[1]));
  if (years.length === 0) return false;
  if (written === null) return !/\b(?:will|by|until|to open|due|planned)\b/i.test(rest);
  return Math.min(...years) < new Date(written * 86_400_000).getUTCFullYear();
}
