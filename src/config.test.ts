import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ConfigError, fromWhereTyped, loadConfig, nearPath } from "./config.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "copydesk-config-"));
  for (const name of ["DATABASE_URL", "SLACK_BOT_TOKEN", "DISCORD_TOKEN"]) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(`${name}_FILE`, undefined);
  }
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  return file;
}

async function linesOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
  return [];
}

test("paths start at the folder that holds config/", async () => {
  const config = await loadConfig(write("config/copydesk.yaml", "folders: [wire]\n"));
  expect(config.folders).toEqual([join(folder, "wire")]);
  expect(config.database).toBe(join(folder, "data/copydesk.sqlite"));
});

test("paths of a file elsewhere start at its own folder", async () => {
  expect((await loadConfig(write("desk.yaml", ""))).dataFolder).toBe(join(folder, "data"));
});

test("paths are shown short in the working folder and whole outside of it", () => {
  const here = process.cwd();
  expect([".", "..", "../data", "..data/x", "a/b"].map((path) => nearPath(join(here, path)))).toEqual([
    ".",
    join(here, ".."),
    join(here, "../data"),
    "..data/x",
    "a/b",
  ]);
});

test("every line of a refusal opens with file, line and column", async () => {
  const file = write("desk.yaml", "web:\n  port: 99999\nfoldrs: []\n");
  expect(await linesOf(() => loadConfig(file))).toEqual([
    `${file}:2:9: web.port: 99999 is not a port. Use a whole number from 0 to 65535, such as 8787.`,
    `${file}:3:1: foldrs: is not a field of this file. Did you mean "folders"?`,
  ]);
});

test("a file that is not there is named", async () => {
  const file = join(folder, "none.yaml");
  expect(await linesOf(() => loadConfig(file))).toEqual([
    `${file}: there is no such file. Name the configuration file with --config FILE.`,
  ]);
});

test("a secret is read from the environment, or from the file that the environment names", async () => {
  vi.stubEnv("DATABASE_URL", "postgres://desk:pw@localhost/copydesk");
  vi.stubEnv("SLACK_BOT_TOKEN_FILE", write("token", "xoxb-test\n"));
  const config = await loadConfig(write("desk.yaml", ""));
  expect(config.database).toBe("postgres://desk:pw@localhost/copydesk");
  expect(config.secrets.SLACK_BOT_TOKEN).toBe("xoxb-test");
});

test("a secret given twice, in a file that is not there, or of the wrong form is refused without repeating it", async () => {
  vi.stubEnv("DATABASE_URL", "mysql://desk:hunter2@localhost");
  vi.stubEnv("DISCORD_TOKEN", "hunter2");
  vi.stubEnv("DISCORD_TOKEN_FILE", "/nowhere");
  vi.stubEnv("SLACK_BOT_TOKEN_FILE", join(folder, "none"));
  const lines = await linesOf(() => loadConfig(write("desk.yaml", "")));
  expect(lines).toEqual([
    "DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set. Set one of them.",
    `SLACK_BOT_TOKEN_FILE names "${join(folder, "none")}", which cannot be read (ENOENT). Correct the path or its permissions.`,
    'DATABASE_URL is not a PostgreSQL address. Use one such as "postgres://desk@localhost/copydesk".',
  ]);
  expect(lines.join(" ")).not.toContain("hunter2");
});

test("a path typed below another folder is found there when npm has moved to the project's root", async () => {
  vi.stubEnv("INIT_CWD", folder);
  const file = write("story.txt", "text");
  expect(fromWhereTyped("story.txt")).toBe(file);
  expect(fromWhereTyped("package.json")).toBe(join(process.cwd(), "package.json"));
});
