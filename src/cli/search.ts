import { InvalidArgumentError } from "commander";
import type { Command } from "commander";
import type { Found } from "../commands/search.ts";

const EXAMPLES = `
All words must stand in the article; words in quotation marks must stand together.

Examples:
  $ copydesk search water accord
  $ copydesk search '"city council" trams' --limit 3
  $ copydesk search --json storm | jq -r '.[].storyId'`;

interface Options {
  readonly json?: boolean;
  readonly limit: number;
}

export function addSearch(program: Command): void {
  program
    .command("search")
    .description("articles in the archive that hold these words")
    .argument("<query...>", "words, or phrases in quotation marks")
    .option("--limit <n>", "the most articles to show", wholeNumber, 10)
    .option("--json", "print JSON: an array of articles with their stories")
    .addHelpText("after", EXAMPLES)
    .action((query: readonly string[], options: Options) =>
      printFound(query.join(" "), options, program.opts<{ config?: string }>().config),
    );
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("Use a whole number from 1 to 9999.");
  return Number(text);
}

async function printFound(query: string, { json = false, limit }: Options, configFile?: string): Promise<void> {
  const [{ withStore }, { search }, { print, complain }] = await Promise.all([
    import("./store.ts"),
    import("../commands/search.ts"),
    import("./output.ts"),
  ]);
  const found = await withStore(configFile, (store) => search(store, query, limit));
  if (json) return print(`${JSON.stringify(found, null, 2)}\n`);
  if (found.length === 0) {
    complain(`No article holds all of these words: ${query}. Try fewer, or other forms of them.`);
    process.exitCode = 1;
    return;
  }
  await printHits(found);
}

async function printHits(found: readonly Found[]): Promise<void> {
  const { print, styles } = await import("./output.ts");
  const { visible } = await import("../core/text.ts");
  const { bold, quiet } = styles();
  const texts = found.map(({ title, publisher, publishedAt, storyId, passage }) => {
    const origin = [publisher, publishedAt?.slice(0, 10), storyId].filter(
      (part) => part !== null && part !== undefined,
    );
    const words = passage.map(({ text, hit }) => (hit ? bold(visible(text)) : visible(text))).join("");
    return `${bold(visible(title ?? "Untitled article"))}\n${quiet(visible(origin.join(" · ")))}\n${words}\n`;
  });
  print(texts.join("\n"));
}
