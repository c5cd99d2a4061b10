import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DEFAULT_SEED } from "./seed.ts";
import { startDiscord } from "./server.ts";
import type { DiscordServer } from "./server.ts";

// The whole bot without any account: a Discord on this machine, the desk as a program of its own against it.

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SEEDS = join(ROOT, "seeds");
/** The forum's tags are words by which the desk names events, so that the sample stories find theirs. */
const SEED = {
  channels: DEFAULT_SEED.channels.map((channel) =>
    channel.type === "forum"
      ? Object.assign({}, channel, {
          tags: ["Accord", "Call", "Launch", "Legal", "Market", "Match", "Outage", "Ruling", "Storm", "Study", "Vote"],
        })
      : channel,
  ),
};
/** Where the page is found again after a restart; 0 takes a free port. */
const PORT = 8_790;

async function demo(): Promise<void> {
  const server = await startOn(Number(process.env["PORT"] ?? PORT));
  const folder = mkdtempSync(join(tmpdir(), "copydesk-demo-"));
  const config = join(folder, "copydesk.yaml");
  writeFileSync(config, configFor(server));
  const desk = startDesk(server, config);
  say(`\nThe channels, with the bot in them:  ${server.url}/\nCtrl-C ends both.\n`);

  const stop = once(() => desk.kill("SIGTERM"));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  desk.once("exit", (code) => {
    void server.close();
    rmSync(folder, { recursive: true, force: true });
    if (code !== 0) say(`The desk ended with code ${String(code)}.`);
    process.exitCode = code ?? 0;
  });
}

async function startOn(port: number): Promise<DiscordServer> {
  try {
    return await startDiscord({ port, seed: SEED });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    say(`Port ${port} is taken; another one is used.`);
    return startDiscord({ seed: SEED });
  }
}

/** A channel of each kind: an edition with its thread, single stories for followers, one post a story. */
function configFor(server: DiscordServer): string {
  const channel = (name: string, more: string) =>
    `  - { name: ${name}, platform: discord, channel: "${server.channel(name).id}", ${more} }`;
  return [
    `folders: [${JSON.stringify(SEEDS)}]`,
    "database: demo.sqlite",
    "web: { port: 0 }",
    `discord: { servers: ["${server.world.guild.id}"] }`,
    "channels:",
    channel("daily-news", 'schedule: "*/2 * * * *", layout: thread, limit: 5'),
    channel("bulletins", "schedule: ready, layout: stories, crosspost: true, limit: 3"),
    channel("stories", "schedule: ready, layout: stories"),
    "",
  ].join("\n");
}

function startDesk(server: DiscordServer, config: string): ChildProcess {
  return spawn(process.execPath, [join(ROOT, "src/cli/main.ts"), "start", "--config", config], {
    cwd: ROOT,
    env: { ...process.env, DISCORD_TOKEN: server.token, DISCORD_API_URL: server.apiUrl },
    // Its own group: Ctrl-C reaches the desk once, from here.
    detached: true,
    stdio: ["ignore", "inherit", "inherit"],
  });
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}

await demo();
