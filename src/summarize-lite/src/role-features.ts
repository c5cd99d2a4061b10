import { CUE } from "./cues.ts";
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

/** Features of the sentences of one article: its words, what they lend to the sentences beside it, its cues and place. */
export interface FeatureParts {
  readonly words: readonly (readonly number[])[];
  readonly asNeighbour: readonly (readonly number[])[];
  readonly places: readonly (readonly number[])[];
}

/** Active features of each sentence of one article, in text order; each counts 1. */
export function roleFeatures(sentences: readonly RoleSentence[], title: ReadonlySet<string>): number[][] {
  const { words, asNeighbour, places } = featureParts(sentences, title);
  return words.map((own, i) => own.concat(asNeighbour[i - 1] ?? [], asNeighbour[i + 1] ?? [], places[i]!));
}

export function featureParts(sentences: readonly RoleSentence[], title: ReadonlySet<string>): FeatureParts {
  const cues = sentences.map(({ words }) => cuesIn(words));
  const facts = documentFacts(sentences, title);
  const places = sentences.map((_, i) => {
    const out: number[] = [];
    cueFeatures(cues[i]!, OWN, out);
    if (i > 0) cueFeatures(cues[i - 1]!, BEFORE, out);
    if (i + 1 < cues.length) cueFeatures(cues[i + 1]!, AFTER, out);
    placeFeatures(sentences, i, facts, cues[i]!, out);
    return out;
  });
  return {
    words: sentences.map(({ words }) => wordFeatures(words)),
    asNeighbour: sentences.map(({ words }) => neighbourFeatures(words)),
    places,
  };
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

function wordFeatures(words: readonly Word[]): number[] {
  const out: number[] = [];
  let last = 0;
  for (let i = 0; i < words.length; i++) {
    const key = keyOf(words[i]!);
    out.push(bucket(key));
    if (i > 0) out.push(bucket(Math.imul(last, BIGRAM) + key));
    if (i === 0) out.push(bucket(Math.imul(key, OPENING)));
    last = key;
  }
  return out;
}

function neighbourFeatures(words: readonly Word[]): number[] {
  const out: number[] = [];
  for (const word of words) if (word.stem !== 0) out.push(bucket(Math.imul(keyOf(word), NEIGHBOUR)));
  return out;
}

function cueFeatures(bits: number, at: number, out: number[]): void {
  for (let i = 0; i < CUE_BITS.length; i++) if ((bits & CUE_BITS[i]!) !== 0) out.push(BUCKETS + at + i);
}

interface DocumentFacts {
  /** Numbers of stems. */
  readonly title: ReadonlySet<number>;
  readonly first: ReadonlySet<number>;
  /** Share of each sentence's names that stood in an earlier sentence; −1: it has no names. */
  readonly knownNames: readonly number[];
  /** Whether each sentence begins, and whether it ends, inside a quotation that another one opened or closes. */
  readonly inside: readonly boolean[];
}

/** The numbers of those terms that stand in the sentences, and 0, so that a title that shares nothing with them is no missing title. */
export function stemsOf(terms: ReadonlySet<string>, sentences: readonly RoleSentence[]): ReadonlySet<number> {
  const out = new Set<number>();
  if (terms.size === 0) return out;
  out.add(0);
  for (const { words } of sentences) for (const { term, stem } of words) if (terms.has(term)) out.add(stem);
  return out;
}

function documentFacts(sentences: readonly RoleSentence[], title: ReadonlySet<string>): DocumentFacts {
  const seen = new Set<number>();
  const knownNames: number[] = [];
  const inside: boolean[] = [];
  let open = false;
  for (const { text, words } of sentences) {
    let names = 0;
    let known = 0;
    for (let k = 1; k < words.length; k++) {
      const { stem, capital } = words[k]!;
      if (!capital || stem === 0) continue;
      names++;
      if (seen.has(stem)) known++;
      else seen.add(stem);
    }
    knownNames.push(names === 0 ? -1 : known / names);
    inside.push(open);
    const opens = count(text, "“");
    const closes = count(text, "”");
    if (opens + closes > 0) open = opens > closes ? true : closes > opens ? false : open;
  }
  return {
    title: stemsOf(title, sentences),
    first: new Set(sentences[0]?.words.map(({ stem }) => stem)),
    knownNames,
    inside,
  };
}

function count(text: string, mark: string): number {
  let n = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) n++;
  return n;
}

/** Number of the range that `value` falls into: 0 below the first bound. */
function range(value: number, bounds: readonly number[]): number {
  let i = 0;
  while (i < bounds.length && value >= bounds[i]!) i++;
  return i;
}

function placeFeatures(
  sentences: readonly RoleSentence[],
  i: number,
  facts: DocumentFacts,
  cues: number,
  out: number[],
): void {
  const { text, words, paragraph } = sentences[i]!;
  const of = sentences.length;
  let base = BUCKETS + POSITION;
  const one = (value: number, size: number): void => {
    out.push(base + Math.min(value, size - 1));
    base += size;
  };
  const flag = (yes: boolean): void => one(yes ? 1 : 0, 2);
  const position = range(i, [1, 2, 3, 4, 6, 9, 14, 20, 30]);
  one(position, 10);
  one(range(i / of, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]), 10);
  one(range(of - 1 - i, [1, 2, 4]), 4);
  one(range(paragraph - sentences[0]!.paragraph, [1, 2, 3, 5, 8, 12]), 7);
  one(range(of, [6, 12, 20, 30, 45]), 6);
  flag(i === 0 || sentences[i - 1]!.paragraph !== paragraph);
  flag(i + 1 === of || sentences[i + 1]!.paragraph !== paragraph);
  one(range(words.length, [4, 8, 12, 18, 25, 35, 45]), 8);
  one(tense(words), 6);
  const quoted = /["“”]|''/.test(text);
  flag(quoted);
  flag(/^["“]|^''/.test(text));
  flag(facts.inside[i]!);
  one(overlap(words, facts.title), 5);
  one(overlap(words, facts.first), 5);
  one(range(facts.knownNames[i]!, [0, 0.01, 0.5, 1]), 5);
  flag(/[.!?…]["”’')]*$/.test(text));
  flag(/[:|©@]|https?:|www\./.test(text));
  one(quoted || facts.inside[i]! ? 1 + tense(words) : 0, 7);
  one(Math.min(position, 6) * 6 + tense(words), 42);
  one((cues & CUE.year) === 0 ? 0 : 1 + tense(words), 7);
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

/** Share of the content words that stand in `others`, in five steps; 0: `others` is empty. */
function overlap(words: readonly Word[], others: ReadonlySet<number>): number {
  if (others.size === 0) return 0;
  let content = 0;
  let shared = 0;
  for (const { stem } of words) {
    if (stem === 0) continue;
    content++;
    if (others.has(stem)) shared++;
  }
  return 1 + range(shared / Math.max(4, content), [0.05, 0.25, 0.5]);
}
