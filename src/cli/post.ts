import type { Command } from "commander";

const EXAMPLES = `
Goes the way of every post: through the outbox, once, with an entry that says what became of it. Stop the desk first
when it runs on a SQLite file.

Examples:
  $ copydesk post --test Newsroom`;

export function addPost(program: Command): void {
  program
    .command("post")
    .description("post a test message to a channel of the configuration")
    .requiredOption("--test <channel>", "name of the channel")
    .addHelpText("after", EXAMPLES)
    .action(({ test }: { readonly test: string }) => postTest(test, program.opts<{ config?: string }>().config));
}

async function postTest(channel: string, configFile?: string): Promise<void> {
  const [{ sendTest }, { loadConfig }, { print, complain }] = await Promise.all([
    import("./run.ts"),
    import("../config.ts"),
    import("./output.ts"),
  ]);
  const config = await loadConfig(configFile);
  const outcome = await sendTest(config, channel);
  if (outcome.posted) return print(`${outcome.line}\n`);
  complain(`copydesk: ${outcome.line}`);
  process.exitCode = 1;
}
