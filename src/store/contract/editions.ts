import { describe, expect, test } from "vitest";
import { BASELINE } from "../../core/edition.ts";
import type { Store } from "../store.ts";
import { addDigest, delivery, edition, NOW, saveStory } from "./samples.ts";

const MORNING = "2026-03-02T08:00";

export function editionContract(current: () => Store): void {
  describe("editions", () => {
    test("a claimed edition comes back with its stories in rank", async () => {
      const store = current();
      for (const id of ["s1", "s2"]) {
        await saveStory(store, id, 1);
        await addDigest(store, id, [`${id}-1`], NOW);
      }
      const whole = edition("news", MORNING, {
        kind: "briefing",
        left: 4,
        silentSince: "2026-02-27T08:00",
        stories: [
          { storyId: "s2", version: 1, reason: "grown" },
          { storyId: "s1", version: 1, reason: "new" },
        ],
      });
      expect(await store.editions.claim(whole)).toBe(true);
      expect(await store.editions.get(whole.id)).toEqual(whole);
      expect(await store.editions.get("e9")).toBeNull();
    });

    test("what a new channel need not be told counts as posted, and is in no list", async () => {
      const store = current();
      await saveStory(store, "s1", 1);
      await addDigest(store, "s1", ["s1-1"], NOW);
      const stories = [{ storyId: "s1", version: 1, reason: "new" }] as const;
      const baseline = edition("news", `${BASELINE}2026-03-02T08:00:00.000Z`, { stories });
      expect(await store.editions.claim(baseline)).toBe(true);
      expect(await store.editions.posted("news")).toEqual(new Map([["s1", new Set(["s1-1"])]]));
      expect(await store.editions.latest(9)).toEqual([]);
      expect(await store.editions.ofStory("s1")).toEqual([]);
      expect(await store.editions.lastScheduled("news")).toBeNull();
      expect(await store.editions.get(baseline.id)).toEqual(baseline);
    });

    test("a slot is taken once a channel, and who comes second writes nothing", async () => {
      const store = current();
      const first = edition("news", MORNING);
      expect(await store.editions.claim(first)).toBe(true);
      expect(await store.editions.claim(first)).toBe(false);
      expect(await store.editions.claim({ ...first, id: "e-other", left: 9 })).toBe(false);
      expect(await store.editions.get("e-other")).toBeNull();
      expect(await store.editions.get(first.id)).toEqual(first);
      expect(await store.editions.claim(edition("desk", MORNING))).toBe(true);
      expect(await store.editions.claim(edition("news", "2026-03-03T08:00"))).toBe(true);
    });

    test("of many that reach for one slot at one time, one gets it", async () => {
      const store = current();
      const claims = Array.from({ length: 8 }, async (_, index) =>
        store.editions.claim(edition("news", MORNING, { id: `e${index}` })),
      );
      expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
      expect(await store.editions.latest(9, "news")).toHaveLength(1);
    });

    test("of many transactions that claim one slot and fill it, one lands whole", async () => {
      const store = current();
      const runs = Array.from({ length: 4 }, async (_, index) =>
        store.transaction(async (inside) => {
          const mine = edition("news", MORNING, { id: `e${index}` });
          if (!(await inside.editions.claim(mine))) return false;
          const payload = { text: "Good morning" };
          await inside.deliveries.add([delivery(`k${index}`, mine.id, { payload })], NOW);
          return true;
        }),
      );
      expect((await Promise.all(runs)).filter(Boolean)).toHaveLength(1);
      expect((await store.deliveries.counts()).pending).toBe(1);
    });

    test("latest gives the newest first, of one channel or of all", async () => {
      const store = current();
      for (const [channel, slot, later] of [
        ["news", "1", 2],
        ["desk", "1", 1],
        ["news", "2", 0],
        ["news", "3", 2],
      ] as const) {
        await store.editions.claim(edition(channel, slot, { createdAt: NOW + later }));
      }
      const ids = async (limit: number, channel?: string): Promise<readonly string[]> =>
        (await store.editions.latest(limit, channel)).map(({ id }) => id);
      expect(await ids(9)).toEqual(["e-news-3", "e-news-1", "e-desk-1", "e-news-2"]);
      expect(await ids(2, "news")).toEqual(["e-news-3", "e-news-1"]);
      expect(await ids(9, "nobody")).toEqual([]);
    });

    test("the last scheduled edition is none that was asked for or posted as it was ready", async () => {
      const store = current();
      expect(await store.editions.lastScheduled("news")).toBeNull();
      for (const [index, slot] of ["2026-03-01T08:00", MORNING, "ready:s1:1", "now:17"].entries()) {
        await store.editions.claim(edition("news", slot, { createdAt: NOW + index }));
      }
      await store.editions.claim(edition("desk", "2026-03-02T09:00", { createdAt: NOW + 9 }));
      expect((await store.editions.lastScheduled("news"))?.slot).toBe(MORNING);
    });

    test("posted holds, for each story the channel carried, the reports of all versions it carried", async () => {
      const store = current();
      await saveStory(store, "s1", 3);
      await saveStory(store, "s2", 1);
      await addDigest(store, "s1", ["s1-1"], NOW);
      await addDigest(store, "s1", ["s1-2"], NOW);
      await addDigest(store, "s1", ["s1-1", "s1-2", "s1-3"], NOW);
      await addDigest(store, "s2", ["s2-1"], NOW);
      const carry = async (channel: string, slot: string, storyId: string, version: number): Promise<void> => {
        await store.editions.claim(edition(channel, slot, { stories: [{ storyId, version, reason: "new" }] }));
      };
      await carry("news", "1", "s1", 1);
      await carry("news", "2", "s1", 2);
      await carry("news", "3", "s2", 1);
      await carry("desk", "1", "s1", 3);
      expect(await store.editions.posted("news")).toEqual(
        new Map([
          ["s1", new Set(["s1-1", "s1-2"])],
          ["s2", new Set(["s2-1"])],
        ]),
      );
      expect(await store.editions.posted("nobody")).toEqual(new Map());
    });

    test("the posts of a story come oldest first, of every channel, each edition whole", async () => {
      const store = current();
      await saveStory(store, "s1", 1);
      await saveStory(store, "s2", 1);
      for (const id of ["s1", "s2"]) await addDigest(store, id, [`${id}-1`], NOW);
      const both = edition("news", "2", {
        createdAt: NOW + 1,
        stories: [
          { storyId: "s2", version: 1, reason: "new" },
          { storyId: "s1", version: 1, reason: "new" },
        ],
      });
      const one = edition("desk", "1", { stories: [{ storyId: "s1", version: 1, reason: "new" }] });
      await store.editions.claim(both);
      await store.editions.claim(one);
      await store.editions.claim(edition("news", "3"));
      expect(await store.editions.ofStory("s1")).toEqual([one, both]);
      expect(await store.editions.ofStory("s9")).toEqual([]);
    });

    test("an edition of a digest that is not stored is refused, and its slot stays free", async () => {
      const store = current();
      const broken = edition("news", MORNING, { stories: [{ storyId: "s1", version: 1, reason: "new" }] });
      await expect(store.editions.claim(broken)).rejects.toThrow(/foreign key/i);
      expect(await store.editions.claim(edition("news", MORNING))).toBe(true);
    });
  });
}
