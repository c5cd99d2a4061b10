import { afterEach, beforeEach, expect, test } from "vitest";
import { report } from "../../test/desk.ts";
import { DEFAULT_LIMITS } from "../intake/intake.ts";
import { HOUR, openNewsroom } from "./newsroom.fixture.ts";
import type { Newsroom } from "./newsroom.fixture.ts";
import { createRounds } from "./rounds.ts";
import { createStoryDesk } from "./stories.ts";

const MOST_HELD = 10;
const EVENTS = 30;

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(async () => {
  await room.close();
});

/** Rounds of a process that holds few articles in memory. */
function startSmall(): () => Promise<unknown> {
  return createRounds(room.ports, {
    folders: [room.inbox],
    limits: DEFAULT_LIMITS,
    stories: createStoryDesk(room.ports, 14 * 24 * HOUR, MOST_HELD),
    signal: new AbortController().signal,
    onPosts: async () => {},
  });
}

test.each(["the same process", "one that has just started"])(
  "more articles than memory may hold are all taken in, and what grew last goes on growing: %s",
  async (which) => {
    let round = startSmall();
    for (let event = 0; event < EVENTS; event += 1) {
      room.write(`${event}.txt`, report(event));
      room.advance(HOUR);
      await round();
    }
    expect(await room.store.stories.count()).toBe(EVENTS);
    if (which !== "the same process") round = startSmall();
    room.write("newest-again.txt", report(EVENTS - 1, 1));
    await round();
    expect(await room.store.stories.count()).toBe(EVENTS);
    // That of the first event was let go.
    room.write("oldest-again.txt", report(0, 1));
    await round();
    expect(await room.store.stories.count()).toBe(EVENTS + 1);
    expect(await room.store.articles.count()).toBe(EVENTS + 2);
  },
);
