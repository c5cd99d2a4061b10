import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConsole } from "../../src/platforms/console/index.ts";
import type { ConsolePayload } from "../../src/platforms/console/render.ts";
import { platformContract } from "./contract.ts";
import type { ContractBench } from "./contract.ts";

const TARGET = { name: "Newsroom", platform: "console", channel: "wire", crosspost: false } as const;

/** Its "server" is the folder with its records. */
async function open(): Promise<ContractBench<string>> {
  const folder = mkdtempSync(join(tmpdir(), "copydesk-console-"));
  const platform = createConsole({
    folder,
    screen: { columns: () => 80, colours: false, write: () => {} },
    clock: { now: Date.now },
    onScreenGone: () => {},
  });
  return {
    platform,
    server: folder,
    target: TARGET,
    secret: folder,
    standing: () => recordIn(folder).map(({ key, text }) => ({ id: `console:${key}`, text, under: null, pings: 0 })),
    close: async () => {
      await platform.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function recordIn(folder: string): readonly { readonly key: string; readonly text: string }[] {
  const file = join(folder, "console-wire.jsonl");
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as { key: string; text: string });
}

function wordsIn(payload: unknown): string {
  return (payload as ConsolePayload).lines.map(({ runs }) => runs.map(({ text }) => text).join("")).join("\n");
}

platformContract("The console", {
  open,
  threads: false,
  troubles: [],
  pageful: 205,
  // What a terminal would take for an order rather than for words.
  objections: (payload) =>
    (payload as ConsolePayload).lines
      .flatMap(({ runs }) => runs)
      .filter(({ text }) => /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text))
      .map(({ text }) => `control characters in ${JSON.stringify(text)}`),
  pingsIn: () => 0,
  wordsIn,
  leftOut: /no limit, so nothing may be missing/,
});
