import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { assembleStore } from "./assemble.ts";
import { byKey, delivery, NOW } from "./contract/samples.ts";
import { migrate } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/all.ts";
import type { Schema } from "./schema.ts";
import { openFile, sqliteDialect } from "./sqlite.ts";
import type { Store } from "./store.ts";

let folder: string;
let store: Store;
let commits: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "copydesk-group-"));
  const file = join(folder, "outbox.sqlite");
  commits = 0;
  const db = new Kysely<Schema>({ dialect: sqliteDialect(openFile(file, false), file) });
  await migrate(db, "sqlite", MIGRATIONS, file);
  const nextTurn = (): Promise<void> =>
    new Promise((resolve) => {
      commits += 1;
      setImmediate(resolve);
    });
  store = assembleStore(db, "sqlite", async () => db.destroy(), nextTurn);
  const owed = ["a", "b", "c", "d"].map((name) =>
    delivery(name, null, { to: { ...delivery(name, null).to, channel: name } }),
  );
  await store.deliveries.add(owed, NOW);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const intend = (key: string) => store.deliveries.intend({ key, term: 0 }, { owner: "p", at: NOW, leaseMs: 1 });

test("changes that come together share a commit, and each knows what became of it", async () => {
  expect(await Promise.all(["a", "b", "c", "a"].map(intend))).toEqual([
    { key: "a", term: 1 },
    { key: "b", term: 1 },
    { key: "c", term: 1 },
    null,
  ]);
  expect(commits).toBe(1);
  expect(await store.deliveries.counts()).toMatchObject({ sending: 3, pending: 1 });
});

test("a change that is refused spoils none of those that came with it", async () => {
  const outcomes = await Promise.allSettled([intend("a"), intend("nobody"), intend("b")]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await store.deliveries.counts()).toMatchObject({ sending: 2 });
});

test("what comes while a commit is under way goes into the next one", async () => {
  const first = intend("a");
  await new Promise((resolve) => void setImmediate(resolve));
  await Promise.all([first, intend("b"), intend("c")]);
  expect(commits).toBe(2);
});

test("inside a transaction a change is a part of it", async () => {
  const given = store.transaction(async (inside) => {
    await byKey(inside).died("a", { kind: "unclear", reason: "?" }, NOW);
    throw new Error("not this time");
  });
  await expect(given).rejects.toThrow("not this time");
  expect(commits).toBe(0);
  expect((await store.deliveries.get("a"))?.status.state).toBe("pending");
});

test("and the changes of others wait until it is over", async () => {
  const order: string[] = [];
  const transaction = store.transaction(async (inside) => {
    await byKey(inside).died("a", { kind: "unclear", reason: "?" }, NOW);
    await new Promise((resolve) => void setImmediate(resolve));
    order.push("transaction");
  });
  await Promise.all([transaction, intend("b").then(() => order.push("change"))]);
  expect(order).toEqual(["transaction", "change"]);
});
