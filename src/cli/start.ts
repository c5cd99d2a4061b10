import type { Command } from "commander";
import type { Signals } from "./signals.ts";

const EXAMPLES = `
Digests go to standard output, everything else to standard error. Ctrl-C stops the desk and loses nothing;
a second Ctrl-C ends it at once, which loses nothing either.

Examples:
  $ copydesk start                              with config/copydesk.yaml
  $ copydesk --config /etc/copydesk.yaml start  with a configuration of your own
  $ copydesk start 2>desk.log                   digests on the terminal, the log in a file`;

export function addStart(program: Command, signals: Signals): void {
  program
    .command("start")
    .description("watch the folders, post digests to the channels, serve the archive")
    .addHelpText("after", EXAMPLES)
    .action(async () => {
      const { runDesk } = await import("./run.ts");
      process.exitCode = await runDesk(signals, program.opts<{ config?: string }>().config);
    });
}
