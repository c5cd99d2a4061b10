import { rollsOf } from "./rolls.ts";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));

export interface Ended {
  /** null when it was killed by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program at work. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Ends when the text stands in standard output or standard error; rejects when the program ends without it. */
  readonly saying: (text: string) => Promise<void>;
  /** Standard error until now. */
  readonly told: () => string;
}

/** A desk of its own in a temporary folder, run as people run it: as a program. */
export interface TestDesk {
  readonly folder: string;
  readonly write: (path: string, text: string) => string;
  /** Runs `copydesk` with the desk's configuration. */
  readonly copydesk: (...args: readonly string[]) => Promise<Ended>;
  readonly launch: (...args: readonly string[]) => Running;
  /** What was posted to the console channel, in order. */
  readonly record: (channel: string) => readonly Posted[];
  readonly remove: () => void;
}

interface Posted {
  readonly key: string;
  readonly channel: string;
  readonly text: string;
}

export const READY_CHANNEL = "  - { name: wire, platform: console, channel: wire }\n";

/** @param channels the list of channels in YAML */
export function makeDesk(channels = READY_CHANNEL): TestDesk {
  const folder = mkdtempSync(join(tmpdir(), "copydesk-test-"));
  const config = join(folder, "config", "copydesk.yaml");
  const write = (path: string, text: string): string => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    // Old enough to count as complete at first sight.
    utimesSync(file, 1_700_000_000, 1_700_000_000);
    return file;
  };
  write("config/copydesk.yaml", `folders: [inbox]\nweb: { port: 0 }\nchannels:\n${channels}`);
  mkdirSync(join(folder, "inbox"));
  const launch = (...args: readonly string[]): Running => run(["--config", config, ...args], folder);
  return {
    folder,
    write,
    launch,
    copydesk: (...args) => launch(...args).ended,
    record: (channel) => {
      const text = readFileSync(join(folder, "data", `console-${channel}.jsonl`), "utf8");
      return text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Posted);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs the program with these arguments alone. @param extra variables of its environment */
export function run(args: readonly string[], folder: string, extra: Readonly<Record<string, string>> = {}): Running {
  const { NO_COLOR: _, INIT_CWD: __, ...environment } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, env: { ...environment, ...extra } });
  let [stdout, stderr] = ["", ""];
  const listeners = new Set<() => void>();
  const hear = (text: string, onto: "out" | "err"): void => {
    if (onto === "out") stdout += text;
    else stderr += text;
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => hear(text, "out"));
  child.stderr.setEncoding("utf8").on("data", (text: string) => hear(text, "err"));
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  const saying = async (text: string): Promise<void> => {
    const said = new Promise<void>((resolve) => {
      const listener = (): void => {
        if (stdout.includes(text) || stderr.includes(text)) resolve();
      };
      listeners.add(listener);
      listener();
    });
    const silent = ended.then((end) => Promise.reject(new Error(`It never said "${text}" but: ${end.stderr}`)));
    await Promise.race([said, silent]);
  };
  return { process: child, ended, saying, told: () => stderr };
}

/**
 * Invented reports of invented events in invented words. Reports of one event share its names, figures and most of its
 * words; two events share none.
 * @returns text of report `version` of event `event`
 */
export function report(event: number, version = 0): string {
  const roll = rollsOf(event + 1);
  const words = Array.from({ length: 60 }, () => word(roll));
  const [place, person, body] = [word(roll), word(roll), word(roll)].map(
    (name) => name.charAt(0).toUpperCase() + name.slice(1),
  );
  const figure = 1_000 + Math.floor(roll() * 900_000);
  let at = version * 7;
  const next = (): string => words[at++ % words.length] ?? "";
  const sentences = [
    `${person} of ${body} said ${next()} ${next()} would ${next()} the ${next()} ${next()} of ${place} by ${figure} ${next()}`,
    `“We ${next()} what ${next()} ${next()},” ${person} told ${next()} ${next()} in ${place}`,
    `The ${next()} ${next()} ${body} ${next()} ${figure} ${next()} before ${next()} ${next()} ${next()} could ${next()} it`,
    `${body} has ${next()} ${next()} since ${next()} ${next()}, and ${place} ${next()} every ${next()} ${next()}`,
    `${place} may ${next()} ${next()} ${next()} if ${person} ${next()} the ${next()} ${next()} ${next()}`,
  ].map((sentence) => `${sentence}.`);
  return `${place} ${next()} ${next()} as ${person} ${next()} ${next()}\n\n${sentences.join("\n\n")}\n`;
}

function word(roll: () => number): string {
  const pick = (letters: string): string => letters.charAt(Math.floor(roll() * letters.length));
  return Array.from({ length: 3 }, () => pick("bdfghjklmnprstvz") + pick("aeiou")).join("");
}
