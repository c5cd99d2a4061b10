/** A worker: trains the ranking without one fold and posts it packed. See folds.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { trainRank } from "../../src/summarize-lite/train/rank.ts";
import { isInFold, learningSets } from "./folds.ts";

const without = workerData as number;
const { single, several } = learningSets();
const packed = trainRank(
  single.filter((_, i) => !isInFold(i, without)),
  several.filter((_, i) => !isInFold(i, without)),
);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
parentPort?.postMessage(packed);
