import { describe, expect, test } from "vitest";
import type { Store } from "../store.ts";
import { addDigest, article, digestOf, NOW, saveStory, story } from "./samples.ts";

export function storyContract(current: () => Store): void {
  describe("stories", () => {
    test("a story is found by the beginning of its id", async () => {
      const store = current();
      await saveStory(store, "sab01", 1);
      await saveStory(store, "sab02", 1, { updatedAt: NOW + 1 });
      await saveStory(store, "sac00", 1);
      await saveStory(store, "sab03", 0);
      const ids = async (prefix: string, limit: number) =>
        (await store.stories.startingWith(prefix, limit)).map(({ id }) => id);
      expect(await ids("sab", 9)).toEqual(["sab02", "sab01"]);
      expect(await ids("sab", 1)).toEqual(["sab02"]);
      expect(await ids("sad", 9)).toEqual([]);
    });

    test("a story comes back with its articles in the order given", async () => {
      const store = current();
      await store.articles.save(["a1", "a2", "a3"].map((id) => article(id)));
      const whole = story("s1", ["a3", "a1", "a2"], { headline: "Quay “opens”", updatedAt: NOW + 1 });
      await store.stories.save(whole);
      expect(await store.stories.get("s1")).toEqual(whole);
      expect(await store.stories.ofArticle("a1")).toEqual(whole);
      expect(await store.stories.get("s2")).toBeNull();
      expect(await store.stories.ofArticle("a9")).toBeNull();
    });

    test.each([
      { change: "grows", before: ["a1", "a2"], after: ["a1", "a2", "a3"] },
      { change: "shrinks", before: ["a1", "a2", "a3"], after: ["a2"] },
      { change: "is put in another order", before: ["a1", "a2", "a3"], after: ["a3", "a2", "a1"] },
      { change: "changes in the middle", before: ["a1", "a3"], after: ["a1", "a2", "a3"] },
      { change: "names an article twice", before: [], after: ["a2", "a1", "a2"], kept: ["a2", "a1"] },
    ])("a story that $change is stored as it is now", async ({ before, after, kept }) => {
      const store = current();
      await store.articles.save(["a1", "a2", "a3"].map((id) => article(id)));
      await store.stories.save(story("s1", before));
      await store.stories.save(story("s1", after, { headline: "New" }));
      expect(await store.stories.get("s1")).toEqual(story("s1", kept ?? after, { headline: "New" }));
    });

    test("a story of 500 articles is stored whole", async () => {
      const saved = await saveStory(current(), "s1", 500);
      expect(await current().stories.get("s1")).toEqual(saved);
    });

    test("an article stands in one story: the one it was last saved with", async () => {
      const store = current();
      await saveStory(store, "s1", 2);
      await store.stories.save(story("s2", ["s1-2"]));
      expect((await store.stories.get("s1"))?.articleIds).toEqual(["s1-1"]);
      expect((await store.stories.ofArticle("s1-2"))?.id).toBe("s2");
    });

    test("a story whose articles all went elsewhere can be got, and is in no list", async () => {
      const store = current();
      await saveStory(store, "s1", 1);
      await store.stories.save(story("s2", ["s1-1"]));
      expect((await store.stories.get("s1"))?.articleIds).toEqual([]);
      expect((await store.stories.latest(9)).map(({ id }) => id)).toEqual(["s2"]);
      expect((await store.stories.withoutDigest()).map(({ id }) => id)).toEqual(["s2"]);
      expect(await store.stories.count()).toBe(1);
    });

    test("latest gives pages of stories, last changed first", async () => {
      const store = current();
      for (const [index, id] of ["s2", "s1", "s3"].entries()) await saveStory(store, id, 1, { updatedAt: NOW + index });
      const ids = async (limit: number, offset?: number): Promise<readonly string[]> =>
        (await store.stories.latest(limit, offset)).map(({ id }) => id);
      expect(await ids(2)).toEqual(["s3", "s1"]);
      expect(await ids(2, 2)).toEqual(["s2"]);
      expect(await ids(2, 3)).toEqual([]);
      expect(await store.stories.count()).toBe(3);
    });

    test("membership covers the current articles in the window that stand in a story", async () => {
      const store = current();
      await store.articles.save([
        article("old", { takenAt: NOW - 2 }),
        article("in", { takenAt: NOW }),
        article("alone", { takenAt: NOW }),
        article("replaced", { takenAt: NOW }),
        article("other", { takenAt: NOW + 1 }),
      ]);
      await store.stories.save(story("s1", ["old", "in", "replaced"]));
      await store.stories.save(story("s2", ["other"]));
      await store.articles.supersede("replaced", "in");
      expect(await store.stories.membership(NOW)).toEqual(
        new Map([
          ["in", "s1"],
          ["other", "s2"],
        ]),
      );
    });

    test("a story is due before its first digest and again after its articles changed", async () => {
      const store = current();
      const due = async (): Promise<readonly string[]> => (await store.stories.withoutDigest()).map(({ id }) => id);
      const first = await saveStory(store, "s1", 1);
      await saveStory(store, "s2", 1);
      expect(await due()).toEqual(["s1", "s2"]);
      await addDigest(store, "s1", first.articleIds, NOW + 1);
      expect(await due()).toEqual(["s2"]);
      await store.articles.save([article("a9")]);
      await store.stories.save({ ...first, articleIds: [...first.articleIds, "a9"], updatedAt: NOW + 2 });
      expect(await due()).toEqual(["s2", "s1"]);
    });

    test("a story whose digest was overtaken while it was made goes on being due", async () => {
      const store = current();
      const { articleIds } = await saveStory(store, "s1", 1);
      const made = { storyId: "s1", reports: articleIds, createdAt: NOW + 9, digest: digestOf([article("s1-1")]) };
      await store.digests.add(made, true);
      expect((await store.stories.withoutDigest()).map(({ id }) => id)).toEqual(["s1"]);
      await store.digests.add(made);
      expect(await store.stories.withoutDigest()).toEqual([]);
    });

    test("stories are held inside a transaction, and nowhere else", async () => {
      const store = current();
      await store.transaction(async (inside) => {
        await inside.stories.hold();
        await saveStory(inside, "s1", 1);
      });
      await expect(store.stories.hold()).rejects.toThrow("inside");
      expect(await store.stories.count()).toBe(1);
    });

    test("a new headline alone makes no story due", async () => {
      const store = current();
      const saved = await saveStory(store, "s1", 1);
      await addDigest(store, "s1", saved.articleIds, NOW + 1);
      await store.stories.save({ ...saved, headline: "Named at last" });
      expect(await store.stories.withoutDigest()).toEqual([]);
      expect((await store.stories.get("s1"))?.headline).toBe("Named at last");
    });

    test("a change in the very millisecond of the digest makes a story due", async () => {
      const store = current();
      const saved = await saveStory(store, "s1", 1);
      await addDigest(store, "s1", saved.articleIds, NOW);
      expect(await store.stories.withoutDigest()).toEqual([]);
      await store.articles.save([article("a9")]);
      await store.stories.save({ ...saved, articleIds: [...saved.articleIds, "a9"] });
      expect(await store.stories.withoutDigest()).toHaveLength(1);
    });

    test("a digest that is older than the story's last change leaves it due", async () => {
      const store = current();
      const saved = await saveStory(store, "s1", 2, { updatedAt: NOW + 5 });
      await addDigest(store, "s1", saved.articleIds.slice(0, 1), NOW);
      expect(await store.stories.withoutDigest()).toEqual([saved]);
    });

    test("a story of an article that is not stored is refused, and nothing of it stays", async () => {
      const store = current();
      await expect(store.stories.save(story("s1", ["nowhere"]))).rejects.toThrow(/foreign key/i);
      expect(await store.stories.get("s1")).toBeNull();
    });
  });
}
