import { afterEach, describe, expect, test } from "vitest";
import type { Subscription } from "../core/subscription.ts";
import { HOUR, openNewsroom, READY, TEXTS } from "./newsroom.fixture.ts";
import type { Newsroom } from "./newsroom.fixture.ts";
import { fillDueSlot } from "./schedule.ts";

let room: Newsroom;

afterEach(async () => {
  await room.close();
});

const DAILY: Subscription = { ...READY, name: "daily", channel: "daily", schedule: "0 8 * * *" };

async function open(channel: Subscription): Promise<void> {
  room = await openNewsroom([channel], undefined, true);
}

/** What was said since the last call: kind and first words. */
function said(): readonly string[] {
  return room.posted
    .splice(0)
    .map(({ kind, summary, under }) => `${kind}${under === null ? "" : " below"}: ${summary}`);
}

/** Fills the slot of the day and sends what is owed. */
async function morning(): Promise<void> {
  await fillDueSlot(room.ports, DAILY);
  await room.round();
}

const lastWords = (): string => JSON.stringify(room.posted.at(-1)?.message);

describe("a story with a message of its own", () => {
  test("that grows is told anew in that message, and below it what changed", async () => {
    await open(READY);
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    const head = room.posted[0]?.key;
    expect(said()).toEqual(["post: Tarn bridge closed after crack is found"]);
    room.advance(HOUR);
    room.write("ferries.txt", TEXTS.bridgeAgain);
    expect(await room.round()).toMatchObject({ posts: 1 });
    expect(room.posted[0]).toMatchObject({ kind: "edit", key: head });
    expect(room.posted[1]).toMatchObject({ kind: "reply", under: `m-${head}` });
    expect(room.posted[1]?.summary).toMatch(/^Update: /);
    room.posted.length = 0;
    room.restart();
    expect(await room.round()).toMatchObject({ posts: 0 });
    expect(said()).toEqual([]);
  });

  test("grows there also when it was posted by an edition of stories, and what is new gets its own message", async () => {
    await open({ ...DAILY, layout: "stories" });
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    await fillDueSlot(room.ports, { ...DAILY, layout: "stories" });
    await room.round();
    expect(said()).toHaveLength(1);
    room.write("ferries.txt", TEXTS.bridgeAgain);
    room.write("cup.txt", TEXTS.cup);
    room.advance(24 * HOUR);
    await room.round();
    await fillDueSlot(room.ports, { ...DAILY, layout: "stories" });
    await room.round();
    const kinds = room.posted.map(({ kind }) => kind);
    expect(kinds).toEqual(["post", "edit", "reply"]);
  });

  test("that was given up is posted anew when it grows", async () => {
    await open(READY);
    room.faults.push({ ok: false, failure: { kind: "refused", what: "payload", reason: "no", mend: "none" } });
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    expect(said()).toEqual([]);
    room.write("ferries.txt", TEXTS.bridgeAgain);
    await room.round();
    expect(room.posted.map(({ kind }) => kind)).toEqual(["post"]);
  });
});

describe("an edition with a thread", () => {
  test("is one message with the digests below it, and a story that grew comes again with the next", async () => {
    await open(DAILY);
    room.write("bridge.txt", TEXTS.bridge);
    room.write("cup.txt", TEXTS.cup);
    await room.round();
    await morning();
    expect(room.posted.map(({ kind }) => kind)).toEqual(["post", "reply", "reply"]);
    expect(new Set(room.posted.slice(1).map(({ under }) => under))).toEqual(new Set([`m-${room.posted[0]?.key}`]));
    room.posted.length = 0;
    room.write("ferries.txt", TEXTS.bridgeAgain);
    room.advance(24 * HOUR);
    await room.round();
    await morning();
    expect(room.posted.map(({ kind }) => kind)).toEqual(["post", "reply"]);
  });
});

describe("a report that is corrected", () => {
  const corrected = TEXTS.bridge.replace("closed the Tarn bridge to all traffic", "closed the Tarn bridge to all cars");

  test("is corrected in the message of its story, without a word more", async () => {
    await open(READY);
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    room.posted.length = 0;
    room.write("bridge.txt", corrected);
    expect(await room.round()).toMatchObject({ posts: 0 });
    expect(room.posted.map(({ kind }) => kind)).toEqual(["edit"]);
    expect(lastWords()).toContain("all cars");
  });

  test("is corrected in the overview of an edition and in its thread, and the other stories stay as they are", async () => {
    await open(DAILY);
    room.write("bridge.txt", TEXTS.bridge);
    room.write("cup.txt", TEXTS.cup);
    await room.round();
    await morning();
    const [overview, ...digests] = room.posted.splice(0);
    room.write("bridge.txt", corrected);
    await room.round();
    const own = digests.find(({ summary }) => summary.startsWith("Tarn bridge"));
    expect(room.posted.map(({ kind }) => kind)).toEqual(["edit", "edit"]);
    expect(new Set(room.posted.map(({ key }) => key))).toEqual(new Set([own?.key, overview?.key]));
    room.posted.length = 0;
    room.restart();
    await room.round();
    expect(said()).toEqual([]);
  });

  test("is corrected also when it came after the story's first post", async () => {
    await open(READY);
    room.write("ferries.txt", TEXTS.bridgeAgain);
    await room.round();
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    room.posted.length = 0;
    room.write("bridge.txt", corrected);
    await room.round();
    expect(room.posted.map(({ kind }) => kind)).toEqual(["edit"]);
  });

  test("says again what it said when it is changed back", async () => {
    await open(READY);
    room.write("bridge.txt", TEXTS.bridge);
    await room.round();
    room.write("bridge.txt", corrected);
    await room.round();
    room.write("bridge.txt", TEXTS.bridge);
    room.posted.length = 0;
    await room.round();
    expect(room.posted.map(({ kind }) => kind)).toEqual(["edit"]);
    expect(lastWords()).toContain("all traffic");
  });
});
