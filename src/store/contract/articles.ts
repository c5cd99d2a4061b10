import { describe, expect, test } from "vitest";
import type { Store } from "../store.ts";
import { article, DAY, HOUR, NOW, saveStory } from "./samples.ts";

export function articleContract(current: () => Store): void {
  describe("articles", () => {
    test("an article comes back with every field as it was", async () => {
      const store = current();
      const whole = article("a1", {
        byline: "Ana Pérez",
        publishedAt: "2026-03-01T23:30:00+02:00",
        url: "https://courier.example/quay?x=1&y='2'",
        tags: ["harbour", "city, council", "港"],
        language: "pt-BR",
        text: "Quay — “open”\n\nLínea\ttwo 🌊 \u{1F1F5}\u{1F1F9}\r\n'); drop table articles; --",
      });
      await store.articles.save([article("a0"), { ...whole, copyOf: "a0" }]);
      expect(await store.articles.get("a1")).toEqual({ ...whole, copyOf: "a0" });
      expect(await store.articles.get("a2")).toBeNull();
      expect(await store.articles.count()).toBe(2);
    });

    test("an article with the same id stays as it is", async () => {
      const store = current();
      const first = article("a1", { title: "First" });
      await store.articles.save([first]);
      await store.articles.save([article("a1", { title: "Second" }), article("a2")]);
      expect(await store.articles.get("a1")).toEqual(first);
      expect(await store.articles.count()).toBe(2);
    });

    test("one call may hold the same article twice", async () => {
      const store = current();
      await store.articles.save([article("a1"), article("a1")]);
      expect(await store.articles.count()).toBe(1);
    });

    test("a NUL character is stored as a sign of the same length, so that offsets hold", async () => {
      const store = current();
      await store.articles.save([article("a1", { title: "a\0b", text: "a\0b\n\nc" })]);
      expect(await store.articles.get("a1")).toMatchObject({ title: "a\uFFFDb", text: "a\uFFFDb\n\nc" });
    });

    test("many come in the order asked for, without those that do not exist", async () => {
      const store = current();
      const ids = Array.from({ length: 250 }, (_, index) => `a${index}`);
      await store.articles.save(ids.map((id) => article(id)));
      const asked = ["a249", "none", "a0", "a100", "a0"];
      expect((await store.articles.many(asked)).map(({ id }) => id)).toEqual(["a249", "a0", "a100", "a0"]);
      expect((await store.articles.many(ids)).map(({ id }) => id)).toEqual(ids);
      expect(await store.articles.many([])).toEqual([]);
    });

    test("since goes by publication: a date alone is noon UTC, no date is when it was taken in", async () => {
      const store = current();
      await store.articles.save([
        article("undated", { takenAt: NOW }),
        article("unreadable", { publishedAt: "last Tuesday", takenAt: NOW + 1 }),
        article("noon", { publishedAt: "2026-03-01" }),
        article("before-noon", { publishedAt: "2026-03-01T11:59:59Z" }),
        article("after-noon", { publishedAt: "2026-03-01T14:00:00+01:00" }),
        article("no-zone", { publishedAt: "2026-03-01T12:30:00" }),
        article("same-b", { publishedAt: "2026-03-01T15:00:00Z" }),
        article("same-a", { publishedAt: "2026-03-01T16:00:00+01:00" }),
        article("old", { publishedAt: "2025-01-01" }),
      ]);
      const since = async (from: number): Promise<readonly string[]> =>
        (await store.articles.since(from)).map(({ id }) => id);
      const all = ["old", "before-noon", "noon", "no-zone", "after-noon", "same-a", "same-b", "undated", "unreadable"];
      expect(await since(0)).toEqual(all);
      expect(await since(Date.parse("2026-03-01T12:00:00Z"))).toEqual(all.slice(2));
      expect(await since(Date.parse("2026-03-01T12:00:00.001Z"))).toEqual(all.slice(3));
      expect(await since(NOW + DAY)).toEqual([]);
      const newest = await store.articles.since(Date.parse("2026-03-01"), NOW + 1, 2);
      expect(newest.map(({ id }) => id)).toEqual(["same-b", "undated"]);
    });

    test("what was added after an article comes with its story", async () => {
      const store = current();
      expect(await store.articles.addedAfter(0)).toEqual({ newest: 0, articles: [] });
      await saveStory(store, "s1", 1);
      const { newest } = await store.articles.addedAfter(0);
      expect(newest).toBeGreaterThan(0);
      expect(await store.articles.addedAfter(newest)).toEqual({ newest, articles: [] });
      await store.articles.save([article("homeless")]);
      await saveStory(store, "s2", 2);
      const added = await store.articles.addedAfter(newest);
      expect(added.articles.map(({ id, storyId }) => [id, storyId])).toEqual([
        ["s2-1", "s2"],
        ["s2-2", "s2"],
      ]);
      expect(added.newest).toBeGreaterThan(newest);
    });

    test("since leaves out an article that another one replaced", async () => {
      const store = current();
      await store.articles.save([article("v1"), article("v2", { takenAt: NOW + HOUR })]);
      await store.articles.supersede("v1", "v2");
      expect((await store.articles.since(0)).map(({ id }) => id)).toEqual(["v2"]);
      expect((await store.articles.get("v1"))?.supersededBy).toBe("v2");
    });

    test("a file that is changed back makes its first article the current one again", async () => {
      const store = current();
      await store.articles.save([article("v1"), article("v2")]);
      await store.articles.supersede("v1", "v2");
      await store.articles.save([article("v1")]);
      await store.articles.supersede("v2", "v1");
      expect((await store.articles.since(0)).map(({ id }) => id)).toEqual(["v1"]);
    });

    test("an article cannot replace itself", async () => {
      await current().articles.save([article("a1")]);
      await expect(current().articles.supersede("a1", "a1")).rejects.toThrow("cannot replace itself");
      expect((await current().articles.get("a1"))?.supersededBy).toBeNull();
    });

    test("a copy names the article whose text it repeats", async () => {
      const store = current();
      await store.articles.save([article("a1"), article("a2")]);
      await store.articles.markCopy("a2", "a1");
      expect((await store.articles.get("a2"))?.copyOf).toBe("a1");
      expect((await store.articles.get("a1"))?.copyOf).toBeNull();
    });

    test("a file is known by its path, or by the end of it", async () => {
      const store = current();
      await store.articles.save([
        article("a1", { file: "wire/storm_1.txt" }),
        article("a2", { file: "old/wire/storm_1.txt" }),
        article("a3", { file: "wire/stormx1.txt" }),
      ]);
      const ids = async (path: string) => (await store.articles.ofFile(path, 9)).map(({ id }) => id);
      expect(await ids("wire/storm_1.txt")).toEqual(["a1"]);
      expect(await ids("storm_1.txt")).toEqual(["a2", "a1"]);
      expect(await ids("orm_1.txt")).toEqual([]);
      expect(await ids("%")).toEqual([]);
    });

    test("tags of what was published lately are listed", async () => {
      const store = current();
      const tags = ["Storm Ottilie", "weather"];
      await store.articles.save([article("a1", { tags }), article("a2"), article("a3", { tags, takenAt: NOW - 2 })]);
      expect(await store.articles.tags(NOW)).toEqual([tags]);
    });

    test("a copy of an article that is not stored is refused", async () => {
      const store = current();
      await expect(store.articles.save([article("a2", { copyOf: "nowhere" })])).rejects.toThrow(/foreign key/i);
      expect(await store.articles.count()).toBe(0);
    });
  });
}
