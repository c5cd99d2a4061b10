import {
  AFTER_CLOCK,
  BEFORE_NUMBER,
  ORDINAL_NOUNS,
  SHORT_FORMS,
  SPEECH_VERBS,
  STARTERS,
  TITLES,
} from "./abbreviations.ts";
import { blocksOf } from "./blocks.ts";
import type { Block } from "./blocks.ts";

/** One sentence: `text.slice(start, end)`, in UTF-16 offsets, without white space or bullet mark around it. */
export interface SentenceSpan {
  readonly start: number;
  readonly end: number;
  /** Number of its paragraph, from 0. */
  readonly paragraph: number;
}

const STOPS = ".!?…。！？؟।॥۔．｡‽";
/** End marks that need no blank after them. */
const WIDE_STOPS = "。！？．｡";
const CLOSERS = "\"'”’»›)]}」』】）〉》“";
const OPENERS = "\"'“‘«‹„‚([{「『【（〈《`¿¡—–-•*";
/** What follows 」 when the quotation is only a part of the sentence. */
const PARTICLES = "とってがをはのにもなで";
/** A token longer than this is no abbreviation; bounds every look back, ahead and around. */
const REACH = 32;

/**
 * Splits news text into sentences: rules around end marks, abbreviations and quotation marks.
 * Time is linear in the length of the text.
 * @param from offset to begin at, for a text whose first line is its title
 */
export function splitSentences(text: string, from = 0): SentenceSpan[] {
  const out: SentenceSpan[] = [];
  for (const block of blocksOf(text, from)) splitBlock(text, block, out);
  return out;
}

function splitBlock(text: string, block: Block, out: SentenceSpan[]): void {
  const lowerCased = isLowerCased(text, block);
  let start = block.start;
  for (let i = block.start; i < block.end; i++) {
    if (!isStop(text.charCodeAt(i), text[i]!)) continue;
    const first = i;
    while (i + 1 < block.end && (STOPS.includes(text[i + 1]!) || isSpacedDot(text, i + 1, block.end))) i++;
    const marksEnd = i + 1;
    while (i + 1 < block.end && isCloser(text, i + 1, block.end)) i++;
    const end = i + 1;
    if (end >= block.end || !endsSentence(text, { start, first, marksEnd, end }, block, lowerCased)) continue;
    push(text, start, end, block.paragraph, out);
    start = end;
  }
  push(text, start, block.end, block.paragraph, out);
}

function push(text: string, from: number, to: number, paragraph: number, out: SentenceSpan[]): void {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  if (end > start) out.push({ start, end, paragraph });
}

interface Marks {
  /** Start of the sentence so far. */
  readonly start: number;
  /** The first end mark. */
  readonly first: number;
  /** Past the last end mark. */
  readonly marksEnd: number;
  /** Past the closing quotation marks and brackets. */
  readonly end: number;
}

function endsSentence(text: string, marks: Marks, block: Block, lowerCased: boolean): boolean {
  const last = text[marks.marksEnd - 1]!;
  if (WIDE_STOPS.includes(last)) return !(marks.end > marks.marksEnd && PARTICLES.includes(text[marks.end]!));
  const glued = !isSpace(text.charCodeAt(marks.end));
  const at = nextStart(text, marks.end, block.end);
  if (at < 0) return false;
  const kind = caseAt(text, at);
  if (lowerCased) return !glued && isSpace(text.charCodeAt(marks.first - 1));
  if (kind === "lower" || kind === "none") return false;
  if (glued) return endsGlued(text, marks, at, kind);
  if (last !== "." || marks.marksEnd - marks.first > 1) {
    const elision = isSpace(text.charCodeAt(marks.first - 1)) && (last === "." || last === "…");
    return !elision && !introducesSpeaker(text, marks, at, block.end);
  }
  return endsAtStop(text, marks, at, kind, block.end);
}

/** A missing blank: "ended.The"; not "U.S.A", "example.Com", "3.5". */
function endsGlued(text: string, marks: Marks, at: number, kind: Case): boolean {
  if (kind === "other") return text[marks.first] !== ".";
  if (kind === "digit") return false;
  const token = tokenBefore(text, marks.first, marks.start);
  if (!/[\p{Ll}\p{N})%”"’]{2}$/u.test(token) && marks.end === marks.marksEnd) return false;
  if (/[./@:]|^www/.test(token)) return false;
  if (marks.end > marks.marksEnd) return true;
  return caseAt(text, at + 1) === "lower" || /["“‘(\s]/.test(text[at + 1] ?? "") || at > marks.end;
}

/** A single stop, then white space, then something that could open a sentence. */
function endsAtStop(text: string, marks: Marks, at: number, kind: Case, limit: number): boolean {
  const raw = tokenBefore(text, marks.first, marks.start);
  const token = raw.replace(/^.*[-–—/]|^[^\p{L}\p{N}§]+/u, "");
  const word = token.toLowerCase();
  const next = wordAt(text, at, limit).toLowerCase();
  if (marks.end > marks.marksEnd) return true;
  if (TITLES.has(word)) return false;
  if (BEFORE_NUMBER.has(word) && kind === "digit") return false;
  if (/^[ap]\.?m$/.test(word)) return !AFTER_CLOCK.has(next) && kind !== "digit";
  if (/^\p{Lu}$/u.test(token)) return opensSentence(next) && !(next === "a" || next === "i");
  if (/^\p{L}\p{M}*([.]\p{L}{1,2})+$/u.test(token)) return opensSentence(next);
  if (SHORT_FORMS.has(word) && (kind === "digit" || !opensSentence(next))) return false;
  if (/^\d{1,2}$/.test(token)) return !ORDINAL_NOUNS.has(next) && !isListNumber(text, marks, raw);
  return true;
}

const opensSentence = (next: string): boolean => STARTERS.has(next.replace("’", "'"));

/** "1. Wash your hands": the number opens its own sentence. */
function isListNumber(text: string, marks: Marks, token: string): boolean {
  return text.slice(marks.start, marks.first).trim() === token;
}

/** "“Why now?” Rhys Emmet asked": up to three capitalized words, then a verb of speech. */
function introducesSpeaker(text: string, marks: Marks, at: number, limit: number): boolean {
  if (marks.end === marks.marksEnd || !/["”’'»]/.test(text[marks.end - 1]!)) return false;
  const ahead = text.slice(at, Math.min(limit, at + 2 * REACH)).split(/\s+/, 5);
  for (const [i, word] of ahead.entries()) {
    if (SPEECH_VERBS.has(word.replace(/[,.:;]$/, "").toLowerCase())) return i > 0;
    if (!/^\p{Lu}/u.test(word)) return false;
  }
  return false;
}

/** Where the next word begins, past blanks and opening marks; -1 at the block's end. */
function nextStart(text: string, from: number, limit: number): number {
  let i = from;
  while (i < limit && isSpace(text.charCodeAt(i))) i++;
  const reach = Math.min(limit, i + REACH);
  while (i < reach && (OPENERS.includes(text[i]!) || isSpace(text.charCodeAt(i)))) i++;
  return i < limit ? i : -1;
}

type Case = "upper" | "lower" | "digit" | "other" | "none";

/** `other`: a letter of a script without capitals. `none`: no letter or digit. */
function caseAt(text: string, at: number): Case {
  const code = text.charCodeAt(at);
  if (code >= 65 && code <= 90) return "upper";
  if (code >= 97 && code <= 122) return "lower";
  if (code >= 48 && code <= 57) return "digit";
  if (code < 128) return "$#@&".includes(text[at] ?? " ") ? "upper" : "none";
  const character = String.fromCodePoint(text.codePointAt(at) ?? 32);
  if (/\p{Lu}/u.test(character)) return "upper";
  if (/\p{Ll}/u.test(character)) return "lower";
  if (/[\p{L}\p{M}]/u.test(character)) return "other";
  return /[\p{N}\p{Sc}]/u.test(character) ? "upper" : /\p{Extended_Pictographic}/u.test(character) ? "upper" : "none";
}

/** The run without blanks that ends before `end`. */
function tokenBefore(text: string, end: number, start: number): string {
  let i = end;
  const stop = Math.max(start, end - REACH);
  while (i > stop && !isSpace(text.charCodeAt(i - 1))) i--;
  return text.slice(i, end);
}

function wordAt(text: string, at: number, limit: number): string {
  return /^[\p{L}\p{N}'’]+/u.exec(text.slice(at, Math.min(limit, at + REACH)))?.[0] ?? "";
}

/** A closing mark belongs to the sentence before it; a straight quotation mark does so unless it opens the next word ("end. "Next"). */
function isCloser(text: string, at: number, limit: number): boolean {
  const mark = text[at]!;
  if (!CLOSERS.includes(mark)) return false;
  if (mark === "“") return at + 1 >= limit || isSpace(text.charCodeAt(at + 1)); // German closing mark
  return true;
}

/** ". . ." set with blanks. */
function isSpacedDot(text: string, at: number, limit: number): boolean {
  return at + 1 < limit && text[at] === " " && text[at - 1] === "." && text[at + 1] === "." && text[at + 2] !== ".";
}

function isStop(code: number, character: string): boolean {
  return code < 128 ? code === 46 || code === 33 || code === 63 : STOPS.includes(character);
}

function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 160 ||
    code === 0x3000 ||
    code === 0xfeff ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x2028 ||
    code === 0x2029
  );
}

/** Text of a tokenized, lower-cased corpus: no capital anywhere and a blank before its end marks. */
function isLowerCased(text: string, block: Block): boolean {
  let spaced = false;
  for (let i = block.start; i < block.end; i++) {
    const code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) return false;
    if (code >= 0x370 && (code < 0x2000 || code > 0x2bff)) return false; // another script
    if (code === 46 && i > block.start && text.charCodeAt(i - 1) === 32) spaced = true;
  }
  return spaced;
}
