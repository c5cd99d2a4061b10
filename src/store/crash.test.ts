import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Kysely } from "kysely";
import { assembleStore } from "./assemble.ts";
import { article, byKey, document, edition, NOW } from "./contract/samples.ts";
import { StoreBusyError, StoreError } from "./errors.ts";
import { openStore } from "./open.ts";
import type { Schema } from "./schema.ts";
import { openFile, sqliteDialect } from "./sqlite.ts";

let folder: string;
let database: string;
let child: ChildProcess | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "copydesk-crash-"));
  database = join(folder, "desk.db");
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);
const IMPORTS = `
  import { openStore } from ${here("./open.ts")};
  import { article, byKey, delivery, edition, story } from ${here("./contract/samples.ts")};
`;

/** Runs `body` in another Node with `store` open, until it says "here"; what happens to it then is up to the test. */
async function elsewhere(body: string): Promise<ChildProcess> {
  const program = `${IMPORTS}
    const store = await openStore({ database: ${JSON.stringify(database)} });
    const here = async () => { console.log("here"); await new Promise((wake) => setTimeout(wake, 60_000)); };
    ${body}`;
  return await running(program);
}

async function running(program: string): Promise<ChildProcess> {
  child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout === null) throw new Error("The other Node has no output.");
  for await (const line of createInterface({ input: child.stdout })) if (line === "here") return child;
  throw new Error("The other Node ended before its time.");
}

async function kill(running: ChildProcess): Promise<void> {
  const ended = once(running, "exit");
  running.kill("SIGKILL");
  await ended;
}

test("a commit reaches the disk before it returns, and references are checked", () => {
  const handle = openFile(database, false);
  const pragma = (name: string): unknown => handle.prepare(`pragma ${name}`).get()?.[name];
  expect([pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")]).toEqual(["wal", 2, 1]);
  handle.close();
});

test("a full disk is named, keeps nothing half done, and is no trouble once there is room", async () => {
  await (await openStore({ database })).close();
  const handle = openFile(database, false);
  const db = new Kysely<Schema>({ dialect: sqliteDialect(handle, database) });
  const store = assembleStore(db, "sqlite", async () => db.destroy());
  const many = Array.from({ length: 500 }, (_, index) => article(`a${index}`));
  const pages = Number(handle.prepare("pragma page_count").get()?.["page_count"]);
  handle.exec(`pragma max_page_count = ${pages + 5}`);
  await expect(store.articles.save(many)).rejects.toThrow(`The disk that holds the database ${database} is full.`);
  const stubborn = store.transaction(async (inside) => {
    await inside.articles.save(many).catch(() => {});
    await inside.documents.save([document("a.txt")]);
  });
  await expect(stubborn).rejects.toThrow("gave up the transaction");
  expect([await store.articles.count(), await store.documents.count()]).toEqual([0, 0]);
  handle.exec("pragma max_page_count = 1000000");
  await store.articles.save(many);
  expect(await store.articles.count()).toBe(500);
  await store.close();
});

test("a program that writes in between is named as the database's trouble, not as that of what was to be written", async () => {
  const store = await openStore({ database });
  const stranger = openFile(database, false);
  const met = store.transaction(async (inside) => {
    await inside.articles.count();
    stranger.exec("create table note (words text)");
    await inside.articles.save([article("a1")]);
  });
  await expect(met).rejects.toThrow(`The database ${database} is held by another program`);
  await expect(met).rejects.toBeInstanceOf(StoreError);
  stranger.close();
  await store.articles.save([article("a1")]);
  expect(await store.articles.count()).toBe(1);
  await store.close();
});

describe("kill -9", () => {
  test("in the middle of a transaction loses nothing committed and leaves nothing half done", async () => {
    const other = await elsewhere(`
      for (let index = 0; index < 20; index += 1) await store.articles.save([article("a" + index)]);
      await store.transaction(async (inside) => {
        await inside.articles.save(Array.from({ length: 500 }, (_, index) => article("b" + index)));
        await inside.stories.save(story("s1", ["a1", "b1"]));
        await inside.editions.claim(edition("news", "1"));
        await here();
      });
    `);
    await kill(other);
    const store = await openStore({ database });
    expect(await store.articles.count()).toBe(20);
    expect(await store.stories.get("s1")).toBeNull();
    expect(await store.editions.claim(edition("news", "1"))).toBe(true);
    await store.close();
  });

  test("after the intent and before the answer leaves a delivery that must be looked for", async () => {
    const other = await elsewhere(`
      await store.editions.claim(edition("news", "1"));
      await store.deliveries.add([delivery("k1", "e-news-1"), delivery("k2", "e-news-1")], ${NOW});
      await byKey(store).intend("k1", ${NOW});
      await here();
    `);
    await kill(other);
    const store = await openStore({ database });
    expect((await byKey(store).head("news"))?.status.state).toBe("sending");
    expect(await store.deliveries.recover(NOW + 1)).toBe(1);
    expect(await byKey(store).head("news")).toMatchObject({ key: "k1", attempt: 1, status: { state: "unknown" } });
    await store.close();
  });

  test("frees the file, which until then belongs to the other process", async () => {
    const other = await elsewhere(`await here();`);
    const error = await openStore({ database }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreBusyError);
    expect((error as StoreBusyError).holder).toBe(other.pid);
    const reader = await openStore({ database, readOnly: true });
    expect(await reader.articles.count()).toBe(0);
    await reader.close();
    await kill(other);
    const store = await openStore({ database });
    await store.articles.save([article("a1")]);
    expect(await store.articles.count()).toBe(1);
    await store.close();
  });

  test("in the middle of a schema step leaves the step before it, and the next start goes on", async () => {
    const other = await running(`
      import { Kysely } from "kysely";
      import { migrate } from ${here("./migrate.ts")};
      import { MIGRATIONS } from ${here("./migrations/all.ts")};
      import { openFile, sqliteDialect } from ${here("./sqlite.ts")};
      const file = ${JSON.stringify(database)};
      const handle = openFile(file, false);
      handle.function("say_here_and_die", () => {
        process.stdout.write("here\\n", () => {});
        process.kill(process.pid, "SIGKILL");
        return 1;
      });
      const half = MIGRATIONS.map((step) => step.number !== 3 ? step
        : { ...step, statements: () => [...step.statements("sqlite").slice(0, 4), "select say_here_and_die()"] });
      await migrate(new Kysely({ dialect: sqliteDialect(handle, file) }), "sqlite", half, file);
    `);
    if (other.exitCode === null && other.signalCode === null) await once(other, "exit");
    expect(other.signalCode).toBe("SIGKILL");
    await expect(openStore({ database, readOnly: true })).rejects.toThrow("used by an older Copydesk");
    const store = await openStore({ database });
    expect(await store.editions.claim(edition("news", "1"))).toBe(true);
    await store.close();
  });
});
