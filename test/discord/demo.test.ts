import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { Json } from "./json.ts";

const DEMO = fileURLToPath(new URL("demo.ts", import.meta.url));

it(
  "the demo brings the bot into its channels, fills them, answers, and ends with Ctrl-C",
  { timeout: 120_000 },
  async () => {
    const demo = spawn(process.execPath, [DEMO], {
      env: { ...process.env, PORT: "0" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let told = "";
    for (const stream of [demo.stdout, demo.stderr])
      stream.on("data", (text: Buffer) => (told += text.toString("utf8")));
    const ended = new Promise((resolve) => {
      demo.once("exit", resolve);
    });
    try {
      const urlOf = () => /http:\/\/127\.0\.0\.1:\d+/u.exec(told)?.[0] ?? "";
      await expect.poll(urlOf, { timeout: 20_000 }).not.toBe("");
      const look = async (path: string) => (await (await fetch(`${urlOf()}/demo/${path}?user=marit`)).json()) as Json;
      const waiting = { timeout: 60_000, interval: 250 };
      await expect.poll(async () => (await look("guild"))["online"], waiting).toBe(true);
      await expect.poll(async () => (await look("commands/tea-break"))["commands"], waiting).not.toEqual([]);
      await expect
        .poll(async () => ((await look("channel/stories"))["posts"] as Json[]).length, waiting)
        .toBeGreaterThan(3);
      const answer = await fetch(`${urlOf()}/demo/slash`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ user: "marit", channel: "tea-break", command: "news", subcommand: "help" }),
      });
      expect(await answer.json()).toMatchObject({ message: { private: true } });
    } finally {
      demo.kill("SIGINT");
    }
    expect({ code: await ended, told }).toEqual({ code: 0, told });
  },
);
