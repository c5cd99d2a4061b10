import { describe, expect, test } from "vitest";
import type { Store } from "../store.ts";
import { addDigest, article, DAY, digestOf, NOW, saveStory } from "./samples.ts";

export function digestContract(current: () => Store): void {
  describe("digests", () => {
    test("versions of a story count from 1, and each stays", async () => {
      const store = current();
      const { articleIds } = await saveStory(store, "s1", 2);
      await saveStory(store, "s2", 1);
      const first = await addDigest(store, "s1", articleIds.slice(0, 1), NOW + 1);
      const second = await addDigest(store, "s1", articleIds, NOW + 2);
      expect([first.version, second.version]).toEqual([1, 2]);
      expect((await addDigest(store, "s2", ["s2-1"], NOW)).version).toBe(1);
      expect(await store.digests.get("s1", 1)).toEqual(first);
      expect(await store.digests.get("s1", 3)).toBeNull();
      expect(await store.digests.latest("s1")).toEqual(second);
      expect(await store.digests.versions("s1")).toEqual([
        { version: 1, createdAt: NOW + 1 },
        { version: 2, createdAt: NOW + 2 },
      ]);
    });

    test("a digest comes back equal to what was added, texts and edits included", async () => {
      const store = current();
      await saveStory(store, "s1", 1);
      const digest = {
        ...digestOf(await store.articles.many(["s1-1"])),
        highlights: [
          {
            text: "[Ana Pérez] said “no” 🌊",
            evidence: [{ article: "s1-1", start: 3, end: 12 }],
            edits: [
              { kind: "replace", reason: "pronoun", evidence: 0, start: 0, end: 3, was: "She", with: "[Ana Pérez]" },
            ],
          },
        ],
      } as const;
      const added = await store.digests.add({ storyId: "s1", reports: ["s1-1"], createdAt: NOW, digest });
      expect(added.digest).toEqual(digest);
      expect(await store.digests.latest("s1")).toEqual({
        storyId: "s1",
        version: 1,
        reports: ["s1-1"],
        createdAt: NOW,
        digest,
      });
    });

    test("a digest keeps the text it cites when the stored article is another or none", async () => {
      const store = current();
      await saveStory(store, "s1", 1);
      const digest = digestOf([
        article("s1-1", { text: "Another text." }),
        article("elsewhere", { text: "Not stored." }),
      ]);
      await store.digests.add({ storyId: "s1", reports: [], createdAt: NOW, digest });
      expect((await store.digests.latest("s1"))?.digest).toEqual(digest);
    });

    test("there is none for a story without digests, and none can be added to a story that is not stored", async () => {
      const store = current();
      await saveStory(store, "s1", 1);
      expect(await store.digests.latest("s1")).toBeNull();
      expect(await store.digests.versions("s1")).toEqual([]);
      await expect(addDigest(store, "s9", [], NOW)).rejects.toThrow("Story s9 is not stored");
    });

    test("digests added at one time get numbers of their own", async () => {
      const store = current();
      await saveStory(store, "s1", 1);
      const added = await Promise.all([1, 2, 3, 4].map(async (at) => await addDigest(store, "s1", ["s1-1"], NOW + at)));
      expect(added.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
      expect((await store.digests.latest("s1"))?.version).toBe(4);
    });

    test("since gives the newest digest of every story that changed in time, last changed first", async () => {
      const store = current();
      await saveStory(store, "old", 1, { updatedAt: NOW - DAY });
      await saveStory(store, "s1", 1, { updatedAt: NOW });
      await saveStory(store, "s2", 1, { updatedAt: NOW + 1 });
      await saveStory(store, "bare", 1, { updatedAt: NOW + 2 });
      for (const id of ["old", "s1", "s2", "s1"]) await addDigest(store, id, [`${id}-1`], NOW + DAY);
      const found = await store.digests.since(NOW);
      expect(found.map(({ storyId, version }) => [storyId, version])).toEqual([
        ["s2", 1],
        ["s1", 2],
      ]);
      expect(found[1]).toEqual(await store.digests.latest("s1"));
      expect(await store.digests.since(NOW, { most: 1, skip: 0 })).toEqual([found[0]]);
      expect(await store.digests.since(NOW, { most: 9, skip: 1 })).toEqual([found[1]]);
      expect(await store.digests.since(NOW + DAY)).toEqual([]);
    });
  });
}
