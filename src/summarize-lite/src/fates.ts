/** What became of people: one key whoever they are, since one report's climbers are the other's victims. */
const FATES: readonly (readonly [fate: string, verb: string, participle: string])[] = [
  [
    "dead",
    "kill(?:s|ed|ing)|claim(?:s|ed|ing) the lives of|deaths? of|(?:death )?toll[^.,;]{0,40}? (?:to|at|of|is|was|reach(?:es|ed))|(?:number of )?(?:people |persons |those )?(?:killed|dead)[^.,;]{0,50}? (?:to|at|is|was)|leaves|left(?= .*dead)",
    "dead|died|dying|killed|deaths|fatalities|lost their lives|drowned|perished",
  ],
  ["injured", "injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?", "injured|wounded|hurt|injuries"],
  ["arrested", "arrest(?:s|ed|ing)|detain(?:s|ed|ing)", "arrested|detained|arrests|taken into custody"],
  ["missing", "(?!)", "missing|unaccounted for"],
  ["rescued", "rescu(?:es|ed|ing)", "rescued|brought to safety"],
  [
    "evacuated",
    "evacuat(?:es|ed|ing)|displac(?:es|ed|ing)",
    "evacuated|displaced|made homeless|homeless|moved to safety|taken to shelters",
  ],
];

const AUXILIARY =
  "(?: (?:have|had|has|were|was|are|is|be|been|being|to be|now|also|since|confirmed|reported|feared|still|later|have been))*";
const PERSON =
  /^(?:.* )?(?:people|persons|men|women|children|boys|girls|adults|residents|passengers|soldiers|civilians|victims|workers|miners|protesters|demonstrators|climbers|skiers|police|policemen|officers|students|pupils|teachers|members|crew|sailors|fighters|militants|rebels|tourists|villagers|guests|patients|prisoners|suspects|migrants|refugees|firefighters|troops|nationals|citizens|inhabitants|staff|nurses|homes|households|others|\p{L}+(?:children|men|women|ers|ors|ists|ants|ents|ians|ees|iots))$/iu;

const PATTERNS = FATES.map(([fate, verb, participle]) => ({
  fate,
  before: new RegExp(`\\b(?:${verb})(?: (?:at|the|a|total|of|all))* $`, "i"),
  after: new RegExp(
    `^(?:${AUXILIARY}|(?: (?:of|from|on|in|at|aboard) [^,;.]{1,40}?)(?: (?:have|had|has|were|was|are|is|be|been|being))+) (?:${participle})\\b`,
    "i",
  ),
}));

/**
 * The fate that a sentence says of a number of people.
 * @param before the words before the number, hedges taken out
 * @param after the words behind the noun
 * @param noun what is counted; "" when the number stands alone
 */
export function fateOf(before: string, after: string, noun: string): string | null {
  if (noun !== "" && !PERSON.test(noun)) return null;
  // "injured workers": the participle stands before the noun.
  for (const pattern of PATTERNS) {
    if (pattern.after.test(after) || new RegExp(`^(?:${pattern.fate})\\b`, "i").test(noun)) return pattern.fate;
  }
  for (const pattern of PATTERNS) if (pattern.before.test(before)) return pattern.fate;
  return null;
}

/** Each fate as a reader would name it. */
export const FATE_NOUNS: ReadonlyMap<string, string> = new Map([
  ["dead", "deaths"],
  ["injured", "injuries"],
  ["arrested", "arrests"],
  ["missing", "missing people"],
  ["rescued", "rescues"],
  ["evacuated", "evacuations"],
]);

/** Keys of the claims that count people by their fate; such numbers grow while an event goes on. */
export const FATE_KEYS: ReadonlySet<string> = new Set(FATES.map(([fate]) => fate));
