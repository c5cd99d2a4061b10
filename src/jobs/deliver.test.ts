import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Failure } from "../core/delivery.ts";
import type { PostOutcome } from "../core/platform.ts";
import { createDispatcher } from "./deliver.ts";
import { NOON, openNewsroom, READY } from "./newsroom.ts";
import type { Newsroom } from "./newsroom.ts";

let room: Newsroom;

beforeEach(async () => {
  room = await openNewsroom([READY, { ...READY, name: "sport", channel: "sport" }]);
});

afterEach(async () => {
  await room.close();
});

async function owe(keys: readonly string[], channel = "wire"): Promise<void> {
  const editionId = `e-${keys.join("-")}`;
  const edition = { id: editionId, channel, kind: "digest", slot: `now:${editionId}`, createdAt: NOON } as const;
  await room.store.editions.claim({ ...edition, stories: [], left: 0 });
  const deliveries = keys.map((key, part) => ({
    key,
    to: { name: channel, platform: "console" as const, channel, crosspost: false },
    editionId,
    storyId: null,
    part,
    action: { kind: "post" as const },
    payload: { summary: key, blocks: [] },
  }));
  await room.store.deliveries.add(deliveries, NOON);
}

async function drain(): Promise<void> {
  const dispatcher = createDispatcher(room.ports);
  await dispatcher.drain();
  await dispatcher.close();
}

async function stateOf(key: string): Promise<string> {
  for (const edition of await room.store.editions.latest(100)) {
    const found = (await room.store.deliveries.ofEdition(edition.id)).find((delivery) => delivery.key === key);
    if (found !== undefined) return found.status.state;
  }
  return "none";
}

const refused: Failure = { kind: "refused", what: "payload", reason: "there is no such channel", mend: "Correct it" };
const unreachable: PostOutcome = { ok: false, failure: { kind: "unreachable", reason: "no route" } };
const unclear: PostOutcome = { ok: false, failure: { kind: "unclear", reason: "timeout" } };

const keys = (): readonly string[] => room.posted.map(({ key }) => key);

test("a lane goes out in order, and each delivery once", async () => {
  await owe(["a", "b", "c"]);
  await owe(["d"]);
  await drain();
  await drain();
  expect(keys()).toEqual(["a", "b", "c", "d"]);
  expect(await room.store.deliveries.counts()).toMatchObject({ sent: 4, pending: 0 });
});

test("a refusal ends one delivery, tells why, and lets the next go", async () => {
  room.faults.push({ ok: false, failure: refused });
  await owe(["a", "b"]);
  await drain();
  expect(keys()).toEqual(["b"]);
  expect(await stateOf("a")).toBe("dead");
  expect(room.logged).toContain('error: A post to channel "wire" was given up: there is no such channel. Correct it');
});

test("a platform that is not reachable is tried again after a wait, and holds up its own lane alone", async () => {
  room.faults.push(unreachable);
  await owe(["a", "b"]);
  await drain();
  await owe(["s"], "sport");
  await drain();
  expect(keys()).toEqual(["s"]);
  room.advance(1_000);
  await drain();
  expect(keys()).toEqual(["s", "a", "b"]);
});

test("a rate limit is waited for as told", async () => {
  room.faults.push({ ok: false, failure: { kind: "rate-limited", retryAfterMs: 30_000, scope: "channel" } });
  await owe(["a"]);
  await drain();
  room.advance(30_000);
  await drain();
  expect(keys()).toEqual([]);
  room.advance(1_500);
  await drain();
  expect(keys()).toEqual(["a"]);
});

describe("when it is not clear whether a post arrived", () => {
  test("and it did, it is not posted again", async () => {
    room.faults.push("landed-unclear");
    await owe(["a", "b"]);
    await drain();
    expect(await stateOf("a")).toBe("unknown");
    room.advance(1_000);
    await drain();
    expect(keys()).toEqual(["a", "b"]);
    expect(await stateOf("a")).toBe("sent");
  });

  test("and it did not, it is posted once the channel was looked at", async () => {
    room.faults.push(unclear);
    await owe(["a"]);
    await drain();
    expect(keys()).toEqual([]);
    room.advance(1_000);
    await drain();
    expect(keys()).toEqual(["a"]);
  });

  test("and the channel cannot be read, nothing is posted until it can", async () => {
    room.faults.push(unclear);
    room.look.answer = { known: false, reason: "no permission", mend: "give it" };
    await owe(["a"]);
    await drain();
    room.advance(3_600_000);
    await drain();
    expect(keys()).toEqual([]);
    room.look.answer = null;
    await drain();
    expect(keys()).toEqual(["a"]);
  });

  test("because the process died, the next one looks first", async () => {
    await owe(["a", "b"]);
    await room.store.deliveries.intend({ key: "a", term: 0 }, { owner: "p", at: NOON, leaseMs: 1 });
    room.posted.push({ channel: "wire", key: "a", summary: "a" });
    expect(await room.store.deliveries.recover(NOON)).toBe(1);
    room.advance(1_000);
    await drain();
    expect(keys()).toEqual(["a", "b"]);
  });
});

test("a platform that throws is an unclear outcome, not the end of the program", async () => {
  const platform = room.ports.platforms.get("console");
  if (platform === undefined) throw new Error("the newsroom has a console");
  const broken = { ...platform, send: async () => Promise.reject(new Error("a fault of ours")) };
  const dispatcher = createDispatcher({ ...room.ports, platforms: new Map([["console", broken]]) });
  await owe(["a"]);
  await dispatcher.drain();
  await dispatcher.close();
  expect(await stateOf("a")).toBe("unknown");
});

test("a dispatcher that was woken while it worked sees what was added", async () => {
  const dispatcher = createDispatcher(room.ports);
  await owe(["a"]);
  dispatcher.wake();
  await owe(["b"]);
  dispatcher.wake();
  await dispatcher.drain();
  await dispatcher.close();
  expect(keys()).toEqual(["a", "b"]);
});

test("a closed dispatcher takes no new delivery", async () => {
  const dispatcher = createDispatcher(room.ports);
  await dispatcher.close();
  await owe(["a"]);
  dispatcher.wake();
  await dispatcher.drain();
  expect(keys()).toEqual([]);
});

test("deliveries of a channel that is not configured any more still go where they were owed", async () => {
  await owe(["a"], "gone");
  await drain();
  expect(await stateOf("a")).toBe("sent");
});
