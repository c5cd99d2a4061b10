import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { ConfigProblem } from "./config/problems.ts";
import type { ConfigFile } from "./config/schema.ts";
import type { Subscription } from "./core/subscription.ts";
import type { IntakeLimits } from "./intake/intake.ts";

const SECRETS = [
  "DATABASE_URL",
  "DISCORD_TOKEN",
  "SLACK_APP_TOKEN",
  "SLACK_BOT_TOKEN",
  "SLACK_SIGNING_SECRET",
] as const;
const DEFAULT_FILE = join("config", "copydesk.yaml");
const PACKAGE_ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The program's settings, checked and with absolute paths. */
export interface Config {
  /** The file they came from. */
  readonly file: string;
  readonly folders: readonly string[];
  /** Path of the SQLite file, ":memory:", or a postgres:// address. */
  readonly database: string;
  /** Where records of the console lie. */
  readonly dataFolder: string;
  readonly web: false | WebConfig;
  readonly channels: readonly Subscription[];
  readonly slack: ConfigFile["slack"];
  readonly discord: ConfigFile["discord"];
  /** The channel that is told what an operator should know. */
  readonly alerts: Subscription | null;
  /** Where the platforms are reached; null: where they really are. */
  readonly addresses: { readonly slack: string | null; readonly discord: string | null };
  readonly limits: IntakeLimits;
  readonly storyWindowMs: number;
  readonly log: ConfigFile["log"];
  /** By name of the environment variable; for clients of platforms, and for the log to hide. */
  readonly secrets: Readonly<Partial<Record<(typeof SECRETS)[number], string>>>;
}

export interface WebConfig {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** Under which people reach the archive, without a slash at the end; null: host and port. */
  readonly address: string | null;
}

/** The operator's configuration cannot be used; every line names a place, what stands there and the mend. */
export class ConfigError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.name = "ConfigError";
    this.lines = lines;
  }
}

/**
 * Reads the configuration: the file asked for, else config/copydesk.yaml below the working folder, else the one that
 * comes with the program. Paths in it start at the folder that holds `config/`, or at the file's own folder.
 * @throws ConfigError with all problems at once
 */
export async function loadConfig(asked: string | undefined): Promise<Config> {
  const file = asked === undefined ? defaultFile() : fromWhereTyped(asked);
  const shown = nearPath(file);
  const text = readText(file, shown);
  // Loaded late: what only asks for the environment does without the schema.
  const { readConfig } = await import("./config/problems.ts");
  const read = readConfig(text);
  const secrets = readSecrets();
  if (!read.ok || secrets.faults.length > 0) {
    throw new ConfigError([
      ...(read.ok ? [] : read.problems.map((problem) => inWords(shown, problem))),
      ...secrets.faults,
    ]);
  }
  const folder = dirname(resolve(file));
  const root = basename(folder) === "config" ? dirname(folder) : folder;
  return settle(read.file, file, root, secrets.found);
}

function settle(file: ConfigFile, path: string, root: string, secrets: Config["secrets"]): Config {
  const database = file.database === ":memory:" ? file.database : resolve(root, file.database);
  return {
    file: path,
    folders: [...new Set(file.folders.map((folder) => resolve(root, folder)))],
    database: secrets.DATABASE_URL ?? database,
    dataFolder: database === ":memory:" ? resolve(root, "data") : dirname(database),
    web: file.web === false ? false : { ...file.web, address: file.web.address ?? null },
    channels: file.channels,
    slack: file.slack,
    discord: file.discord,
    alerts: file.channels.find(({ name }) => name === file.alerts) ?? null,
    addresses: { slack: addressIn("SLACK_API_URL"), discord: addressIn("DISCORD_API_URL") },
    limits: file.limits,
    storyWindowMs: file.storyWindowDays * 24 * 3_600_000,
    log: file.log,
    secrets,
  };
}

/** Another server in the platform's place, without a slash at the end. */
function addressIn(name: "SLACK_API_URL" | "DISCORD_API_URL"): string | null {
  const text = process.env[name]?.trim() ?? "";
  return text === "" ? null : text.replace(/\/+$/, "");
}

function inWords(file: string, { line, column, field, message }: ConfigProblem): string {
  return `${file}:${line}:${column}: ${field === "" ? "the file" : `${field}:`} ${message}`;
}

function defaultFile(): string {
  const here = resolve(DEFAULT_FILE);
  return existsSync(here) ? here : join(PACKAGE_ROOT, DEFAULT_FILE);
}

/** The file that a set-up writes to: the one asked for, else config/copydesk.yaml below the working folder. */
export function setUpFile(asked: string | undefined): string {
  return asked === undefined ? resolve(DEFAULT_FILE) : fromWhereTyped(asked);
}

function readText(file: string, shown: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const what = missing
      ? "there is no such file"
      : `it cannot be read (${error instanceof Error ? error.message : ""})`;
    throw new ConfigError([`${shown}: ${what}. Name the configuration file with --config FILE.`]);
  }
}

interface ReadSecrets {
  readonly found: Config["secrets"];
  readonly faults: readonly string[];
}

/** Every secret is read from NAME, or from the file that NAME_FILE names (Docker and Kubernetes hand secrets over so). */
function readSecrets(): ReadSecrets {
  const found: Partial<Record<(typeof SECRETS)[number], string>> = {};
  const faults: string[] = [];
  for (const name of SECRETS) {
    const value = process.env[name]?.trim() ?? "";
    const file = process.env[`${name}_FILE`] ?? "";
    if (value !== "" && file !== "") faults.push(`${name} and ${name}_FILE are both set. Set one of them.`);
    else if (value !== "") found[name] = value;
    else if (file !== "") {
      try {
        found[name] = readFileSync(file, "utf8").trim();
      } catch (error) {
        const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
        faults.push(
          `${name}_FILE names "${file}", which cannot be read (${code}). Correct the path or its permissions.`,
        );
      }
    }
  }
  const url = found.DATABASE_URL;
  if (url !== undefined && !/^postgres(?:ql)?:\/\//i.test(url)) {
    faults.push('DATABASE_URL is not a PostgreSQL address. Use one such as "postgres://desk@localhost/copydesk".');
  }
  return { found, faults };
}

/**
 * A path as a person typed it. `npm run` moves to the project's root and keeps the folder it was called from in
 * INIT_CWD; what does not exist there is looked for in the working folder.
 */
export function fromWhereTyped(path: string): string {
  const typedIn = process.env["INIT_CWD"];
  const here = resolve(path);
  if (typedIn === undefined || resolve() !== resolve(PACKAGE_ROOT)) return here;
  const there = resolve(typedIn, path);
  return existsSync(there) ? there : here;
}

/** Whether the person or the terminal asked for text without colours (https://no-color.org). */
export function wantsNoColour(): boolean {
  return (process.env["NO_COLOR"] ?? "") !== "" || process.env["TERM"] === "dumb";
}

/** Short when it lies in the working folder, so that messages can be clicked and read; "." for that folder itself. */
export function nearPath(path: string): string {
  const near = relative(resolve(), path);
  return near === ".." || near.startsWith(`..${sep}`) ? path : near || ".";
}
