import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { openStore } from "../src/store/open.ts";
import { makeDesk, report } from "./desk.ts";
import type { Running, TestDesk } from "./desk.ts";

let desk: TestDesk | undefined;

afterEach(() => {
  desk?.remove();
});

const EVENTS = 24;
const DEATHS = 12;

/** Takes the document, article and story of every file, and each digest's posts, together after all the deaths. */
async function expectAllOnce({ folder, record }: TestDesk, files: number): Promise<void> {
  const store = await openStore({ database: `${folder}/data/copydesk.sqlite`, readOnly: true });
  const posts = record("wire");
  expect(await store.documents.count()).toBe(files);
  expect(await store.articles.count()).toBe(files);
  expect(await store.stories.withoutDigest()).toEqual([]);
  const stories = await store.stories.latest(1_000);
  expect(stories.flatMap(({ articleIds }) => articleIds)).toHaveLength(files);
  expect(await store.deliveries.counts()).toEqual({
    pending: 0,
    sending: 0,
    unknown: 0,
    dead: 0,
    cancelled: 0,
    sent: posts.length,
  });
  expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length);
  // Every story was posted, and no version of one twice.
  const editions = await store.editions.latest(1_000);
  const posted = editions.flatMap(({ stories }) => stories.map(({ storyId, version }) => `${storyId} ${version}`));
  expect(new Set(posted).size).toBe(posted.length);
  expect(new Set(posted.map((story) => story.split(" ")[0]))).toEqual(new Set(stories.map(({ id }) => id)));
  expect(posts).toHaveLength(posted.length);
  await store.close();
}

/** Starts the program and kills it: after a time, or as soon as it has shown a digest. @returns whether it was killed */
async function die(running: Running, afterMs: number | null): Promise<boolean> {
  const shown = new Promise<void>((resolve) => {
    running.process.stdout?.once("data", () => resolve());
  });
  await Promise.race([running.ended, afterMs === null ? shown : pause(afterMs)]);
  running.process.kill("SIGKILL");
  return (await running.ended).code === null;
}

test.each(["once", "start"])(
  "%s may be killed at any moment: no document is lost and no digest posted twice",
  async (command) => {
    const dying = makeDesk();
    desk = dying;
    for (let event = 0; event < EVENTS; event += 1) dying.write(`inbox/${event}.txt`, report(event));
    // While it starts, reads and compares; then over and over in the middle of its posts.
    for (const wait of [100, 200, 300, 400, 500]) await die(dying.launch(command), wait);
    const counts: number[] = [];
    while (counts.length < DEATHS && (await die(dying.launch(command), null))) counts.push(dying.record("wire").length);
    expect(counts.filter((count) => count > 0 && count < EVENTS).length).toBeGreaterThan(1);
    // Growth that comes while it dies and starts again.
    for (let event = 0; event < EVENTS; event += 3) dying.write(`inbox/${event}-more.txt`, report(event, 1));
    for (let death = 0; death < 3; death += 1) await die(dying.launch(command), null);
    expect(await dying.copydesk("once")).toMatchObject({ code: 0 });
    await expectAllOnce(dying, EVENTS + EVENTS / 3);
    expect((await dying.copydesk("once")).stdout).toBe("");
  },
  120_000,
);
