#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { Command, CommanderError } from "commander";
import { addConfig } from "./config.ts";
import { addDigest } from "./digest.ts";
import { exitCodeOf } from "./exit.ts";
import { addOnce } from "./once.ts";
import { OutputGoneError } from "./output.ts";
import { addQuarantine } from "./quarantine.ts";
import { addSearch } from "./search.ts";
import { addStart } from "./start.ts";
import { addStories } from "./stories.ts";

const EXAMPLES = `
Start here:
  $ copydesk start                      watch the folders, post digests, serve the archive
  $ copydesk digest article.txt         read one digest now; needs no set-up
  $ copydesk help digest                what a command takes, with examples

Exit codes: 0 done · 1 something could not be done · 2 wrong command line or configuration
            3 another Copydesk uses the database · 4 the database is damaged`;

function program(): Command {
  const copydesk = new Command("copydesk")
    .description("A news desk: article files in, digests out whose every sentence can be traced to its source.")
    .option("--config <file>", "configuration file (default: config/copydesk.yaml)")
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("(copydesk --help shows what there is)")
    .exitOverride();
  copydesk.commandsGroup("Run the desk:");
  addStart(copydesk);
  addOnce(copydesk);
  copydesk.commandsGroup("Read files now:");
  addDigest(copydesk);
  addStories(copydesk);
  copydesk.commandsGroup("Ask the desk:");
  addSearch(copydesk);
  addQuarantine(copydesk);
  addConfig(copydesk);
  return copydesk;
}

async function main(): Promise<number> {
  try {
    await program().parseAsync();
    return typeof process.exitCode === "number" ? process.exitCode : 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof OutputGoneError) return 0;
    return await exitCodeOf(error);
  }
}

// From the second start on, what a command loads is read as compiled code: half a second less until the first digest.
enableCompileCache();
// The help is written through the stream; nobody reading it to the end is no fault.
process.stdout.on("error", () => process.exit(0));
process.exitCode = await main();
