import type { Language } from "./languages/language.ts";
import { LANGUAGES } from "./languages/table.ts";
import { words } from "./words.ts";

type Cue = "pronouns" | "self" | "speech" | "titles" | "oblique" | "past" | "ahead" | "dated" | "unknown" | "dirt";

/** A language's knowledge, ready to ask. */
export interface Grammar {
  readonly code: string;
  /** Words are set apart by blanks. */
  readonly spaced: boolean;
  /** No words are known: only what holds in any language. */
  readonly neutral: boolean;
  readonly has: (cue: Cue, text: string) => boolean;
  /** Where a cue stands, in order. */
  readonly find: (cue: Cue, text: string) => { readonly start: number; readonly end: number }[];
  /** Whether a sentence opens with something that only the one before explains. */
  readonly leans: (text: string) => boolean;
  /** Number of the month named first, 0 to 11, or null. */
  readonly monthIn: (text: string) => number | null;
  /** Labels that a sentence of the outlook may carry, in the order of the fixed kinds. */
  readonly labels: (text: string) => string[];
  /** Content words, each cut to a stem: a script's inflections mostly stand at the end. */
  readonly topics: (text: string) => Set<string>;
}

const made = new Map<string, Grammar>();

/** What is known of a language; of one that is not known here, what holds in any. @param code BCP 47 */
export function grammarOf(code: string): Grammar {
  const known = made.get(code);
  if (known) return known;
  const language = LANGUAGES.find((one) => one.code === code);
  const grammar = language ? grammarFrom(language) : neutralGrammar(code);
  if (language) made.set(code, grammar);
  return grammar;
}

const LETTERS = "[\\p{L}\\p{M}’'-]*";
const OPENING = "^[\\s\"'“‘«„‚»「『《（([—–-]*";

function pattern(source: string, { code, spaced }: Language, flags: string): RegExp {
  // Arabic writes "and" and "so" as one with the next word.
  const body = `${code === "ar" ? "[وف]?" : ""}(?:${source.replaceAll("*", LETTERS)})`;
  return new RegExp(spaced ? `(?<![\\p{L}\\p{M}\\p{N}])${body}(?![\\p{L}\\p{M}\\p{N}])` : body, flags);
}

/** Compiled at the first use: most runs see one language. */
function grammarFrom(language: Language): Grammar {
  const { code, spaced } = language;
  const cues = new Map<string, RegExp | null>();
  const cue = (name: Cue): RegExp | null => {
    const known = cues.get(name);
    if (known !== undefined) return known;
    const regex = language[name] === "" ? null : pattern(language[name], language, "giu");
    cues.set(name, regex);
    return regex;
  };
  const leaning = pattern(language.openers, language, "iu").source;
  const opener = new RegExp(`${OPENING}${leaning}`, "iu");
  const labels = language.labels.map(([label, source]) => ({ label, regex: pattern(source, language, "iu") }));
  const months = language.months.split(" ").map((stem) => new RegExp(`(?<![\\p{L}\\p{N}])${stem}`, "iu"));
  const empty = new Set(words(language.functionWords));
  return {
    code,
    spaced,
    neutral: false,
    has: (name, text) => text.search(cue(name) ?? NEVER) >= 0,
    find: (name, text) => {
      const regex = cue(name);
      if (regex === null) return [];
      return Array.from(text.matchAll(regex), (match) => ({
        start: match.index,
        end: match.index + match[0].length,
      }));
    },
    leans: (text) => opener.test(text),
    monthIn: (text) => {
      const index = months.findIndex((month) => month.test(text));
      return index < 0 ? null : index;
    },
    labels: (text) => labels.filter(({ regex }) => regex.test(text)).map(({ label }) => label),
    topics: (text) => topicsOf(text, empty),
  };
}

const NEVER = /(?!)/u;

function neutralGrammar(code: string): Grammar {
  return {
    code,
    spaced: true,
    neutral: true,
    has: () => false,
    find: () => [],
    leans: () => false,
    monthIn: () => null,
    labels: () => [],
    topics: (text) => topicsOf(text, new Set()),
  };
}

/** Letters kept of a word, and the fewest that one of topic has. */
const STEM = 6;
const SHORTEST = 3;

function topicsOf(text: string, empty: ReadonlySet<string>): Set<string> {
  const out = new Set<string>();
  for (const word of words(text)) {
    const bare = word
      .replace(/^\p{L}{1,4}['’](?=\p{L})|['’]\p{L}*$/gu, "")
      .replace(/^(?:و?ال|وال|بال|لل)(?=\p{L}{3})/u, "");
    if (empty.has(word) || empty.has(bare)) continue;
    const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(bare);
    if (dense ? !/\p{sc=Hiragana}{2}/u.test(bare) : bare.length >= SHORTEST || /\p{N}/u.test(bare))
      out.add(dense ? bare : bare.slice(0, STEM));
  }
  return out;
}
