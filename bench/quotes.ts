/**
 * Measures who is found to speak direct quotations, on PolNeAR (../shared/eval, US campaign news), next to a plain pattern:
 * `node bench/quotes.ts [--json FILE]`. The train sample is measured by five-fold cross-validation, dev with the weights as
 * they ship. A speaker is right when its span overlaps the annotated one; intervals are 95 %, by resampling articles.
 */
import { existsSync, writeFileSync } from "node:fs";
import { quotesIn } from "../src/summarize-lite/src/quotes.ts";
import { quotationsIn } from "../src/summarize-lite/src/quotation-marks.ts";
import { chooseSpeakers } from "../src/summarize-lite/src/speakers.ts";
import { sceneOf } from "../src/summarize-lite/src/speech-scene.ts";
import { EVAL, randomFrom } from "../src/summarize-lite/train/data.ts";
import { examplesOf, readQuoteDocuments, trainSpeakers } from "../src/summarize-lite/train/quotes.ts";
import type { QuoteDocument } from "../src/summarize-lite/train/quotes.ts";

type Span = readonly [number, number];

interface Prediction {
  readonly content: Span;
  readonly source: Span;
}

const FOLDS = 5;
const SAMPLES = 1000;
/** As `quotesIn` has it. */
const SURE = 0.55;

const overlaps = (a: Span, b: Span): boolean => a[0] < b[1] && b[0] < a[1];

const NAME = "((?:[A-Z][\\p{L}.'’-]+ ?){1,4}|[Hh]e|[Ss]he|[Tt]hey)";
const VERB = "(?:said|says|told|added|wrote|asked|tweeted|noted|argued|continued|explained)";
const BEFORE = new RegExp(`${NAME} ?${VERB}[^.“"]{0,40}$`, "u");
const BEHIND = new RegExp(`^[^.“"\\p{L}]{0,3}(?:${NAME} ?${VERB}|${VERB} ${NAME})`, "u");

/** A name or pronoun next to a common verb of speech, right before or behind the quotation. */
function byPattern({ text }: QuoteDocument): Prediction[] {
  return quotationsIn(text).flatMap(({ start, end }) => {
    const behind = BEHIND.exec(text.slice(end + 1, end + 80));
    const found = behind ?? BEFORE.exec(text.slice(Math.max(0, start - 100), start - 1));
    const who = found?.[1] ?? found?.[2];
    if (!found || who === undefined) return [];
    const from = (behind ? end + 1 : Math.max(0, start - 100)) + found.index + found[0].indexOf(who);
    return [{ content: [start, end], source: [from, from + who.length] }];
  });
}

function byPackage({ text }: QuoteDocument): Prediction[] {
  return quotesIn(text).flatMap(({ start, end, speaker }) =>
    speaker ? [{ content: [start, end] as const, source: [speaker.start, speaker.end] as const }] : [],
  );
}

/** Each document by weights that were made of the other folds. */
function crossValidated(documents: readonly QuoteDocument[]): Prediction[][] {
  const examples = documents.map(examplesOf);
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    trainSpeakers(examples.filter((_, i) => i % FOLDS !== fold).flat()),
  );
  return documents.map(({ text }, i) => {
    const scene = sceneOf(text);
    return chooseSpeakers(scene, models[i % FOLDS]!, SURE).flatMap((choice, quotation) => {
      if (!choice) return [];
      const { start, end } = scene.quotations[quotation]!;
      const { first, last } = scene.mentions[choice.mention]!;
      return [
        { content: [start, end], source: [scene.tokens[first]!.start, scene.tokens[last]!.end] } satisfies Prediction,
      ];
    });
  });
}

interface Counts {
  readonly wanted: number;
  readonly found: number;
  readonly given: number;
  readonly hit: number;
  /** Wanted quotations to which any speaker is given. */
  readonly answered: number;
}

function countsOf({ text, attributions }: QuoteDocument, predictions: readonly Prediction[]): Counts {
  const direct = attributions.filter(
    ({ source, cue, content }) =>
      source.length > 0 && cue.length > 0 && content.some(([start, end]) => /["“]/.test(text.slice(start, end))),
  );
  const touches = (content: readonly Span[], prediction: Prediction): boolean =>
    content.some((span) => overlaps(span, prediction.content));
  const right = (source: readonly Span[], prediction: Prediction): boolean =>
    source.some((span) => overlaps(span, prediction.source));
  const answered = direct.filter(({ content }) => predictions.some((prediction) => touches(content, prediction)));
  const found = answered.filter(({ content, source }) =>
    predictions.some((prediction) => touches(content, prediction) && right(source, prediction)),
  );
  // A quotation that the annotators left alone is neither right nor wrong.
  const given = predictions.filter((prediction) => attributions.some(({ content }) => touches(content, prediction)));
  const hit = given.filter((prediction) =>
    attributions.some(({ content, source }) => touches(content, prediction) && right(source, prediction)),
  );
  return {
    wanted: direct.length,
    found: found.length,
    given: given.length,
    hit: hit.length,
    answered: answered.length,
  };
}

const MEASURES = {
  precision: (c: readonly Counts[]) => sum(c, "hit") / sum(c, "given"),
  recall: (c: readonly Counts[]) => sum(c, "found") / sum(c, "wanted"),
  "speaker right": (c: readonly Counts[]) => sum(c, "found") / sum(c, "answered"),
};

const sum = (counts: readonly Counts[], key: keyof Counts): number =>
  counts.reduce((total, one) => total + one[key], 0);

interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function figuresOf(counts: readonly Counts[]): Record<string, Figure> {
  const random = randomFrom(7);
  const samples = Array.from({ length: SAMPLES }, () =>
    counts.map(() => counts[Math.floor(random() * counts.length)]!),
  );
  return Object.fromEntries(
    Object.entries(MEASURES).map(([name, measure]) => {
      const spread = samples.map(measure).sort((a, b) => a - b);
      const at = (share: number): number => spread[Math.floor(share * (SAMPLES - 1))]!;
      return [name, { value: measure(counts), low: at(0.025), high: at(0.975) }];
    }),
  );
}

function main(): void {
  if (!existsSync(EVAL)) {
    console.log("quotes: skipped, ../shared/eval is not there.");
    return;
  }
  const dev = readQuoteDocuments("dev");
  const train = readQuoteDocuments("train-sample");
  const rows: Record<string, Record<string, Figure>> = {};
  const measure = (
    name: string,
    documents: readonly QuoteDocument[],
    predictions: readonly (readonly Prediction[])[],
  ): void => {
    rows[name] = figuresOf(documents.map((document, i) => countsOf(document, predictions[i]!)));
  };
  measure("dev, plain pattern", dev, dev.map(byPattern));
  measure("dev, quotesIn", dev, dev.map(byPackage));
  measure("train, plain pattern", train, train.map(byPattern));
  measure("train, quotesIn (5 folds)", train, crossValidated(train));
  const percent = (value: number): string => (100 * value).toFixed(1).padStart(5);
  console.log(
    `${"".padEnd(28)}${Object.keys(MEASURES)
      .map((name) => name.padEnd(22))
      .join("")}`,
  );
  for (const [name, figures] of Object.entries(rows)) {
    const cells = Object.values(figures).map(({ value, low, high }) =>
      `${percent(value)} (${percent(low)}–${percent(high)})`.padEnd(22),
    );
    console.log(`${name.padEnd(28)}${cells.join("")}`);
  }
  const json = process.argv.indexOf("--json");
  const file = process.argv[json + 1];
  if (json > 0 && file !== undefined) writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
}

main();
