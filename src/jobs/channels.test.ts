import { afterEach, beforeEach, expect, test } from "vitest";
import type { Subscription } from "../core/subscription.ts";
import { createChannels } from "./channels.ts";
import type { Channels } from "./channels.ts";
import { openNewsroom, READY } from "./newsroom.fixture.ts";
import type { Newsroom } from "./newsroom.fixture.ts";

let room: Newsroom;
let channels: Channels;
/** Runs what waits for its time. */
let tick: () => Promise<void>;

beforeEach(async () => {
  room = await openNewsroom();
  let waiting: (() => void) | null = null;
  const timers = {
    set: (_: number, run: () => void) => {
      waiting = run;
      return () => {
        waiting = null;
      };
    },
  };
  channels = await createChannels([READY], room.store, { timers, log: room.ports.log });
  tick = async () => {
    waiting?.();
    // The read behind it is the store's, which answers in order.
    await room.store.subscriptions.list();
  };
});

afterEach(async () => {
  channels.close();
  await room.close();
});

async function make(name: string, over: Partial<Subscription> = {}): Promise<void> {
  const subscription = { ...READY, name, ...over };
  await room.store.subscriptions.add({ subscription, workspace: "W1", madeBy: "U1", madeAt: room.ports.clock.now() });
}

const names = (): readonly string[] => channels.list().map(({ name }) => name);

test("channels of the configuration stand before those made in chat", async () => {
  await make("chat");
  await channels.refresh();
  expect(names()).toEqual(["wire", "chat"]);
  await room.store.subscriptions.end("chat");
  await channels.refresh();
  expect(names()).toEqual(["wire"]);
});

test("what another process made is seen within a minute", async () => {
  await make("elsewhere");
  expect(names()).toEqual(["wire"]);
  await tick();
  expect(names()).toEqual(["wire", "elsewhere"]);
});

test("of two with one name the configuration's counts, which is said once", async () => {
  await make("wire", { topics: ["storms"] });
  await channels.refresh();
  await channels.refresh();
  expect(channels.list()).toEqual([READY]);
  expect(room.logged.filter((line) => line.includes('"wire" was made in chat'))).toHaveLength(1);
});

test("when they cannot be read, what was known stays", async () => {
  await make("chat");
  await channels.refresh();
  await room.store.close();
  await channels.refresh();
  expect(names()).toEqual(["wire", "chat"]);
  expect(room.logged.at(-1)).toContain("cannot be read for now");
});
