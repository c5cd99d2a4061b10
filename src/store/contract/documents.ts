import { describe, expect, test } from "vitest";
import type { Store } from "../store.ts";
import { article, document, NOW, quarantined } from "./samples.ts";

export function documentContract(current: () => Store): void {
  describe("documents", () => {
    test("a document is found by its place, with every field as it was", async () => {
      const store = current();
      await store.articles.save([article("a1")]);
      const whole = document("día/näive 新.txt", { articleId: "a1", modifiedAt: NOW + 0.625, size: 9_000_000_000 });
      await store.documents.save([whole, document("b.txt")]);
      expect(await store.documents.get("/news/in", "día/näive 新.txt")).toEqual(whole);
      expect(await store.documents.get("/news/other", "b.txt")).toBeNull();
      expect(await store.documents.count()).toBe(2);
    });

    test("saving a place again replaces what was known of it, also within one call", async () => {
      const store = current();
      await store.documents.save([document("a.txt", { hash: "1" })]);
      await store.documents.save([document("a.txt", { hash: "2" }), document("a.txt", { hash: "3" })]);
      expect(await store.documents.get("/news/in", "a.txt")).toEqual(document("a.txt", { hash: "3" }));
      expect(await store.documents.count()).toBe(1);
    });

    test("saving nothing is no error", async () => {
      const store = current();
      await store.documents.save([]);
      await store.articles.save([]);
      await store.deliveries.add([], NOW);
      expect(await store.documents.count()).toBe(0);
    });

    test("stamps hold every known path of the folder, and quarantine's view of a file that has both", async () => {
      const store = current();
      await store.documents.save([
        document("taken.txt"),
        document("changed.txt"),
        document("elsewhere.txt", { folder: "/news/inbox" }),
      ]);
      await store.quarantine.save(quarantined("changed.txt", { hash: "", size: 7, modifiedAt: NOW + 5 }));
      await store.quarantine.save(quarantined("bad.txt"));
      await store.quarantine.save(quarantined("bad.txt", { folder: "/news/inbox" }));
      expect(await store.documents.stamps("/news/in")).toEqual(
        new Map([
          ["taken.txt", { size: 120, modifiedAt: NOW, hash: "hash-of-taken.txt" }],
          ["changed.txt", { size: 7, modifiedAt: NOW + 5, hash: "" }],
          ["bad.txt", { size: 0, modifiedAt: NOW, hash: "hash-of-bad.txt" }],
        ]),
      );
      expect(await store.documents.stamps("/news")).toEqual(new Map());
    });

    test("a document is found by its bytes when an article was made of them", async () => {
      const store = current();
      await store.articles.save([article("a1"), article("a2")]);
      await store.documents.save([
        document("aside.txt", { hash: "h", takenAt: NOW - 2 }),
        document("later.txt", { hash: "h", articleId: "a2", takenAt: NOW }),
        document("first.txt", { hash: "h", articleId: "a1", takenAt: NOW - 1 }),
        document("unread.txt", { hash: "", articleId: "a1" }),
      ]);
      expect((await store.documents.byHash("h"))?.path).toBe("first.txt");
      expect(await store.documents.byHash("other")).toBeNull();
      expect(await store.documents.byHash("")).toBeNull();
    });
  });

  describe("quarantine", () => {
    test("lists the newest first, with reason and mend", async () => {
      const store = current();
      const late = quarantined("late.md", { at: NOW + 1, kind: "bad-front-matter", reason: "Line 3 …", line: 3 });
      await store.quarantine.save(quarantined("b.txt"));
      await store.quarantine.save(late);
      await store.quarantine.save(quarantined("a.txt"));
      expect(await store.quarantine.list()).toEqual([late, quarantined("a.txt"), quarantined("b.txt")]);
    });

    test("a document stands there once, with its last reason, until it is released", async () => {
      const store = current();
      const last = quarantined("a.txt", { kind: "no-text", reason: "It ends in the middle.", at: NOW + 1, line: 9 });
      await store.quarantine.save(quarantined("a.txt"));
      await store.quarantine.save(last);
      expect(await store.quarantine.list()).toEqual([last]);
      await store.quarantine.release("/news/in", "other.txt");
      expect(await store.quarantine.list()).toEqual([last]);
      await store.quarantine.release("/news/in", "a.txt");
      expect(await store.quarantine.list()).toEqual([]);
      expect(await store.documents.stamps("/news/in")).toEqual(new Map());
    });
  });
}
