import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { readRankModel } from "../../src/summarize-lite/src/rank-model.ts";
import type { RankModel } from "../../src/summarize-lite/src/rank-model.ts";
import { readSummaryItems } from "../../src/summarize-lite/train/examples.ts";
import type { SummaryItem } from "./kit.ts";

const FOLDS = 5;
const SINGLE = ["cnndm/validation-cnn", "cnndm/train-mix"];
const SEVERAL = ["multinews/multinews"];

/** The sets that the package's weights learned from. */
export const LEARNED: readonly string[] = [...SINGLE, ...SEVERAL];

export const isInFold = (index: number, fold: number): boolean => index % FOLDS === fold;

export function learningSets(): { readonly single: SummaryItem[]; readonly several: SummaryItem[] } {
  return { single: SINGLE.flatMap(readSummaryItems), several: SEVERAL.flatMap(readSummaryItems) };
}

function trainWithout(fold: number): Promise<RankModel> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("fold.ts", import.meta.url), { workerData: fold });
    worker.once("message", (packed: string) => resolve(readRankModel(packed)));
    worker.once("error", reject);
  });
}

/**
 * Trains the ranking once without each fold, as many at a time as there are cores.
 * @returns by item id, the model that did not learn from the item
 */
export async function trainFolds(report: (line: string) => void): Promise<(item: SummaryItem) => RankModel> {
  const models: RankModel[] = [];
  const waiting = Array.from({ length: FOLDS }, (_, fold) => fold);
  const lane = async (): Promise<void> => {
    for (let fold = waiting.shift(); fold !== undefined; fold = waiting.shift()) {
      report(`training without fold ${fold + 1} of ${FOLDS} …`);
      models[fold] = await trainWithout(fold);
    }
  };
  await Promise.all(Array.from({ length: Math.min(FOLDS, availableParallelism()) }, lane));
  const { single, several } = learningSets();
  const byId = new Map([single, several].flatMap((list) => list.map(({ id }, i) => [id, models[i % FOLDS]!])));
  return ({ id }) => byId.get(id)!;
}
