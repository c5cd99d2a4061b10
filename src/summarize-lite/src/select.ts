import type { Analysis, Passage } from "./analysis.ts";
import { MANY_ARTICLES } from "./rank-model.ts";
import type { Ranking } from "./rank-model.ts";
import { hasBareSpeaker, isLabelled, leansOnContext, openingLength } from "./standalone.ts";
import { stoppingFeatures } from "./stopping.ts";
import type { Choice } from "./stopping.ts";

/** How much may be chosen. What is chosen never exceeds it, but there is always one sentence when any is fit to read. */
export type Budget =
  | { readonly sentences: number }
  /** Words between blanks. */
  | { readonly words: number }
  /** UTF-16 code units of the sentences together. */
  | { readonly characters: number };

/**
 * Weights of the parts of a passage's value, set by hand with an eye on CNN/DM train-mix and validation-cnn and Multi-News.
 * `MANY` was set with an eye on DUC 2004, and `lead` with one on the writers' set, FRANK and REALSumm, where it brings 0.1 to
 * 0.4 points of ROUGE-1 (CNN loses 0.1), so those figures are not blind.
 */
interface Tuning {
  /** Of what the passage adds that a summary should speak of, for its length. */
  readonly coverage: number;
  /** Of pairs of terms, to that of terms. */
  readonly pairs: number;
  /** Of the learned log odds. */
  readonly odds: number;
  /** Of the likeness to what is chosen already. */
  readonly likeness: number;
  /** Of an early place, 1 / (1 + place): half of what the trees learned from is CNN, where the opening matters less than elsewhere. */
  readonly lead: number;
}

const ONE: Tuning = { coverage: 1, pairs: 1, odds: 1, likeness: 1, lead: 0.5 };
const FEW: Tuning = { coverage: 0.3, pairs: 0.5, odds: 1, likeness: 1, lead: 0 };
/** Several reports agree on what matters: coverage knows more than place. */
const MANY: Tuning = { coverage: 1, pairs: 0.5, odds: 0.3, likeness: 0.2, lead: 0 };
/**
 * What a choice of one article competes with, in editors' summary lengths: worth is divided by the words chosen and these.
 * 1.15 and 1.45 lose a little on both kinds of article learned from.
 */
const EXTENTS = 1.3;
/** Sentences that the summaries have whose length was learned; who asks for more wants as many. Of this many the last is taken only when it is worth its length. */
const LEARNED_SENTENCES = 3;
const FEWEST_WORDS = 5;
/** Two sentences that share this much of the shorter one's words say one thing. */
const REPEATS = 0.58;
/** More candidates than any reader's budget needs: beyond it the odds alone decide who competes, so that cost stays linear. */
const MOST_CANDIDATES = 2000;

/**
 * Chooses passages greedily: odds and coverage against likeness (maximal marginal relevance, Carbonell and Goldstein 1998;
 * coverage of weighted concepts, Gillick and Favre 2009).
 * @param leans what else cannot be read alone, in languages other than English
 * @returns numbers of the passages in the order of choice
 */
export function select(
  analysis: Analysis,
  ranking: Ranking,
  budget: Budget,
  leans: (passage: Passage) => boolean,
): number[] {
  const chosen = selectOf(analysis, ranking, budget, candidatesOf(analysis, leans));
  return chosen.length > 0 ? chosen : selectAny(analysis, ranking, budget);
}

/** What may be chosen: a passage that can be read alone, or one that leans on the passage right before it and is read behind it. */
interface Candidate {
  /** Number of the passage. */
  readonly index: number;
  readonly leans: boolean;
}

/** The passages that a reader can take, alone or behind the one before, in text order. */
export function candidatesOf({ passages }: Analysis, leans: (passage: Passage) => boolean): Candidate[] {
  const out: Candidate[] = [];
  for (const [index, passage] of passages.entries()) {
    if (!isReadable(passage)) continue;
    const leaning = leans(passage) || leansOnContext(passage.text.slice(openingLength(passage)));
    if (!leaning || passages[index - 1]?.document === passage.document) out.push({ index, leans: leaning });
  }
  return out;
}

/** As `select`, of these alone. */
export function selectOf(
  analysis: Analysis,
  ranking: Ranking,
  budget: Budget,
  candidates: readonly Candidate[],
): number[] {
  if (candidates.length <= MOST_CANDIDATES) return choose(analysis, ranking, budget, candidates);
  const { margins } = ranking;
  const likely = candidates.toSorted((a, b) => margins[b.index]! - margins[a.index]! || a.index - b.index);
  const most = likely.slice(0, MOST_CANDIDATES).sort((a, b) => a.index - b.index);
  return choose(analysis, ranking, budget, most);
}

/** The best passage of those that are no dirt, readable or not. */
export function selectAny(analysis: Analysis, ranking: Ranking, budget: Budget): number[] {
  const all = Array.from(analysis.passages.keys(), (index) => ({ index, leans: false }));
  const clean = all.filter(({ index }) => !analysis.passages[index]!.dirt);
  return selectOf(analysis, ranking, budget, clean).slice(0, 1);
}

/** Whether a passage is worth reading and tells by itself who speaks in it. */
function isReadable(passage: Passage): boolean {
  const { text } = passage;
  if (passage.suspect || passage.size < (isDense(text) ? 2 : FEWEST_WORDS)) return false;
  if (hasBareSpeaker(text) || isLabelled(text)) return false;
  return /[.!?。！？।؟…۔]["'”’»)\]」』]*$/.test(text);
}

const isDense = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(text);

interface Progress {
  readonly covered: Uint8Array;
  readonly coveredPairs: Uint8Array;
  /** Likeness of each candidate to the nearest passage chosen. */
  readonly near: Float32Array;
  worth: number;
  words: number;
  /** Words that what is chosen competes with. */
  readonly rival: number;
}

function choose(analysis: Analysis, ranking: Ranking, budget: Budget, from: readonly Candidate[]): number[] {
  const { passages } = analysis;
  const candidates = from.map(({ index }) => index);
  const tuning = analysis.documents === 1 ? ONE : analysis.documents < MANY_ARTICLES ? FEW : MANY;
  const progress: Progress = {
    covered: new Uint8Array(ranking.terms.length),
    coveredPairs: new Uint8Array(ranking.pairs.length),
    near: new Float32Array(candidates.length),
    worth: 0,
    words: 0,
    rival: rivalOf(ranking, budget),
  };
  const choices: Choice[] = [];
  const norms = Float32Array.from(candidates, (i) => normOf(passages[i]!, ranking.weights));
  const open = new Uint8Array(candidates.length).fill(1);
  const out: number[] = [];
  /** Words of the item that each passage chosen is read in. */
  const told = new Map<number, Set<string>>();
  const behind = (k: number): Passage | null => (from[k]!.leans ? passages[candidates[k]! - 1]! : null);
  let left = limitOf(budget);
  for (;;) {
    let best = -1;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < candidates.length; k++) {
      if (open[k] === 0) continue;
      const passage = passages[candidates[k]!]!;
      if (from[k]!.leans && !told.has(candidates[k]! - 1)) continue;
      if (costOf(passage, budget, behind(k)) > left) continue;
      const value =
        tuning.coverage * coverage(analysis, ranking, tuning, passage, progress) +
        tuning.odds * (ranking.margins[candidates[k]!]! + tuning.lead / (1 + passage.place)) -
        tuning.likeness * progress.near[k]!;
      if (value > bestValue) {
        bestValue = value;
        best = k;
      }
    }
    if (best < 0) return out;
    open[best] = 0;
    const passage = passages[candidates[best]!]!;
    const texts = new Set(passage.words.map((word) => word.text));
    const item = (from[best]!.leans && told.get(candidates[best]! - 1)) || new Set<string>();
    if (repeatsAny(told.values(), item, texts)) continue;
    const value = coverage(analysis, ranking, tuning, passage, progress);
    choices.push({ passage, told: value, margin: ranking.margins[candidates[best]!]! });
    const worth = progress.worth + gainOf(ranking, tuning, passage, progress);
    if (isEnough(ranking, budget, choices, worth)) return out;
    out.push(candidates[best]!);
    for (const word of texts) item.add(word);
    told.set(candidates[best]!, item);
    left -= costOf(passage, budget, behind(best));
    accept(passages, ranking, tuning, candidates, norms, open, best, progress);
  }
}

/** Who asks for more sentences than the learned summaries have wants a longer one. */
function rivalOf({ brevity }: Ranking, budget: Budget): number {
  const longer = "sentences" in budget ? Math.max(1, budget.sentences / LEARNED_SENTENCES) : 1;
  return EXTENTS * Math.max(FEWEST_WORDS, brevity?.extent ?? 0) * longer;
}

/** Whether what was chosen before the last of the choices tells enough: learned for the third sentence of three. */
function isEnough({ brevity }: Ranking, budget: Budget, choices: readonly Choice[], worth: number): boolean {
  if (brevity === null || !("sentences" in budget) || budget.sentences !== LEARNED_SENTENCES) return false;
  const [first, second, third] = choices;
  if (choices.length !== LEARNED_SENTENCES || !first || !second || !third) return false;
  return !brevity.isWorthwhile(stoppingFeatures(brevity.article, brevity.extent, worth, [first, second, third]));
}

function limitOf(budget: Budget): number {
  if ("sentences" in budget) return budget.sentences;
  return "words" in budget ? budget.words : budget.characters;
}

/** @param behind the passage that this one is read behind */
function costOf(passage: Passage, budget: Budget, behind: Passage | null): number {
  if ("sentences" in budget) return 1;
  return "words" in budget ? passage.size : passage.end - (behind === null ? passage.start : behind.end);
}

/** What a passage adds of worth, for its length: for one article as the F-measure sees it, for several by the word. */
function coverage(analysis: Analysis, ranking: Ranking, tuning: Tuning, passage: Passage, progress: Progress): number {
  const gain = gainOf(ranking, tuning, passage, progress);
  if (analysis.documents > 1) {
    return (3 * gain) / ((analysis.documents < MANY_ARTICLES ? passage.size : passage.size ** 0.8) + 3);
  }
  const before = progress.words + progress.rival;
  return 10 * ((progress.worth + gain) / (before + passage.size) - progress.worth / before);
}

function gainOf(ranking: Ranking, tuning: Tuning, passage: Passage, progress: Progress): number {
  let gain = 0;
  for (const t of passage.terms) if (progress.covered[t] === 0) gain += ranking.terms[t]!;
  let pairs = 0;
  for (const p of passage.pairs) if (progress.coveredPairs[p] === 0) pairs += ranking.pairs[p]!;
  return gain + tuning.pairs * pairs;
}

function accept(
  passages: readonly Passage[],
  ranking: Ranking,
  tuning: Tuning,
  candidates: readonly number[],
  norms: Float32Array,
  open: Uint8Array,
  best: number,
  progress: Progress,
): void {
  const passage = passages[candidates[best]!]!;
  progress.worth += gainOf(ranking, tuning, passage, progress);
  progress.words += passage.size;
  const marks = new Uint8Array(ranking.weights.length);
  for (const t of passage.terms) {
    progress.covered[t] = 1;
    marks[t] = 1;
  }
  for (const p of passage.pairs) progress.coveredPairs[p] = 1;
  for (let k = 0; k < candidates.length; k++) {
    if (open[k] === 0) continue;
    let dot = 0;
    for (const t of passages[candidates[k]!]!.terms) if (marks[t] === 1) dot += ranking.weights[t]! ** 2;
    const likeness = dot / (norms[k]! * norms[best]!);
    if (likeness > progress.near[k]!) progress.near[k] = likeness;
  }
}

function normOf(passage: Passage, weights: Float32Array): number {
  let squares = 0;
  for (const t of passage.terms) squares += weights[t]! ** 2;
  return Math.sqrt(squares) || 1;
}

/** Whether a passage repeats one of the items, its own among them, or its own would repeat another one with it. */
function repeatsAny(
  told: Iterable<ReadonlySet<string>>,
  item: ReadonlySet<string>,
  words: ReadonlySet<string>,
): boolean {
  const whole = new Set([...item, ...words]);
  for (const other of told) if (repeats(other, other === item ? words : whole)) return true;
  return false;
}

/** Whether most words of the shorter of two passages stand in the other. */
function repeats(first: ReadonlySet<string>, second: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const word of second) if (first.has(word)) shared++;
  return shared > REPEATS * Math.min(first.size, second.size);
}
