import { expect, test } from "vitest";
import { openNewsroom, READY } from "../../src/jobs/newsroom.fixture.ts";
import { fillDueSlot } from "../../src/jobs/schedule.ts";
import { report } from "../desk.ts";

const FILES = 600;

test("hundreds of files dropped at once are one edition, which says how many stories did not fit", async () => {
  const channel = { ...READY, name: "morning", schedule: "0 8 * * *" };
  const room = await openNewsroom([channel]);
  try {
    for (let event = 0; event < FILES; event += 1) room.write(`wire/${event}.txt`, report(event));
    expect(await room.round()).toMatchObject({ articles: FILES, quarantined: 0, posts: 0 });
    expect(await fillDueSlot(room.ports, channel)).not.toBeNull();
    expect(await room.round()).toMatchObject({ articles: 0, digests: 0 });
    const editions = await room.store.editions.latest(10);
    expect(editions.map(({ stories }) => stories.length)).toEqual([channel.limit]);
    expect(editions[0]?.left).toBe((await room.store.stories.count()) - channel.limit);
    expect(room.posted).toHaveLength(1);
  } finally {
    await room.close();
  }
}, 300_000);
