import { existsSync, readdirSync, readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { INVENTED } from "../core/cluster/invented-articles.ts";
import type { Subscription } from "../core/subscription.ts";
import { DEFAULT_LIMITS } from "../intake/intake.ts";
import { poolOf } from "../store/pglite.fixture.ts";
import { postgresStore } from "../store/postgres.ts";
import { ingest } from "./ingest.ts";
import { HOUR, openNewsroom, READY } from "./newsroom.fixture.ts";
import type { Newsroom } from "./newsroom.fixture.ts";
import { fillDueSlot } from "./schedule.ts";
import { createStoryDesk } from "./stories.ts";

let room: Newsroom;
let server: PGlite;

beforeAll(async () => {
  server = await PGlite.create({ parsers: { 20: Number } });
});
afterAll(async () => {
  await server.close();
});
afterEach(async () => {
  await room.close();
});

const [FERRY, FERRY_TOO, , , , CALL, CALL_TOO] = INVENTED.map(({ text }) => text);

/** The first sentences of a text below its title. */
function opening(text: string | undefined, sentences: number): string {
  const [, ...body] = (text ?? "").split("\n\n");
  return body
    .join(" ")
    .split(/(?<=\.) /)
    .slice(0, sentences)
    .join(" ");
}

/** Undated reports: two of a ferry, a round-up of ferry and call, and one of the call, which shows where the round-up belongs. */
const REPORTS: Readonly<Record<string, string>> = {
  "ferry-1": FERRY ?? "",
  "ferry-2": FERRY_TOO ?? "",
  roundup: `Ferry runs aground off Skarn with 212 aboard\n\n${opening(FERRY, 2)}\n\n${opening(CALL, 4)}`,
  call: CALL_TOO ?? "",
};

async function bring(id: string, text = REPORTS[id] ?? ""): Promise<void> {
  room.write(`${id}.txt`, text);
  room.advance(HOUR);
  await room.round();
}

/** An invented article as if it had been published on a day of November. */
async function bringDated(id: string, day: number): Promise<void> {
  const text = INVENTED.find((one) => one.id === id)?.text ?? "";
  const [title, ...body] = text.split("\n\n");
  room.write(`${id}.md`, `---\ntitle: ${title}\ndate: 2026-11-${day}\n---\n\n${body.join("\n\n")}\n`);
  room.advance(HOUR);
  await room.round();
}

/** Files of each story without their endings. */
async function stories(): Promise<readonly string[]> {
  const all = await room.store.stories.latest(99);
  const files = await Promise.all(all.map(async ({ articleIds }) => room.store.articles.many(articleIds)));
  return files
    .map((articles) =>
      articles
        .map(({ file }) => file.replace(/\..*$/, ""))
        .sort()
        .join(" "),
    )
    .sort();
}

async function articleOf(id: string): Promise<string> {
  const { articles } = room.store;
  const [article] = [...(await articles.ofFile(`${id}.md`, 1)), ...(await articles.ofFile(`${id}.txt`, 1))];
  return article?.id ?? "";
}

async function storyOf(id: string): Promise<string> {
  return (await room.store.stories.ofArticle(await articleOf(id)))?.id ?? "";
}

function said(): readonly string[] {
  return room.posted.splice(0).map(({ kind, summary }) => `${kind}: ${summary}`);
}

async function openWithRoundup(): Promise<void> {
  room = await openNewsroom([READY], undefined, true);
  for (const id of ["ferry-1", "ferry-2", "roundup"]) await bring(id);
}
const TOGETHER = ["ferry-1 ferry-2 roundup"];
const DRAWN = ["call roundup", "ferry-1 ferry-2"];

/** A first report of the ferry stands alone, for the other came from another week. */
async function openWithFerries(): Promise<void> {
  room = await openNewsroom([READY], undefined, true);
  await bringDated("ferry-1", 19);
  await bringDated("ferry-2", 11);
}

describe("an article that a new one draws out of its story", () => {
  test("is told in the new one's story, and no longer in the other one's post", async () => {
    await openWithRoundup();
    expect(await stories()).toEqual(TOGETHER);
    const ferry = await storyOf("ferry-1");
    const head = room.posted[0]?.key;
    said();
    await bring("call");
    expect(await stories()).toEqual(DRAWN);
    expect(await storyOf("ferry-1")).toBe(ferry);
    expect((await room.store.digests.latest(ferry))?.reports).toHaveLength(2);
    expect((await room.store.digests.latest(await storyOf("call")))?.reports).toHaveLength(2);
    const corrected = room.posted.filter(({ kind, key }) => kind === "edit" && key === head);
    expect(corrected).toHaveLength(1);
    expect(JSON.stringify(corrected[0]?.message)).not.toContain("Grey Strait");
    expect(room.posted.filter(({ kind }) => kind !== "edit").map(({ kind }) => kind)).toEqual(["post"]);
  });

  test("says why it stands where it stands", async () => {
    await openWithRoundup();
    await bring("call");
    const [placement] = await room.store.placements.of([await articleOf("roundup")]);
    expect(placement).toMatchObject({ storyId: await storyOf("call"), nearest: await articleOf("call") });
  });

  test("stays there when the desk starts again, and nothing is said a second time", async () => {
    await openWithRoundup();
    await bring("call");
    said();
    room.restart();
    await room.round();
    room.write("roundup.txt", REPORTS["roundup"] ?? "");
    await room.round();
    expect(await stories()).toEqual(DRAWN);
    expect(said()).toEqual([]);
  });

  test("has moved, or not, when the desk is killed while the new one lands", async () => {
    await openWithRoundup();
    for (let steps = 0; ; steps += 1) {
      expect(steps).toBeLessThan(20);
      room.write("call.txt", REPORTS["call"] ?? "");
      room.dieAfter(steps);
      const died = await room.round().then(
        () => false,
        () => true,
      );
      expect([TOGETHER, DRAWN]).toContainEqual(await stories());
      room.restart();
      if (!died) break;
    }
    await room.round();
    expect(await stories()).toEqual(DRAWN);
    const posts = room.posted.filter(({ kind }) => kind === "post").map(({ key }) => key);
    expect(new Set(posts).size).toBe(posts.length);
    expect(posts).toHaveLength(2);
  });

  test("stays where it was replaced: what a file said before does not come back", async () => {
    await openWithRoundup();
    const before = await articleOf("roundup");
    const text = INVENTED.find(({ id }) => id === "library-1")?.text ?? "";
    await bring("roundup", text);
    await bring("call");
    expect(await room.store.stories.ofArticle(before)).toBeNull();
    expect(await stories()).toEqual(["call", "ferry-1 ferry-2", "roundup"]);
  });

  test("stays when a person has ruled on its story", async () => {
    await openWithRoundup();
    await bringDated("library-1", 19);
    const [storyId, into] = [await storyOf("library-1"), await storyOf("ferry-1")];
    const person = { platform: "console", user: "ada", at: 0 } as const;
    await room.store.rulings.add({ subject: { kind: "merge", storyId, into }, state: "due", ...person });
    await room.round();
    expect(await stories()).toEqual(["ferry-1 ferry-2 library-1 roundup"]);
    await bring("call");
    expect(await stories()).toEqual(["call", "ferry-1 ferry-2 library-1 roundup"]);
  });
});

describe("a story that its last article leaves", () => {
  test("becomes a part of the one that took it: its post, its followers and its votes lead there", async () => {
    await openWithFerries();
    expect(await stories()).toEqual(["ferry-1", "ferry-2"]);
    const [gone, kept] = [await storyOf("ferry-1"), await storyOf("ferry-2")];
    const ada = { platform: "console", user: "ada" } as const;
    await room.store.follows.save({ ...ada, storyId: gone, version: 1, since: 0 });
    await room.store.votes.cast(ada, gone, "up", 0);
    const head = room.posted[0]?.key;
    said();
    await bringDated("ferry-3", 12);
    expect(await stories()).toEqual(["ferry-1 ferry-2 ferry-3"]);
    expect(await storyOf("ferry-1")).toBe(kept);
    expect(await room.store.rulings.merged()).toEqual(new Map([[gone, kept]]));
    expect((await room.store.follows.of(ada)).map(({ storyId }) => storyId)).toEqual([kept]);
    expect(await room.store.votes.of(ada, kept)).toBe("up");
    expect(room.posted.filter(({ kind, key }) => kind === "edit" && key === head)).toHaveLength(1);
    expect(room.posted.filter(({ kind, channel }) => kind === "post" && channel === READY.name)).toEqual([]);
    said();
    room.restart();
    await room.round();
    expect(await stories()).toEqual(["ferry-1 ferry-2 ferry-3"]);
    expect(said()).toEqual([]);
  });
});

test("a story that became a part of another one before it was told is not told by itself", async () => {
  const daily: Subscription = { ...READY, schedule: "0 8 * * *" };
  room = await openNewsroom([daily]);
  for (const [id, day] of [
    ["ferry-1", 19],
    ["ferry-2", 11],
    ["ferry-3", 12],
  ] as const)
    await bringDated(id, day);
  room.advance(18 * HOUR);
  await fillDueSlot(room.ports, daily);
  const [edition] = await room.store.editions.latest(1);
  expect(edition?.stories.map(({ storyId }) => storyId)).toEqual([await storyOf("ferry-1")]);
});

test("what one of two desks on one database moved, the other one's next article finds where it is", async () => {
  await server.exec("drop schema public cascade; create schema public");
  room = await openNewsroom(undefined, () => postgresStore(poolOf(server), "postgres://test", false));
  const { signal } = new AbortController();
  const [first, second] = [1, 2].map(() => {
    const desk = createStoryDesk(room.ports, 14 * 24 * HOUR);
    const options = { folders: [room.inbox], limits: DEFAULT_LIMITS, stories: desk, afresh: false, signal };
    return async () => ingest(room.ports, options);
  });
  const take = async (
    desk: (() => Promise<unknown>) | undefined,
    id: string,
    text = REPORTS[id] ?? "",
  ): Promise<void> => {
    room.write(`${id}.txt`, text);
    await desk?.();
  };
  for (const id of ["ferry-1", "ferry-2", "roundup"]) await take(first, id);
  await take(second, "library", INVENTED.find(({ id }) => id === "library-1")?.text);
  await take(first, "call");
  expect(await stories()).toEqual(["call roundup", "ferry-1 ferry-2", "library"]);
  await take(second, "again", (REPORTS["roundup"] ?? "").replace("early on Monday", "on Monday"));
  expect(await stories()).toEqual(["again call roundup", "ferry-1 ferry-2", "library"]);
});

const SEEDS = new URL("../../../shared/seeds/", import.meta.url);

test.skipIf(!existsSync(SEEDS))(
  "the four documents of ../shared/seeds become the same stories one by one (skipped where it is not there)",
  async () => {
    const files = readdirSync(SEEDS)
      .filter((file) => file.endsWith(".txt"))
      .sort();
    expect(files).toHaveLength(4);
    const found: (readonly string[])[] = [];
    for (const order of [
      [[0, 1, 2, 3]],
      [[0], [1], [2], [3]],
      [[0], [2], [1], [3]],
      [[3], [0], [2], [1]],
      [[1], [2], [3], [0]],
    ]) {
      room = await openNewsroom([READY], undefined, true);
      for (const together of order) {
        for (const number of together) {
          const file = files[number] ?? "";
          room.write(file, readFileSync(new URL(file, SEEDS), "utf8"));
        }
        room.advance(HOUR);
        await room.round();
      }
      found.push(await stories());
      await room.close();
    }
    room = await openNewsroom();
    expect(new Set(found.map((one) => one.join(" | "))).size).toBe(1);
    expect(found[0]).toHaveLength(2);
  },
);
