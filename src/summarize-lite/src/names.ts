import { FEMALE_NAMES, MALE_NAMES } from "./first-names.ts";

/**
 * Names by their capitals: no model and no list of people; first names tell the sex. Sure enough to resolve a pronoun or name a speaker, because
 * both ask for more than a name alone.
 */
export interface Name {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const PARTICLE = "(?:de|da|di|du|del|della|van|von|der|den|la|le|bin|al|el|ibn|dos|ten)";
const WORD = "\\p{Lu}(?:[\\p{L}\\p{M}]|[’'.-](?=\\p{L}))*";
const NAME = new RegExp(`${WORD}(?:[ \\u00a0](?:${PARTICLE}[ \\u00a0])*${WORD})*`, "gu");

/** Words that begin with a capital without being part of a name. */
const PLAIN = new Set(
  (
    "the a an in on at by for from with as of to and or but nor so yet if when while after before since although though because despite however " +
    "meanwhile what who why how where which whose whom he she it they we you i his her its their our my this that these those there here " +
    "more most many some all both one two three four five six seven eight nine ten no not according asked last earlier later now then today " +
    "yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september " +
    "october november december under over during amid among against between about into through within without until also still even just only " +
    "each every any another other such few several officials residents critics supporters analysts experts police following speaking writing asked " +
    "another once nearly almost around roughly up down out off mr mrs ms miss dr sir lord lady dame prof professor despite instead hours days weeks " +
    "months years thousands hundreds millions is was are were has have had be been do does did can could will would may might shall should must"
  ).split(" "),
);

/** Titles that stand before a person's name. */
const TITLE_WORDS = new Set(
  (
    "president vice prime minister chancellor king queen prince princess senator sen representative rep governor gov mayor judge justice chief executive " +
    "secretary general gen colonel col captain capt lieutenant lt sergeant sgt admiral major commander commissioner director chairman chairwoman chair " +
    "spokesman spokeswoman spokesperson professor prof dr doctor mr mrs ms miss sir lord lady dame pope bishop archbishop ambassador envoy councillor " +
    "councilor deputy speaker premier coach manager striker midfielder goalkeeper defender detective inspector superintendent sheriff attorney lawyer " +
    "analyst economist foreign finance interior defence defense health transport energy state officer operating financial acting interim former ex head " +
    "leader founder owner editor author villager campaigner historian delegate congressman congresswoman actor actress singer star"
  ).split(" "),
);

/** Names in a text, in order; a plain opening word ("The", "After") is cut off, and a name of plain words alone is none. */
export function namesIn(text: string): Name[] {
  const out: Name[] = [];
  for (const match of text.matchAll(NAME)) {
    let start = match.index;
    const words = wordsOf(match[0]);
    let plain = 0;
    while (plain < words.length && PLAIN.has(bareWord(words[plain]!))) start += words[plain++]!.length + 1;
    if (plain === words.length) continue;
    const name = text.slice(start, match.index + match[0].length).replace(/['’]s$/u, "");
    if (name.length > 1) out.push({ text: name, start, end: start + name.length });
  }
  return out;
}

const wordsOf = (name: string): string[] => (/[ \u00a0]/.test(name) ? name.split(/[ \u00a0]/) : [name]);

/** In lower case, without the stop of an abbreviation. */
function bareWord(word: string): string {
  const lower = word.toLowerCase();
  return lower.endsWith(".") ? lower.slice(0, -1) : lower;
}

/** The part of a person's name that goes on being used: the last word, titles cut off. */
export function familyName(name: string): string {
  return wordsOf(name).findLast((word) => !TITLE_WORDS.has(bareWord(word))) ?? "";
}

/** A name without its title and what stands before that: "Karsovian President Ilse Varga" → "Ilse Varga"; empty when only titles stood there. */
export function withoutTitles(name: string): string {
  const words = wordsOf(name);
  const last = words.findLastIndex((word) => TITLE_WORDS.has(bareWord(word)));
  return words.slice(last + 1).join(" ");
}

export const SPEECH_VERB =
  "(?:said|says|told|added|wrote|writes|tweeted|posted|stated|announced|warned|argued|claimed|insisted|explained|noted|declared|replied|asked|" +
  "acknowledged|admitted|stressed|emphasi[sz]ed|continued|concluded|recalled|remarked|commented|confirmed|testified|vowed|pledged|urged|called|described|" +
  "suggested|observed|joked|quipped|responded|responds|tells|adds|warns|argues|insists|explains|notes|asks|declares|cautioned|reiterated|underscored|denied|predicted)";

const SPEAKS = new RegExp(`^(?:,[^,.“"]{3,60},)? ${SPEECH_VERB}\\b`);

/**
 * The persons that a set of articles speaks of: family name → fullest form seen. A person is a name of two words or
 * more whose last word also stands alone, or one that a title or a speech verb marks.
 */
export function peopleIn(texts: readonly string[]): ReadonlyMap<string, string> {
  const full = new Map<string, Map<string, number>>();
  const marked = new Set<string>();
  const alone = new Map<string, number>();
  for (const text of texts) {
    for (const name of namesIn(text)) {
      const bare = withoutTitles(name.text);
      if (bare === "") continue;
      const family = familyName(bare);
      const titled = bare !== name.text || TITLED_BEFORE.test(text.slice(Math.max(0, name.start - 24), name.start));
      const speaks =
        SPEAKS.test(text.slice(name.end, name.end + 90)) ||
        /\b(?:said|told|added|wrote) $/.test(text.slice(Math.max(0, name.start - 8), name.start));
      const words = wordsOf(bare);
      if (words.length === 1) alone.set(family, (alone.get(family) ?? 0) + 1);
      if ((titled || speaks) && words.length <= 4) marked.add(family);
      if (words.length >= 2 && words.length <= 4) {
        const forms = full.get(family) ?? full.set(family, new Map()).get(family)!;
        forms.set(bare, (forms.get(bare) ?? 0) + 1);
      }
    }
  }
  const people = new Map<string, string>();
  for (const [family, forms] of full) {
    if (family.length < 3 || NOT_FAMILY.test(family)) continue;
    const best = [...forms].sort((x, y) => y[1] - x[1] || x[0].length - y[0].length || (x[0] < y[0] ? -1 : 1))[0]?.[0];
    if (best === undefined) continue;
    if (marked.has(family) || ((alone.get(family) ?? 0) >= 2 && !PLACE_BEFORE.test(best))) people.set(family, best);
  }
  return people;
}

const PLACE_BEFORE =
  /^(?:Port|Cape|Sankt|Saint|St|Mount|Lake|New|North|South|East|West|Upper|Lower|Old|Fort|Bay|River|Great|Grand|San|Santa|Los|Las|El|La|Storm|Hurricane|Typhoon|Camp|Point|Gulf|Isle|Low|High)\b/;

/** Sex by first names, titles and pronouns, as votes: above 0 he, below 0 she, 0 not known. */
export function sexesIn(texts: readonly string[], people: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const votes = new Map<string, number>();
  const vote = (family: string, value: number): void => void votes.set(family, (votes.get(family) ?? 0) + value);
  for (const [family, full] of people) vote(family, TITLE_VOTE * sexOfName(full));
  for (const text of texts) {
    for (const sentence of text.split(SENTENCE_END)) {
      const names = namesIn(sentence);
      if (names.length === 0) continue;
      const families = new Set(names.map(({ text: name }) => familyName(name)));
      const known = [...families].filter((family) => people.has(family));
      if (known.length === 1 && families.size === 1) {
        // The pronoun of a name stands behind it; one ahead is rather somebody else's.
        const behind = sentence.slice(names[0]!.end);
        const he = /\b(?:he|his|him|himself)\b/i.test(behind);
        const she = /\b(?:she|her|hers|herself)\b/i.test(behind);
        if (he !== she) vote(known[0]!, he ? 1 : -1);
      }
      for (const { text: name, start } of names) {
        const title = `${sentence.slice(Math.max(0, start - 12), start)}${name}`;
        if (MALE_TITLE.test(title)) vote(familyName(name), TITLE_VOTE);
        if (FEMALE_TITLE.test(title)) vote(familyName(name), -TITLE_VOTE);
      }
    }
  }
  return votes;
}

/** 1 for a man's first name, −1 for a woman's, 0 when not known. */
export function sexOfName(full: string): number {
  const first = /^[\p{L}]+(?=[ \u00a0-])/u.exec(full)?.[0].toLowerCase() ?? "";
  return MALE_NAMES.has(first) ? 1 : FEMALE_NAMES.has(first) ? -1 : 0;
}

const SENTENCE_END = /(?<=[.!?]["”’]?)(?<!\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Lt|Col|Sgt|St)\.)\s+/;
const TITLE_VOTE = 5;
const MALE_TITLE = /\b(?:Mr|Sir|King|Prince|spokesman|chairman)\b/;
const FEMALE_TITLE = /\b(?:Mrs|Ms|Miss|Queen|Princess|Lady|Dame|spokeswoman|chairwoman)\b/;

const TITLED_BEFORE =
  /\b(?:Mr|Mrs|Ms|Dr|president|minister|spokes(?:man|woman|person)|executive|governor|mayor|judge|secretary|chancellor|coach|analyst|professor|director|captain|manager|leader),? $/i;
/** Last words of what is no person. */
export const NOT_FAMILY =
  /^(?:House|Council|Court|Party|Street|Union|States|Nations|Assembly|Ministry|Office|Department|University|Institute|Group|Bank|Times|News|Wire|Company|Committee|Agency|River|Coast|City|County|East|West|North|South|Center|Centre|School|Hospital|Police|Force|Network|Rovers|Athletic|League|Cup|Storm|Post|Journal|Commission|Parliament|Congress|Senate|Association|Federation|Foundation|Society|Administration|Service|Press|Cabinet|Authority|Board|Corporation|Inc|Ltd|Club|Museum|Church|Program|Campaign|Coalition|Alliance)$/;
