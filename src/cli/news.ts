import type { Command } from "commander";

const EXAMPLES = `
The same words as /news in Slack and Discord; it looks and changes nothing.

Examples:
  $ copydesk news latest
  $ copydesk news brief 3
  $ copydesk news why flood wall`;

export function addNews(program: Command): void {
  program
    .command("news")
    .description("ask what people ask in chat: latest, story, search, brief, sources, why, next, …")
    .argument("[words...]", "as after /news")
    .addHelpText("after", EXAMPLES)
    .action((words: readonly string[]) => printNews(words.join(" "), program.opts<{ config?: string }>().config));
}

async function printNews(words: string, configFile?: string): Promise<void> {
  const [{ loadConfig }, { withStore }, { askOnTerminal }, { nextSlotOf }, { print, standardScreen, standardLog }] =
    await Promise.all([
      import("../config.ts"),
      import("./store.ts"),
      import("../commands/news/terminal.ts"),
      import("../jobs/schedule.ts"),
      import("./output.ts"),
    ]);
  const [{ renderConsole }, { layOut }] = await Promise.all([
    import("../platforms/console/render.ts"),
    import("../platforms/console/terminal.ts"),
  ]);
  const { channels, web, log } = await loadConfig(configFile);
  const clock = { now: Date.now, monotonic: () => performance.now() };
  const archive = web === false ? null : web.address;
  const message = await withStore(configFile, async (store) =>
    askOnTerminal(
      {
        store,
        channels,
        clock,
        nextSlot: (channel) => nextSlotOf(channel, clock.now()),
        archive,
        log: await standardLog(log.level, []),
      },
      words,
    ),
  );
  const screen = standardScreen();
  print(
    `${renderConsole(message)
      .map((payload) => layOut(payload, screen))
      .join("\n\n")}\n`,
  );
}
