// How long people wait for an answer: 20 commands a second for 20 seconds, on each way that reaches the desk.
//   node bench/first-answer.ts [--rate N] [--seconds N] [--json FILE]
// The desk is the program itself, with all of seeds/; the Slack and the Discord are those of test/, in this process. First:
// from the command to what the person sees first (Slack: the acknowledgement, Discord: "… is thinking", or the answer
// itself); answered: to the answer. The limit is 500 ms for 99 of 100 first answers.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { COMMANDS } from "../src/core/commands.ts";
import { run } from "../test/desk.ts";
import { startDiscord } from "../test/discord/server.ts";
import { startSlack } from "../test/slack/server.ts";

const { values: options } = parseArgs({
  options: {
    rate: { type: "string", default: "20" },
    seconds: { type: "string", default: "20" },
    json: { type: "string" },
  },
});
const LIMIT_MS = 500;
const SEEDS = resolve(import.meta.dirname, "../seeds");

const WAYS = ["Slack, Socket Mode", "Slack, HTTP", "Discord, gateway"] as const;
type Way = (typeof WAYS)[number];

interface Asked {
  readonly verb: string;
  readonly words: string;
  readonly options: Readonly<Record<string, string | number>>;
}

/** Every command but those that change something, one after the other. */
const ASKED: readonly Asked[] = [
  { verb: "latest", words: "", options: {} },
  { verb: "story", words: "storm ottilie", options: { story: "storm ottilie" } },
  { verb: "search", words: "trawler", options: { words: "trawler" } },
  { verb: "brief", words: "5", options: { minutes: 5 } },
  { verb: "sources", words: "storm ottilie", options: { story: "storm ottilie" } },
  { verb: "why", words: "storm ottilie", options: { about: "storm ottilie" } },
  { verb: "subscriptions", words: "", options: {} },
  { verb: "next", words: "", options: {} },
  { verb: "help", words: "", options: {} },
].filter(({ verb }) => COMMANDS.some((command) => command.verb === verb));

/** Milliseconds since the command was given. */
interface Waited {
  readonly first: number;
  readonly answered: number;
}

/** A platform with the desk in it. */
interface Stage {
  readonly config: string;
  readonly environment: Readonly<Record<string, string>>;
  /** @param told what the desk has written to its log */
  readonly isReady: (told: string) => boolean;
  readonly ask: (asked: Asked) => Promise<Waited>;
  readonly close: () => Promise<void>;
}

async function slackStage(way: Way): Promise<Stage> {
  const slack = await startSlack();
  const mode = way === "Slack, HTTP" ? "http" : "socket";
  return {
    config: `slack: { mode: ${mode}, port: 0 }\nchannels:\n  - { name: news, platform: slack, channel: C0NEWSDESK, schedule: "0 8 * * *" }\n`,
    environment: {
      SLACK_BOT_TOKEN: slack.app.botToken,
      SLACK_APP_TOKEN: slack.app.appToken,
      SLACK_SIGNING_SECRET: slack.app.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    },
    isReady: (told) => {
      if (mode === "socket") return slack.sockets.count() > 0;
      const address = /requests are taken at (http:\S+\/events)/.exec(told)?.[1];
      if (address !== undefined) slack.setRequestUrl(address);
      return address !== undefined;
    },
    ask: async ({ verb, words }) => {
      const asked = slack.slash({ channel: "C0NEWSDESK", user: "U0AGNES001", text: `${verb} ${words}`.trim() });
      const [ack, answer] = await Promise.all([asked.ack, asked.answer(0, 20_000)]);
      if (!ack.ok) throw new Error(`/news ${verb} was not acknowledged: ${ack.detail}`);
      return { first: ack.afterMs, answered: answer.afterMs };
    },
    close: slack.close,
  };
}

async function discordStage(): Promise<Stage> {
  const discord = await startDiscord();
  const { id } = discord.channel("daily-news");
  return {
    config: `discord: { servers: ["${discord.world.guild.id}"] }\nchannels:\n  - { name: news, platform: discord, channel: "${id}", schedule: "0 8 * * *" }\n`,
    environment: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    isReady: () => discord.gateway.connected() > 0 && discord.world.commands.length > 0,
    ask: async ({ verb, options: given }) => {
      const began = performance.now();
      const asked = discord.slash({ channel: "daily-news", user: "marit", subcommand: verb, options: given });
      const { kind } = await asked.first;
      if (kind === "none") throw new Error(`/news ${verb} was not answered`);
      const first = performance.now() - began;
      await asked.settled();
      return { first, answered: performance.now() - began };
    },
    close: discord.close,
  };
}

interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

interface Row {
  readonly way: Way;
  readonly commands: number;
  readonly perSecond: number;
  readonly firstMs: Spread;
  readonly answeredMs: Spread;
}

async function measure(way: Way): Promise<Row> {
  const stage = way === "Discord, gateway" ? await discordStage() : await slackStage(way);
  const folder = await mkdtemp(join(tmpdir(), "copydesk-answers-"));
  await writeFile(
    join(folder, "copydesk.yaml"),
    `folders: [${JSON.stringify(SEEDS)}]\ndatabase: desk.sqlite\nweb: false\n${stage.config}`,
  );
  const desk = run(["start", "--config", "copydesk.yaml"], folder, stage.environment);
  try {
    while (!stage.isReady(desk.told())) await pause(50);
    // Every sentence is loaded once before it is measured, as on any morning but the first.
    for (const asked of ASKED) await stage.ask(asked);
    return rowOf(way, await hail(stage));
  } finally {
    desk.process.kill("SIGTERM");
    await desk.ended;
    await stage.close();
    await rm(folder, { recursive: true });
  }
}

/** Asks at a steady rate, whether or not answers come. */
async function hail(stage: Stage): Promise<readonly Waited[]> {
  const [rate, seconds] = [Number(options.rate), Number(options.seconds)];
  const began = performance.now();
  const waits: Promise<Waited>[] = [];
  for (let number = 0; number < rate * seconds; number += 1) {
    await pause(Math.max(0, began + (number * 1000) / rate - performance.now()));
    const asked = ASKED[number % ASKED.length];
    if (asked !== undefined) waits.push(stage.ask(asked));
  }
  return Promise.all(waits);
}

function rowOf(way: Way, waits: readonly Waited[]): Row {
  const spread = (values: readonly number[]): Spread => {
    const sorted = values.toSorted((a, b) => a - b);
    const at = (share: number): number => Math.round((sorted[Math.ceil(share * sorted.length) - 1] ?? 0) * 10) / 10;
    return { p50: at(0.5), p99: at(0.99), max: at(1) };
  };
  return {
    way,
    commands: waits.length,
    perSecond: Number(options.rate),
    firstMs: spread(waits.map(({ first }) => first)),
    answeredMs: spread(waits.map(({ answered }) => answered)),
  };
}

const load = loadavg()[0] ?? 0;
const rows: Row[] = [];
for (const way of WAYS) rows.push(await measure(way));
const inWords = ({ p50, p99, max }: Spread): string => [p50, p99, max].map((ms) => ms.toFixed(1).padStart(8)).join(" ");
const lines = rows.map(
  ({ way, commands, firstMs, answeredMs }) =>
    `${way.padEnd(20)} ${String(commands).padStart(8)} ${inWords(firstMs)}   ${inWords(answeredMs)}`,
);
const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.versions.node}, load ${load.toFixed(1)} before it began`;
const head = ["p50", "p99", "max"].map((name) => name.padStart(8)).join(" ");
process.stdout.write(
  `${machine}; ${options.rate} commands a second\nmilliseconds to       commands ${"first answer".padStart(26)}   ${"answered".padStart(26)}\n${" ".repeat(29)} ${head}   ${head}\n${lines.join("\n")}\n`,
);
if (options.json !== undefined) {
  await writeFile(options.json, `${JSON.stringify({ machine, limitMs: LIMIT_MS, rows }, null, 2)}\n`);
}
const slow = rows.filter(({ firstMs }) => firstMs.p99 >= LIMIT_MS);
for (const { way } of slow) process.stderr.write(`${way}: above the limit of ${LIMIT_MS} ms\n`);
process.exitCode = slow.length === 0 ? 0 : 1;
