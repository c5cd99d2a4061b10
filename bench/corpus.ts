import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Where the public data sets lie, beside the project; benches that need them say so when they do not. */
export const EVAL = new URL("../../shared/eval/", import.meta.url);

export function hasEval(): boolean {
  return existsSync(EVAL);
}

/** One line of a summarization set; see the data sets' own readme. */
export interface EvalItem {
  readonly id: string;
  readonly articles: readonly { readonly text: string; readonly title?: string }[];
}

/** The items of one set, "multinews/multinews". */
export function loadSet(name: string): EvalItem[] {
  const lines = gunzipSync(readFileSync(new URL(`${name}.jsonl.gz`, EVAL)))
    .toString("utf8")
    .split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as EvalItem);
}
