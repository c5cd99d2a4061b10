import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { article, document, NOW, saveStory, story } from "./contract/samples.ts";
import { StoreBusyError, StoreCorruptError, StoreError, StoreVersionError } from "./errors.ts";
import { openStore } from "./open.ts";
import { atLeast } from "./sqlite.ts";

let folder: string;
let database: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "copydesk-open-"));
  database = join(folder, "desk.db");
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function failure(work: Promise<unknown>): Promise<Error> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error("It did not fail.");
  return error;
}

describe("one SQLite file has one writer", () => {
  test("a second store is refused at once, and told the process that has the file", async () => {
    const store = await openStore({ database });
    const error = await failure(openStore({ database }));
    expect(error).toBeInstanceOf(StoreBusyError);
    expect(error.message).toBe(
      `The database ${database} is in use by another Copydesk (process ${process.pid}). ` +
        "Stop that one, or give this one a database of its own.",
    );
    await store.articles.save([article("a1")]);
    await store.close();
  });

  test("the file is free again when the store is closed", async () => {
    await (await openStore({ database })).close();
    const store = await openStore({ database });
    await store.ping();
    expect(await store.articles.count()).toBe(0);
    await store.close();
  });

  test("a refused store leaves the first one its lock", async () => {
    const store = await openStore({ database });
    await failure(openStore({ database }));
    expect(await failure(openStore({ database }))).toBeInstanceOf(StoreBusyError);
    await store.close();
  });

  test("a link to the file, or to its folder, is the same file", async () => {
    const store = await openStore({ database });
    await symlink(database, join(folder, "link.db"));
    await symlink(folder, join(folder, "again"));
    for (const path of [join(folder, "link.db"), join(folder, "again", "desk.db")]) {
      expect(await failure(openStore({ database: path }))).toBeInstanceOf(StoreBusyError);
    }
    await store.close();
  });

  test("stores in memory do not meet", async () => {
    const [one, other] = [await openStore({ database: ":memory:" }), await openStore({ database: ":memory:" })];
    await one.articles.save([article("a1")]);
    expect(await other.articles.count()).toBe(0);
    await one.close();
    await other.close();
  });

  test("a lock file that is no lock is named, and the database stays closed", async () => {
    await writeFile(`${database}.lock`, "something else, long enough to be read as a page of a database".repeat(20));
    expect((await failure(openStore({ database }))).message).toContain(`The lock file ${database}.lock cannot be used`);
  });
});

describe("a store that is opened to look only", () => {
  test("reads beside the writer what it committed last", async () => {
    const writer = await openStore({ database });
    const reader = await openStore({ database, readOnly: true });
    await saveStory(writer, "s1", 2);
    expect(await reader.articles.count()).toBe(2);
    expect(await reader.search.articles("quay", 9)).toHaveLength(2);
    await reader.close();
    await writer.articles.save([article("a9")]);
    await writer.close();
  });

  test("sees nothing of a transaction that is still open", async () => {
    const writer = await openStore({ database });
    const reader = await openStore({ database, readOnly: true });
    const seen = await writer.transaction(async (inside) => {
      await inside.articles.save([article("a1")]);
      return await reader.articles.count();
    });
    expect(seen).toBe(0);
    expect(await reader.articles.count()).toBe(1);
    await reader.close();
    await writer.close();
  });

  test("reads when nobody writes, and cannot write itself", async () => {
    const writer = await openStore({ database });
    await writer.documents.save([document("a.txt")]);
    await writer.close();
    const reader = await openStore({ database, readOnly: true });
    expect(await reader.documents.count()).toBe(1);
    await expect(reader.documents.save([document("b.txt")])).rejects.toThrow(StoreError);
    await reader.close();
  });

  test("makes no database where there is none", async () => {
    const error = await failure(openStore({ database, readOnly: true }));
    expect(error.message).toContain(`There is no database at ${database} yet`);
    await expect(stat(database)).rejects.toThrow("ENOENT");
  });

  test("says that an empty file is no database of Copydesk", async () => {
    await writeFile(database, "");
    expect((await failure(openStore({ database, readOnly: true }))).message).toContain("is not a database of Copydesk");
  });
});

describe("what cannot be opened", () => {
  test("the folders above a new database are made", async () => {
    const deep = join(folder, "var", "lib", "desk.db");
    const store = await openStore({ database: deep });
    await store.ping();
    await store.close();
    expect((await stat(deep)).isFile()).toBe(true);
  });

  test("a file that is no database is named as damaged and left as it is", async () => {
    const bytes = "Not a database, although its name says so. ".repeat(200);
    await writeFile(database, bytes);
    for (const readOnly of [false, true]) {
      const error = await failure(openStore({ database, readOnly }));
      expect(error).toBeInstanceOf(StoreCorruptError);
      expect(error.message).toContain(`The database ${database} is damaged`);
      expect(error.message).toContain("put a backup in their place");
    }
    expect(await readFile(database, "utf8")).toBe(bytes);
    await rm(database);
    await (await openStore({ database })).close();
  });

  test("a database with a page overwritten is found at the start and left as it is", async () => {
    const store = await openStore({ database });
    await store.articles.save(Array.from({ length: 200 }, (_, index) => article(`a${index}`)));
    await store.close();
    const bytes = await readFile(database);
    bytes.fill(0x5a, 4096 * 6, 4096 * 9);
    await writeFile(database, bytes);
    expect(await failure(openStore({ database }))).toBeInstanceOf(StoreCorruptError);
    expect((await readFile(database)).equals(bytes)).toBe(true);
  });

  test("damage that is met while reading names the file too", async () => {
    const store = await openStore({ database });
    await store.articles.save(
      Array.from({ length: 400 }, (_, index) => article(`a${index}`, { text: `quay ${index} `.repeat(200) })),
    );
    await store.close();
    const bytes = await readFile(database);
    bytes.fill(0x5a, bytes.length / 2, bytes.length - 8192);
    await writeFile(database, bytes);
    const reader = await openStore({ database, readOnly: true });
    expect(await failure(reader.articles.since(0))).toBeInstanceOf(StoreCorruptError);
    await reader.close();
  });

  test("a database of another program is left alone", async () => {
    const other = new DatabaseSync(database);
    other.exec("create table invoices (id integer primary key)");
    other.close();
    for (const readOnly of [false, true]) {
      const error = await failure(openStore({ database, readOnly }));
      expect(error.message).toMatch(/database of another program|not a database of Copydesk/);
    }
    const after = new DatabaseSync(database);
    expect(after.prepare("select name from sqlite_schema").all()).toMatchObject([{ name: "invoices" }]);
    after.close();
  });

  test("a folder in the place of the file, and a file in the place of a folder, are named", async () => {
    await mkdir(database);
    expect((await failure(openStore({ database }))).message).toContain(`The database ${database} cannot be opened`);
    await writeFile(join(folder, "file"), "");
    const below = join(folder, "file", "desk.db");
    expect((await failure(openStore({ database: below }))).message).toContain(`The folder of the database ${below}`);
  });

  test.skipIf(process.getuid?.() === 0)("a folder that may not be written is named", async () => {
    await chmod(folder, 0o500);
    expect((await failure(openStore({ database }))).message).toContain(database);
    await chmod(folder, 0o700);
  });

  test("a server that does not answer is named without its user and password", async () => {
    const address = "postgres://ana:s3cret-word@127.0.0.1:1/news";
    const error = await failure(openStore({ database: address }));
    expect(error).toBeInstanceOf(StoreError);
    expect(error.message).toContain("The database postgres://127.0.0.1:1/news cannot be reached (");
    expect(error.message).toContain("ECONNREFUSED");
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toMatch(/s3cret|ana:/);
  });

  test("an address that is none says how to write one, and not what it was", async () => {
    const error = await failure(openStore({ database: "postgres://ana:s3cret@[news/" }));
    expect(error.message).toContain("postgres://user:password@host:5432/name");
    expect(error.message).not.toContain("s3cret");
  });

  test.each([
    ["3.51.3", true],
    ["3.51.2", false],
    ["3.53.4", true],
    ["3.9.9", false],
    ["4.0.0", true],
  ])("SQLite %s is new enough: %s", (version, expected) => {
    expect(atLeast(version, "3.51.3")).toBe(expected);
  });
});

describe("the schema of an old or a new database", () => {
  test("a database of a newer Copydesk is refused and not touched", async () => {
    await (await openStore({ database })).close();
    const newer = new DatabaseSync(database);
    newer.exec("insert into schema_migrations (number, name, checksum) values (99, 'later', 'x')");
    newer.close();
    for (const readOnly of [false, true]) {
      const error = await failure(openStore({ database, readOnly }));
      expect(error).toBeInstanceOf(StoreVersionError);
      expect(error.message).toMatch(/was used by a newer Copydesk \(its schema is number 99, this version knows \d+\)/);
    }
  });

  test("a database whose steps were others is refused", async () => {
    await (await openStore({ database })).close();
    const other = new DatabaseSync(database);
    other.exec("update schema_migrations set checksum = 'x' where number = 2");
    other.close();
    const error = await failure(openStore({ database }));
    expect(error).toBeInstanceOf(StoreVersionError);
    expect(error.message).toContain('schema step 2 ("stories")');
  });

  test("a copy of the file, made while the store is closed, is a whole backup", async () => {
    const store = await openStore({ database });
    await store.articles.save([article("a1")]);
    await store.stories.save(story("s1", ["a1"], { updatedAt: NOW }));
    await store.close();
    await copyFile(database, join(folder, "backup.db"));
    const restored = await openStore({ database: join(folder, "backup.db") });
    expect((await restored.stories.ofArticle("a1"))?.id).toBe("s1");
    await restored.close();
  });
});
