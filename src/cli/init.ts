import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import type { NewChannel } from "../config/add-channel.ts";

const EXAMPLES = `
Asks what it is not told, then writes the channel into the configuration and, for Slack, the app's manifest beside it.
Tokens are never asked for: they belong into the environment, and the last lines say under which names.

Examples:
  $ copydesk init
  $ copydesk init --platform slack --channel C0123456789 --name Newsroom --schedule "0 8 * * 1-5" --timezone Europe/Lisbon
  $ copydesk init --platform discord --channel 123456789012345678 --application 123456789012345678`;

type Platform = NewChannel["platform"];

interface Given {
  readonly platform?: string;
  readonly channel?: string;
  readonly name?: string;
  readonly schedule?: string;
  readonly timezone?: string;
  readonly application?: string;
}

export function addInit(program: Command): void {
  program
    .command("init")
    .description("set up a channel of Slack or Discord: configuration, app, rights")
    .option("--platform <name>", "slack or discord")
    .option("--channel <id>", "the platform's id of the channel")
    .option("--name <name>", "the name that people know it by (default: Newsroom)")
    .option("--schedule <when>", '"ready" or five cron fields (default: "0 8 * * 1-5")')
    .option("--timezone <zone>", "IANA time zone (default: this machine's)")
    .option("--application <id>", "Discord: id of the application, for the link that invites the bot")
    .addHelpText("after", EXAMPLES)
    .action((given: Given) => initialise(given, program.opts<{ config?: string }>().config));
}

async function initialise(given: Given, configFile?: string): Promise<void> {
  const [{ isatty }, { complain, print }, { setUpFile, nearPath, ConfigError }] = await Promise.all([
    import("node:tty"),
    import("./output.ts"),
    import("../config.ts"),
  ]);
  const asking = isatty(0) && isatty(1);
  const answers = asking ? await ask(given) : complete(given);
  if (typeof answers === "string") {
    complain(`copydesk: ${answers}`);
    process.exitCode = 2;
    return;
  }
  const file = setUpFile(configFile);
  const { addChannel } = await import("../config/add-channel.ts");
  const { readConfig } = await import("../config/problems.ts");
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  let text: string;
  try {
    text = addChannel(before, answers.channel);
  } catch (error) {
    throw new ConfigError([`${nearPath(file)}: ${error instanceof Error ? error.message : String(error)}.`]);
  }
  const read = readConfig(text);
  if (!read.ok) throw new ConfigError(read.problems.map(({ field, message }) => `${field}: ${message}`));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  print(`The channel "${answers.channel.name}" stands in ${nearPath(file)}.\n\n`);
  print(answers.channel.platform === "slack" ? await slackSteps(file, answers) : await discordSteps(answers));
}

interface Answers {
  readonly channel: NewChannel;
  readonly application: string | null;
}

const DEFAULTS = { name: "Newsroom", schedule: "0 8 * * 1-5" };

function hereZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Without a terminal: what was given and defaults, or the sentence that says what is missing. */
function complete({ platform, channel, name, schedule, timezone, application }: Given): Answers | string {
  if (platform !== "slack" && platform !== "discord") return "Say --platform slack or --platform discord.";
  if (channel === undefined) return "Say --channel with the platform's id of the channel.";
  return {
    channel: {
      name: name ?? DEFAULTS.name,
      platform,
      channel,
      schedule: schedule ?? DEFAULTS.schedule,
      timezone: timezone ?? hereZone(),
    },
    application: application ?? null,
  };
}

/** At a terminal: asks for what was not given. A sentence when the person gave up. */
async function ask(given: Given): Promise<Answers | string> {
  const { isCancel, select, text } = await import("@clack/prompts");
  const stopped = "Nothing was written.";
  const platform =
    given.platform ??
    (await select<Platform>({
      message: "Where should digests go?",
      options: [
        { value: "slack", label: "Slack" },
        { value: "discord", label: "Discord" },
      ],
    }));
  if (isCancel(platform)) return stopped;
  const where =
    platform === "discord" ? "right-click the channel, Copy Channel ID" : "at the end of the channel's details";
  const questions: readonly (readonly [keyof Given, string, string])[] = [
    ["channel", `The channel's id (${where})`, ""],
    ["name", "The name that people know it by", DEFAULTS.name],
    ["schedule", 'When? "ready", or five cron fields', DEFAULTS.schedule],
    ["timezone", "In which time zone?", hereZone()],
    ...(platform === "discord"
      ? [["application", "The application's id (General Information; empty: later)", ""] as const]
      : []),
  ];
  const told: Record<string, string> = { platform };
  for (const [field, message, initialValue] of questions) {
    const answer = given[field] ?? (await text({ message, initialValue }));
    if (isCancel(answer)) return stopped;
    if (answer !== "") told[field] = answer;
  }
  return complete(told);
}

async function slackSteps(configFile: string, { channel }: Answers): Promise<string> {
  const { slackManifest, SCOPE_REASONS } = await import("../platforms/slack/manifest.ts");
  const { nearPath } = await import("../config.ts");
  const file = join(dirname(resolve(configFile)), "slack-manifest.json");
  writeFileSync(file, `${JSON.stringify(slackManifest("socket"), null, 2)}\n`);
  const reasons = SCOPE_REASONS.map(({ scope, reason }) => `       - ${scope}: ${reason}\n`).join("");
  return `Next, in Slack:
  1. https://api.slack.com/apps → Create New App → From a manifest → paste ${nearPath(file)}.
     It asks for these rights and no others:
${reasons}  2. Install App → Install to Workspace.
  3. Basic Information → App-Level Tokens → Generate, with the scope connections:write.
  4. In the channel, type: /invite @Copydesk
Then here:
  5. export SLACK_BOT_TOKEN=…   the token xoxb-… of OAuth & Permissions
     export SLACK_APP_TOKEN=…   the token xapp-… of step 3
  6. copydesk doctor
  7. copydesk post --test "${channel.name}"
  8. copydesk start
`;
}

async function discordSteps({ application, channel }: Answers): Promise<string> {
  const { inviteLink, PERMISSION_REASONS } = await import("../platforms/discord/invite.ts");
  const reasons = PERMISSION_REASONS.map(({ permission, reason }) => `       - ${permission}: ${reason}\n`).join("");
  const link = inviteLink(application ?? "APPLICATION_ID");
  const where = application === null ? " (put the id of General Information in the place of APPLICATION_ID)" : "";
  return `Next, in Discord:
  1. https://discord.com/developers/applications → New Application.
  2. Bot → Reset Token: copy it. No privileged intent is needed.
  3. Open this link and choose the server${where}:
     ${link}
     It asks for these rights and no others:
${reasons}Then here:
  4. export DISCORD_TOKEN=…   the token of step 2
  5. copydesk doctor
  6. copydesk post --test "${channel.name}"
  7. copydesk start           it registers /news by itself
`;
}
