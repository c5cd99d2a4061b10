import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import type { ChatName } from "./chat.ts";
import { startCutter } from "./cutter.ts";
import type { Cutter } from "./cutter.ts";
import { postgresMissing } from "./postgres.ts";
import { launch } from "./process.ts";
import { comeToRest, openScene } from "./scene.ts";
import type { Scene, SceneOptions } from "./scene.ts";
import { killOne } from "./slot.ts";
import { judge } from "./verdict.ts";

const closers: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
});

async function setScene(options: Partial<SceneOptions> = {}): Promise<Scene> {
  const scene = await openScene({
    platform: "slack",
    database: "sqlite",
    speed: 20,
    desks: 1,
    seed: 3,
    faults: false,
    ...options,
  });
  closers.push(scene.close);
  return scene;
}

/** Lets everything come to rest. @returns what is wrong then */
async function wrongIn(scene: Scene): Promise<readonly string[]> {
  await comeToRest(scene);
  const { faults, posts } = judge(scene.chat, await scene.reader.read());
  return posts === 0 ? [...faults, "nothing was posted"] : faults;
}

const POSTED_MS = 60_000;

/** Waits for so many messages in all. @throws Error when a desk ends or it takes too long */
async function untilPosted({ chat, slots }: Scene, count: number): Promise<void> {
  const until = performance.now() + POSTED_MS;
  while (chat.standing().length < count) {
    await pause(50);
    const stuck = performance.now() > until ? slots[0] : slots.find((slot) => !slot.desk().isRunning());
    if (stuck !== undefined) throw new Error(`${chat.standing().length} of ${count} posted:\n${stuck.desk().log()}`);
  }
}

const missing = postgresMissing();
const where = missing === null ? "" : ` (skipped: ${missing})`;

/** By the desk's clock: a lease, the settle time and then some. */
const FROZEN_MS = 200_000;
const FREEZES = 1;

test("a desk that is frozen for minutes at its connections goes on and posts nothing twice", async () => {
  const scene = await setScene();
  const [slot] = scene.slots;
  for (let count = 0; count < 6; count += 1) scene.articles.write();
  slot.start();
  await untilPosted(scene, 2);
  scene.articles.write();
  await frozenAt(scene);
  await pause(FROZEN_MS / scene.hurry.speed);
  slot.desk().signal("SIGCONT");
  expect(await wrongIn(scene)).toEqual([]);
}, 300_000);

/** Freezes the desk that connects next, before it can say anything. */
async function frozenAt(scene: Scene): Promise<Scene["slots"][0]> {
  const { promise, resolve } = Promise.withResolvers<Scene["slots"][0]>();
  scene.trap.armed = {
    moment: { kind: "connected" },
    passes: 0,
    fire: (slot) => {
      scene.trap.armed = null;
      slot.desk().signal("SIGSTOP");
      resolve(slot);
    },
  };
  return promise;
}

test.skipIf(missing !== null).each<ChatName>(["slack", "discord"])(
  `of two desks, the one that wakes up after the other has taken over adds nothing to %s${where}`,
  async (platform) => {
    const scene = await setScene({ platform, database: "postgres", desks: 2 });
    for (let count = 0; count < 6; count += 1) scene.articles.write();
    for (const slot of scene.slots) slot.start();
    for (let freeze = 0; freeze < FREEZES; freeze += 1) {
      await untilPosted(scene, freeze * 2);
      scene.articles.write();
      const frozen = await frozenAt(scene);
      await pause(FROZEN_MS / scene.hurry.speed);
      frozen.desk().signal("SIGCONT");
    }
    expect(await wrongIn(scene)).toEqual([]);
  },
  300_000,
);

/** A file system of its own that holds some megabytes; null: none may be mounted here. */
function mountSmall(): string | null {
  const folder = mkdtempSync(join(tmpdir(), "copydesk-small-"));
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=32m", "tmpfs", folder]).status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  closers.push(() => {
    spawnSync("umount", ["-l", folder]);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** @returns frees it again */
function fill(folder: string): () => void {
  const ballast = join(folder, "ballast");
  const file = openSync(ballast, "w");
  for (const size of [65_536, 512, 1]) {
    try {
      for (;;) if (writeSync(file, Buffer.alloc(size, 1)) < size) break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }
  closeSync(file);
  expect(statSync(ballast).size).toBeGreaterThan(0);
  return () => rmSync(ballast);
}

test("a desk whose disk is full sends nothing that it cannot write down, and goes on when there is room", async (context) => {
  const small = mountSmall();
  if (small === null) return context.skip("a small file system may not be mounted here");
  const scene = await setScene({ dataFolder: small });
  const [slot] = scene.slots;
  for (let count = 0; count < 6; count += 1) scene.articles.write();
  slot.start();
  for (let round = 1; round <= 2; round += 1) {
    await untilPosted(scene, round * 3);
    const free = fill(small);
    for (let count = 0; count < 4; count += 1) scene.articles.write();
    await pause(3_000);
    const full = scene.chat.standing().length;
    if (round === 2 && slot.desk().isRunning())
      await killOne(scene.trap, slot, { kind: "at random", ms: 0 }, scene.roll);
    free();
    // Where it cannot even open its database it says so and ends; whoever keeps it running starts it again.
    if (!slot.desk().isRunning()) slot.start();
    await untilPosted(scene, full + 1);
  }
  expect(await wrongIn(scene)).toEqual([]);
}, 300_000);

test("a second desk on the same SQLite file ends with exit code 3, and the first one goes on", async () => {
  const scene = await setScene({ speed: 1 });
  const [slot] = scene.slots;
  scene.articles.write();
  slot.start();
  await untilPosted(scene, 1);
  const second = launch(scene.folder, scene.hurry, scene.chat.environment(slot.relay.url), "second.log");
  expect(await second.ended).toBe(3);
  expect(second.log()).toContain(String(slot.desk().pid));
  scene.articles.write();
  await untilPosted(scene, 2);
  const before = await scene.live.read();
  expect(before.rows.filter(({ state }) => state === "dead")).toEqual([]);
}, 120_000);

const CUTS = 8;

test.skipIf(missing !== null)(
  `a connection to PostgreSQL that is cut in the middle of a commit leaves no row half done or done twice${where}`,
  async () => {
    let cutter: Cutter | null = null;
    const scene = await setScene({
      database: "postgres",
      desks: 2,
      betweenDatabase: async (url) => {
        const made = await startCutter(Number(new URL(url).port));
        cutter = made;
        closers.push(made.close);
        return url.replace(/:\d+\//, `:${made.port}/`);
      },
    });
    for (let count = 0; count < 4; count += 1) scene.articles.write();
    for (const slot of scene.slots) slot.start();
    await untilPosted(scene, 1);
    for (let cuts = 0; cuts < CUTS; cuts += 1) {
      scene.articles.write();
      await (cutter as Cutter | null)?.cutNext(cuts % 2 === 0 ? "before" : "after");
      await pause(200);
      expect(scene.slots.map((slot) => slot.desk().isRunning())).toEqual([true, true]);
    }
    expect(await wrongIn(scene)).toEqual([]);
  },
  300_000,
);
