import { Command, CommanderError } from "commander";
import { addConfig } from "./config.ts";
import { addDoctor } from "./doctor.ts";
import { addDigest } from "./digest.ts";
import { exitCodeOf } from "./exit.ts";
import { addInit } from "./init.ts";
import { addNews } from "./news.ts";
import { addOnce } from "./once.ts";
import { addOutbox } from "./outbox.ts";
import { OutputGoneError } from "./output.ts";
import { addPost } from "./post.ts";
import { addQuarantine } from "./quarantine.ts";
import { addSearch } from "./search.ts";
import { addStart } from "./start.ts";
import type { Signals } from "./signals.ts";
import { addStories } from "./stories.ts";

const EXAMPLES = `
Start here:
  $ copydesk start                      watch the folders, post digests, serve the archive
  $ copydesk digest article.txt         read one digest now; needs no set-up
  $ copydesk help digest                what a command takes, with examples

Exit codes: 0 done · 1 something could not be done · 2 wrong command line or configuration
            3 another Copydesk uses the database · 4 the database is damaged`;

/** Commands that post: at a signal they finish what is under way. */
const ENDS_IN_ORDER: ReadonlySet<string> = new Set(["start", "once"]);

function program(signals: Signals): Command {
  const copydesk = new Command("copydesk")
    .description("A news desk: article files in, digests out whose every sentence can be traced to its source.")
    .option("--config <file>", "configuration file (default: config/copydesk.yaml)")
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("(copydesk --help shows what there is)")
    .exitOverride()
    .hook("preAction", async (_, command) => {
      if (!ENDS_IN_ORDER.has(command.name())) await signals.release();
    });
  copydesk.commandsGroup("Run the desk:");
  addStart(copydesk, signals);
  addOnce(copydesk, signals);
  copydesk.commandsGroup("Set up:");
  addInit(copydesk);
  addDoctor(copydesk);
  addPost(copydesk);
  addConfig(copydesk);
  copydesk.commandsGroup("Read files now:");
  addDigest(copydesk);
  addStories(copydesk);
  copydesk.commandsGroup("Ask the desk:");
  addNews(copydesk);
  addSearch(copydesk);
  addQuarantine(copydesk);
  addOutbox(copydesk);
  return copydesk;
}

/** Runs the command that the arguments ask for. @returns the exit code */
export async function runProgram(signals: Signals): Promise<number> {
  try {
    await program(signals).parseAsync();
    return typeof process.exitCode === "number" ? process.exitCode : 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof OutputGoneError) return 0;
    return await exitCodeOf(error);
  }
}
