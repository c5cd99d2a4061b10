import { runOnce, startDesk } from "../app.ts";
import type { OnceReport, RunningDesk, Surroundings } from "../app.ts";
import { postTest } from "../app/test-post.ts";
import type { TestPost } from "../app/test-post.ts";
import { isatty } from "node:tty";
import { ConfigError, loadConfig, nearPath } from "../config.ts";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { standardLog, standardScreen } from "./output.ts";
import { createProgress } from "./progress.ts";
import type { Signals } from "./signals.ts";

/** Ends by itself only when it cannot start. @returns the exit code */
export async function runDesk(signals: Signals, configFile: string | undefined): Promise<number> {
  const config = await loadConfig(configFile);
  const log = await standardLog(config.log.level, secretsOf(config));
  const stop = stopOnSignal(signals, log);
  if (stop.signal.aborted) return stopped(log);
  const desk = await startDesk(config, surroundings(log, stop.now), stop.signal);
  reloadOnHangUp(desk, configFile, log);
  if (!stop.signal.aborted) tellStarted(config, desk, log);
  await stop.asked;
  await desk.close();
  return stopped(log);
}

/**
 * A service reads its configuration anew at SIGHUP. On a terminal the signal means that the window was closed, and ends
 * the program as ever. A configuration with a fault is told of, and the old one counts on.
 */
function reloadOnHangUp(desk: RunningDesk, configFile: string | undefined, log: Log): void {
  if (isatty(0)) return;
  let work: Promise<void> = Promise.resolve();
  const reload = async (): Promise<void> => {
    try {
      const later = await desk.reconfigure(await loadConfig(configFile));
      log.info("The configuration was read anew.");
      if (later.length > 0) log.warn(`These changes count from the next start on: ${later.join(", ")}.`);
    } catch (error) {
      const reason = error instanceof ConfigError ? error.lines.join("\n") : String(error);
      await desk.alert(
        `The configuration was not read anew: ${reason}`,
        "The one before counts on. Mend it and send SIGHUP again.",
      );
    }
  };
  process.on("SIGHUP", () => {
    work = work.then(reload);
  });
}

function stopped(log: Log): number {
  log.info("Copydesk has stopped.");
  return 0;
}

/** @returns 0; 1 when a post is still owed or was given up */
export async function runPass(signals: Signals, configFile: string | undefined, now: boolean): Promise<number> {
  const config = await loadConfig(configFile);
  const log = await standardLog(config.log.level, secretsOf(config));
  const stop = stopOnSignal(signals, log);
  const report = await runOnce(config, surroundings(log, stop.now), stop.signal, now);
  log.info(inWords(report));
  if (report.owed > 0) log.warn(`${report.owed} posts are still owed; the next run sends them.`);
  return report.owed > 0 ? 1 : 0;
}

/** Posts a test message to a channel. */
export async function sendTest(config: Config, channel: string): Promise<TestPost> {
  const log = await standardLog(config.log.level, secretsOf(config));
  return postTest(
    config,
    surroundings(log, () => {}),
    channel,
  );
}

/** Once, after so many milliseconds. @returns takes it back */
function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

function surroundings(log: Log, onScreenGone: () => void): Surroundings {
  const clock = { now: Date.now, monotonic: () => performance.now() };
  const progress = createProgress(clock.now);
  const screen = standardScreen();
  const write = (text: string): void => {
    progress.clear();
    screen.write(text);
  };
  return {
    clock,
    timers: { set: after },
    random: Math.random,
    log,
    screen: { ...screen, write },
    onScreenGone,
    onProgress: (stage, done, total) => progress.show(stage === "reading" ? "Reading" : "Writing", done, total),
  };
}

interface Stop {
  readonly signal: AbortSignal;
  readonly asked: Promise<void>;
  readonly now: () => void;
}

/** A signal asks for an orderly end. */
function stopOnSignal(signals: Signals, log: Log): Stop {
  const controller = new AbortController();
  const { promise: asked, resolve: now } = Promise.withResolvers<void>();
  const stop = (): void => {
    controller.abort();
    now();
  };
  signals.takeOver(() => {
    log.info("Stopping: posts under way are finished.");
    stop();
  });
  return { signal: controller.signal, asked, now: stop };
}

function tellStarted(config: Config, { archive, first }: RunningDesk, log: Log): void {
  const folders = config.folders.map(nearPath).join(", ");
  const where = archive === null ? "" : ` The archive is at ${archive}.`;
  log.info(`Copydesk watches ${folders}.${where} Ctrl-C stops it.`, { ...first });
}

function inWords({ articles, digests, posts, editions, quarantined }: OnceReport): string {
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const aside = quarantined === 0 ? "" : ` ${count(quarantined, "file")} put aside: see copydesk quarantine.`;
  return `${count(articles, "new article")}, ${count(digests, "digest")} made, ${count(posts + editions, "edition")}.${aside}`;
}

/** The password of an address counts by itself too: errors of clients may repeat it alone. */
function secretsOf({ secrets }: Config): readonly string[] {
  return Object.values(secrets).flatMap((secret) => {
    const password = URL.canParse(secret) ? new URL(secret).password : "";
    return password === "" ? [secret] : [secret, password, decodeURIComponent(password)];
  });
}
