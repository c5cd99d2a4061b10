import { contextRows, CONTEXT_COLUMNS } from "../src/role-context.ts";
import { BUCKETS, FEATURES, roleFeatures } from "../src/role-features.ts";
import type { RoleSentence } from "../src/role-features.ts";
import { firstGuesses, pairUp } from "../src/role-model.ts";
import type { RoleModel } from "../src/role-model.ts";
import { ROLES } from "../src/role-names.ts";
import type { Role } from "../src/types.ts";
import { wordsIn } from "../src/words.ts";
import { binned, boost } from "./boosting.ts";
import type { Boosted, BoostingOptions } from "./boosting.ts";
import { readLines } from "./data.ts";
import { PackedWriter, writeTrees } from "./packed.ts";
import { trainSoftmax } from "./softmax.ts";

const N = ROLES.length;
const FOLDS = 5;
/** Word features kept: as many as the file may hold. */
const KEPT = 14_000;
const BOOSTING: BoostingOptions = {
  rounds: 60,
  leaves: 4,
  rate: 0.1,
  l2: 5,
  minHessian: 8,
  rowShare: 0.6,
  featureShare: 0.4,
  seed: 1,
};
/** How far rare roles are favoured: this × −log of the role's share. */
const FAVOUR = 0.35;

/** One article of NewsDiscourse with the annotators' roles. */
export interface RoleDocument {
  readonly sentences: readonly RoleSentence[];
  readonly title: ReadonlySet<string>;
  readonly labels: readonly number[];
}

interface Line {
  readonly title: string | null;
  readonly sentences: readonly { readonly par: number; readonly text: string; readonly role: Role }[];
}

export function readRoleDocuments(split: "train" | "validation"): RoleDocument[] {
  return readLines<Line>(`newsdiscourse/${split}.jsonl.gz`).map((line) => {
    const title = new Set(wordsIn(line.title ?? "").map((word) => word.term));
    title.delete("");
    const sentences = line.sentences.map(({ par, text }) => ({ text, paragraph: par, words: wordsIn(text) }));
    return { sentences, title, labels: line.sentences.map(({ role }) => ROLES.indexOf(role)) };
  });
}

type FirstPass = Pick<RoleModel, "slots" | "paired" | "scale"> & {
  readonly kept: readonly number[];
  readonly weights: Int8Array;
};

/** The linear pass: trained on all features that occur three times, then cut to the weightiest and rounded to bytes. */
export function trainFirstPass(documents: readonly RoleDocument[]): FirstPass {
  const rows = documents.flatMap(({ sentences, title }) =>
    roleFeatures(sentences, title).map((row) => Array.from(new Set(row))),
  );
  const labels = documents.flatMap((document) => document.labels);
  const counts = new Uint32Array(FEATURES);
  for (const row of rows) for (const feature of row) counts[feature]!++;
  const frequent = rows.map((row) => row.filter((feature) => counts[feature]! >= 3));
  const classWeights = sharesOf(labels).map((share) => (1 / (N * share)) ** 0.5);
  const options = { classes: N, features: FEATURES, epochs: 8, rate: 0.1, l2: 3e-4, seed: 1, classWeights };
  const weights = trainSoftmax(frequent, labels, options);
  const worth = (feature: number): number => {
    let sum = 0;
    for (let c = 0; c < N; c++) sum += weights[feature * N + c]! ** 2;
    return Math.sqrt(sum) * Math.sqrt(counts[feature]!);
  };
  const all = [...counts.keys()].filter((feature) => counts[feature]! >= 3);
  const words = all.filter((feature) => feature < BUCKETS).map((feature) => [worth(feature), feature] as const);
  const best = words.sort(([a, i], [b, j]) => b - a || i - j).slice(0, KEPT);
  const kept = [...best.map(([, feature]) => feature), ...all.filter((feature) => feature >= BUCKETS)].sort(
    (a, b) => a - b,
  );
  return rounded(kept, weights);
}

function rounded(kept: readonly number[], all: Float32Array): FirstPass {
  const slots = new Uint16Array(FEATURES);
  let max = 0;
  for (const feature of kept) for (let c = 0; c < N; c++) max = Math.max(max, Math.abs(all[feature * N + c]!));
  const scale = max / 127;
  const weights = new Int8Array(kept.length * N);
  for (const [slot, feature] of kept.entries()) {
    slots[feature] = slot + 1;
    for (let c = 0; c < N; c++) weights[slot * N + c] = Math.round(all[feature * N + c]! / scale);
  }
  return { slots, paired: pairUp(weights), weights, scale, kept };
}

function sharesOf(labels: readonly number[]): number[] {
  const counts = Array.from({ length: N }, () => 0);
  for (const label of labels) counts[label]!++;
  return counts.map((n) => n / labels.length);
}

/** The second pass: trees over first guesses that were made for articles unseen by their maker. */
function trainSecondPass(documents: readonly RoleDocument[]): Boosted[] {
  const contexts: Float32Array[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const first = trainFirstPass(documents.filter((_, i) => i % FOLDS !== fold));
    for (let i = fold; i < documents.length; i += FOLDS) {
      const { sentences, title } = documents[i]!;
      contexts[i] = contextRows(sentences, firstGuesses(first, sentences, title), title);
    }
  }
  const labels = documents.flatMap((document) => document.labels);
  const values = new Float32Array(labels.length * CONTEXT_COLUMNS);
  let at = 0;
  for (const rows of contexts) {
    values.set(rows, at);
    at += rows.length;
  }
  const data = binned(values, labels.length, CONTEXT_COLUMNS);
  const even = new Float32Array(labels.length).fill(1);
  return ROLES.map((_, c) =>
    boost(
      data,
      Float32Array.from(labels, (label) => (label === c ? 1 : 0)),
      even,
      BOOSTING,
    ),
  );
}

/** Both passes, packed as `readRoleModel` reads them. */
export function trainRoles(documents: readonly RoleDocument[]): string {
  const first = trainFirstPass(documents);
  const second = trainSecondPass(documents);
  const writer = new PackedWriter();
  writer.f32(first.scale);
  writer.u16(first.kept.length);
  let last = -1;
  for (const feature of first.kept) {
    writer.varint(feature - last);
    last = feature;
  }
  for (const weight of first.weights) writer.i8(weight);
  for (const [c, share] of sharesOf(documents.flatMap((document) => document.labels)).entries()) {
    writeTrees(writer, second[c]!);
    writer.f32(-FAVOUR * Math.log(share));
  }
  return writer.base64();
}
