import lexrank from "lexrank.js";
import {
  AbsoluteSummarizerConfig,
  DefaultTextParser,
  NullLogger,
  SorensenDiceSimilarity,
  Summarizer,
} from "ts-textrank";
import { digest, summarize } from "summarize-lite";
import type { Budget, ChosenSentence, Digest, SourceArticle } from "summarize-lite";
import type { Kit, Limit, SummaryItem } from "./kit.ts";
import { sentencesIn } from "./reading.ts";

/** A summary as sentences that the scorer may cut, and the whole items that a reader would get: one sentence, or several that belong together. */
interface Summary {
  readonly scored: readonly string[];
  readonly whole: readonly string[];
}

export type Summarize = (item: SummaryItem, limit: Limit) => Summary;

const DAMPING = 0.85;
/** Enough sentences for every budget in words. */
const MOST_SENTENCES = 60;
/** The scorer cuts at the budget, so one sentence more is asked for. */
const WORDS_BEYOND = 40;

export const sourcesOf = ({ articles }: SummaryItem): SourceArticle[] =>
  articles.map(({ text, title }, i) => ({ id: String(i), text, title: title ?? null }));

/** The package's `summarize`, by the weights that `choose` takes for the item. */
export function bySummarize(
  kit: Kit,
  choose: (item: SummaryItem, budget: Budget) => ChosenSentence[] = (item, budget) =>
    summarize(sourcesOf(item), budget),
): Summarize {
  return (item, limit) => {
    const texts = (budget: Budget): string[] => choose(item, budget).map(({ text }) => text);
    const whole = texts(limit);
    if ("sentences" in limit) return { scored: whole.flatMap(sentencesIn), whole };
    return { scored: kit.cut(texts({ words: limit.words + WORDS_BEYOND }).flatMap(sentencesIn), limit), whole };
  };
}

/** Everything that a digest says, in the order of its parts; differences are left out, since they are to say one thing twice. */
function linesOf(made: Digest): string[] {
  const { lede, quote, highlights, background, framing, outlook, closing, unknowns } = made;
  return [lede, ...highlights, quote, ...background, framing, ...outlook, closing, ...unknowns].flatMap((item) =>
    item === null ? [] : [item.text],
  );
}

/** The package's `digest`: scored from its top down to the limit, read whole. */
export function byDigest(kit: Kit): Summarize {
  return (item, limit) => {
    const whole = linesOf(digest(sourcesOf(item)));
    const sentences = whole.flatMap(sentencesIn);
    return { scored: "sentences" in limit ? sentences.slice(0, limit.sentences) : kit.cut(whole, limit), whole };
  };
}

/** A ranking of the kit on cleaned sentences. */
function byRanking(kit: Kit, name: string): Summarize {
  return (item, limit) => {
    const sentences = kit.sentencesOf(item.articles, { clean: true });
    const scored = kit.render(kit.pick(kit.rankings[name]!(sentences), sentences, limit), sentences, limit);
    return { scored, whole: "sentences" in limit ? scored : scored.slice(0, -1) };
  };
}

/** An npm package on the text that the kit's cleaning leaves, an article a paragraph: it is judged by its choice, not by dirt. */
function byPackage(kit: Kit, rank: (text: string, limit: Limit) => string[]): Summarize {
  return (item, limit) => {
    const sentences = kit.sentencesOf(item.articles, { clean: true });
    const articles = Map.groupBy(sentences, ({ doc }) => doc).values();
    const text = [...articles].map((list) => list.map((sentence) => sentence.text).join(" ")).join("\n\n");
    const scored = kit.cut(rank(text, limit), limit);
    return { scored, whole: "sentences" in limit ? scored : scored.slice(0, -1) };
  };
}

function lexrankPackage(text: string, limit: Limit): string[] {
  const ranked = lexrank(text)
    .flat()
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  const chosen = "sentences" in limit ? ranked.slice(0, limit.sentences).sort((a, b) => a.index - b.index) : ranked;
  return chosen.map((sentence) => sentence.text);
}

function textrankPackage(text: string, limit: Limit): string[] {
  const [count, order] =
    "sentences" in limit ? [limit.sentences, Summarizer.SORT_OCCURENCE] : [MOST_SENTENCES, Summarizer.SORT_SCORE];
  const config = new AbsoluteSummarizerConfig(
    count,
    new SorensenDiceSimilarity(),
    new DefaultTextParser(),
    DAMPING,
    order,
  );
  return new Summarizer(config, new NullLogger()).summarize(text, "en");
}

/** npm packages by name and version. */
export function packageSummarizers(kit: Kit): Readonly<Record<string, Summarize>> {
  return {
    "npm lexrank.js 3.0.0": byPackage(kit, lexrankPackage),
    "npm ts-textrank 1.0.3": byPackage(kit, textrankPackage),
  };
}

export function kitSummarizers(kit: Kit): Readonly<Record<string, Summarize>> {
  return Object.fromEntries(Object.keys(kit.rankings).map((name) => [name, byRanking(kit, name)]));
}

/** The greedy upper bound: the sentences that score best against the references. */
export function perfectChoice(kit: Kit): Summarize {
  return (item, limit) => {
    const sentences = kit.sentencesOf(item.articles, { clean: false });
    const chosen = kit.oracle(sentences, item.references, kit.makeFits(sentences, limit));
    const scored = kit.render(chosen, sentences, limit);
    return { scored, whole: scored };
  };
}
