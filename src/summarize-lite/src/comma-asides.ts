import { isFiniteVerb } from "./verbs.ts";
import { countWords } from "./words.ts";

/** A sentence of more words than this loses its aside. */
const LONG = 34;

const ASIDE =
  /,\s+(?:who|which|an?\s+(?:former|one-time|long-time|longtime|veteran|retired|prominent))\s+[^,;:.!?()[\]"“”«»„—–]+,(?=\s+(\p{Ll}+))/gu;
/** What may not be lost: figures, in words too. */
const FIGURE =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|half|third|quarter|twice|first|second|last|only|more|less|most|all|every)\b/i;
/** A clause begins anew behind these. */
const OPENS_CLAUSE = /.*\b(?:that|said|says|told|and|but|when|while|because)\s/su;

/**
 * The aside between two commas right behind a subject that a long sentence reads better without: "Brandt, who grew up on
 * the coast, said…". Of the sentence around it the subject and its verb come together, so nothing else changes.
 * @param isGuarded whether words hold a negation or a modal
 * @returns offsets in the passage, both commas included; null when there is none
 */
export function commaAside(
  passage: string,
  isGuarded: (words: string) => boolean,
): { readonly start: number; readonly end: number } | null {
  for (const match of passage.matchAll(ASIDE)) {
    const start = match.index;
    const end = start + match[0].length;
    if (countWords(passage) <= LONG) return null;
    if (isGuarded(match[0]) || FIGURE.test(match[0]) || !isFiniteVerb(match[1]!)) continue;
    if (!isSubject(passage.slice(0, start)) || isSpokenOf(match[0], passage.slice(end))) continue;
    return { start, end };
  }
  return null;
}

/** No verb between the start of the clause and the aside. */
function isSubject(ahead: string): boolean {
  if (/["“”«»„]/.test(ahead)) return false;
  const clause = ahead.replace(OPENS_CLAUSE, "");
  return (
    /\p{L}$/u.test(clause) &&
    !/,/.test(clause) &&
    !clause.split(/\s+/).some((word) => /^\p{Ll}/u.test(word) && isFiniteVerb(word))
  );
}

/** A pronoun behind the aside may stand for a name in it. */
function isSpokenOf(aside: string, behind: string): boolean {
  return /\s\p{Lu}/u.test(aside) && /\b(?:he|she|it|they|his|her|its|their|him|them)\b/.test(behind);
}
