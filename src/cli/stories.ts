import type { Command } from "commander";

const EXAMPLES = `
Examples:
  $ copydesk stories wire/*.txt          which files report the same event
  $ copydesk stories --json wire/        [{ "id", "headline", "files": [] }]`;

export function addStories(program: Command): void {
  program
    .command("stories")
    .description("which of these files report the same event")
    .argument("<file...>", "article files, or folders of them")
    .option("--json", "print JSON: an array of { id, headline, files }")
    .addHelpText("after", EXAMPLES)
    .action(printStories);
}

async function printStories(files: readonly string[], { json = false }: { readonly json?: boolean }): Promise<void> {
  const [{ createProgress }, { readNamed }, { print, styles }, { headlineOf, storiesOf }] = await Promise.all([
    import("./progress.ts"),
    import("./files.ts"),
    import("./output.ts"),
    import("../commands/stories.ts"),
  ]);
  const progress = createProgress(Date.now);
  const articles = await readNamed(files, progress);
  const stories = storiesOf(articles, (done, total) => progress.show("Comparing", done, total));
  progress.clear();
  if (json) {
    const rows = stories.map((story) => ({ id: story.id, headline: headlineOf(story), files: story.files }));
    return print(`${JSON.stringify(rows, null, 2)}\n`);
  }
  const { bold, quiet } = styles();
  const texts = stories.map((story) => {
    const lines = story.files.map((file) => `  ${file}\n`).join("");
    return `${bold(headlineOf(story) ?? "Untitled story")} ${quiet(story.id)}\n${lines}`;
  });
  print(texts.join("\n"));
}
