import { describe, expect, test } from "vitest";
import type { Failure } from "../../core/delivery.ts";
import type { DeliveryStore, Store } from "../store.ts";
import { byKey, delivery, edition, lane, NOW, saveDeliveries, target } from "./samples.ts";

const REFUSED: Failure = {
  kind: "refused",
  what: "payload",
  reason: "The channel is archived.",
  mend: "Name another channel.",
};
const COUNTS = { pending: 0, sending: 0, unknown: 0, sent: 0, dead: 0, cancelled: 0 };

export function deliveryContract(current: () => Store): void {
  const outbox = (): DeliveryStore => current().deliveries;
  const by = (): ReturnType<typeof byKey> => byKey(current());

  describe("outbox", () => {
    test("deliveries wait at the end of the outbox in the order they were added", async () => {
      const morning = edition("news", "1");
      await current().editions.claim(morning);
      const payload = { blocks: [{ text: "“Quay” 🌊", n: 1.5, none: null }] };
      await outbox().add([delivery("k2", morning.id, { payload }), delivery("k1", morning.id, { part: 1 })], NOW + 7);
      await outbox().add([delivery("k0", morning.id, { part: 2, to: { ...target("news"), crosspost: true } })], NOW);
      const owed = await outbox().ofEdition(morning.id);
      expect(owed.map(({ key }) => key)).toEqual(["k2", "k1", "k0"]);
      expect(owed[0]).toEqual({
        key: "k2",
        to: target("news"),
        editionId: morning.id,
        storyId: null,
        part: 0,
        action: { kind: "post" },
        sequence: owed[0]?.sequence,
        payload,
        createdAt: NOW + 7,
        attempt: 0,
        term: 0,
        faults: 0,
        lost: 0,
        tier: 0,
        firstSentAt: null,
        lastSentAt: null,
        aside: false,
        status: { state: "pending", dueAt: NOW + 7 },
      });
      const sequences = owed.map(({ sequence }) => sequence);
      expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
      expect(new Set(sequences).size).toBe(3);
    });

    test("a key that is there is left alone, also when it was sent", async () => {
      await saveDeliveries(current(), "news", ["k1", "k2"]);
      await by().intend("k1", NOW);
      await by().sent("k1", "m1", NOW);
      await saveDeliveries(current(), "news", ["k1", "k1", "k3"], NOW + 99);
      expect(await outbox().counts()).toEqual({ ...COUNTS, sent: 1, pending: 2 });
      expect(await by().head("news")).toMatchObject({ key: "k2", status: { dueAt: NOW } });
    });

    test("payloads of any JSON kind come back as they were", async () => {
      const owed = edition("news", "1");
      await current().editions.claim(owed);
      const payloads = ["text", 0, false, [], { a: { b: [] } }, "\0\ud83d"];
      await outbox().add(
        payloads.map((payload, part) => ({ ...delivery(`k${part}`, owed.id, { part }), payload })),
        NOW,
      );
      expect((await outbox().ofEdition(owed.id)).map(({ payload }) => payload)).toEqual(payloads);
    });

    test("the lanes are the channels with something to do", async () => {
      await saveDeliveries(current(), "zebra", ["z1"]);
      await saveDeliveries(current(), "news", ["n1", "n2"]);
      await saveDeliveries(current(), "done", ["d1"]);
      await by().intend("d1", NOW);
      await by().sent("d1", "m", NOW);
      expect(await outbox().lanes()).toEqual([
        { lane: lane("news"), aside: false },
        { lane: lane("zebra"), aside: false },
      ]);
    });

    test("the head of a lane is its oldest row that is not final", async () => {
      await saveDeliveries(current(), "news", ["n1", "n2", "n3", "n4"]);
      await saveDeliveries(current(), "desk", ["d1"]);
      const head = async (channel = "news"): Promise<string | undefined> => (await by().head(channel))?.key;
      expect(await head()).toBe("n1");
      await by().intend("n1", NOW);
      expect(await head()).toBe("n1");
      await by().unclear("n1", NOW);
      expect(await head()).toBe("n1");
      await by().sent("n1", "m1", NOW);
      expect(await head()).toBe("n2");
      await by().intend("n2", NOW);
      await by().died("n2", REFUSED, NOW);
      expect(await head()).toBe("n3");
      expect(await head("desk")).toBe("d1");
      expect(await outbox().head(lane("nobody"))).toBeNull();
    });

    test("only the head of a lane can be intended, whatever its lane-mates want", async () => {
      await saveDeliveries(current(), "news", ["n1", "n2"]);
      await saveDeliveries(current(), "desk", ["d1"]);
      expect(await by().intend("n2", NOW)).toBe(false);
      expect(await by().intend("n1", NOW)).toBe(true);
      expect(await by().intend("n2", NOW)).toBe(false);
      expect(await by().intend("d1", NOW)).toBe(true);
      await by().sent("n1", "m1", NOW);
      expect(await by().intend("n2", NOW)).toBe(true);
    });

    test("of many that intend one row at one time, one may send it", async () => {
      await saveDeliveries(current(), "news", ["n1"]);
      const tries = await Promise.all(Array.from({ length: 8 }, async () => by().intend("n1", NOW)));
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await by().head("news")).toMatchObject({ attempt: 1, status: { state: "sending", since: NOW } });
    });

    test("an intent cannot hide in a transaction", async () => {
      await saveDeliveries(current(), "news", ["n1"]);
      const hidden = current().transaction(async (inside) => byKey(inside).intend("n1", NOW));
      await expect(hidden).rejects.toThrow("outside any transaction");
      expect((await by().head("news"))?.status.state).toBe("pending");
    });
  });

  describe("a delivery", () => {
    const step = {
      intend: async () => void (await by().intend("k", NOW + 1)),
      sent: async () => void (await by().sent("k", "m1", NOW + 2)),
      retry: async () => void (await by().retry("k", NOW + 3)),
      unclear: async () => void (await by().unclear("k", NOW + 4)),
      died: async () => void (await by().died("k", REFUSED, NOW + 5)),
      cancel: async () => void (await by().cancel("k", "Not wanted.", NOW + 7)),
      recover: async () => void (await outbox().recover(NOW + 6)),
    };
    type Step = keyof typeof step;
    const PENDING = { state: "pending", dueAt: NOW };
    const AGAIN = { state: "pending", dueAt: NOW + 3 };
    const SENDING = { state: "sending", since: NOW + 1 };
    const UNKNOWN = { state: "unknown", since: NOW + 4 };
    const SENT = { state: "sent", messageId: "m1", sentAt: NOW + 2 };
    const DEAD = { state: "dead", failure: REFUSED, diedAt: NOW + 5 };

    const CANCELLED = { state: "cancelled", reason: "Not wanted.", cancelledAt: NOW + 7 };

    const paths: readonly (readonly [path: readonly Step[], status: object, attempt: number])[] = [
      [[], PENDING, 0],
      [["intend"], SENDING, 1],
      [["intend", "intend"], SENDING, 1],
      [["intend", "sent"], SENT, 1],
      [["intend", "retry"], AGAIN, 1],
      [["intend", "unclear"], UNKNOWN, 1],
      [["intend", "died"], DEAD, 1],
      [["intend", "recover"], { state: "unknown", since: NOW + 6 }, 1],
      [["intend", "unclear", "sent"], SENT, 1],
      [["intend", "unclear", "retry"], AGAIN, 1],
      [["intend", "unclear", "retry", "intend"], SENDING, 2],
      [["intend", "unclear", "died"], DEAD, 1],
      [["intend", "unclear", "intend"], SENDING, 2],
      [["intend", "unclear", "recover"], UNKNOWN, 1],
      [["intend", "recover", "unclear"], { state: "unknown", since: NOW + 6 }, 1],
      [["intend", "retry", "sent"], SENT, 1],
      [["cancel"], CANCELLED, 0],
      [["intend", "cancel"], SENDING, 1],
      [["intend", "unclear", "cancel"], CANCELLED, 1],
      [["died"], DEAD, 0],
      [["retry"], PENDING, 0],
      [["unclear"], PENDING, 0],
      [["recover"], PENDING, 0],
      ...(["intend", "sent", "retry", "unclear", "died", "cancel", "recover"] as const).flatMap(
        (late): [readonly Step[], object, number][] => [
          [["intend", "sent", late], SENT, 1],
          [["intend", "died", late], DEAD, 1],
        ],
      ),
    ];

    test.each(paths)("that goes through %j stands at %j", async (path, status, attempt) => {
      await saveDeliveries(current(), "news", ["k"]);
      for (const name of path) await step[name]();
      const [row] = await outbox().ofEdition("e-news-now:k");
      expect(row).toMatchObject({ status, attempt });
    });

    test("a second message for a row that is sent does not replace the first", async () => {
      await saveDeliveries(current(), "news", ["k"]);
      await step.intend();
      await step.sent();
      await by().sent("k", "m2", NOW + 9);
      expect((await outbox().ofEdition("e-news-now:k"))[0]?.status).toEqual(SENT);
    });

    test.each(Object.keys(step).filter((name) => name !== "recover") as Step[])(
      "that does not exist is a fault of the program: %s",
      async (name) => {
        await expect(step[name]()).rejects.toThrow("no delivery with the key k");
      },
    );
  });

  describe("a claim", () => {
    const claim = { owner: "p1", at: NOW, leaseMs: 60_000 };

    test("outdates every earlier one: who holds an old term writes nothing", async () => {
      await saveDeliveries(current(), "news", ["k"]);
      const first = await outbox().intend({ key: "k", term: 0 }, claim);
      if (first === null) throw new Error("the row was free");
      await outbox().unclear(first, NOW + 1);
      const second = await outbox().intend(first, { ...claim, at: NOW + 2 });
      expect(second).toEqual({ key: "k", term: 2 });
      const late = [
        await outbox().sent(first, "m", NOW + 3),
        await outbox().retry(first, NOW + 3, true),
        await outbox().unclear(first, NOW + 3),
        await outbox().died(first, REFUSED, NOW + 3),
        await outbox().cancel(first, "late", NOW + 3),
        await outbox().degrade(first, "late", NOW + 3),
        await outbox().setAside(first),
      ];
      expect(late).toEqual([false, false, false, false, false, false, false]);
      expect(await outbox().get("k")).toMatchObject({
        term: 2,
        attempt: 2,
        firstSentAt: NOW,
        lastSentAt: NOW + 2,
        status: { state: "sending", since: NOW + 2 },
      });
      expect(second !== null && (await outbox().sent(second, "m2", NOW + 4))).toBe(true);
    });

    test("lapses when its lease has run out and not before, and counts as lost", async () => {
      await saveDeliveries(current(), "news", ["k"]);
      await saveDeliveries(current(), "desk", ["d"]);
      const long = await outbox().intend({ key: "k", term: 0 }, claim);
      const short = await outbox().intend({ key: "d", term: 0 }, { ...claim, leaseMs: 0 });
      if (long === null || short === null) throw new Error("both rows were free");
      expect([await outbox().lapse(long, NOW), await outbox().lapse(short, NOW)]).toEqual([false, true]);
      expect(await outbox().get("d")).toMatchObject({ lost: 1, status: { state: "unknown", since: NOW } });
      expect(await outbox().retry(short, NOW, true)).toBe(true);
      expect(await outbox().get("d")).toMatchObject({ lost: 0, faults: 1 });
    });

    test("may be made plainer, which makes it due again", async () => {
      await saveDeliveries(current(), "news", ["k"]);
      const held = await outbox().intend({ key: "k", term: 0 }, claim);
      expect(held !== null && (await outbox().degrade(held, { text: "plain" }, NOW + 1))).toBe(true);
      expect(await outbox().get("k")).toMatchObject({
        tier: 1,
        payload: { text: "plain" },
        status: { state: "pending", dueAt: NOW + 1 },
      });
    });
  });

  describe("what stands aside", () => {
    test("is not the head of its lane, may be claimed all the same, and can be brought back", async () => {
      await saveDeliveries(current(), "news", ["n1", "n2"]);
      const reply = delivery("n3", null, { action: { kind: "reply", under: "n1" } });
      await outbox().add([reply], NOW);
      await by().intend("n1", NOW);
      await by().unclear("n1", NOW);
      expect([await by().setAside("n1"), await by().setAside("n3")]).toEqual([true, true]);
      expect(await by().head("news")).toMatchObject({ key: "n2" });
      expect((await outbox().aside(lane("news"))).map(({ key }) => key)).toEqual(["n1", "n3"]);
      expect(await by().intend("n1", NOW)).toBe(true);
      await by().sent("n1", "m1", NOW);
      await outbox().bringBack("n1");
      expect(await outbox().aside(lane("news"))).toEqual([]);
      expect(await outbox().get("n1")).toMatchObject({ aside: false, status: { state: "sent" } });
    });

    test("counts as something to do in its lane", async () => {
      await saveDeliveries(current(), "news", ["n1"]);
      await by().setAside("n1");
      expect(await outbox().lanes()).toEqual([{ lane: lane("news"), aside: true }]);
      expect(await outbox().head(lane("news"))).toBeNull();
    });
  });

  describe("edits", () => {
    const edit = (key: string, of: string) => delivery(key, null, { action: { kind: "edit", of } });

    test("of one message that have not begun give way to the newest", async () => {
      await saveDeliveries(current(), "news", ["k1", "k2"]);
      await outbox().add([edit("e1", "k1"), edit("e2", "k2")], NOW);
      await outbox().add([edit("e3", "k1")], NOW + 1);
      await outbox().add([edit("e1", "k1")], NOW + 2);
      const states = await Promise.all(["e1", "e2", "e3"].map(async (key) => (await outbox().get(key))?.status.state));
      expect(states).toEqual(["cancelled", "pending", "pending"]);
      expect((await outbox().about("k1")).map(({ key }) => key)).toEqual(["e1", "e3"]);
    });

    test("that may have begun stay, and know that a newer one waits", async () => {
      await saveDeliveries(current(), "news", ["k1"]);
      await by().sent("k1", "m", NOW);
      await outbox().add([edit("e1", "k1")], NOW);
      await by().intend("e1", NOW);
      await by().unclear("e1", NOW);
      await outbox().add([edit("e2", "k1")], NOW);
      const [older, newer] = [await outbox().get("e1"), await outbox().get("e2")];
      if (older === null || newer === null) throw new Error("both were added");
      expect(older.status.state).toBe("unknown");
      expect([await outbox().isReplaced(older), await outbox().isReplaced(newer)]).toEqual([true, false]);
    });
  });

  describe("what lasts beside the rows", () => {
    test("messages of a story are found in every channel", async () => {
      const owed = [
        delivery("a", null, { storyId: "s1" }),
        delivery("b", null, { storyId: "s1", to: target("desk") }),
        delivery("c", null, { storyId: "s2" }),
      ];
      await outbox().add(owed, NOW);
      expect((await outbox().ofStory("s1")).map(({ key }) => key)).toEqual(["a", "b"]);
    });

    test("old rows that wait can be cancelled, and no others", async () => {
      await saveDeliveries(current(), "news", ["n1", "n2"], NOW);
      await saveDeliveries(current(), "news", ["n3"], NOW + 9);
      await saveDeliveries(current(), "desk", ["d1"], NOW);
      await by().intend("n1", NOW);
      expect(await outbox().expire(lane("news"), NOW + 5, "too old", NOW + 10)).toBe(1);
      expect(await outbox().counts()).toEqual({ ...COUNTS, sending: 1, pending: 2, cancelled: 1 });
    });

    test("a person can have a row sent again, unless it is sent or being sent", async () => {
      await saveDeliveries(current(), "news", ["n1", "n2", "n3"]);
      await by().died("n1", REFUSED, NOW);
      expect(await outbox().revive("n1", NOW + 5)).toBe(true);
      expect(await outbox().get("n1")).toMatchObject({ term: 1, createdAt: NOW + 5, status: { state: "pending" } });
      await by().intend("n1", NOW);
      expect(await outbox().revive("n1", NOW + 5)).toBe(false);
      await by().sent("n1", "m", NOW);
      expect(await outbox().revive("n1", NOW + 5)).toBe(false);
    });

    test("the newest message of a lane is known, and the newest rows come first in a list", async () => {
      expect(await outbox().newestSent(lane("news"))).toBeNull();
      await saveDeliveries(current(), "news", ["n1", "n2", "n3"]);
      await by().sent("n1", "m1", NOW + 7);
      await by().sent("n2", "m2", NOW + 3);
      expect(await outbox().newestSent(lane("news"))).toBe(NOW + 7);
      expect((await outbox().list(["sent", "pending"], 2)).map(({ key }) => key)).toEqual(["n3", "n2"]);
    });

    test("holds of lanes and of platforms come with the head", async () => {
      await saveDeliveries(current(), "news", ["n1"]);
      const pause = {
        what: "channel",
        reason: "closed",
        mend: "open it",
        since: NOW,
        looks: 2,
        lookAt: NOW + 5,
      } as const;
      const { lanes } = current();
      await lanes.pause(lane("news"), pause);
      await lanes.waitUntil(lane("news"), NOW + 7);
      await lanes.waitUntil(lane("news"), NOW + 9);
      await lanes.waitUntil(lane("news"), NOW + 1);
      await lanes.waitUntil("console:*", NOW + 8);
      await lanes.pause("console:*", { ...pause, what: "account" });
      const head = await outbox().head(lane("news"));
      expect(head?.lane).toEqual({ lane: lane("news"), paused: pause, notBefore: NOW + 9 });
      expect(head?.platform).toEqual({ lane: "console:*", paused: { ...pause, what: "account" }, notBefore: NOW + 8 });
      await lanes.resumeAccounts();
      await lanes.waitUntil("C9", NOW + 9);
      await lanes.pause("C9", pause);
      expect([await lanes.reopen("C9"), await lanes.reopen("C9")]).toEqual([true, false]);
      expect((await lanes.holds()).find((hold) => hold.lane === "C9")).toMatchObject({
        paused: null,
        notBefore: NOW + 9,
      });
      await lanes.resume("C9", NOW);
      const resumed = [await lanes.resume(lane("news"), NOW), await lanes.resume(lane("news"), NOW)];
      expect(resumed).toEqual([true, false]);
      expect(await lanes.holds()).toEqual([
        { lane: "C9", paused: null, notBefore: 0 },
        { lane: "console:*", paused: null, notBefore: NOW + 8 },
        { lane: lane("news"), paused: null, notBefore: 0 },
      ]);
      expect([await lanes.resume("console:*", NOW + 8), await lanes.resume("console:*", NOW + 7)]).toEqual([
        false,
        true,
      ]);
    });

    test("what an operator asks waits for its answer", async () => {
      const { lanes } = current();
      const first = await lanes.ask("retry", "k1", NOW);
      const second = await lanes.ask("resume", "slack:C1", NOW);
      expect(await lanes.asked()).toEqual([
        { number: first, verb: "retry", subject: "k1" },
        { number: second, verb: "resume", subject: "slack:C1" },
      ]);
      await lanes.answer(first, "Done.");
      expect((await lanes.asked()).map(({ number }) => number)).toEqual([second]);
      expect([await lanes.answerOf(first), await lanes.answerOf(second)]).toEqual(["Done.", null]);
    });
  });

  describe("recover and counts", () => {
    test("every row left in the middle of sending becomes unknown, and no other", async () => {
      for (const lane of ["a", "b", "c", "d"]) await saveDeliveries(current(), lane, [`${lane}1`, `${lane}2`]);
      for (const key of ["a1", "b1", "c1"]) await by().intend(key, NOW);
      await by().sent("c1", "m", NOW);
      expect(await outbox().recover(NOW + 50)).toBe(2);
      expect(await outbox().recover(NOW + 60)).toBe(0);
      expect(await outbox().counts()).toEqual({ ...COUNTS, pending: 5, unknown: 2, sent: 1 });
      expect((await by().head("a"))?.status).toEqual({ state: "unknown", since: NOW + 50 });
    });

    test("an empty outbox counts nothing", async () => {
      expect(await outbox().counts()).toEqual(COUNTS);
      expect(await outbox().lanes()).toEqual([]);
      expect(await outbox().recover(NOW)).toBe(0);
    });
  });
}
