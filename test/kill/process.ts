import { spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Chat } from "./chat.ts";
import type { Hurry } from "./hurry.ts";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const HURRIED = fileURLToPath(new URL("desk.ts", import.meta.url));

/** A folder with a configuration, an inbox and, for SQLite, the database. */
export interface DeskFolder {
  readonly folder: string;
  readonly data: string;
  readonly config: string;
  /** The SQLite file, where it is not PostgreSQL that holds the outbox. */
  readonly database: string;
  readonly remove: () => void;
}

/** @param dataFolder where the SQLite file and the logs lie; default: with the rest */
export function makeFolder(chat: Chat, dataFolder?: string): DeskFolder {
  const folder = mkdtempSync(join(tmpdir(), "copydesk-kill-"));
  const config = join(folder, "copydesk.yaml");
  const data = dataFolder ?? folder;
  const database = join(data, "desk.sqlite");
  mkdirSync(join(folder, "inbox"));
  const [stories, editions, alerts] = chat.channels;
  writeFileSync(
    config,
    `folders: [inbox]
database: ${JSON.stringify(database)}
web: false
alerts: alarm
channels:
  - { name: wire, platform: ${chat.name}, channel: "${stories}", schedule: ready, layout: stories }
  - { name: edition, platform: ${chat.name}, channel: "${editions}", schedule: "* * * * *", layout: thread }
  - { name: alarm, platform: ${chat.name}, channel: "${alerts}", schedule: "0 0 1 1 *" }
`,
  );
  return { folder, data, config, database, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A desk as a program of its own. */
export interface DeskProcess {
  readonly pid: number;
  readonly signal: (name: "SIGKILL" | "SIGSTOP" | "SIGCONT" | "SIGTERM") => void;
  /** Its exit code; null: a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly isRunning: () => boolean;
  /** What it has said so far. */
  readonly log: () => string;
}

/**
 * With a clock in a hurry `test/kill/desk.ts`; else the program as people start it.
 * @param environment tokens, addresses and the database
 */
export function launch(
  { folder, data, config }: DeskFolder,
  hurry: Hurry,
  environment: Readonly<Record<string, string>>,
  logName = "desk.log",
): DeskProcess {
  const { DATABASE_URL: _, SLACK_APP_TOKEN: __, NODE_OPTIONS: ___, ...inherited } = process.env;
  const hurried = [HURRIED, "--config", config, "--origin", String(hurry.origin), "--speed", String(hurry.speed)];
  const args = hurry.speed === 1 ? [MAIN, "start", "--config", config] : hurried;
  const logFile = join(data, logName);
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...inherited, ...environment },
    stdio: ["ignore", "ignore", log],
  });
  closeSync(log);
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => resolve(code));
  });
  return {
    pid: child.pid ?? 0,
    signal: (name) => void child.kill(name),
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    log: () => readFileSync(logFile, "utf8"),
  };
}
