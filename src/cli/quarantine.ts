import type { Command } from "commander";

const EXAMPLES = `
A file is tried again as soon as it changes, and leaves the list when it can be used or is taken away.

Examples:
  $ copydesk quarantine
  $ copydesk quarantine --json | jq -r '.[].file'`;

export function addQuarantine(program: Command): void {
  program
    .command("quarantine")
    .description("files that could not be used, each with the reason and what to do")
    .option("--json", "print JSON: an array of files with their reasons")
    .addHelpText("after", EXAMPLES)
    .action(({ json = false }: { readonly json?: boolean }) =>
      printQuarantine(json, program.opts<{ config?: string }>().config),
    );
}

async function printQuarantine(json: boolean, configFile?: string): Promise<void> {
  const [{ withStore }, { quarantined }, { print, styles }, { visible }] = await Promise.all([
    import("./store.ts"),
    import("../commands/quarantine.ts"),
    import("./output.ts"),
    import("../core/text.ts"),
  ]);
  const rows = await withStore(configFile, quarantined);
  if (json) return print(`${JSON.stringify(rows, null, 2)}\n`);
  if (rows.length === 0) return print("Nothing is in quarantine.\n");
  const { bold } = styles();
  const texts = rows.map(({ file, reason, mend, line }) => {
    const place = line === null ? "" : ` (line ${line})`;
    return `${bold(visible(file))}${place}\n  ${visible(reason)}\n  ${visible(mend)}\n`;
  });
  print(texts.join("\n"));
}
