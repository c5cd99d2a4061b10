import { reportingVerb } from "./speech-words.ts";
import type { ReportingVerb } from "./speech-words.ts";
import type { Token } from "./tokens.ts";

/** Who or what a sentence may speak of: a name, a pronoun or a noun phrase, as a run of tokens. */
export interface Mention {
  readonly kind: "name" | "pronoun" | "noun" | "relative";
  /** Index of the first and the last token. */
  readonly first: number;
  readonly last: number;
  /** Last token with what hangs on it: "the head | of the union". */
  reach: number;
  /** Last word in lower case. */
  readonly head: string;
  /** A preposition stands before it. */
  inside: boolean;
  /** The verb it is the subject of, as far as the order of the words tells. */
  verb: VerbLink | null;
}

interface VerbLink {
  readonly at: number;
  /** What stands between: nothing, an aside between commas, a relative clause, or a lone comma. */
  readonly over: "none" | "aside" | "relative" | "comma";
  readonly reporting: ReportingVerb | null;
}

/** Finds the mentions among tokens, in order. */
export function mentionsIn(tokens: readonly Token[]): Mention[] {
  const out: Mention[] = [];
  let at = 0;
  while (at < tokens.length) {
    const found = mentionAt(tokens, at);
    if (found) out.push(found);
    at = found ? found.last + 1 : at + 1;
  }
  for (let i = 1; i < out.length; i++) if (isPlaceOf(tokens, out[i - 1]!, out[i]!)) out[i]!.inside = true;
  for (let i = out.length - 1; i >= 0; i--) extend(tokens, out, i);
  for (const mention of out) mention.verb = verbOf(tokens, mention);
  return out.filter((mention) => isUsable(tokens, mention) && !isDateline(tokens, mention));
}

function mentionAt(tokens: readonly Token[], at: number): Mention | null {
  const token = tokens[at]!;
  const inside = tokens[at - 1]?.tag === "P" && tokens[at - 1]!.sentence === token.sentence;
  if (isGerund(tokens, at) || isVerbOfBefore(tokens, at)) return null;
  if (token.tag === "S") return make("pronoun", at, at, token.word, inside);
  if (token.word === "who" || token.word === "which" || isSubjectThat(tokens, at))
    return make("relative", at, at, token.word, inside);
  if (!/[DCnN]/.test(token.tag) || (token.tag === "n" && isSpokenVerb(token))) return null;
  let last = at;
  let named = token.tag === "C";
  while (joins(tokens, at, last, named)) {
    last++;
    named ||= tokens[last]!.tag === "C";
  }
  if (tokens[last]!.tag === "G" && last > at) last--;
  if (last === at && token.tag === "n" && isVerbLike(token)) return null;
  return make(named ? "name" : "noun", at, last, tokens[last]!.word, inside);
}

/** "a sign that read": not the "that" of "Holt said that". */
function isSubjectThat(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]!.word !== "that" || !/[nC]/.test(tokens[at - 1]?.tag ?? "") || isSpokenVerb(tokens[at - 1]!))
    return false;
  const form = reportingVerb(tokens[at + 1]?.word ?? "")?.form;
  return form === "ed" || form === "s";
}

/** "Addressing the crowd, she said", "Alarmed by the crowd, she": a sentence that opens with what somebody does. */
function isGerund(tokens: readonly Token[], at: number): boolean {
  const { tag, word, sentence } = tokens[at]!;
  const next = tokens[at + 1];
  if (tag !== "C" || tokens[at - 1]?.sentence === sentence) return false;
  if (/[a-z]{3}ed$/.test(word) && next?.word === "by") return true;
  if (!/[a-z]{3}ing$/.test(word)) return false;
  return next?.sentence === sentence && !/[CAVM]/.test(next.tag) && reportingVerb(next.word) === undefined;
}

/** "Varga deflected numerous questions", "she watches Mr. Holt", "did not mention Holt": a verb begins no phrase. */
function isVerbOfBefore(tokens: readonly Token[], at: number): boolean {
  const { tag, word, sentence } = tokens[at]!;
  const before = tokens[at - 1];
  const next = tokens[at + 1]?.tag ?? "";
  if (tag !== "n" || before?.sentence !== sentence) return false;
  if (before.tag === "S") return next !== "G";
  const helped = before.tag === "A" || (before.word === "not" && tokens[at - 2]?.tag === "A");
  if (helped && next === "C" && !word.endsWith("s")) return true;
  return /[a-z]{2}ed$/.test(word) && /[CnGR]/.test(before.tag) && /[CDNnG]/.test(next);
}

function make(kind: Mention["kind"], first: number, last: number, head: string, inside: boolean): Mention {
  return { kind, first, last, reach: last, head, inside, verb: null };
}

const LONGEST = 12;

/** Whether the token behind `last` still belongs to the phrase that began at `first`. */
function joins(tokens: readonly Token[], first: number, last: number, named: boolean): boolean {
  const here = tokens[last]!;
  const next = tokens[last + 1];
  if (!next || next.sentence !== here.sentence || last - first >= LONGEST) return false;
  if (next.tag === "G") return here.tag !== "D" || here.word === "one" || here.word === "other";
  if (here.tag === "G") return /[CnN]/.test(next.tag);
  if (next.word === "." && next.start === here.end)
    return isShort(here) && tokens[last + 2]?.sentence === here.sentence;
  if (next.tag === "M" && next.word === "&") return true;
  if (here.tag === "M") return /[CnN]/.test(next.tag);
  if (next.tag === "C" || next.tag === "N") return true;
  if (next.tag === "D") return here.tag === "D";
  if (next.tag !== "n") return false;
  return here.tag === "D" || here.tag === "N" || !isVerbAfter(here, next, named);
}

/** "Gov." and "J." go on. */
const isShort = (token: Token): boolean => token.tag === "C" && token.end - token.start <= 5;

function isSpokenVerb(token: Token): boolean {
  const verb = reportingVerb(token.word);
  return verb !== undefined && (verb.form !== "base" || verb.lemma === "say" || verb.lemma === "tell");
}

function isVerbLike(token: Token): boolean {
  const verb = reportingVerb(token.word);
  return verb ? verb.form !== "base" || verb.saying : /(?:ed|ing)$/.test(token.word);
}

/** Whether a lower-case word behind a noun is rather its verb. */
function isVerbAfter(here: Token, next: Token, named: boolean): boolean {
  const verb = reportingVerb(next.word);
  const plural = /s$|^(?:people|police|men|women)$/.test(here.word);
  if (verb) return verb.form === "ed" || verb.form === "ing" || (verb.form === "s" && !plural) || plural || named;
  return /(?:[^e]ed|[^r]ing)$/.test(next.word);
}

/** "in Berea, Ohio,": a name between commas behind one that hangs on a preposition hangs on it too. */
function isPlaceOf(tokens: readonly Token[], before: Mention, { kind, first, last }: Mention): boolean {
  if (kind !== "name" || !before.inside || before.kind !== "name" || before.last + 2 !== first) return false;
  const behind = tokens[last + 1];
  return (
    tokens[first - 1]!.word === "," &&
    behind !== undefined &&
    (behind.word === "," || behind.word === "." || behind.tag === "Q")
  );
}

const LINKS = new Set(["of", "for", "in", "at", "from", "with", "on", "to", "behind", "against"]);

/** "a spokesman for the union in Bergen" reaches to the end; done from the right, so that chains are whole. */
function extend(tokens: readonly Token[], mentions: readonly Mention[], i: number): void {
  const mention = mentions[i]!;
  const next = mentions[i + 1];
  const link = tokens[mention.last + 1];
  if (mention.kind === "pronoun" || mention.kind === "relative" || !next || next.first !== mention.last + 2) return;
  if (link?.tag === "P" && LINKS.has(link.word) && next.kind !== "pronoun" && next.reach - mention.last < 20) {
    mention.reach = next.reach;
  }
}

const FARTHEST = 30;

function verbOf(tokens: readonly Token[], mention: Mention): VerbLink | null {
  const sentence = tokens[mention.first]!.sentence;
  const token = (i: number): Token | null => (tokens[i]?.sentence === sentence ? tokens[i] : null);
  let at = mention.reach + 1;
  if (token(at)?.word === "(" || token(at)?.word === "[") at = behind(token, at, /^[)\]]$/);
  const near = verbFrom(token, at);
  if (near !== null) return link(tokens, near, "none");
  const here = token(at);
  if (here?.tag === "W" && here.word !== "that") {
    const verb = verbFrom(token, behind(token, at, /^,$/));
    return verb === null ? null : link(tokens, verb, "relative");
  }
  if (here?.word !== "," && here?.word !== "—" && here?.word !== "–" && here?.word !== "-") return null;
  const direct = verbFrom(token, at + 1);
  if (direct !== null && reportingVerb(tokens[direct]!.word)?.saying) return link(tokens, direct, "comma");
  let close = at;
  for (let hops = 0; hops < 3; hops++) {
    close = behind(token, close + (hops === 0 ? 1 : 0), here.word === "," ? /^,$/ : /^[—–-]$/);
    const verb = verbFrom(token, close);
    if (verb !== null && reportingVerb(tokens[verb]!.word)?.form !== "ing") return link(tokens, verb, "aside");
    if (close - at > FARTHEST || token(close) === null) return null;
  }
  return null;
}

/** Index behind the next mark that fits, or one too far. */
function behind(token: (i: number) => Token | null, from: number, mark: RegExp): number {
  for (let at = from + 1; at < from + FARTHEST; at++) {
    const here = token(at);
    if (here === null) return at;
    if (here.tag === "M" && mark.test(here.word)) return at + 1;
  }
  return from + FARTHEST;
}

const TIME =
  /^(?:hours?|days?|weeks?|months?|years?|decades?|mornings?|afternoons?|evenings?|nights?|weekends?|midday|noon|midnight)$/;

/** Index behind words of time that stand between a subject and its verb: "Holt | on Tuesday night | said", "two weeks ago". */
function behindTime(token: (i: number) => Token | null, from: number): number {
  let at = from;
  if (/^(?:on|in|at|late|early|by)$/.test(token(at)?.word ?? "")) at++;
  let told = false;
  while (at < from + 5) {
    const here = token(at);
    if (here === null) break;
    if (TIME.test(here.word) || (here.tag === "R" && here.word.endsWith("day"))) told = true;
    else if (!/[RND]/.test(here.tag)) break;
    at++;
  }
  return told ? at : from;
}

/** Index of the verb that stands here, adverbs, words of time and auxiliaries skipped. */
function verbFrom(token: (i: number) => Token | null, start: number): number | null {
  const from = behindTime(
    token,
    /^(?:him|her|them|it)sel(?:f|ves)$/.test(token(start)?.word ?? "") ? start + 1 : start,
  );
  let at = from;
  let auxiliary: number | null = null;
  while (at < from + 6) {
    const here = token(at);
    if (here === null) break;
    if (here.tag === "A" || (here.tag === "G" && at === from)) auxiliary = at;
    else if (here.tag !== "R") break;
    at++;
  }
  const here = token(at);
  if (here && (here.tag === "V" || (here.tag === "n" && isVerbForm(here, auxiliary !== null)))) return at;
  return auxiliary;
}

function isVerbForm(token: Token, auxiliary: boolean): boolean {
  const verb = reportingVerb(token.word);
  if (verb) return true;
  return /(?:[^e]ed|[a-z]{3}s)$/.test(token.word) || (auxiliary && token.word.endsWith("ing"));
}

function link(tokens: readonly Token[], at: number, over: VerbLink["over"]): VerbLink {
  return { at, over, reporting: reportingVerb(tokens[at]!.word) ?? null };
}

/** A run of plain words is a mention only where a verb stands next to it; a lone determiner or number only with one of speech. */
function isUsable(tokens: readonly Token[], mention: Mention): boolean {
  const first = tokens[mention.first]!;
  if (mention.kind === "name" && /^[RDI]-/i.test(first.word) && tokens[mention.first - 1]?.word === "(") return false;
  if (mention.kind === "noun" && TIME.test(mention.head)) return false;
  if (mention.kind !== "noun") return true;
  if (mention.last === mention.first && (first.tag === "D" || first.tag === "N")) {
    const before = tokens[mention.first - 1];
    return (
      mention.verb !== null ||
      tokens[mention.last + 1]?.word === "of" ||
      (before !== undefined && reportingVerb(before.word) !== undefined)
    );
  }
  if (first.tag === "D" || first.tag === "N") return true;
  const before = tokens[mention.first - 1];
  return (
    mention.verb !== null || (before !== undefined && (reportingVerb(before.word) !== undefined || before.tag === "P"))
  );
}

/** "OSLO, Norway (AP) —": a place at the head of a paragraph with a dash behind it. */
function isDateline(tokens: readonly Token[], mention: Mention): boolean {
  const { sentence, paragraph } = tokens[mention.first]!;
  let from = mention.first;
  while (from > 0 && tokens[from - 1]!.sentence === sentence && mention.first - from < 9) from--;
  if (mention.kind !== "name" || mention.first - from > 8 || tokens[from - 1]?.paragraph === paragraph) return false;
  let bracket = false;
  for (let at = from; at < from + 14 && tokens[at]?.sentence === sentence; at++) {
    const { tag, word } = tokens[at]!;
    if (word === "(") bracket = true;
    if (/^[—–-]$/.test(word)) return at > mention.last && (bracket || tokens[from]!.shouted);
    if (!/[CNRM]/.test(tag) && word !== "of") return false;
  }
  return false;
}
