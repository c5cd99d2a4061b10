import type { Command } from "commander";
import type { Signals } from "./signals.ts";

const EXAMPLES = `
It takes in what is new in the folders, posts to "ready" channels, fills editions that are due, and ends.
For a scheduler of your own, or to try a configuration.

Examples:
  $ copydesk once            what is due
  $ copydesk once --now      also an edition for every channel with a schedule, due or not`;

export function addOnce(program: Command, signals: Signals): void {
  program
    .command("once")
    .description("work through the folders once, post what is due, and end")
    .option("--now", "fill an edition for every channel with a schedule, due or not")
    .addHelpText("after", EXAMPLES)
    .action(async ({ now = false }: { now?: boolean }) => {
      const { runPass } = await import("./run.ts");
      process.exitCode = await runPass(signals, program.opts<{ config?: string }>().config, now);
    });
}
