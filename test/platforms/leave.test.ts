import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { listenDiscord } from "../../src/platforms/discord/listen.ts";
import { listenSlack } from "../../src/platforms/slack/listen.ts";

const silent = (): void => {};

/** A platform that takes connections and says nothing: to no request at all, or only where a socket is asked for. */
async function startMute(mute: "request" | "socket") {
  const open = new Set<Socket>();
  const server = createServer((request, response) => {
    request.resume();
    if (mute === "request") return;
    const { port } = server.address() as AddressInfo;
    const limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 };
    const body = JSON.stringify({
      ok: true,
      url: `ws://127.0.0.1:${port}/link`,
      shards: 1,
      session_start_limit: limit,
    });
    response.writeHead(200, { "content-type": "application/json", connection: "close" }).end(body);
  });
  let reached = (): void => {};
  const isReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  server.on(mute === "socket" ? "upgrade" : "request", reached);
  server.on("upgrade", (_, socket) => socket.resume().on("end", () => socket.end()));
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.on("error", silent);
    socket.on("close", () => open.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const close = (): void => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  return { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, open, isReached, close };
}

const AROUND = {
  clock: { now: Date.now, monotonic: () => performance.now() },
  log: { debug: silent, info: silent, warn: silent, error: silent },
  conversation: { answer: () => Promise.reject(new Error("nobody asks")), suggest: () => Promise.resolve([]) },
  onAlert: silent,
};

const BOTS = {
  slack: (apiUrl: string) =>
    listenSlack({
      ...AROUND,
      mode: "socket",
      botToken: "xoxb-1",
      appToken: "xapp-1",
      signingSecret: "",
      apiUrl,
      host: "127.0.0.1",
      port: 0,
      managers: [],
    }),
  discord: (apiUrl: string) => listenDiscord({ ...AROUND, token: "MTI.GabcdE.abc", apiUrl, servers: [] }),
} as const;

test.concurrent.each([
  ["slack", "request"],
  ["slack", "socket"],
  ["discord", "request"],
  ["discord", "socket"],
] as const)(
  "a bot on %s that is stopped leaves no connection behind that would keep the program, though its %s is never answered",
  async (platform, mute) => {
    const server = await startMute(mute);
    const listener = await BOTS[platform](server.api);
    await server.isReached;
    expect(server.open.size).toBeGreaterThan(0);
    await listener.close();
    // The SDKs give a request up by themselves after 15 seconds.
    for (let looks = 0; looks < 40 && server.open.size > 0; looks += 1) await pause(100);
    expect(server.open.size).toBe(0);
    server.close();
  },
  30_000,
);
