import { Kysely } from "kysely";
import type { SQLInputValue } from "node:sqlite";
import { expect, test } from "vitest";
import { assembleStore } from "./assemble.ts";
import {
  addDigest,
  article,
  byKey,
  delivery,
  document,
  edition,
  lane,
  NOW,
  quarantined,
  saveDeliveries,
  saveStory,
} from "./contract/samples.ts";
import { migrate } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/all.ts";
import type { Schema } from "./schema.ts";
import { MEMORY, openFile, sqliteDialect } from "./sqlite.ts";
import type { Store } from "./store.ts";

/** Everything that is asked again and again while Copydesk runs: its cost must not grow with the archive. */
async function aDayOfWork(store: Store): Promise<void> {
  await store.documents.stamps("/news/in");
  await store.documents.get("/news/in", "a.txt");
  await store.documents.byHash("h");
  await store.documents.save([document("a.txt")]);
  await store.quarantine.save(quarantined("b.txt"));
  await store.quarantine.release("/news/in", "b.txt");
  await store.articles.since(NOW);
  await store.articles.save([article("a9")]);
  await store.articles.markCopy("a9", "s1-1");
  await store.articles.supersede("a9", "s1-1");
  await store.stories.membership(NOW);
  await store.stories.ofArticle("s1-1");
  await saveStory(store, "s1", 3, { updatedAt: NOW + 9 });
  await store.stories.withoutDigest();
  await addDigest(store, "s1", ["s1-1"], NOW + 9);
  await store.digests.latest("s1");
  await store.digests.versions("s1");
  await store.digests.since(NOW);
  await store.editions.claim(edition("news", "1", { stories: [{ storyId: "s1", version: 1, reason: "new" }] }));
  await store.editions.lastScheduled("news");
  await store.editions.latest(5);
  await store.editions.latest(5, "news");
  await store.editions.posted("news");
  await store.editions.ofStory("s1");
  await saveDeliveries(store, "news", ["k1"]);
  await store.deliveries.lanes();
  await store.deliveries.head(lane("news"));
  await store.deliveries.aside(lane("news"));
  await byKey(store).intend("k1", NOW);
  await byKey(store).unclear("k1", NOW);
  await store.deliveries.recover(NOW);
  await byKey(store).sent("k1", "m1", NOW);
  await store.deliveries.newestSent(lane("news"));
  await store.deliveries.bringBack("k1");
  await store.deliveries.ofStory("s1");
  await store.deliveries.expire(lane("news"), NOW, "too old", NOW);
  const edit = delivery("k2", null, { action: { kind: "edit", of: "k1" } });
  await store.deliveries.add([edit], NOW);
  const [owed] = await store.deliveries.list(["pending"], 5);
  if (owed !== undefined) await store.deliveries.isReplaced(owed);
  await store.lanes.waitUntil(lane("news"), NOW);
  await store.lanes.resume(lane("news"), NOW);
  await store.lanes.asked();
  await store.deliveries.ofEdition("e-news-now:k1");
  await store.stories.startingWith("s1", 5);
  await store.articles.tags(NOW);
  const person = { platform: "slack", user: "U1" } as const;
  await store.follows.of(person);
  await store.votes.count("s1");
  await store.rulings.inState("due", 5);
  await store.rulings.ofStory("s1");
  await store.placements.of(["s1-1"]);
  await store.requests.take("r1", NOW);
  await store.requests.answered("r1");
  await store.requests.forget(NOW - 1);
}

/** Read along their order: rows that still want something, and lists that stop at their limit. */
const MAY_BE_READ_ALONG = ["stories_due", "deliveries_of_lane", "editions_by_time", "outbox_requests_open"];

test("no question of the daily work reads a whole table", async () => {
  const handle = openFile(MEMORY, false);
  const asked = new Map<string, readonly unknown[]>();
  const db = new Kysely<Schema>({
    dialect: sqliteDialect(handle, MEMORY),
    log: ({ query }) => void asked.set(query.sql, query.parameters),
  });
  await migrate(db, "sqlite", MIGRATIONS, MEMORY);
  asked.clear();
  const store = assembleStore(db, "sqlite", async () => db.destroy());
  await saveStory(store, "s1", 2);
  await aDayOfWork(store);

  const scans = [...asked]
    .filter(([sql]) => /^(?:select|update|delete|with)/i.test(sql))
    .flatMap(([sql, parameters]) => {
      const plan = handle.prepare(`explain query plan ${sql}`).all(...(parameters as SQLInputValue[]));
      return plan.map((row) => `${String(row["detail"])} ← ${sql}`);
    })
    .filter((step) => step.startsWith("SCAN") && !MAY_BE_READ_ALONG.some((index) => step.includes(` ${index} `)));
  expect(asked.size).toBeGreaterThan(30);
  expect(scans).toEqual([]);
  await store.close();
});
