import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { startDesk } from "../app.ts";
import { loadConfig } from "../config.ts";
import { createLog } from "../log.ts";

const ARTICLE = `Tarn bridge closed after crack is found

VELLMAR, 21 November 2026 — The council of Vellmar closed the Tarn bridge to all traffic on Saturday after divers found a crack in its third pier.

Repairs could cost 6 million crowns and last until spring, the council said.
`;

let folder: string;

afterEach(() => rmSync(folder, { recursive: true }));

test("a desk whose database fails in its first round says so, stays, and makes up for it", async () => {
  folder = mkdtempSync(join(tmpdir(), "copydesk-first-"));
  const file = join(folder, "copydesk.yaml");
  mkdirSync(join(folder, "inbox"));
  writeFileSync(
    file,
    "folders: [inbox]\ndatabase: desk.sqlite\nweb: false\nchannels:\n  - { name: wire, platform: console, channel: wire }\n",
  );
  const article = join(folder, "inbox", "bridge.txt");
  writeFileSync(article, ARTICLE);
  utimesSync(article, 1_700_000_000, 1_700_000_000);

  let told = "";
  let shown = "";
  let stranger: DatabaseSync | null = null;
  const desk = await startDesk(
    await loadConfig(file),
    {
      clock: { now: Date.now, monotonic: () => performance.now() },
      timers: {
        set: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      },
      random: () => 0.5,
      log: createLog({ level: "info", secrets: [], forPeople: false, colours: false, write: (line) => (told += line) }),
      screen: { write: (text) => (shown += text), columns: () => null, colours: false },
      onScreenGone: () => {},
      // In the middle of the round another program takes the file.
      onProgress: () => {
        if (stranger !== null) return;
        stranger = new DatabaseSync(join(folder, "desk.sqlite"));
        stranger.exec("begin immediate");
      },
    },
    new AbortController().signal,
  );
  expect(told).toContain("is held by another program (database is locked)");
  expect(told).toContain("they are tried again");
  (stranger as DatabaseSync | null)?.close();
  while (!shown.includes("Tarn bridge")) await pause(50);
  await desk.close();
  expect(readFileSync(join(folder, "console-wire.jsonl"), "utf8").trim().split("\n")).toHaveLength(1);
}, 30_000);
