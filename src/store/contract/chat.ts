import { describe, expect, test } from "vitest";
import type { ChatSubscription, Follow, Person, Ruling } from "../chat.ts";
import type { Store } from "../store.ts";
import { addDigest, article, DAY, NOW, saveStory } from "./samples.ts";

const ADA: Person = { platform: "slack", user: "U1" };
const BO: Person = { platform: "slack", user: "U2" };
const NAMESAKE: Person = { platform: "discord", user: "U1" };

function subscription(name: string, over: Partial<ChatSubscription> = {}): ChatSubscription {
  return {
    subscription: {
      name,
      platform: "discord",
      channel: "C1",
      crosspost: true,
      schedule: "30 8 * * 1-5",
      timezone: "Europe/Lisbon",
      kind: "briefing",
      topics: ["storms", "high water"],
      limit: 7,
      layout: "stories",
      unclear: "drop",
    },
    workspace: "W1",
    madeBy: "U1",
    madeAt: NOW,
    ...over,
  };
}

const follow = (person: Person, storyId: string, over: Partial<Follow> = {}): Follow => ({
  ...person,
  storyId,
  version: 1,
  since: NOW,
  ...over,
});

const MESSAGE = { summary: "Done", blocks: [{ kind: "heading" as const, text: "Done" }] };

export function chatContract(current: () => Store): void {
  subscriptionContract(current);
  followContract(current);
  voteContract(current);
  rulingContract(current);
  placementContract(current);
  requestContract(current);
}

function subscriptionContract(current: () => Store): void {
  describe("subscriptions", () => {
    test("come back as they were made, oldest first", async () => {
      const [late, early] = [subscription("b", { madeAt: NOW + 1 }), subscription("a")];
      expect([await current().subscriptions.add(late), await current().subscriptions.add(early)]).toEqual([true, true]);
      expect(await current().subscriptions.list()).toEqual([early, late]);
    });

    test("have names of their own, and one that was ended can be made again", async () => {
      const store = current();
      await store.subscriptions.add(subscription("a"));
      expect(await store.subscriptions.add(subscription("a", { workspace: "W2" }))).toBe(false);
      expect(await store.subscriptions.list()).toEqual([subscription("a")]);
      expect(await store.subscriptions.end("a")).toBe(true);
      expect(await store.subscriptions.end("a")).toBe(false);
      expect(await store.subscriptions.add(subscription("a"))).toBe(true);
    });
  });
}

function followContract(current: () => Store): void {
  describe("follows", () => {
    test("are due while the story's digest is newer than what the person knows", async () => {
      const store = current();
      await saveStory(store, "s1", 2);
      await saveStory(store, "s2", 1);
      await addDigest(store, "s1", ["s1-1"], NOW);
      await store.follows.save(follow(ADA, "s1"));
      await store.follows.save(follow(BO, "s1", { since: NOW + 1 }));
      await store.follows.save(follow(ADA, "s2", { version: 0 }));
      expect(await store.follows.due()).toEqual([]);
      await addDigest(store, "s1", ["s1-1", "s1-2"], NOW);
      expect((await store.follows.due()).map(({ user }) => user)).toEqual(["U1", "U2"]);
      await store.follows.save(follow(ADA, "s1", { version: 2 }));
      expect((await store.follows.due()).map(({ user }) => user)).toEqual(["U2"]);
    });

    test("are of one person on one platform, and end once", async () => {
      const store = current();
      await saveStory(store, "s1", 1);
      await store.follows.save(follow(ADA, "s1"));
      expect(await store.follows.of(NAMESAKE)).toEqual([]);
      expect(await store.follows.of(ADA)).toEqual([follow(ADA, "s1")]);
      expect([await store.follows.end(ADA, "s1"), await store.follows.end(ADA, "s1")]).toEqual([true, false]);
    });

    test("move to another story, once a person", async () => {
      const store = current();
      for (const id of ["s1", "s2"]) await saveStory(store, id, 1);
      await store.follows.save(follow(ADA, "s1", { version: 4 }));
      await store.follows.save(follow(BO, "s1"));
      await store.follows.save(follow(BO, "s2", { version: 9 }));
      await store.follows.move("s1", "s2", 3);
      expect(await store.follows.of(ADA)).toEqual([follow(ADA, "s2", { version: 3 })]);
      expect(await store.follows.of(BO)).toEqual([follow(BO, "s2", { version: 9 })]);
    });
  });
}

function voteContract(current: () => Store): void {
  describe("votes", () => {
    test("count once a person, and the last one counts", async () => {
      const store = current();
      await saveStory(store, "s1", 1);
      expect(await store.votes.count("s1")).toEqual({ up: 0, down: 0 });
      await store.votes.cast(ADA, "s1", "up", NOW);
      await store.votes.cast(ADA, "s1", "down", NOW + 1);
      await store.votes.cast(NAMESAKE, "s1", "up", NOW);
      expect(await store.votes.count("s1")).toEqual({ up: 1, down: 1 });
      expect([await store.votes.of(ADA, "s1"), await store.votes.of(BO, "s1")]).toEqual(["down", null]);
      await store.votes.withdraw(ADA, "s1");
      expect(await store.votes.count("s1")).toEqual({ up: 1, down: 0 });
    });

    test("move to another story, but not beside a vote there", async () => {
      const store = current();
      for (const id of ["s1", "s2"]) await saveStory(store, id, 1);
      await store.votes.cast(ADA, "s1", "up", NOW);
      await store.votes.cast(BO, "s1", "up", NOW);
      await store.votes.cast(BO, "s2", "down", NOW);
      await store.votes.move("s1", "s2");
      expect(await store.votes.count("s1")).toEqual({ up: 0, down: 0 });
      expect(await store.votes.count("s2")).toEqual({ up: 1, down: 1 });
    });
  });
}

function rulingContract(current: () => Store): void {
  describe("rulings", () => {
    const split: Omit<Ruling, "number"> = {
      ...ADA,
      subject: { kind: "split", storyId: "s1", articleIds: ["s1-2"] },
      state: "wished",
      at: NOW,
    };
    const merge: Omit<Ruling, "number"> = {
      ...BO,
      subject: { kind: "merge", storyId: "s1", into: "s2" },
      state: "due",
      at: NOW,
    };

    test("are found by number, state and either story", async () => {
      const store = current();
      for (const id of ["s1", "s2"]) await saveStory(store, id, 2);
      const [first, second] = [await store.rulings.add(split), await store.rulings.add(merge)];
      expect(first).toEqual({ ...split, number: first.number });
      expect(second.number).toBeGreaterThan(first.number);
      expect(await store.rulings.get(first.number)).toEqual(first);
      expect(await store.rulings.get(999)).toBeNull();
      expect(await store.rulings.inState("due", 9)).toEqual([second]);
      expect(await store.rulings.ofStory("s1")).toEqual([first, second]);
      expect(await store.rulings.ofStory("s2")).toEqual([second]);
    });

    test("move from state to state once", async () => {
      const store = current();
      await saveStory(store, "s1", 2);
      const { number } = await store.rulings.add(split);
      const moves = await Promise.all([1, 2, 3].map(async () => store.rulings.move(number, "wished", "due")));
      expect(moves.filter(Boolean)).toHaveLength(1);
      expect((await store.rulings.get(number))?.state).toBe("due");
    });

    test("of merged stories are followed to the story that stands", async () => {
      const store = current();
      for (const id of ["s1", "s2", "s3"]) await saveStory(store, id, 1);
      await store.rulings.markMerged("s1", "s2");
      await store.rulings.markMerged("s2", "s3");
      expect(await store.rulings.merged()).toEqual(
        new Map([
          ["s1", "s3"],
          ["s2", "s3"],
        ]),
      );
    });
  });
}

function placementContract(current: () => Store): void {
  test("why an article stands in its story is kept, and the last reason counts", async () => {
    const store = current();
    await store.articles.save([article("a1"), article("a2")]);
    const alone = { articleId: "a1", storyId: "s1", score: null, nearest: null, names: [], ruling: null, at: NOW };
    const near = { ...alone, articleId: "a2", score: 7.25, nearest: "a1", names: ["Tern Coast", "Ottilie"] };
    await store.placements.save([alone, near]);
    const ruled = { ...alone, storyId: "s9", ruling: 3, at: NOW + 1 };
    await store.placements.save([ruled]);
    expect(await store.placements.of(["a1"])).toEqual([ruled]);
    expect(await store.placements.of(["a2", "a0"])).toEqual([near]);
  });
}

function requestContract(current: () => Store): void {
  describe("requests", () => {
    test("of many that come with one id, one is taken, and its answer is kept for the others", async () => {
      const store = current();
      const taken = await Promise.all(Array.from({ length: 5 }, async () => store.requests.take("slack:1", NOW)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await store.requests.answered("slack:1")).toBeNull();
      await store.requests.answer("slack:1", MESSAGE);
      expect(await store.requests.answered("slack:1")).toEqual(MESSAGE);
      expect(await store.requests.answered("slack:2")).toBeNull();
    });

    test("that are old enough are forgotten", async () => {
      const store = current();
      await store.requests.take("old", NOW - DAY);
      await store.requests.take("new", NOW);
      await store.requests.forget(NOW);
      expect([await store.requests.take("old", NOW), await store.requests.take("new", NOW)]).toEqual([true, false]);
    });

    test("leave long words under a name that fits a button", async () => {
      const words = "a very long question ".repeat(20);
      const name = await current().requests.keepWords(words, NOW);
      expect(await current().requests.keepWords(words, NOW + 1)).toBe(name);
      expect(name).toMatch(/^~[0-9a-f]{12}$/);
      expect(await current().requests.words(name)).toBe(words);
      expect(await current().requests.words("~nothing")).toBeNull();
    });
  });
}
