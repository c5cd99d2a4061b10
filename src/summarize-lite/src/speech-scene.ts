import { mentionsIn } from "./mentions.ts";
import type { Mention } from "./mentions.ts";
import { quotationsIn } from "./quotation-marks.ts";
import type { Quotation } from "./quotation-marks.ts";
import { reportingVerb } from "./speech-words.ts";
import { tokensOf } from "./tokens.ts";
import type { Token } from "./tokens.ts";

/** A text read for who says what. */
export interface Scene {
  readonly text: string;
  readonly quotations: readonly Quotation[];
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  /** Token of each quotation. */
  readonly places: readonly number[];
  /** For each token the index of the first mention that begins there or later. */
  readonly mentionFrom: Int32Array;
  /** Token of a verb → indexes of the mentions that are its subject. */
  readonly subjects: ReadonlyMap<number, readonly number[]>;
  /** First token of each sentence. */
  readonly sentenceStart: Int32Array;
}

/** How a verb of speech and a mention belong together. */
interface Owner {
  readonly mention: number;
  readonly how: "direct" | "aside" | "relative" | "comma" | "inverted" | "according" | "chained" | "first";
}

export function sceneOf(text: string, quotations: readonly Quotation[] = quotationsIn(text)): Scene {
  const tokens = tokensOf(text, quotations);
  const mentions = mentionsIn(tokens);
  const places: number[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const { quotation } = tokens[at]!;
    if (quotation >= 0) places[quotation] = at;
  }
  const mentionFrom = new Int32Array(tokens.length + 1).fill(mentions.length);
  let next = mentions.length;
  for (let at = tokens.length - 1; at >= 0; at--) {
    while (next > 0 && mentions[next - 1]!.first >= at) next--;
    mentionFrom[at] = next;
  }
  const subjects = new Map<number, number[]>();
  for (let index = 0; index < mentions.length; index++) {
    const { verb } = mentions[index]!;
    if (verb) (subjects.get(verb.at) ?? subjects.set(verb.at, []).get(verb.at)!).push(index);
  }
  const sentenceStart = new Int32Array((tokens.at(-1)?.sentence ?? 0) + 2).fill(tokens.length);
  for (let at = tokens.length - 1; at >= 0; at--) sentenceStart[tokens[at]!.sentence] = at;
  return { text, quotations, tokens, mentions, places, mentionFrom, subjects, sentenceStart };
}

/** Farther from a quotation than this, nobody is said to speak it. In tokens. */
export const REACH = 60;

export interface Cue {
  /** Token of the verb, of "according" or of a colon. */
  readonly at: number;
  /** Base form of the verb; "according" or ":". */
  readonly lemma: string;
  readonly saying: boolean;
  readonly owner: Owner | null;
}

/** Verbs of speech in a quotation's own sentence, or the given stretch of tokens, with their subjects. */
export function cuesIn(scene: Scene, from: number, to: number): Cue[] {
  const out: Cue[] = [];
  for (let at = from; at < to; at++) {
    const { word, tag } = scene.tokens[at]!;
    const follows = word === "per" ? at + 1 : word === "according" && scene.tokens[at + 1]?.word === "to" ? at + 2 : 0;
    if (follows > 0) {
      const mention = scene.mentionFrom[follows]!;
      const near = scene.mentions[mention]?.first === follows;
      out.push({ at, lemma: "according", saying: true, owner: near ? { mention, how: "according" } : null });
      continue;
    }
    const verb = tag === "n" || tag === "V" ? reportingVerb(word) : undefined;
    if (!verb || isWithinMention(scene, at)) continue;
    const putsIt = verb.lemma === "put" && scene.tokens[at + 1]?.word === "it";
    out.push({ at, lemma: putsIt ? "put it" : verb.lemma, saying: verb.saying || putsIt, owner: ownerOf(scene, at) });
  }
  return out;
}

function isWithinMention(scene: Scene, at: number): boolean {
  const before = scene.mentions[scene.mentionFrom[at]! - 1];
  return before !== undefined && before.last >= at;
}

/** Whose verb it is. */
function ownerOf(scene: Scene, verb: number): Owner | null {
  const { mentions, subjects, tokens } = scene;
  const own = subjects.get(verb);
  if (own) {
    const mention = own.find((index) => !mentions[index]!.inside) ?? own[0]!;
    const over = mentions[mention]!.verb!.over;
    return { mention, how: over === "none" ? "direct" : over };
  }
  const sentence = tokens[verb]!.sentence;
  let ahead = verb - 1;
  while (tokens[ahead]?.sentence === sentence && /[RA]/.test(tokens[ahead]!.tag)) ahead--;
  const opens =
    tokens[ahead]?.sentence !== sentence ||
    tokens[ahead]!.tag === "Q" ||
    /^(?:,|as|—|–|-|:)$/.test(tokens[ahead]!.word);
  let next = verb + 1;
  while (tokens[next]?.tag === "R") next++;
  const behind = scene.mentionFrom[next];
  if (opens && behind !== undefined && mentions[behind]?.first === next && tokens[next]!.sentence === sentence) {
    return { mention: behind, how: "inverted" };
  }
  return chainedOwner(scene, verb, sentence);
}

/** "Varga visited the port and said …": the subject of the verb before; else the sentence's first mention. */
function chainedOwner(scene: Scene, verb: number, sentence: number): Owner | null {
  const { mentions, tokens } = scene;
  let first = -1;
  for (let index = scene.mentionFrom[verb]! - 1; index >= 0; index--) {
    const mention = mentions[index]!;
    if (tokens[mention.first]!.sentence !== sentence || verb - mention.last > REACH) break;
    if (mention.verb && !mention.inside && mention.verb.at < verb && mention.verb.over !== "relative")
      return { mention: index, how: "chained" };
    if (!mention.inside) first = index;
  }
  return first < 0 ? null : { mention: first, how: "first" };
}

/** "“We will stay.” — Ana Prie": the mention that signs a quotation, or −1. */
export function signatureOf(scene: Scene, quotation: number): number {
  const { tokens, mentions, mentionFrom, places, text } = scene;
  const place = places[quotation]!;
  let at = place + 1;
  while (at <= place + 2 && /^[—–―‒~-]$/.test(tokens[at]?.word ?? "")) at++;
  if (at === place + 1 || tokens[at]?.tag !== "C" || /[\p{L}\p{N},]/u.test(tokens[place]!.word)) return -1;
  // Below a sentence that only ends with a quotation, a dash and a name sign the article.
  const below = tokens[at]!.paragraph !== tokens[place]!.paragraph;
  if (below && scene.sentenceStart[tokens[place]!.sentence] !== place) return -1;
  const index = mentionFrom[at]!;
  const mention = mentions[index];
  if (mention?.first !== at || mention.kind !== "name") return -1;
  const behind = tokens[mention.reach + 1];
  const ends = !behind || behind.paragraph !== tokens[at]!.paragraph || /^[.,(]$/.test(behind.word);
  const line = behind !== undefined && text.slice(tokens[mention.reach]!.end, behind.start).includes("\n");
  const does = mention.verb !== null && !(mention.verb.over === "comma" && mention.verb.reporting?.form === "ing");
  return (ends || line) && !does ? index : -1;
}
