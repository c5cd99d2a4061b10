import { freePort } from "../free-port.ts";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startSlack } from "./server.ts";
import type { SlackServer } from "./server.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A workspace on this machine and the whole desk at work in it. */
export interface SlackDemo {
  readonly slack: SlackServer;
  /** Article files dropped here are read. */
  readonly inbox: string;
  /** The desk's exit code, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Asks the desk to stop, as Ctrl-C does, then closes the workspace. */
  readonly close: () => Promise<void>;
}

export interface SlackDemoOptions {
  /** Port of the page; 0 takes a free one. */
  readonly port?: number;
  /** What the desk prints: shown as it comes, or kept silent. */
  readonly output?: "inherit" | "ignore";
  /** How the desk hears people. Default: by Socket Mode. */
  readonly way?: "socket" | "http";
}

/** Starts a Slack on this machine and the desk against it, on the sample articles. */
export async function startSlackDemo(options: SlackDemoOptions = {}): Promise<SlackDemo> {
  const slack = await startOn(options.port ?? 0);
  const folder = mkdtempSync(join(tmpdir(), "copydesk-demo-"));
  const inbox = join(folder, "inbox");
  const config = join(folder, "copydesk.yaml");
  mkdirSync(inbox);
  const hearing = options.way === "http" ? await freePort() : null;
  slack.setRequestUrl(hearing === null ? null : `http://127.0.0.1:${hearing}/slack/events`);
  writeFileSync(config, hearing === null ? CONFIG : `${CONFIG}slack: { mode: http, port: ${hearing} }\n`);
  const output = options.output ?? "inherit";
  const desk = spawn(process.execPath, [join(ROOT, "src/cli/main.ts"), "start", "--config", config], {
    cwd: ROOT,
    env: {
      ...process.env,
      SLACK_BOT_TOKEN: slack.app.botToken,
      SLACK_APP_TOKEN: slack.app.appToken,
      SLACK_SIGNING_SECRET: slack.app.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    },
    // Its own group: Ctrl-C reaches the desk once, from here.
    detached: true,
    stdio: ["ignore", output, output],
  });
  const ended = new Promise<number | null>((resolve) => {
    desk.once("exit", (code) => resolve(code));
  });
  let closed: Promise<void> | null = null;
  const closeOnce = async (): Promise<void> => {
    desk.kill("SIGTERM");
    await ended;
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { slack, inbox, ended, close: () => (closed ??= closeOnce()) };
}

async function startOn(port: number): Promise<SlackServer> {
  try {
    return await startSlack({ port, rateLimits: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return startSlack({ rateLimits: true });
  }
}

/** One message a story as it is made; an edition with its stories in the thread; one team's briefing. */
const CONFIG = `folders: [${JSON.stringify(join(ROOT, "seeds"))}, inbox]
database: demo.sqlite
web: { port: 0 }
channels:
  - { name: news, platform: slack, channel: C0NEWSDESK, schedule: ready, layout: stories }
  - { name: harbour-watch, platform: slack, channel: C0HARBOUR1, schedule: "*/2 * * * *", layout: thread, limit: 5 }
  - { name: editors, platform: slack, channel: C0EDITORS1, schedule: "*/2 * * * *", kind: briefing, topics: [storm, strike, tram] }
`;
