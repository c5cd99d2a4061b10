import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runOnce, startDesk } from "../../src/app.ts";
import type { OnceReport, RunningDesk } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import type { Config } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { startDiscord } from "../discord/server.ts";
import type { DiscordServer } from "../discord/server.ts";
import { startSlack } from "../slack/server.ts";
import type { SlackServer } from "../slack/server.ts";
import { steeredClock } from "./steered-clock.ts";
import type { SteeredClock } from "./steered-clock.ts";

const SEEDS = fileURLToPath(new URL("../../seeds/", import.meta.url));

export interface NewsdeskOptions {
  readonly slack?: "socket" | "http";
  readonly discord?: boolean;
  /** The list of channels in YAML, and what follows it. */
  readonly channels: (place: Pick<Newsdesk, "slack" | "discord">) => string;
  /** Names of sample articles that are there from the start. Default: all. */
  readonly seeds?: (name: string) => boolean;
}

/** The whole desk, with a Slack and a Discord on this machine, and with time in our hands. */
export interface Newsdesk {
  readonly slack: SlackServer;
  readonly discord: DiscordServer;
  readonly steered: SteeredClock;
  /** The log until now. */
  readonly told: () => string;
  /** Puts a sample article into the desk's folder. */
  readonly drop: (seed: string) => void;
  /** Starts the desk, and waits until people can ask where `hears` says. */
  readonly start: (hears?: { readonly slack?: boolean; readonly discord?: boolean }) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** One pass, as `copydesk once --now`; its waits pass quickly. */
  readonly once: () => Promise<OnceReport>;
  /** Stops the desk and both servers. */
  readonly close: () => Promise<void>;
}

export async function setUpNewsdesk(options: NewsdeskOptions): Promise<Newsdesk> {
  const steered = steeredClock();
  const { now } = steered.clock;
  const [slack, discord] = await Promise.all([startSlack({ now }), startDiscord({ now })]);
  const folder = mkdtempSync(join(tmpdir(), "copydesk-news-"));
  mkdirSync(join(folder, "inbox"));
  const file = join(folder, "copydesk.yaml");
  const mode = options.slack ?? "socket";
  writeFileSync(
    file,
    `folders: [inbox]\ndatabase: desk.sqlite\nweb: false\nslack: { mode: ${mode}, port: 0 }\ndiscord: { servers: ["${discord.world.guild.id}"] }\nchannels:\n${options.channels({ slack, discord })}`,
  );
  const drop = (seed: string): void => {
    const to = join(folder, "inbox", seed);
    copyFileSync(join(SEEDS, seed), to);
    // Old enough to count as complete at first sight.
    utimesSync(to, 1_700_000_000, 1_700_000_000);
  };
  for (const name of readdirSync(SEEDS)) if (options.seeds?.(name) ?? true) drop(name);

  let lines = "";
  let desk: RunningDesk | null = null;
  const stop = async (): Promise<void> => {
    await desk?.close();
    desk = null;
  };
  const start: Newsdesk["start"] = async (hears) => {
    const from = lines.length;
    const config = await configOf(file, slack, discord, options);
    const around = aroundOf(steered, (line) => (lines += line));
    desk = await startDesk(config, around, new AbortController().signal);
    if (options.slack === "http") slack.setRequestUrl(addressIn(lines.slice(from)));
    if (options.slack === "socket" && hears?.slack !== false) await slack.connected();
    if (options.discord === true && hears?.discord !== false)
      await until("Discord's commands", () => discord.gateway.connected() > 0 && discord.world.commands.length > 0);
  };
  return {
    slack,
    discord,
    steered,
    told: () => lines,
    drop,
    start,
    stop,
    once: async () => {
      const config = await configOf(file, slack, discord, options);
      const around = aroundOf(steered, (line) => (lines += line));
      const hurry = hurryOn(steered, () => slack.requests.length + discord.requests.length);
      return runOnce(config, around, new AbortController().signal, true).finally(hurry);
    },
    close: async () => {
      await stop();
      await Promise.all([slack.close(), discord.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Moves the clock on while nobody says anything. @returns how to end it */
function hurryOn(steered: SteeredClock, said: () => number): () => void {
  let before = -1;
  const timer = setInterval(() => {
    const now = said();
    if (now === before) steered.advance(3_000);
    before = now;
  }, 50);
  return () => clearInterval(timer);
}

/** Waits for something to come true. @throws Error when it does not within ten seconds */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what}: it did not happen within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function addressIn(log: string): string {
  const found = /requests are taken at (http:\S+?)\.?(?:"|\s|$)/m.exec(log);
  if (found?.[1] === undefined) throw new Error("the desk did not say where it takes Slack's requests");
  return found[1];
}

/** As the program reads it: the file, and tokens from the environment. */
async function configOf(
  file: string,
  slack: SlackServer,
  discord: DiscordServer,
  { slack: mode, discord: uses }: NewsdeskOptions,
): Promise<Config> {
  const forSlack = {
    SLACK_BOT_TOKEN: slack.app.botToken,
    SLACK_APP_TOKEN: slack.app.appToken,
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
  };
  const environment: Readonly<Record<string, string>> = {
    SLACK_API_URL: slack.apiUrl,
    DISCORD_API_URL: discord.apiUrl,
    ...(mode === undefined ? {} : forSlack),
    // What the server takes now: a revoked token is replaced by the one it has then.
    ...(uses === true ? { DISCORD_TOKEN: discord.world.token ?? discord.token } : {}),
  };
  Object.assign(process.env, environment);
  try {
    return await loadConfig(file);
  } finally {
    for (const name of Object.keys(environment)) Reflect.deleteProperty(process.env, name);
  }
}

function aroundOf({ clock, timers }: SteeredClock, write: (line: string) => void): Parameters<typeof startDesk>[1] {
  return {
    clock,
    timers,
    random: Math.random,
    log: createLog({ level: "debug", secrets: [], forPeople: true, colours: false, write }),
    screen: { columns: () => null, colours: false, write: () => {} },
    onScreenGone: () => {},
  };
}
