/**
 * Counts in how many articles of a news corpus each common word, name and number stands, and prints
 * `src/core/cluster/background.ts`. Run after a change of how words are cut: `node bench/background.ts > src/core/cluster/background.ts`.
 * Multi-News and DUC are left out: clustering is measured on them.
 */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { nameForm, stem, tokens } from "../src/core/cluster/words.ts";

const ROOT = new URL("../../shared/eval/", import.meta.url);
const FILES = ["cnndm/train-mix", "cnndm/validation-cnn", "xsum/frank", "bbc/bbc", "writer/writer"];
const SENTENCES = ["newsdiscourse/train", "newsdiscourse/validation"];
const TEXTS = ["polnear/train-sample", "polnear/dev"];
const LEAST = { words: 14, names: 14, numbers: 14 } as const;

type Kind = keyof typeof LEAST;

function lines<T>(name: string): T[] {
  const text = gunzipSync(readFileSync(new URL(`${name}.jsonl.gz`, ROOT))).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

if (!existsSync(ROOT)) throw new Error("../shared/eval is not here: there is nothing to count.");

const texts = [
  ...FILES.flatMap((name) => lines<{ articles: { text: string }[] }>(name).flatMap((item) => item.articles)).map(
    (a) => a.text,
  ),
  ...SENTENCES.flatMap((name) => lines<{ sentences: { text: string }[] }>(name)).map((item) =>
    item.sentences.map((sentence) => sentence.text).join("\n"),
  ),
  ...TEXTS.flatMap((name) => lines<{ text: string }>(name)).map((item) => item.text),
];

const frequency: Record<Kind, Map<string, number>> = { words: new Map(), names: new Map(), numbers: new Map() };
for (const text of texts) {
  const seen: Record<Kind, Set<string>> = { words: new Set(), names: new Set(), numbers: new Set() };
  let before: string | null = null;
  for (const token of tokens(text)) {
    if (token.kind === "number") seen.numbers.add(token.folded.replaceAll(",", ""));
    else if (token.folded.length > 1) seen.words.add(stem(token.folded));
    const name = token.capitalised && !token.opens && token.folded.length > 2 ? nameForm(token.folded) : null;
    if (name !== null) {
      seen.names.add(name);
      if (before !== null && token.adjacent) seen.names.add(`${before} ${name}`);
    }
    before = name;
  }
  for (const kind of ["words", "names", "numbers"] as const)
    for (const term of seen[kind]) frequency[kind].set(term, (frequency[kind].get(term) ?? 0) + 1);
}

/** Steps of a factor √2: finer ones change no figure. */
function bands(kind: Kind): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const [term, count] of frequency[kind]) {
    if (count < LEAST[kind] || (kind === "numbers" && term.length < 2)) continue;
    const floor = Math.round(2 ** (Math.round(2 * Math.log2(count)) / 2));
    found.set(floor, [...(found.get(floor) ?? []), term]);
  }
  return found;
}

const out = [
  "/** Common words, names and numbers of English news by the number of articles they stand in. Written by bench/background.ts. */",
  "",
  "/** Articles counted. */",
  `export const BACKGROUND_ARTICLES = ${texts.length};`,
  "",
  "/** `articles`: in about how many of them the terms stand. Terms of `names` are separated by commas, the others by blanks. */",
  'export const BACKGROUND: readonly { readonly kind: "words" | "names" | "numbers"; readonly articles: number; readonly terms: string }[] = [',
];
for (const kind of ["words", "names", "numbers"] as const)
  for (const [floor, terms] of [...bands(kind)].sort(([a], [b]) => b - a))
    out.push(
      `  { kind: "${kind}", articles: ${floor}, terms: ${JSON.stringify(terms.sort().join(kind === "names" ? "," : " "))} },`,
    );
out.push("];");
console.log(out.join("\n"));
