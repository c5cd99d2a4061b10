import type { Mention } from "./mentions.ts";
import { REACH } from "./speech-scene.ts";
import type { Scene } from "./speech-scene.ts";
import { reportingVerb } from "./speech-words.ts";
import type { Token } from "./tokens.ts";

/** What follows a verb of speech: the kind of its words' first token. */
export function openerOf({ tokens }: Scene, verb: number): string {
  let at = verb + 1;
  while (tokens[at]?.tag === "R") at++;
  const next = tokens[at];
  if (!next || next.sentence !== tokens[verb]!.sentence) return "$";
  return /[WMPJ]/.test(next.tag) ? next.word : next.tag;
}

/** How many clauses begin between a verb of speech and a quotation, up to 2: ", and", ", while", "; ". */
export function clausesIn(between: readonly Token[]): number {
  let count = 0;
  for (const [i, { tag, word }] of between.entries()) {
    if (word === ";" || (tag === "J" && (between[i - 1]?.word === "," || /[SCD]/.test(between[i + 1]?.tag ?? ""))))
      count++;
  }
  return Math.min(2, count);
}

/** How far two tokens stand apart, in three steps. */
export const nearness = (a: number, b: number): number => (Math.abs(a - b) <= 4 ? 4 : Math.abs(a - b) <= 12 ? 12 : 99);

/** How much of its sentence stands behind a token, in three steps. */
export function tailOf({ tokens, sentenceStart }: Scene, at: number): number {
  const left = sentenceStart[tokens[at]!.sentence + 1]! - at;
  return left <= 2 ? 2 : left <= 6 ? 6 : 99;
}

/** Verb of speech whose words a mention opens: "Holt said (that) | she …". */
export function complementOf({ tokens }: Scene, { first }: Mention): string {
  let at = first - 1;
  if (tokens[at]?.word === "that") at--;
  const before = tokens[at];
  if (!before || before.sentence !== tokens[first]!.sentence) return "";
  const verb = before.tag === "n" || before.tag === "V" ? reportingVerb(before.word) : undefined;
  return verb ? `${verb.saying}` : "";
}

/** "Holt was asked": the subject of the verb is not the one who speaks. */
export function isPassive({ tokens }: Scene, verb: number): boolean {
  if (reportingVerb(tokens[verb]!.word)?.form !== "ed") return false;
  for (let at = verb - 1; at >= verb - 3 && at >= 0; at--) {
    if (/^(?:is|was|are|were|be|been|being)$/.test(tokens[at]!.word)) return true;
    if (tokens[at]!.tag !== "R") return false;
  }
  return false;
}

/** How many mentions of a sentence are subjects of verbs of speech before this one, up to 2. */
export function sayersBefore({ tokens, mentions }: Scene, index: number): number {
  const { sentence } = tokens[mentions[index]!.first]!;
  let count = 0;
  for (let i = index - 1; i >= 0 && i > index - 20 && count < 2; i--) {
    if (tokens[mentions[i]!.first]!.sentence !== sentence) break;
    if (mentions[i]!.verb?.reporting?.saying) count++;
  }
  return count;
}

/** The last mention ahead of a quotation that is the subject of a verb of speech, or −1. */
export function lastSayer(scene: Scene, place: number): number {
  const { mentions, mentionFrom } = scene;
  for (let i = mentionFrom[place]! - 1; i >= 0 && place - mentions[i]!.first < REACH; i--) {
    const { verb } = mentions[i]!;
    if (verb?.reporting?.saying && verb.at < place && !isPassive(scene, verb.at)) return i;
  }
  return -1;
}

/** How many mentions between two tokens have verbs of their own, up to 3. */
export function subjectsBetween({ mentions, mentionFrom }: Scene, a: number, b: number): number {
  let count = 0;
  for (
    let i = mentionFrom[Math.min(a, b)]!;
    i < mentions.length && mentions[i]!.first < Math.max(a, b) && count < 3;
    i++
  ) {
    if (mentions[i]!.verb !== null) count++;
  }
  return count;
}
