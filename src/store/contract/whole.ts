import { describe, expect, test } from "vitest";
import type { Store } from "../store.ts";
import {
  addDigest,
  article,
  byKey,
  delivery,
  document,
  edition,
  NOW,
  quarantined,
  saveStory,
  story,
} from "./samples.ts";

export function wholeContract(current: () => Store, reopen: (() => Promise<Store>) | null): void {
  describe("transaction", () => {
    test("what the work wrote lands together", async () => {
      const store = current();
      const made = await store.transaction(async (inside) => {
        await inside.articles.save([article("a1")]);
        await inside.documents.save([document("a.txt", { articleId: "a1" })]);
        await inside.stories.save(story("s1", ["a1"]));
        return await addDigest(inside, "s1", ["a1"], NOW);
      });
      expect(await store.digests.latest("s1")).toEqual(made);
      expect(await store.documents.count()).toBe(1);
    });

    test("rows may refer to rows that land later in it", async () => {
      const store = current();
      await store.transaction(async (inside) => {
        await inside.documents.save([document("a.txt", { articleId: "a1" })]);
        await inside.stories.save(story("s1", ["a1"]));
        await inside.articles.save([article("a1")]);
      });
      expect((await store.stories.ofArticle("a1"))?.id).toBe("s1");
    });

    test("work that fails leaves nothing, and its error comes through", async () => {
      const store = current();
      await saveStory(store, "s0", 1);
      const work = store.transaction(async (inside) => {
        await saveStory(inside, "s1", 2);
        await addDigest(inside, "s0", ["s0-1"], NOW);
        await inside.quarantine.save(quarantined("a.txt"));
        await inside.editions.claim(edition("news", "1"));
        await inside.deliveries.add([delivery("k1", "e-news-1")], NOW);
        throw new RangeError("stop here");
      });
      await expect(work).rejects.toThrow(new RangeError("stop here"));
      expect(await store.articles.count()).toBe(1);
      expect(await store.stories.get("s1")).toBeNull();
      expect(await store.digests.latest("s0")).toBeNull();
      expect(await store.quarantine.list()).toEqual([]);
      expect(await store.editions.get("e-news-1")).toBeNull();
      expect(await store.deliveries.lanes()).toEqual([]);
      expect(await store.editions.claim(edition("news", "1"))).toBe(true);
    });

    test("the outer store says so when it is used inside, and works again after", async () => {
      const store = current();
      const message = "use the store that the work was handed";
      const uses: readonly (() => Promise<unknown>)[] = [
        async () => store.articles.count(),
        async () => store.articles.save([article("a1")]),
        async () => store.search.articles("quay", 1),
        async () => store.transaction(async () => {}),
        async () => store.ping(),
        async () => store.close(),
      ];
      for (const use of uses) await expect(store.transaction(use)).rejects.toThrow(message);
      expect(await store.articles.count()).toBe(0);
    });

    test("transactions do not nest, and the store inside cannot be closed", async () => {
      const store = current();
      const nested = store.transaction(async (inside) => inside.transaction(async () => {}));
      await expect(nested).rejects.toThrow("neither start another nor close");
      await expect(store.transaction(async (inside) => inside.close())).rejects.toThrow("nor close");
      await store.transaction(async (inside) => inside.ping());
    });

    test("work that outlives its transaction may use the store again", async () => {
      const store = current();
      let release = (): void => {};
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      let late: Promise<number> = Promise.resolve(-1);
      await store.transaction(async () => {
        late = gate.then(async () => store.articles.count());
      });
      release();
      expect(await late).toBe(0);
    });

    test("transactions and single writes at one time all land", async () => {
      const store = current();
      await Promise.all(
        Array.from({ length: 12 }, async (_, index) =>
          index % 3 === 0
            ? store.articles.save([article(`a${index}`)])
            : store.transaction(async (inside) => saveStory(inside, `s${index}`, 2)),
        ),
      );
      expect(await store.articles.count()).toBe(4 + 16);
      expect(await store.stories.count()).toBe(8);
    });
  });

  describe("the store", () => {
    test("answers a ping while it is open and none after it was closed", async () => {
      const store = current();
      await store.ping();
      await store.close();
      await store.close();
      await expect(store.ping()).rejects.toThrow("The store is closed.");
      await expect(store.transaction(async () => {})).rejects.toThrow("The store is closed.");
    });

    test("takes 10,000 documents and articles and finds its way among them", async () => {
      const store = current();
      const articles = Array.from({ length: 10_000 }, (_, index) =>
        article(`a${index}`, { takenAt: NOW + index, text: `Report ${index}\n\nGale ${index % 100} on the coast.` }),
      );
      await store.transaction(async (inside) => {
        await inside.articles.save(articles);
        await inside.documents.save(articles.map(({ id, file }) => document(file, { articleId: id })));
        await inside.stories.save(story("s1", ["a17"]));
      });
      expect(await store.articles.count()).toBe(10_000);
      expect((await store.documents.stamps("/news/in")).size).toBe(10_000);
      expect(await store.articles.since(NOW + 9_990)).toHaveLength(10);
      expect((await store.articles.many(articles.map(({ id }) => id))).length).toBe(10_000);
      expect((await store.search.articles("gale 17", 5)).map(({ articleId }) => articleId)).toEqual(["a17"]);
    });
  });

  describe.skipIf(reopen === null)("a store that is opened again", () => {
    test("holds all that was in it", async () => {
      const store = current();
      await saveStory(store, "s1", 2);
      await addDigest(store, "s1", ["s1-1", "s1-2"], NOW);
      await store.documents.save([document("a.txt", { articleId: "s1-1" })]);
      await store.quarantine.save(quarantined("b.txt"));
      await store.editions.claim(edition("news", "1", { stories: [{ storyId: "s1", version: 1, reason: "new" }] }));
      await store.deliveries.add([delivery("k1", "e-news-1"), delivery("k2", "e-news-1", { part: 1 })], NOW);
      await byKey(store).intend("k1", NOW);
      const look = async (from: Store): Promise<unknown> => [
        await from.stories.latest(9),
        await from.digests.since(0),
        await from.documents.stamps("/news/in"),
        await from.quarantine.list(),
        await from.editions.posted("news"),
        await from.deliveries.ofEdition("e-news-1"),
        await from.search.articles("quay", 9),
      ];
      const before = await look(store);
      expect(await look((await reopen?.()) ?? store)).toEqual(before);
    });

    test("knows which slots are taken, and finds the message it may have sent", async () => {
      await current().editions.claim(edition("news", "1"));
      await current().deliveries.add([delivery("k1", "e-news-1")], NOW);
      await byKey(current()).intend("k1", NOW);
      const again = (await reopen?.()) ?? current();
      expect(await again.editions.claim(edition("news", "1", { id: "e-again" }))).toBe(false);
      expect(await again.deliveries.recover(NOW + 9)).toBe(1);
      expect((await byKey(again).head("news"))?.status).toEqual({ state: "unknown", since: NOW + 9 });
      expect(await byKey(again).intend("k1", NOW + 10)).toBe(true);
    });

    test("gives new deliveries higher numbers than any before", async () => {
      await current().editions.claim(edition("news", "1"));
      await current().deliveries.add([delivery("k1", "e-news-1"), delivery("k2", "e-news-1")], NOW);
      const again = (await reopen?.()) ?? current();
      await again.deliveries.add([delivery("k3", "e-news-1")], NOW);
      expect((await again.deliveries.ofEdition("e-news-1")).map(({ key }) => key)).toEqual(["k1", "k2", "k3"]);
    });
  });
}
