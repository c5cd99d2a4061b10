import type { Command } from "commander";

const EXAMPLES = `
Every problem is shown with its file, line and column, and what to do. Exit code 2 when there is one.

Examples:
  $ copydesk config check
  $ copydesk --config /etc/copydesk.yaml config check`;

export function addConfig(program: Command): void {
  const config = program.command("config").description("look at the configuration");
  config
    .command("check")
    .description("check the configuration and show what it means")
    .addHelpText("after", EXAMPLES)
    .action(() => checkConfig(program.opts<{ config?: string }>().config));
}

async function checkConfig(file: string | undefined): Promise<void> {
  const [{ loadConfig, nearPath }, { print, complain }, { nextSlotOf }, { unservedChannels }, { localAddress }] =
    await Promise.all([
      import("../config.ts"),
      import("./output.ts"),
      import("../jobs/schedule.ts"),
      import("../app/platforms.ts"),
      import("../web/hosts.ts"),
    ]);
  const config = await loadConfig(file);
  const lines = config.channels.map((channel) => {
    const { name, platform, kind, timezone, topics } = channel;
    const next = nextSlotOf(channel, Date.now());
    const when = next === null ? "each digest when it is ready" : `next ${kind} ${next.replace("T", " ")} ${timezone}`;
    return `  ${name} (${platform}): ${when}${topics.length === 0 ? "" : `, on ${topics.join(", ")}`}\n`;
  });
  const database =
    config.secrets.DATABASE_URL === undefined ? nearPath(config.database) : "PostgreSQL, from DATABASE_URL";
  const web = config.web === false ? "off" : (config.web.address ?? localAddress(config.web.host, config.web.port));
  print(
    `${nearPath(config.file)} is valid.\nfolders: ${config.folders.map(nearPath).join(", ")}\ndatabase: ${database}\narchive: ${web}\nchannels:\n${lines.join("")}`,
  );
  for (const line of unservedChannels(config)) {
    complain(line);
    process.exitCode = 2;
  }
}
