/**
 * How good the summaries are: `node bench/quality.ts [--json FILE] [--in-sample]`.
 * ROUGE next to plain baselines, reading, roles and splitting, on the corpora beside the project (../shared/eval). Sets that
 * the weights learned from are measured by five-fold cross-validation: trained again without each fold (about five minutes);
 * `--in-sample` leaves that out and says so. Cross-validation covers what is learned; the few weights of selection were set
 * by hand with an eye on these development sets (select.ts), so only a set never looked at gives a blind figure.
 */
import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readRankModel } from "../src/summarize-lite/src/rank-model.ts";
import type { RankModel } from "../src/summarize-lite/src/rank-model.ts";
import { rankModel } from "../src/summarize-lite/src/rank.ts";
import { rolesOf } from "../src/summarize-lite/src/roles.ts";
import type { Budget } from "../src/summarize-lite/src/select.ts";
import { splitSentences } from "../src/summarize-lite/src/sentences.ts";
import { summarizeWith } from "../src/summarize-lite/src/summarize.ts";
import { EVAL, readLines } from "../src/summarize-lite/train/data.ts";
import { readSummaryItems, trainRank } from "../src/summarize-lite/train/rank.ts";
import type { SummaryItem } from "../src/summarize-lite/train/rank.ts";

const FOLDS = 5;
const SINGLE = ["cnndm/validation-cnn", "cnndm/train-mix"];
const SEVERAL = ["multinews/multinews"];
const UNSEEN = ["duc2004/duc2004", "writer/writer", "cnndm/frank", "cnndm/realsumm-lower", "xsum/frank"];

interface Limit {
  readonly sentences?: number;
  readonly words?: number;
}

/** The scorer and baselines that come with the corpora. */
interface Kit {
  readonly rouge: (summary: string[], references: unknown) => { r1: number; r2: number; rl: number };
  readonly ducRecall: (summary: string[], references: unknown, n: number) => number;
  readonly sentencesOf: (articles: unknown, options: { clean: boolean }) => { text: string }[];
  readonly ranks: Readonly<Record<string, (sentences: unknown) => number[]>>;
  readonly pick: (ranking: number[], sentences: unknown, budget: Limit) => number[];
  readonly render: (chosen: number[], sentences: unknown, budget: Limit) => string[];
  readonly cut: (texts: string[], budget: Limit) => string[];
  readonly macroF1: (
    gold: string[],
    given: string[],
  ) => { macro: number; accuracy: number; perLabel: Record<string, number> };
}

/** A summary that the scorer may cut, and the whole sentences in it. */
interface Summary {
  readonly scored: string[];
  readonly whole: readonly string[];
}

type Summarizer = (item: SummaryItem, limit: Limit) => Summary;

interface Row {
  readonly set: string;
  readonly system: string;
  readonly rouge1: number;
  readonly rouge2: number;
  readonly rougeLsum: number;
  readonly recall1?: number;
  readonly recall2?: number;
  readonly bareOpeners: number;
  readonly bareQuotes: number;
  readonly dirt: number;
  readonly repeats: number;
  readonly items: number;
}

async function readKit(): Promise<Kit> {
  const load = async (name: string): Promise<Record<string, never>> =>
    (await import(new URL(`kit/lib/${name}.mjs`, EVAL).href)) as Record<string, never>;
  const [rouge, text, baselines, selection, metrics] = await Promise.all(
    ["rouge", "text", "baselines", "select", "metrics"].map(load),
  );
  return {
    ...rouge,
    ...text,
    ...selection,
    ...metrics,
    ranks: {
      "first sentences": baselines!["lead"]!,
      TextRank: baselines!["textRank"]!,
      LexRank: baselines!["lexRank"]!,
      "centroid + MMR": baselines!["centroidMmr"]!,
    },
  } as unknown as Kit;
}

/** Each set's budget. Where it is in words, the scorer cuts the text there, so for ROUGE one sentence more is asked for. */
function limitOf(set: string): Limit {
  if (set.startsWith("multinews")) return { words: 250 };
  if (set.startsWith("duc2004")) return { words: 100 };
  return { sentences: set.startsWith("xsum") ? 1 : 3 };
}

const ours =
  (kit: Kit, model: (item: SummaryItem) => RankModel): Summarizer =>
  (item, limit) => {
    const articles = item.articles.map(({ text }, i) => ({ id: String(i), text }));
    const texts = (budget: Budget): string[] => summarizeWith(model(item), articles, budget).map(({ text }) => text);
    if (limit.words === undefined) {
      const whole = texts({ sentences: limit.sentences ?? 3 });
      return { scored: whole, whole };
    }
    return { scored: kit.cut(texts({ words: limit.words + 40 }), limit), whole: texts({ words: limit.words }) };
  };

const baseline =
  (kit: Kit, rank: (sentences: unknown) => number[]): Summarizer =>
  (item, limit) => {
    const sentences = kit.sentencesOf(item.articles, { clean: true });
    const scored = kit.render(kit.pick(rank(sentences), sentences, limit), sentences, limit);
    return { scored, whole: limit.words === undefined ? scored : scored.slice(0, -1) };
  };

const OPENER =
  /^["“']?(he|she|it|they|this|that|these|those|his|her|its|their|but|and|however|meanwhile|so|also|there)\b/i;
const QUOTE =
  /["”]\s*(he|she|they)\s+(said|says|told|added|wrote)|(he|she|they)\s+(said|told|added|wrote)[,.]?\s*["“]/i;
const DIRT =
  /getty images|photo:|image \d+ of|caption close|embed |copy this code|autoplay|cookie|click here|subscribe|newsletter|read more|follow us|share this|advertisement|all rights reserved|http|©|sign up/i;

function measure(kit: Kit, set: string, system: string, items: readonly SummaryItem[], summarize: Summarizer): Row {
  const limit = limitOf(set);
  const sum = { r1: 0, r2: 0, rl: 0, d1: 0, d2: 0 };
  const reading = { sentences: 0, opener: 0, quote: 0, dirt: 0, repeat: 0 };
  for (const item of items) {
    const summary = summarize(item, limit);
    const score = kit.rouge(summary.scored, item.references);
    sum.r1 += score.r1;
    sum.r2 += score.r2;
    sum.rl += score.rl;
    if (set.startsWith("duc2004")) {
      sum.d1 += kit.ducRecall(summary.scored, item.references, 1);
      sum.d2 += kit.ducRecall(summary.scored, item.references, 2);
    }
    read(summary.whole, reading);
  }
  const percent = (value: number, of: number): number => Math.round((10_000 * value) / of) / 100;
  const n = items.length;
  return {
    set,
    system,
    rouge1: percent(sum.r1, n),
    rouge2: percent(sum.r2, n),
    rougeLsum: percent(sum.rl, n),
    ...(sum.d1 > 0 ? { recall1: percent(sum.d1, n), recall2: percent(sum.d2, n) } : {}),
    bareOpeners: percent(reading.opener, reading.sentences),
    bareQuotes: percent(reading.quote, reading.sentences),
    dirt: percent(reading.dirt, reading.sentences),
    repeats: percent(reading.repeat, reading.sentences),
    items: n,
  };
}

function read(
  summary: readonly string[],
  count: { sentences: number; opener: number; quote: number; dirt: number; repeat: number },
): void {
  const bags: Set<string>[] = [];
  for (const sentence of summary) {
    const bag = new Set(sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
    count.sentences++;
    if (OPENER.test(sentence)) count.opener++;
    if (QUOTE.test(sentence)) count.quote++;
    if (DIRT.test(sentence)) count.dirt++;
    const again = bags.some(
      (other) => [...bag].filter((word) => other.has(word)).length > 0.6 * Math.min(bag.size, other.size),
    );
    if (again) count.repeat++;
    bags.push(bag);
  }
}

/** The model that did not learn from the item: the package's own, or one trained without the item's fold. */
function modelsInFolds(): (item: SummaryItem) => RankModel {
  const single = SINGLE.flatMap(readSummaryItems);
  const several = SEVERAL.flatMap(readSummaryItems);
  const fold = new Map<string, number>();
  for (const list of [single, several]) for (const [i, item] of list.entries()) fold.set(item.id, i % FOLDS);
  const models = Array.from({ length: FOLDS }, (_, f) => {
    console.error(`training without fold ${f + 1} of ${FOLDS} …`);
    const without = (list: readonly SummaryItem[]): SummaryItem[] => list.filter(({ id }) => fold.get(id) !== f);
    return readRankModel(trainRank(without(single), without(several)));
  });
  return (item) => models[fold.get(item.id) ?? 0]!;
}

function measureSummaries(kit: Kit, inSample: boolean): Row[] {
  const rows: Row[] = [];
  const folded = inSample ? rankModel : modelsInFolds();
  for (const set of [...SINGLE, ...SEVERAL, ...UNSEEN]) {
    const items = readSummaryItems(set);
    const learned = !UNSEEN.includes(set);
    const name = learned && inSample ? "summarize-lite (in sample)" : "summarize-lite";
    rows.push(measure(kit, set, name, items, ours(kit, learned ? folded : rankModel)));
    for (const [system, rank] of Object.entries(kit.ranks)) {
      rows.push(measure(kit, set, system, items, baseline(kit, rank)));
    }
  }
  return rows;
}

interface Annotated {
  readonly title: string | null;
  readonly sentences: readonly { readonly par: number; readonly text: string; readonly role: string }[];
}

function measureRoles(kit: Kit, items: readonly Annotated[]): { macroF1: number; accuracy: number } {
  const gold: string[] = [];
  const given: string[] = [];
  for (const { title, sentences } of items) {
    gold.push(...sentences.map(({ role }) => role));
    const read = sentences.map(({ text, par }) => ({ text, paragraph: par }));
    given.push(...rolesOf(read, { title }).map(({ role }) => role));
  }
  const { macro, accuracy, perLabel } = kit.macroF1(gold, given);
  const percent = (value: number): number => Math.round(value * 10_000) / 100;
  return {
    macroF1: percent(macro),
    accuracy: percent(accuracy),
    ...Object.fromEntries(Object.entries(perLabel).map(([role, f]) => [role, percent(f)])),
  };
}

function measureSplitting(items: readonly Annotated[]): { precision: number; recall: number } {
  let hits = 0;
  let found = 0;
  let wanted = 0;
  for (const { sentences } of items) {
    const paragraphs = Map.groupBy(sentences, ({ par }) => par);
    for (const list of paragraphs.values()) {
      const gold = list.map(({ text }) => text.trim().replaceAll(/\s+/g, " "));
      const text = gold.join(" ");
      const mine = new Set(splitSentences(text).map(({ start, end }) => text.slice(start, end)));
      hits += gold.filter((sentence) => mine.has(sentence)).length;
      found += mine.size;
      wanted += gold.length;
    }
  }
  const percent = (value: number): number => Math.round(value * 10_000) / 100;
  return { precision: percent(hits / found), recall: percent(hits / wanted) };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: "string" }, "in-sample": { type: "boolean" } } });
  if (!existsSync(EVAL)) {
    console.log("No corpora: ../shared/eval is not beside the project, so nothing can be measured.");
    return;
  }
  const kit = await readKit();
  const annotated = readLines<Annotated>("newsdiscourse/validation.jsonl.gz");
  const splitting = measureSplitting(annotated);
  const roles = measureRoles(kit, annotated);
  const summaries = measureSummaries(kit, values["in-sample"] === true);
  console.log("Splitting, newsdiscourse/validation, %");
  console.table([splitting]);
  console.log("Roles, newsdiscourse/validation, F1 %");
  console.table([roles]);
  console.log("Summaries: ROUGE F1 and recall at 100 words, and shares of sentences that read badly, %");
  console.table(summaries);
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ splitting, roles, summaries }, null, 2)}\n`);
  }
}

await main();
