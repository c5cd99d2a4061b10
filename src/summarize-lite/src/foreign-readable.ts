import { capitalAt, dropDateline, joinLines, mergeEdits } from "./edits.ts";
import { outsideOf, speakingIn } from "./foreign-speakers.ts";
import type { Speakers, Speaking } from "./foreign-speakers.ts";
import { grammarOf } from "./grammar.ts";
import type { Grammar } from "./grammar.ts";
import { languageOf } from "./language.ts";
import { foreignConnective } from "./openings.ts";
import { editPassage } from "./passage.ts";
import { isBalanced } from "./quotes.ts";
import type { Sayable } from "./readable.ts";
import type { Edit, SourceArticle } from "./types.ts";
import type { Unit } from "./units.ts";
import { countWords } from "./words.ts";

/** A unit of another language than English as it can be said alone, and who is quoted in it. */
export interface ForeignSayable extends Sayable {
  readonly speaking: Speaking;
}

const SHORTEST = 4;
const LONGEST = 62;
/** Characters; beyond it is no sentence but damage, and not worth a look. */
const MOST_CHARACTERS = 1_000;
/** Fewer quoted words are a title or a word held at arm's length, not speech. */
export const SPEECH_WORDS = 5;

/**
 * Makes a unit ready to stand alone by dropping a dateline or a leading connective; nothing else. A pronoun is never
 * resolved here: the sentence is passed over.
 */
export function makeForeignSayable(unit: Unit, grammar: Grammar, speakers: Speakers): ForeignSayable | null {
  const { passage, flat } = unit;
  if (unit.length < SHORTEST || unit.length > LONGEST || flat.length > MOST_CHARACTERS || !isWhole(flat)) return null;
  const speaking = speakingIn(flat, grammar, speakers);
  if (needsContext(flat, speaking, grammar)) return null;
  const dateline = dateLine(passage);
  const from = dateline[0]?.end ?? 0;
  const connective = openingOf(passage, from, grammar);
  const start = connective[0]?.end ?? from;
  if (grammar.leans(passage.slice(start))) return null;
  const edits = mergeEdits([dateline, connective, start > 0 ? capitalAt(passage, start) : [], joinLines(passage)]);
  const text = editPassage(passage, edits);
  return text === null ? null : { unit, edits, text, resolved: false, speaking };
}

/**
 * Which sentences of these articles cannot be read alone, by the rules of their language; none of an English one, which has
 * rules of its own.
 */
export function foreignLeans(
  articles: readonly SourceArticle[],
): (sentence: { readonly document: number; readonly text: string }) => boolean {
  const grammars = articles.map(({ text }) => {
    const language = languageOf(text);
    return language === "en" ? null : grammarOf(language);
  });
  const nobody: Speakers = new Map();
  return ({ document, text }) => {
    const grammar = grammars[document] ?? null;
    if (grammar === null || grammar.neutral || text.length > MOST_CHARACTERS) return false;
    const flat = text.replace(/\s+/g, " ");
    return grammar.leans(flat) || needsContext(flat, speakingIn(flat, grammar, nobody), grammar);
  };
}

/** Furniture, a question, the reporter's "we", words that nobody is said to speak, a pronoun without its noun. */
function needsContext(flat: string, speaking: Speaking, grammar: Grammar): boolean {
  const outside = outsideOf(flat, speaking.quotations).slice(dateLine(flat)[0]?.end ?? 0);
  if (isFurniture(flat, grammar) || grammar.has("self", outside) || /[?？؟]["”»“«」』)]*$/u.test(flat)) return true;
  if (!speaking.attributed && speaking.quotations.some(({ words }) => countWords(words) >= SPEECH_WORDS)) return true;
  return hasLostPronoun(outside, grammar);
}

function isWhole(flat: string): boolean {
  return (
    /[.!。！।۔…](?:[\s\u00a0]?["'”’»“«)\]」』）])*$/u.test(flat) &&
    /^(?:["“'‘«»„‚「『【《（([¿¡][\s\u00a0]?|[–—-] )*[\p{Lu}\p{Lo}\p{N}$£€]/u.test(flat) &&
    !/(?:\.{3}|…)["”»“」]*$/u.test(flat) &&
    isBalanced(flat)
  );
}

const ADDRESS = /https?:|www\.|©|getty images|\S@\S/i;

function isFurniture(flat: string, grammar: Grammar): boolean {
  if (ADDRESS.test(flat) || (grammar.has("dirt", flat) && flat.length < 260)) return true;
  const letters = flat.match(/\p{L}/gu) ?? [];
  return letters.length > 12 && letters.filter((letter) => /\p{Lu}/u.test(letter)).length > letters.length * 0.4;
}

/** In these languages a dash may also stand for "is": a dateline needs its brackets or a comma. */
function dateLine(passage: string): Edit[] {
  const found = dropDateline(passage);
  return found[0] && /[(),，、【日本]/u.test(found[0].was) ? found : [];
}

function openingOf(passage: string, from: number, grammar: Grammar): Edit[] {
  const length = foreignConnective(passage.slice(from), grammar.code);
  if (length === 0) return [];
  const end = from + length;
  return [{ kind: "drop", reason: "connective", evidence: 0, start: from, end, was: passage.slice(from, end) }];
}

/** Share of a sentence within which a pronoun has nobody before it, in scripts that do not show names by capitals. */
const EARLY = 0.4;

/** "“…”, explained her spokesman": whose? */
const POSSESSIVE =
  /(?<!\p{L})(?:su|sus|sa|ses|leurs?|suo|sua|suoi|sue|loro|seus?|suas|sein|seine|ihr|ihre|его|её|ее|их|його|її|їхні[йя]|jego|jej|ich)(?!\p{L})/iu;
const OPENS_QUOTATION = /^["“„«»「『]/u;

/** A pronoun before which nobody is named. */
function hasLostPronoun(outside: string, grammar: Grammar): boolean {
  if (!grammar.neutral && OPENS_QUOTATION.test(outside) && POSSESSIVE.test(outside)) return true;
  const first = grammar.find("pronouns", outside)[0];
  if (!first) return false;
  const ahead = outside.slice(0, first.start);
  if (/\p{Lu}/u.test(outside)) return !/\p{Lu}\p{L}+ (?:\p{L}{2,3} )?\p{Lu}\p{L}+/u.test(ahead);
  return first.start < outside.length * EARLY;
}
