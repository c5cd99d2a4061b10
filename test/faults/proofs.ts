import { readFileSync } from "node:fs";
import type { Proof } from "./table.ts";

/** Whether a test, a group of tests or a row of a table of tests of this name, or one that begins so, stands in the file. */
export function exists({ file, test }: Proof): boolean {
  let source: string;
  try {
    source = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  } catch {
    return false;
  }
  return ['"', "'", "`"].some((quote) => source.includes(`${quote}${test}`));
}
