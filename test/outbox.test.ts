import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../src/store/open.ts";
import { makeDesk } from "./desk.ts";
import type { TestDesk } from "./desk.ts";

let desk: TestDesk;
const database = (): string => join(desk.folder, "data", "copydesk.sqlite");

beforeEach(async () => {
  desk = makeDesk();
  // Makes the database.
  await desk.copydesk("once");
});

afterEach(() => {
  desk.remove();
});

/** Something that was given up, as an earlier run left it. */
async function giveUp(key: string): Promise<void> {
  const store = await openStore({ database: database() });
  const to = { name: "wire", platform: "console" as const, channel: "wire", crosspost: false };
  const payload = { lines: [] };
  const owed = { key, to, editionId: null, storyId: null, part: 0, action: { kind: "post" as const }, payload };
  await store.deliveries.add([owed], Date.now());
  const reason = "its words were not liked";
  await store.deliveries.died(
    { key, term: 0 },
    { kind: "refused", what: "payload", reason, mend: "Like them." },
    Date.now(),
  );
  await store.close();
}

test("the outbox is read and changed while no desk runs", async () => {
  await giveUp("k1");
  const shown = await desk.copydesk("outbox");
  expect(shown.stdout).toContain('Given up\n  k1  post to "wire"');
  expect(shown.stdout).toContain("its words were not liked Like them.");
  expect(shown.stdout).toContain("0 owed, 0 sent, 1 given up");
  const again = await desk.copydesk("outbox", "retry", "k1");
  expect(again).toMatchObject({ code: 0, stdout: 'k1 is sent again to channel "wire".\n' });
  expect(await desk.copydesk("outbox", "drop", "k1")).toMatchObject({ code: 0 });
  expect(await desk.copydesk("outbox", "drop", "nothing")).toMatchObject({ code: 1 });
});

test("a running desk does what is asked of its outbox, and says so", async () => {
  await giveUp("k1");
  const running = desk.launch("start");
  await running.saying("Ctrl-C stops it.");
  const { owed, dead } = JSON.parse((await desk.copydesk("outbox", "--json")).stdout) as {
    readonly owed: readonly unknown[];
    readonly dead: readonly { readonly key: string }[];
  };
  expect([owed, dead.map(({ key }) => key)]).toEqual([[], ["k1"]]);
  expect(await desk.copydesk("outbox", "retry", "k1")).toMatchObject({
    code: 0,
    stdout: 'k1 is sent again to channel "wire".\n',
  });
  running.process.kill("SIGINT");
  expect((await running.ended).code).toBe(0);
  expect(desk.record("wire").map(({ key }) => key)).toEqual(["k1"]);
});

test("a database that is no database is named", async () => {
  writeFileSync(database(), "this is no database, however one looks at it");
  const { code, stderr } = await desk.copydesk("outbox");
  expect(code).toBe(4);
  expect(stderr).toContain(database());
});
