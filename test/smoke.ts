// The main job as a stranger sees it: start on the sample articles, read the digests, look at the archive, end with
// Ctrl-C; then the same again, and nothing may be posted twice. Run by `npm run smoke`; prints what it measured.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const MAIN = resolve(import.meta.dirname, "../src/cli/main.ts");
const SEEDS = resolve(import.meta.dirname, "../seeds");
const FIRST_PATIENCE_MS = 60_000;

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Smoke run: ${what}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

interface Story {
  readonly id: string;
  readonly headline: string;
}

async function stories(): Promise<readonly Story[]> {
  const child = spawn(process.execPath, [MAIN, "stories", SEEDS, "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  const [code] = (await once(child, "close")) as [number];
  check(code === 0, `copydesk stories ended with ${code}`);
  return JSON.parse(out) as Story[];
}

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly firstMs: number | null;
  readonly allMs: number | null;
}

/** Starts the desk, waits until `wanted` digests stand in the record, looks at the archive, and sends Ctrl-C. */
async function run(config: string, url: string, record: string, wanted: number): Promise<Run> {
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN, "start", "--config", config], { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let errors = "";
  let firstMs: number | null = null;
  child.stdout.on("data", (chunk: Buffer) => {
    firstMs ??= performance.now() - began;
    out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const closed = once(child, "close") as Promise<[number | null]>;
  let allMs: number | null = null;
  while (performance.now() - began < FIRST_PATIENCE_MS) {
    const lines = await readFile(record, "utf8").then(
      (text) => text.split("\n").length - 1,
      () => 0,
    );
    if (lines >= wanted && (await healthy(url))) {
      allMs = performance.now() - began;
      break;
    }
    check(child.exitCode === null, `the desk ended by itself:\n${errors}`);
    await new Promise((done) => setTimeout(done, 20));
  }
  const page = await fetch(url);
  check(page.ok && /<h1/.test(await page.text()), "the archive's front page did not come");
  child.kill("SIGINT");
  const [code] = await closed;
  return { code, out, firstMs, allMs };
}

async function healthy(url: string): Promise<boolean> {
  return fetch(`${url}healthz`).then(
    (answer) => answer.ok,
    () => false,
  );
}

const folder = await mkdtemp(join(tmpdir(), "copydesk-smoke-"));
try {
  const expected = await stories();
  check(expected.length >= 8, `only ${expected.length} stories in seeds/`);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const config = join(folder, "copydesk.yaml");
  await writeFile(
    config,
    [
      `folders: [${JSON.stringify(SEEDS)}]`,
      `database: ${JSON.stringify(join(folder, "data/copydesk.sqlite"))}`,
      `web: { host: 127.0.0.1, port: ${port} }`,
      `channels: [{ name: terminal, platform: console, channel: terminal, schedule: ready, timezone: UTC, kind: digest, topics: [] }]`,
    ].join("\n"),
  );
  const record = join(folder, "data/console-terminal.jsonl");
  const first = await run(config, url, record, expected.length);
  check(first.code === 0, `Ctrl-C ended the desk with ${first.code}`);
  for (const { headline } of expected) {
    check(
      first.out.split("\n").some((line) => line.trim() !== "" && headline.startsWith(line.trim().slice(0, 60))),
      `no digest of “${headline}”`,
    );
  }
  const posts = (await readFile(record, "utf8")).trim().split("\n");
  check(posts.length === expected.length, `${posts.length} posts for ${expected.length} stories`);
  const second = await run(config, url, record, expected.length);
  check(second.code === 0, `the second start ended with ${second.code}`);
  check(second.out.trim() === "", `the second start posted again:\n${second.out.slice(0, 400)}`);
  const seconds = (ms: number | null): string => (ms === null ? "never" : `${(ms / 1000).toFixed(2)} s`);
  process.stdout.write(
    `smoke: ${expected.length} stories; first digest after ${seconds(first.firstMs)}, all after ${seconds(first.allMs)}; nothing posted twice; Ctrl-C ends with 0\n`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
