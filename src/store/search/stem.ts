const C = "[^aeiou][^aeiouy]*";
const V = "[aeiouy][aeiou]*";
/** One vowel-consonant pair or more, exactly one, two or more: what Porter calls m > 0, m = 1, m > 1. */
const M_OVER_0 = new RegExp(`^(?:${C})?${V}${C}`);
const M_IS_1 = new RegExp(`^(?:${C})?${V}${C}(?:${V})?$`);
const M_OVER_1 = new RegExp(`^(?:${C})?${V}${C}${V}${C}`);
const HAS_VOWEL = new RegExp(`^(?:${C})?[aeiouy]`);
/** Ends consonant, vowel, consonant, the last one not w, x or y. */
const CVC = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`);

const STEP_2: readonly (readonly [string, string])[] = [
  ["ational", "ate"],
  ["ization", "ize"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["iveness", "ive"],
  ["tional", "tion"],
  ["biliti", "ble"],
  ["ation", "ate"],
  ["alism", "al"],
  ["aliti", "al"],
  ["entli", "ent"],
  ["ousli", "ous"],
  ["iviti", "ive"],
  ["enci", "ence"],
  ["anci", "ance"],
  ["izer", "ize"],
  ["alli", "al"],
  ["ator", "ate"],
  ["logi", "log"],
  ["bli", "ble"],
  ["eli", "e"],
];
const STEP_3: readonly (readonly [string, string])[] = [
  ["icate", "ic"],
  ["ative", ""],
  ["alize", "al"],
  ["iciti", "ic"],
  ["ical", "ic"],
  ["ness", ""],
  ["ful", ""],
];
const STEP_4 = /(?:ement|ance|ence|able|ible|ment|(?<=[st])ion|ant|ent|ism|ate|iti|ous|ive|ize|al|er|ic|ou)$/;

/**
 * The stem of an English word: "voted", "voting" and "votes" are all "vote".
 * Words of other alphabets, with digits, or of one or two letters stay as they are. Its results stand in every search index: a change
 * needs a migration that makes the index anew.
 * @param word lower case
 * @see Porter, "An algorithm for suffix stripping", Program 14(3) (1980), with the two later changes of its author (bli, logi)
 */
export function stem(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  // A y at the start or after a vowel is a consonant; upper case sets it apart from the others.
  let w = word.startsWith("y") ? `Y${word.slice(1)}` : word;
  w = participles(plurals(w));
  w = w.replace(/y$/, (y, at: number) => (HAS_VOWEL.test(w.slice(0, at)) ? "i" : y));
  w = replaceSuffix(w, STEP_2);
  w = replaceSuffix(w, STEP_3);
  w = w.replace(STEP_4, (suffix, at: number) => (M_OVER_1.test(w.slice(0, at)) ? "" : suffix));
  return tidyEnd(w).toLowerCase();
}

/** `stem` with a memory: news repeats its words. */
export function cachedStem(): (word: string) => string {
  const stems = new Map<string, string>();
  return (word) => {
    const known = stems.get(word);
    if (known !== undefined) return known;
    // About 3 MB; a full cache is emptied, which costs less than keeping count of use.
    if (stems.size >= 30_000) stems.clear();
    const made = stem(word);
    stems.set(word, made);
    return made;
  };
}

/** Step 1a. */
function plurals(w: string): string {
  if (/(?:ss|i)es$/.test(w)) return w.slice(0, -2);
  return /[^s]s$/.test(w) ? w.slice(0, -1) : w;
}

/** Step 1b. */
function participles(w: string): string {
  if (w.endsWith("eed")) return M_OVER_0.test(w.slice(0, -3)) ? w.slice(0, -1) : w;
  const [suffix] = /(?:ed|ing)$/.exec(w) ?? [];
  if (suffix === undefined) return w;
  const root = w.slice(0, -suffix.length);
  if (!HAS_VOWEL.test(root)) return w;
  if (/(?:at|bl|iz)$/.test(root)) return `${root}e`;
  if (/([^aeiouylsz])\1$/.test(root)) return root.slice(0, -1);
  return CVC.test(root) ? `${root}e` : root;
}

/** Steps 2 and 3: the first suffix of the list that fits, longest first, when enough of the word is left. */
function replaceSuffix(w: string, suffixes: readonly (readonly [string, string])[]): string {
  const found = suffixes.find(([suffix]) => w.endsWith(suffix));
  if (found === undefined) return w;
  const root = w.slice(0, -found[0].length);
  return M_OVER_0.test(root) ? root + found[1] : w;
}

/** Step 5. */
function tidyEnd(w: string): string {
  let end = w;
  if (end.endsWith("e")) {
    const root = end.slice(0, -1);
    if (M_OVER_1.test(root) || (M_IS_1.test(root) && !CVC.test(root))) end = root;
  }
  return end.endsWith("ll") && M_OVER_1.test(end) ? end.slice(0, -1) : end;
}
