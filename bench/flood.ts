// Tens of thousands of files at once, dropped into the folder of a desk at work: how long it takes, what memory, and
// whether the desk answers meanwhile.
//   node bench/flood.ts [--files N] [--json FILE]
// The real program in a process of its own, SQLite with full sync, a console channel with an edition every minute.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { freePort } from "../test/free-port.ts";
import { report } from "../test/desk.ts";

const MAIN = resolve(import.meta.dirname, "../src/cli/main.ts");
const { values: options } = parseArgs({
  options: { files: { type: "string", default: "50000" }, json: { type: "string" } },
});
const files = Number(options.files);

/** Old enough to count as complete at first sight. */
const LONG_AGO_S = 1_700_000_000;
const LOOK_MS = 500;
/** Every third event has a second report. */
const eventOf = (file: number): readonly [event: number, version: number] =>
  file % 4 === 3 ? [file - 3, 1] : [file, 0];

interface Look {
  readonly seconds: number;
  readonly documents: number;
  readonly due: number;
  readonly memoryMb: number;
  /** Of the health check; null: no answer in ten seconds. */
  readonly answerMs: number | null;
}

async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

async function answerMs(url: string): Promise<number | null> {
  const began = performance.now();
  try {
    const { ok } = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    return ok ? performance.now() - began : null;
  } catch {
    return null;
  }
}

function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? 0);
}

const work = await mkdtemp(join(tmpdir(), "copydesk-flood-"));
const port = await freePort();
const inbox = join(work, "inbox");
const heap = join(work, "heap");
await mkdir(inbox);
await mkdir(heap);
for (let file = 0; file < files; file += 1) {
  const path = join(heap, `${file}.txt`);
  await writeFile(path, report(...eventOf(file)));
  await utimes(path, LONG_AGO_S, LONG_AGO_S);
}
const config = join(work, "copydesk.yaml");
const database = join(work, "desk.sqlite");
await writeFile(
  config,
  `folders: [inbox]
database: ${JSON.stringify(database)}
web: { port: ${port} }
channels:
  - { name: minute, platform: console, channel: minute, schedule: "* * * * *" }
`,
);
const desk = spawn(process.execPath, [MAIN, "start", "--config", config], {
  cwd: work,
  stdio: ["ignore", "ignore", "inherit"],
});
try {
  const health = `http://127.0.0.1:${port}/healthz`;
  while ((await answerMs(health)) === null) await pause(100);
  await pause(2_000);
  const restMb = await memoryOf(desk.pid ?? 0);
  const reader = new DatabaseSync(database, { readOnly: true, timeout: 5_000 });
  const count = (sql: string): number => Number(reader.prepare(sql).get()?.["count"]);
  const looks: Look[] = [];
  // All of them appear in one moment.
  await rename(heap, join(inbox, "heap"));
  const began = performance.now();
  let takenS = 0;
  for (;;) {
    const answer = await answerMs(health);
    const look = {
      seconds: (performance.now() - began) / 1000,
      documents: count("select count(*) as count from documents"),
      due: count("select count(*) as count from stories where due = 1"),
      memoryMb: await memoryOf(desk.pid ?? 0),
      answerMs: answer,
    };
    looks.push(look);
    if (looks.length % 20 === 0) console.error(JSON.stringify(look));
    if (takenS === 0 && look.documents === files) takenS = look.seconds;
    if (look.documents === files && look.due === 0) break;
    if (desk.exitCode !== null || desk.signalCode !== null) throw new Error("the desk has ended");
    await pause(LOOK_MS);
  }
  const articles = count("select count(*) as count from articles");
  const stories = count("select count(*) as count from stories");
  const quarantined = count("select count(*) as count from quarantine");
  const posts = count("select count(*) as count from deliveries where state = 'sent'");
  reader.close();
  const answers = looks.flatMap((look) => look.answerMs ?? []);
  const result = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model,
    files,
    articles,
    quarantined,
    stories,
    posts,
    takenInSeconds: Math.round(takenS),
    digestsSeconds: Math.round(looks.at(-1)?.seconds ?? 0),
    restMb: Math.round(restMb),
    peakMb: Math.round(Math.max(...looks.map(({ memoryMb }) => memoryMb))),
    memoryMbByFifths: [1, 2, 3, 4, 5].map((fifth) =>
      Math.round(looks[Math.ceil((looks.length * fifth) / 5) - 1]?.memoryMb ?? 0),
    ),
    healthMs: { median: quantile(answers, 0.5), p99: quantile(answers, 0.99), worst: quantile(answers, 1) },
    unanswered: looks.length - answers.length,
  };
  console.log(JSON.stringify(result, null, 2));
  if (articles !== files || quarantined > 0) process.exitCode = 1;
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`);
} finally {
  desk.kill("SIGTERM");
  if (desk.exitCode === null && desk.signalCode === null) await once(desk, "close");
  await rm(work, { recursive: true, force: true });
}
