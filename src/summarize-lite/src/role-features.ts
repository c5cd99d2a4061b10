import { CUE } from "./cues.ts";
import { topicOf } from "./role-topic.ts";
import type { Topic } from "./role-topic.ts";
import type { Word } from "./words.ts";

/** One sentence as the role model sees it. */
export interface RoleSentence {
  readonly text: string;
  /** Number of its paragraph. */
  readonly paragraph: number;
  readonly words: readonly Word[];
}

/** Word features are hashed into this many places; the model keeps the few that matter. */
export const BUCKETS = 1 << 18;
/** Features with a weight of their own come after the buckets. */
const CUE_BITS = Object.values(CUE);
const OWN = 0;
const BEFORE = CUE_BITS.length;
const AFTER = 2 * CUE_BITS.length;
const POSITION = 3 * CUE_BITS.length;
/** Room for position, length, quotation, overlap and tense features. */
const PLACES = 160;
export const FEATURES = BUCKETS + POSITION + PLACES;

const BIGRAM = 0x9e3779b1;
const OPENING = 0x85ebca6b;
const NEIGHBOUR = 0xc2b2ae35;
const NUMBER = 0x27d4eb2f;

/** Lists of features, one a sentence, one behind the other; `ends` holds where each list ends. */
export interface FeatureLists {
  readonly features: Int32Array;
  readonly ends: Int32Array;
}

/** Features of the sentences of one article: its words, what they lend to the sentences beside it, its cues and place. */
export interface FeatureParts {
  readonly words: FeatureLists;
  readonly asNeighbour: FeatureLists;
  readonly places: FeatureLists;
}

/** Active features of each sentence of one article, in text order; each counts 1. */
export function roleFeatures(sentences: readonly RoleSentence[], title: ReadonlySet<string>): number[][] {
  const { words, asNeighbour, places } = featureParts(sentences, topicOf(sentences, title));
  return sentences.map((_, i) => [
    ...listOf(words, i),
    ...listOf(asNeighbour, i - 1),
    ...listOf(asNeighbour, i + 1),
    ...listOf(places, i),
  ]);
}

function listOf({ features, ends }: FeatureLists, i: number): Int32Array {
  return i < 0 || i >= ends.length ? features.subarray(0, 0) : features.subarray(i === 0 ? 0 : ends[i - 1], ends[i]);
}

export function featureParts(sentences: readonly RoleSentence[], topic: Topic): FeatureParts {
  const words = topic.sequence.length;
  return {
    words: wordFeatures(sentences, 2 * words),
    asNeighbour: neighbourFeatures(sentences, words),
    places: placesOf(sentences, topic),
  };
}

function placesOf(sentences: readonly RoleSentence[], topic: Topic): FeatureLists {
  const cues = Int32Array.from(sentences, ({ words }) => cuesIn(words));
  const facts = documentFacts(sentences, topic);
  const features = new Int32Array(sentences.length * (POSITION + PLACE_FEATURES));
  const ends = new Int32Array(sentences.length);
  let at = 0;
  for (let i = 0; i < sentences.length; i++) {
    at = cueFeatures(cues[i]!, OWN, features, at);
    if (i > 0) at = cueFeatures(cues[i - 1]!, BEFORE, features, at);
    if (i + 1 < cues.length) at = cueFeatures(cues[i + 1]!, AFTER, features, at);
    placeFeatures(sentences, i, facts, cues[i]!, features, at);
    at += PLACE_FEATURES;
    ends[i] = at;
  }
  return { features, ends };
}

function cuesIn(words: readonly Word[]): number {
  let bits = 0;
  for (const { cues } of words) bits |= cues;
  return bits;
}

function bucket(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) & (BUCKETS - 1);
}

const keyOf = (word: Word): number => ((word.cues & CUE.digit) === 0 ? word.hash : word.text.length * NUMBER);

/** Each word, and with it the one before; the first word also as the opening. */
function wordFeatures(sentences: readonly RoleSentence[], total: number): FeatureLists {
  const features = new Int32Array(total);
  const ends = new Int32Array(sentences.length);
  let at = 0;
  for (let i = 0; i < sentences.length; i++) {
    const { words } = sentences[i]!;
    let last = 0;
    for (let k = 0; k < words.length; k++) {
      const key = keyOf(words[k]!);
      features[at++] = bucket(key);
      features[at++] = bucket(k > 0 ? Math.imul(last, BIGRAM) + key : Math.imul(key, OPENING));
      last = key;
    }
    ends[i] = at;
  }
  return { features, ends };
}

function neighbourFeatures(sentences: readonly RoleSentence[], most: number): FeatureLists {
  const features = new Int32Array(most);
  const ends = new Int32Array(sentences.length);
  let at = 0;
  for (let i = 0; i < sentences.length; i++) {
    for (const word of sentences[i]!.words) {
      if (word.stem !== 0) features[at++] = bucket(Math.imul(keyOf(word), NEIGHBOUR));
    }
    ends[i] = at;
  }
  return { features, ends };
}

/** The bits of `CUE` are numbered in its order. */
const ALL_CUES = 2 ** CUE_BITS.length - 1;

function cueFeatures(bits: number, offset: number, features: Int32Array, from: number): number {
  let at = from;
  for (let rest = bits & ALL_CUES; rest !== 0; rest &= rest - 1) {
    features[at++] = BUCKETS + offset + 31 - Math.clz32(rest & -rest);
  }
  return at;
}

interface DocumentFacts {
  readonly topic: Topic;
  /** Share of each sentence's names that stood in an earlier sentence; −1: it has no names. */
  readonly knownNames: readonly number[];
  /** Whether each sentence begins, and whether it ends, inside a quotation that another one opened or closes. */
  readonly inside: readonly boolean[];
}

function documentFacts(sentences: readonly RoleSentence[], topic: Topic): DocumentFacts {
  const { sequence, starts, counts, marks } = topic;
  const seen = new Uint8Array(counts.length);
  const knownNames: number[] = [];
  const inside: boolean[] = [];
  let open = false;
  for (let i = 0; i < sentences.length; i++) {
    const { words } = sentences[i]!;
    let names = 0;
    let known = 0;
    for (let k = 1; k < words.length; k++) {
      const n = sequence[starts[i]! + k]!;
      if (n < 0 || !words[k]!.capital) continue;
      names++;
      known += seen[n]!;
      seen[n] = 1;
    }
    knownNames.push(names === 0 ? -1 : known / names);
    inside.push(open);
    const { opening, closing } = marks[i]!;
    if (opening !== closing) open = opening > closing;
  }
  return { topic, knownNames, inside };
}

/** Number of the range that `value` falls into: 0 below the first bound. */
function range(value: number, bounds: readonly number[]): number {
  let i = 0;
  while (i < bounds.length && value >= bounds[i]!) i++;
  return i;
}

const POSITIONS = [1, 2, 3, 4, 6, 9, 14, 20, 30];
const TENTHS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const FROM_END = [1, 2, 4];
const PARAGRAPHS = [1, 2, 3, 5, 8, 12];
const SENTENCES = [6, 12, 20, 30, 45];
const LENGTHS = [4, 8, 12, 18, 25, 35, 45];
const NAMES = [0, 0.01, 0.5, 1];
const SHARES = [0.05, 0.25, 0.5];

/** Values of each place feature. */
const SIZES = [10, 10, 4, 7, 6, 2, 2, 8, 6, 2, 2, 2, 5, 5, 5, 2, 2, 7, 42, 7];
const FIRST_OF = SIZES.map((_, i) => BUCKETS + POSITION + SIZES.slice(0, i).reduce((sum, size) => sum + size, 0));
const PLACE_FEATURES = SIZES.length;

/** Writes `PLACE_FEATURES` features from `at` on. */
function placeFeatures(
  sentences: readonly RoleSentence[],
  i: number,
  facts: DocumentFacts,
  cues: number,
  out: Int32Array,
  at: number,
): void {
  const { words, paragraph } = sentences[i]!;
  const of = sentences.length;
  const { quoted, opensQuoted, ended, odd } = facts.topic.marks[i]!;
  const when = tense(words);
  const position = range(i, POSITIONS);
  const inside = facts.inside[i]!;
  out[at] = position;
  out[at + 1] = range(i / of, TENTHS);
  out[at + 2] = range(of - 1 - i, FROM_END);
  out[at + 3] = range(paragraph - sentences[0]!.paragraph, PARAGRAPHS);
  out[at + 4] = range(of, SENTENCES);
  out[at + 5] = i === 0 || sentences[i - 1]!.paragraph !== paragraph ? 1 : 0;
  out[at + 6] = i + 1 === of || sentences[i + 1]!.paragraph !== paragraph ? 1 : 0;
  out[at + 7] = range(words.length, LENGTHS);
  out[at + 8] = when;
  out[at + 9] = quoted ? 1 : 0;
  out[at + 10] = opensQuoted ? 1 : 0;
  out[at + 11] = inside ? 1 : 0;
  writeOverlaps(facts.topic, i, out, at + 12);
  out[at + 14] = range(facts.knownNames[i]!, NAMES);
  out[at + 15] = ended ? 1 : 0;
  out[at + 16] = odd ? 1 : 0;
  out[at + 17] = quoted || inside ? 1 + when : 0;
  out[at + 18] = Math.min(position, 6) * 6 + when;
  out[at + 19] = (cues & CUE.year) === 0 ? 0 : 1 + when;
  for (let k = 0; k < PLACE_FEATURES; k++) out[at + k] = FIRST_OF[k]! + Math.min(out[at + k]!, SIZES[k]! - 1);
}

/** The first verb-like cue: 0 none, 1 past, 2 present, 3 future, 4 hedge, 5 "had"/"been". */
function tense(words: readonly Word[]): number {
  for (const { cues } of words) {
    if ((cues & CUE.been) !== 0) return 5;
    if ((cues & CUE.future) !== 0) return 3;
    if ((cues & CUE.present) !== 0) return 2;
    if ((cues & CUE.hedge) !== 0) return 4;
    if ((cues & CUE.pastVerb) !== 0 && (cues & CUE.speech) === 0) return 1;
  }
  return 0;
}

/** Share of a sentence's content words that stand in the title, and in the first sentence, in five steps; 0: there is none. */
function writeOverlaps(
  { sequence, starts, inTitle, opening, hasTitle }: Topic,
  i: number,
  out: Int32Array,
  at: number,
): void {
  let content = 0;
  let titled = 0;
  let opened = 0;
  for (let k = starts[i]!; k < starts[i + 1]!; k++) {
    const n = sequence[k]!;
    if (n < 0) continue;
    content++;
    titled += inTitle[n]!;
    if (n < opening) opened++;
  }
  const of = Math.max(4, content);
  out[at] = hasTitle ? 1 + range(titled / of, SHARES) : 0;
  out[at + 1] = starts[1]! > 0 ? 1 + range(opened / of, SHARES) : 0;
}
