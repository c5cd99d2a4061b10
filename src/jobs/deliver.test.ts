import { afterEach, describe, expect, test } from "vitest";
import type { Failure } from "../core/delivery.ts";
import { createDispatcher } from "./deliver.ts";
import { laneNamed, openOutbox } from "./deliver/outbox.fixture.ts";
import type { Outbox, OutboxOptions } from "./deliver/outbox.fixture.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let box: Outbox;

afterEach(async () => {
  await box.dispatcher().close();
  await box.close();
});

async function open(options: OutboxOptions = {}): Promise<void> {
  box = await openOutbox(options);
}

const keys = (): readonly string[] => box.standing.map(({ key }) => key);
const tries = (): readonly string[] =>
  box.traffic.filter(({ what }) => !what.startsWith("look")).map(({ what }) => what);
const looks = (): number => box.traffic.filter(({ what }) => what.startsWith("look")).length;
const errors = (): readonly string[] => box.logged.filter((line) => line.startsWith("error"));

const UNREACHABLE: Failure = { kind: "unreachable", reason: "no route" };
const UNCLEAR: Failure = { kind: "unclear", reason: "timeout" };
const refused = (what: "payload" | "channel" | "account"): Failure => ({
  kind: "refused",
  what,
  reason: "it is not allowed",
  mend: "Allow it.",
});
const limited = (scope: "channel" | "platform", seconds = 30): Failure => ({
  kind: "rate-limited",
  retryAfterMs: seconds * SECOND,
  scope,
});

describe("a lane", () => {
  test("goes out in order, each delivery once", async () => {
    await open();
    for (const key of ["a", "b", "c"]) await box.owe(key);
    await box.pass(0);
    await box.pass(HOUR);
    expect(keys()).toEqual(["a", "b", "c"]);
    expect(await box.store.deliveries.counts()).toMatchObject({ sent: 3, pending: 0 });
  });

  test("that waits holds up nobody else", async () => {
    await open();
    box.faults.push(UNREACHABLE);
    await box.owe("a");
    await box.owe("b");
    await box.pass(0);
    await box.owe("s", { to: "sport" });
    await box.pass(0);
    expect(keys()).toEqual(["s"]);
    await box.pass(SECOND);
    expect(keys()).toEqual(["s", "a", "b"]);
  });

  test("of a channel that is not configured any more still goes where it was owed", async () => {
    await open();
    await box.owe("a", { to: "gone" });
    await box.pass(0);
    expect(box.standing).toMatchObject([{ channel: "gone", key: "a" }]);
  });

  test("writes its intent before the first byte", async () => {
    await open();
    const platform = box.ports.platforms.get("console");
    if (platform === undefined) throw new Error("there is a console");
    const states: string[] = [];
    const watched = {
      ...platform,
      send: async (...order: Parameters<typeof platform.send>) => {
        states.push(await box.stateOf("a"));
        return platform.send(...order);
      },
    };
    const dispatcher = createDispatcher({ ...box.ports, platforms: new Map([["console", watched]]) });
    await box.owe("a");
    await dispatcher.drain();
    await dispatcher.close();
    expect(states).toEqual(["sending"]);
  });
});

describe("a refusal", () => {
  test("of a payload makes it plainer, and when nothing plainer is left it is given up and told", async () => {
    await open();
    box.faults.push(refused("payload"));
    await box.owe("a", { payload: "rich words" });
    await box.pass(0);
    expect(box.standing).toMatchObject([{ key: "a", payload: "words" }]);
    box.faults.push(refused("payload"));
    await box.owe("b", { payload: "plain" });
    await box.owe("c");
    await box.pass(0);
    expect(await box.stateOf("b")).toBe("dead");
    expect(keys()).toEqual(["a", "c"]);
    expect(errors()).toEqual(['error: A post to channel "news" was given up: it is not allowed. Allow it.']);
  });

  test("of a channel pauses it, looks again after longer and longer, and goes on when it is open", async () => {
    await open();
    box.faults.push(refused("channel"), refused("channel"));
    await box.owe("a");
    await box.owe("s", { to: "sport" });
    await box.pass(0);
    // The other channel took the second refusal, so that both are paused.
    expect((await box.store.lanes.holds()).map(({ lane, paused }) => [lane, paused?.what])).toEqual([
      [laneNamed("news"), "channel"],
      [laneNamed("sport"), "channel"],
    ]);
    box.faults.push(refused("channel"), refused("channel"));
    await box.pass(5 * MINUTE - 1);
    expect(tries()).toHaveLength(2);
    await box.pass(1);
    expect(tries()).toHaveLength(4);
    await box.pass(10 * MINUTE);
    expect(keys()).toEqual(["a", "s"]);
    expect((await box.store.lanes.holds()).map(({ paused }) => paused)).toEqual([null, null]);
    expect(errors()).toHaveLength(4);
  });

  test("of a channel for more than a day brings only what is fresh", async () => {
    await open();
    box.faults.push(...Array.from({ length: 200 }, () => refused("channel")));
    await box.owe("old");
    await box.pass(23 * HOUR);
    await box.owe("fresh");
    await box.pass(2 * HOUR);
    box.faults.length = 0;
    await box.pass(2 * HOUR);
    expect(keys()).toEqual(["fresh"]);
    expect(await box.stateOf("old")).toBe("cancelled");
  });

  test("of the account stops the whole platform until a restart, with nothing tried meanwhile", async () => {
    await open();
    box.faults.push(refused("account"));
    await box.owe("a");
    await box.pass(0);
    await box.owe("s", { to: "sport" });
    await box.pass(10 * HOUR);
    expect(tries()).toEqual(["post a"]);
    expect(errors()).toEqual(["error: Nothing is sent to console, all channels: it is not allowed. Allow it."]);
    await box.restart();
    await box.pass(MINUTE);
    expect(keys()).toEqual(["a", "s"]);
  });
});

describe("a rate limit", () => {
  test("of a channel is waited for as told and up to a tenth more, also across a restart", async () => {
    await open();
    box.faults.push(limited("channel"));
    await box.owe("a");
    await box.pass(0);
    await box.restart();
    await box.owe("s", { to: "sport" });
    await box.pass(30 * SECOND);
    expect(keys()).toEqual(["s"]);
    await box.pass(1.5 * SECOND);
    expect(keys()).toEqual(["s", "a"]);
  });

  test("of the platform holds every channel of it", async () => {
    await open();
    box.faults.push(limited("platform", 3_600));
    await box.owe("a");
    await box.pass(0);
    await box.owe("s", { to: "sport" });
    await box.restart();
    await box.pass(HOUR);
    expect(tries()).toEqual(["post a"]);
    await box.pass(HOUR / 10);
    expect([...keys()].sort()).toEqual(["a", "s"]);
  });

  test.each(["channel", "platform"] as const)("of the %s counts also when it cannot be written down", async (scope) => {
    await open();
    const waitUntil = async (): Promise<void> => Promise.reject(new Error("the disk is full"));
    const { store } = box.ports;
    const dispatcher = createDispatcher({ ...box.ports, store: { ...store, lanes: { ...store.lanes, waitUntil } } });
    await box.dispatcher().close();
    box.faults.push(limited(scope));
    await box.owe("a");
    dispatcher.wake();
    await box.pass(29 * SECOND);
    expect(tries()).toHaveLength(1);
    await box.pass(10 * MINUTE);
    expect(keys()).toEqual(["a"]);
    await dispatcher.close();
  });

  test.each([24 * HOUR, -24 * HOUR])("is not moved by a wall clock that jumps by %i ms", async (jump) => {
    await open();
    box.faults.push(limited("channel"));
    await box.owe("a");
    await box.pass(0);
    box.jump(jump);
    await box.pass(30 * SECOND);
    expect(keys()).toEqual([]);
    await box.pass(1.5 * SECOND);
    expect(keys()).toEqual(["a"]);
  });
});

describe("a platform that cannot be reached", () => {
  test("is tried again after growing waits, and given up after a day of failures", async () => {
    await open();
    box.faults.push(...Array.from({ length: 2_000 }, () => UNREACHABLE));
    await box.owe("a");
    await box.owe("b");
    await box.pass(23 * HOUR);
    expect(await box.stateOf("a")).toBe("pending");
    await box.pass(2 * HOUR);
    expect(await box.stateOf("a")).toBe("dead");
    box.faults.length = 0;
    await box.pass(10 * MINUTE);
    expect(keys()).toEqual(["b"]);
  });

  test("is left alone after five failures in a row but for one try now and then", async () => {
    await open();
    box.faults.push(...Array.from({ length: 2_000 }, () => UNREACHABLE));
    for (let lane = 0; lane < 20; lane += 1) await box.owe(`k${lane}`, { to: `c${lane}` });
    await box.pass(0);
    const atOnce = tries().length;
    await box.pass(10 * MINUTE);
    expect(tries().length - atOnce).toBeLessThan(10);
    box.faults.length = 0;
    await box.pass(10 * MINUTE);
    expect(keys()).toHaveLength(20);
  });
});

describe("when it is not clear whether a post arrived", () => {
  test("and it did, the first look finds it, without a wait", async () => {
    await open();
    box.faults.push("landed-unclear");
    await box.owe("a");
    await box.owe("b");
    await box.pass(0);
    expect(tries()).toEqual(["post a", "post b"]);
    expect(box.dispatcher().counts()).toMatchObject({ unclear: 1, found: 1, resent: 0 });
  });

  test("and it lands late, nothing is sent again", async () => {
    await open();
    box.faults.push({ landsIn: 80 * SECOND });
    await box.owe("a");
    await box.owe("b");
    await box.pass(89 * SECOND);
    expect(keys()).toEqual(["a"]);
    await box.pass(SECOND);
    expect(keys()).toEqual(["a", "b"]);
  });

  test("and it did not, it is sent again once the settle time has passed and the channel was read after it", async () => {
    await open();
    box.faults.push(UNCLEAR);
    await box.owe("a");
    await box.pass(90 * SECOND - 1);
    expect(tries()).toHaveLength(1);
    await box.pass(1);
    expect(keys()).toEqual(["a"]);
    expect(box.traffic.map(({ what }) => what)).toEqual(["look news", "post a", "look news", "look news", "post a"]);
  });

  test.each([24 * HOUR, -24 * HOUR])("a wall clock that jumps by %i ms does not shorten the wait", async (jump) => {
    await open();
    box.faults.push({ landsIn: 80 * SECOND });
    await box.owe("a");
    await box.pass(0);
    box.jump(jump);
    await box.pass(HOUR);
    expect(keys()).toEqual(["a"]);
  });

  test("a platform that makes one message of one key is asked once more at once", async () => {
    await open({ repeatMs: 60 * SECOND });
    box.faults.push({ landsIn: 30 * SECOND });
    await box.owe("a");
    await box.owe("b");
    await box.pass(0);
    expect(tries()).toEqual(["post a", "post a", "post b"]);
    expect(looks()).toBe(1);
    await box.pass(HOUR);
    expect(keys()).toEqual(["a", "b"]);
  });

  test("a refused repeat does not settle what became of the first try", async () => {
    await open({ repeatMs: 60 * SECOND });
    box.faults.push({ landsIn: 80 * SECOND }, UNREACHABLE);
    await box.owe("a");
    await box.pass(HOUR);
    expect(keys()).toEqual(["a"]);
    expect(tries()).toEqual(["post a", "post a"]);
  });

  test("because the process died, the next one looks first and waits its own settle time", async () => {
    await open();
    await box.owe("a");
    await box.store.deliveries.intend(
      { key: "a", term: 0 },
      { owner: "p0", at: box.ports.clock.now(), leaseMs: 60_000 },
    );
    await box.restart();
    await box.pass(89 * SECOND);
    expect(tries()).toEqual([]);
    await box.pass(SECOND);
    expect(keys()).toEqual(["a"]);
  });

  test("because another process holds it, it is left alone until its lease has run out", async () => {
    await open({ settleMs: 0 });
    await box.owe("a");
    await box.store.deliveries.intend(
      { key: "a", term: 0 },
      { owner: "p0", at: box.ports.clock.now(), leaseMs: 60_000 },
    );
    await box.pass(59 * SECOND);
    expect(tries()).toEqual([]);
    await box.pass(11 * SECOND);
    expect(keys()).toEqual(["a"]);
  });

  test("three processes that die over one delivery are enough", async () => {
    await open();
    await box.owe("a");
    await box.owe("b");
    for (let term = 0; term < 3; term += 1) {
      await box.store.deliveries.intend({ key: "a", term }, { owner: "p0", at: box.ports.clock.now(), leaseMs: 1 });
      await box.restart();
    }
    await box.pass(2 * MINUTE);
    expect(await box.stateOf("a")).toBe("dead");
    expect(keys()).toEqual(["b"]);
    expect(errors()[0]).toContain("the program ended 3 times while this was sent");
  });

  test("and the platform throws, that is an unclear outcome and not the end of the program", async () => {
    await open();
    const platform = box.ports.platforms.get("console");
    if (platform === undefined) throw new Error("there is a console");
    const broken = { ...platform, send: async () => Promise.reject(new Error("a fault of ours")) };
    const dispatcher = createDispatcher({ ...box.ports, platforms: new Map([["console", broken]]) });
    await box.owe("a");
    await dispatcher.drain();
    await dispatcher.close();
    expect(await box.stateOf("a")).toBe("unknown");
  });
});

describe("a post of unclear outcome in a channel that cannot be read", () => {
  const unreadable = { known: false, reason: "no permission", mend: "Give it." } as const;

  test("is held, told after 15 minutes, and set aside after 30, so that the channel goes on", async () => {
    await open();
    box.faults.push(UNCLEAR);
    box.look.answer = unreadable;
    await box.owe("a");
    await box.owe("b");
    await box.pass(15 * MINUTE - 1);
    expect(errors()).toEqual([]);
    await box.pass(5 * MINUTE);
    expect(errors()[0]).toContain('channel "news" cannot be read: no permission. Give it.');
    expect(keys()).toEqual([]);
    await box.pass(20 * MINUTE);
    expect(keys()).toEqual(["b"]);
    expect(errors().at(-1)).toContain("The channel goes on without it.");
    box.look.answer = null;
    await box.pass(6 * MINUTE);
    expect(keys()).toEqual(["b", "a"]);
  });

  test("is sent again where the channel's policy says so", async () => {
    await open({ policy: "resend" });
    box.faults.push(UNCLEAR);
    box.look.answer = unreadable;
    await box.owe("a");
    await box.pass(20 * MINUTE);
    expect(keys()).toEqual(["a"]);
  });

  test("is given up where the channel's policy says so", async () => {
    await open({ policy: "drop" });
    box.faults.push(UNCLEAR);
    box.look.answer = unreadable;
    await box.owe("a");
    await box.owe("b");
    await box.pass(20 * MINUTE);
    expect(await box.stateOf("a")).toBe("dead");
    expect(keys()).toEqual(["b"]);
  });

  test("takes its replies aside with it, and brings them back when it is found", async () => {
    await open();
    box.faults.push("landed-unclear");
    box.look.answer = unreadable;
    await box.owe("a");
    await box.owe("a1", { action: { kind: "reply", under: "a" } });
    await box.owe("b");
    await box.pass(40 * MINUTE);
    expect(keys()).toEqual(["a", "b"]);
    expect(await box.rowOf("a1")).toMatchObject({ aside: true, attempt: 0 });
    box.look.answer = null;
    await box.pass(6 * MINUTE);
    expect(keys()).toEqual(["a", "b", "a1"]);
  });
});

describe("replies that stood aside when their head was found", () => {
  test("come back also when the process died right after it wrote that down", async () => {
    await open();
    box.faults.push("landed-unclear");
    box.look.answer = { known: false, reason: "no permission", mend: "Give it." };
    await box.owe("a");
    await box.owe("a1", { action: { kind: "reply", under: "a" } });
    await box.pass(40 * MINUTE);
    expect(await box.rowOf("a1")).toMatchObject({ aside: true });
    const [head] = box.standing;
    await box.store.deliveries.sent(await box.rowOf("a"), head?.messageId ?? "", box.now());
    await box.restart();
    await box.pass(2 * MINUTE);
    expect(keys()).toEqual(["a", "a1"]);
  });
});

describe("replies and edits", () => {
  test("a reply goes below the message of its head", async () => {
    await open();
    await box.owe("a");
    await box.owe("a1", { action: { kind: "reply", under: "a" } });
    await box.pass(0);
    expect(box.standing).toMatchObject([
      { key: "a", under: null },
      { key: "a1", under: box.standing[0]?.messageId },
    ]);
  });

  test("replies of a head that was given up are not sent", async () => {
    await open();
    box.faults.push(refused("payload"));
    await box.owe("a");
    await box.owe("a1", { action: { kind: "reply", under: "a" } });
    await box.owe("b");
    await box.pass(0);
    expect(keys()).toEqual(["b"]);
    expect((await box.rowOf("a1")).status).toMatchObject({
      state: "cancelled",
      reason: "The message above it was given up.",
    });
  });

  test("an edit takes the place of what the message says, and of several the newest wins", async () => {
    await open();
    await box.owe("a", { payload: "one" });
    await box.pass(0);
    box.faults.push(limited("channel"));
    await box.owe("b");
    await box.pass(0);
    await box.owe("e1", { action: { kind: "edit", of: "a" }, payload: "two" });
    await box.owe("e2", { action: { kind: "edit", of: "a" }, payload: "three" });
    await box.pass(MINUTE);
    expect(box.standing.find(({ key }) => key === "a")?.payload).toBe("three");
    expect(await box.stateOf("e1")).toBe("cancelled");
    expect(tries().filter((what) => what.startsWith("edit"))).toEqual(["edit a"]);
  });

  test("an unclear edit is done again after the settle time, without a look", async () => {
    await open();
    await box.owe("a", { payload: "one" });
    await box.pass(0);
    const before = looks();
    box.faults.push({ landsIn: 80 * SECOND });
    await box.owe("e1", { action: { kind: "edit", of: "a" }, payload: "two" });
    await box.pass(89 * SECOND);
    expect(tries()).toEqual(["post a", "edit a"]);
    await box.pass(SECOND);
    expect(tries()).toEqual(["post a", "edit a", "edit a"]);
    expect([await box.stateOf("e1"), looks()]).toEqual(["sent", before]);
  });

  test("an unclear edit that a newer one replaces is not repeated over it", async () => {
    await open();
    await box.owe("a", { payload: "one" });
    await box.pass(0);
    box.faults.push({ landsIn: 80 * SECOND });
    await box.owe("e1", { action: { kind: "edit", of: "a" }, payload: "two" });
    await box.pass(0);
    await box.owe("e2", { action: { kind: "edit", of: "a" }, payload: "three" });
    await box.pass(HOUR);
    expect(box.standing[0]?.payload).toBe("three");
    expect([await box.stateOf("e1"), await box.stateOf("e2")]).toEqual(["cancelled", "sent"]);
  });
});

describe("a database that is older than the channel", () => {
  test("learns from the channel what was posted, and posts nothing twice", async () => {
    await open();
    await box.owe("a");
    await box.pass(HOUR);
    for (const key of ["b", "c"]) box.stand(key);
    await box.restart();
    await box.owe("b");
    await box.pass(HOUR);
    await box.owe("c");
    await box.owe("d");
    await box.pass(MINUTE);
    expect(keys()).toEqual(["a", "b", "c", "d"]);
    expect(box.dispatcher().counts()).toMatchObject({ restored: 2, sent: 1 });
    expect(await box.store.deliveries.counts()).toMatchObject({ sent: 4 });
  });

  test("is looked after once a process and channel, and a channel that cannot be read gets its first post", async () => {
    await open();
    box.look.answer = { known: false, reason: "no permission", mend: "Give it." };
    for (const key of ["a", "b", "c"]) await box.owe(key);
    await box.pass(0);
    expect(box.traffic.map(({ what }) => what)).toEqual(["look news", "post a", "post b", "post c"]);
  });

  test("is given its first post also by a channel that fails for longer", async () => {
    await open();
    box.look.answer = { known: false, passing: true, reason: "it answers 503", mend: "" };
    await box.owe("a");
    await box.pass(25 * SECOND - 1);
    expect(tries()).toEqual([]);
    await box.pass(1);
    expect(keys()).toEqual(["a"]);
  });

  test("is asked again when the channel could not be read for a moment", async () => {
    await open();
    box.look.answer = { known: false, passing: true, reason: "it answers 503", mend: "" };
    box.stand("a");
    await box.owe("a");
    await box.pass(0);
    box.look.answer = null;
    await box.pass(MINUTE);
    expect([keys(), tries()]).toEqual([["a"], []]);
  });

  test("is looked after also below a message of an earlier process", async () => {
    await open();
    await box.owe("a");
    await box.pass(MINUTE);
    box.stand("a1", box.standing[0]?.messageId);
    await box.restart();
    await box.owe("a1", { action: { kind: "reply", under: "a" } });
    await box.owe("a2", { action: { kind: "reply", under: "a" } });
    await box.pass(MINUTE);
    expect(keys()).toEqual(["a", "a1", "a2"]);
    expect(tries()).toEqual(["post a", "reply a2"]);
  });
});

describe("the pace", () => {
  test("is one message a second and channel on Slack, after a short burst", async () => {
    await open({ name: "slack" });
    for (let index = 0; index < 8; index += 1) await box.owe(`k${index}`);
    await box.pass(10 * SECOND);
    expect(box.standing.map(({ at }) => at)).toEqual([0, 0, 0, 0, 0, 1_000, 2_000, 3_000]);
  });
});

test("many channels take their turns with a platform, and nobody asks in vain", async () => {
  await open({ name: "slack" });
  const { deliveries } = box.ports.store;
  let heads = 0;
  const head: typeof deliveries.head = async (lane) => {
    heads += 1;
    return deliveries.head(lane);
  };
  const dispatcher = createDispatcher({
    ...box.ports,
    store: { ...box.ports.store, deliveries: { ...deliveries, head } },
  });
  await box.dispatcher().close();
  for (let index = 0; index < 100; index += 1) await box.owe(`k${index}`, { to: `c${index}` });
  dispatcher.wake();
  await box.pass(0);
  expect(keys()).toHaveLength(20);
  await box.pass(10 * SECOND);
  expect(keys()).toHaveLength(70);
  await box.pass(10 * SECOND);
  expect(keys()).toHaveLength(100);
  // Once to book, once when its turn has come, once to see that nothing is left.
  expect(heads).toBeLessThan(400);
  await dispatcher.close();
});

describe("the operator's channel", () => {
  test("is told once a fact and day", async () => {
    await open({ alerts: true });
    box.faults.push(refused("channel"));
    await box.owe("a");
    await box.pass(0);
    box.faults.push(refused("channel"), refused("channel"));
    await box.pass(20 * MINUTE);
    expect(box.standing.filter(({ channel }) => channel === "ops").map(({ payload }) => payload)).toEqual([
      'Nothing is sent to channel "news": it is not allowed.',
    ]);
  });

  test("is not told of itself, nor of a platform that would have to carry it", async () => {
    await open({ alerts: true });
    box.faults.push(refused("payload"));
    await box.owe("a", { to: "ops" });
    await box.pass(0);
    box.faults.push(refused("account"));
    await box.owe("b");
    await box.pass(0);
    expect(await box.store.deliveries.counts()).toMatchObject({ dead: 1, pending: 1, sent: 0 });
    expect(errors()).toHaveLength(2);
  });
});

describe("a dispatcher", () => {
  test("that was woken while it worked sees what was added", async () => {
    await open();
    await box.owe("a");
    box.dispatcher().wake();
    await box.owe("b");
    box.dispatcher().wake();
    await box.dispatcher().drain();
    expect(keys()).toEqual(["a", "b"]);
  });

  test("that is drained waits for what comes within the time it is given, and for nothing longer", async () => {
    await open();
    box.faults.push(UNREACHABLE, limited("channel", 300));
    await box.owe("a");
    await box.owe("s", { to: "sport" });
    let ended = false;
    const draining = box.dispatcher().drain(2 * MINUTE);
    void draining.then(() => (ended = true));
    await box.pass(500);
    expect(ended).toBe(false);
    await box.pass(MINUTE);
    await draining;
    expect(keys()).toEqual(["a"]);
  });

  test("that is closed takes no new delivery", async () => {
    await open();
    await box.dispatcher().close();
    await box.owe("a");
    box.dispatcher().wake();
    await box.dispatcher().drain();
    await box.pass(MINUTE);
    expect(tries()).toEqual([]);
  });

  test("that is closed waits for posts under way, and at most 20 seconds", async () => {
    await open();
    const platform = box.ports.platforms.get("console");
    if (platform === undefined) throw new Error("there is a console");
    const never = { ...platform, send: async () => new Promise<never>(() => {}) };
    const dispatcher = createDispatcher({ ...box.ports, platforms: new Map([["console", never]]) });
    await box.owe("a");
    dispatcher.wake();
    await box.pass(0);
    let ended = false;
    const closing = dispatcher.close();
    void closing.then(() => (ended = true));
    await box.dispatcher().close();
    await box.pass(19 * SECOND);
    expect(ended).toBe(false);
    await box.pass(SECOND);
    await closing;
    expect(await box.stateOf("a")).toBe("sending");
  });

  test("does not stand still for a platform that never answers", async () => {
    await open();
    const platform = box.ports.platforms.get("console");
    if (platform === undefined) throw new Error("there is a console");
    let calls = 0;
    const send: typeof platform.send = async (...order) => {
      calls += 1;
      return calls === 1 ? new Promise<never>(() => {}) : platform.send(...order);
    };
    const dispatcher = createDispatcher({ ...box.ports, platforms: new Map([["console", { ...platform, send }]]) });
    await box.dispatcher().close();
    await box.owe("a");
    dispatcher.wake();
    await box.pass(60 * SECOND);
    expect(await box.stateOf("a")).toBe("unknown");
    await box.pass(90 * SECOND);
    expect(keys()).toEqual(["a"]);
    await dispatcher.close();
  });

  test("goes on after a fault of the database", async () => {
    await open();
    const { store } = box.ports;
    let faults = 2;
    const head: typeof store.deliveries.head = async (lane) => {
      faults -= 1;
      if (faults >= 0) throw new Error("the disk is full");
      return store.deliveries.head(lane);
    };
    const dispatcher = createDispatcher({
      ...box.ports,
      store: { ...store, deliveries: { ...store.deliveries, head } },
    });
    await box.owe("a");
    dispatcher.wake();
    await box.dispatcher().close();
    await box.pass(5 * SECOND);
    expect(keys()).toEqual([]);
    await box.pass(5 * SECOND);
    expect(keys()).toEqual(["a"]);
    await dispatcher.close();
  });

  test("that could not write an outcome finds the message and sends no second one", async () => {
    await open();
    const { store } = box.ports;
    let faults = 1;
    const sent: typeof store.deliveries.sent = async (...change) => {
      faults -= 1;
      if (faults >= 0) throw new Error("the disk is full");
      return store.deliveries.sent(...change);
    };
    const dispatcher = createDispatcher({
      ...box.ports,
      store: { ...store, deliveries: { ...store.deliveries, sent } },
    });
    await box.owe("a");
    dispatcher.wake();
    await box.dispatcher().close();
    await box.pass(6 * SECOND);
    expect([keys(), await box.stateOf("a")]).toEqual([["a"], "sent"]);
    expect(tries()).toHaveLength(1);
    await dispatcher.close();
  });
});
