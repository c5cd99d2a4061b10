import { Option } from "commander";
import type { Command } from "commander";
import type { DigestSize } from "summarize-lite";

const EXAMPLES = `
Files that report one event become one digest. A folder stands for the .txt, .md and .html files in it.
Nothing is stored or posted, and no configuration is needed.

Examples:
  $ copydesk digest call.txt reaction.html            one digest for each story among the files
  $ copydesk digest --size brief articles/            the lede and three highlights of each
  $ copydesk digest --json call.txt | jq '.[0].lede'  with the evidence of every sentence`;

interface Options {
  readonly json?: boolean;
  readonly size: DigestSize;
}

export function addDigest(program: Command): void {
  program
    .command("digest")
    .description("the digests of the stories among these files")
    .argument("<file...>", "article files, or folders of them")
    .option("--json", "print JSON: an array with one digest for each story")
    .addOption(
      new Option("--size <size>", "how much of each digest").choices(["headline", "brief", "full"]).default("full"),
    )
    .addHelpText("after", EXAMPLES)
    .action(printDigests);
}

async function printDigests(files: readonly string[], { json = false, size }: Options): Promise<void> {
  const [{ createProgress }, { readNamed }, { print, standardScreen }, { digestMessagesOf, digestsOf }] =
    await Promise.all([
      import("./progress.ts"),
      import("./files.ts"),
      import("./output.ts"),
      import("../commands/digest.ts"),
    ]);
  const progress = createProgress(Date.now);
  const articles = await readNamed(files, progress);
  const onProgress = (done: number, total: number): void => progress.show("Writing", done, total);
  if (json) return print(`${JSON.stringify(digestsOf(articles, size, onProgress), null, 2)}\n`);
  const messages = digestMessagesOf(articles, size, Date.now(), onProgress);
  progress.clear();
  const { renderConsole } = await import("../platforms/console/render.ts");
  const { layOut } = await import("../platforms/console/terminal.ts");
  const screen = standardScreen();
  const texts = messages.flatMap(renderConsole).map((payload) => layOut(payload, screen));
  print(texts.map((text) => `${text}\n`).join("\n\n"));
}
