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
      expect(await outbox().lanes()).toEqual([lane("news"), lane("zebra")]);
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
