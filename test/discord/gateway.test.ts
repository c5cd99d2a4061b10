import { Events } from "discord.js";
import type { Client } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { NEWS, startClient } from "./client.fixture.ts";
import { startDiscord } from "./server.ts";
import type { DiscordServer } from "./server.ts";

let server: DiscordServer;
const clients: Client[] = [];

beforeEach(async () => {
  server = await startDiscord();
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.destroy();
  await server.close();
});

async function client(): Promise<Client<true>> {
  const started = await startClient(server);
  clients.push(started);
  return started;
}

const eventually = async (check: () => boolean) => {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe("a discord.js client", () => {
  it("comes in with the GUILDS intent, sees the guild, and breaks no rule", async () => {
    const bot = await client();
    expect(bot.guilds.cache.first()?.name).toBe("The Harbour Room");
    expect(bot.channels.cache.map((channel) => ("name" in channel ? channel.name : ""))).toContain("daily-news");
    expect(server.gateway.connected()).toBe(1);
    expect(server.violations).toEqual([]);
  });

  it("resumes after a cut and gets what it missed, once", async () => {
    const bot = await client();
    await bot.application.commands.set([NEWS]);
    const heard: string[] = [];
    bot.on(Events.InteractionCreate, (interaction) => {
      heard.push(interaction.id);
      if (interaction.isChatInputCommand()) void interaction.reply({ content: "Here", flags: 64 });
    });
    server.gateway.cut();
    const asked = server.slash({ channel: "daily-news", user: "marit", subcommand: "latest" });
    expect(await asked.first).toMatchObject({ kind: "message", message: { content: "Here" } });
    expect(heard).toEqual([asked.interaction.id]);
    expect(server.gateway.resumes()).toBe(1);
    expect(server.gateway.identifies()).toBe(1);
  });

  it("resumes when asked to reconnect", async () => {
    await client();
    server.gateway.askReconnect();
    await eventually(() => server.gateway.resumes() === 1 && server.gateway.connected() === 1);
    expect(server.gateway.identifies()).toBe(1);
  });

  it("comes in anew when its session is gone", async () => {
    const bot = await client();
    // Leaving while it comes in would never end; so wait for the client's own word.
    const back = new Promise((resolve) => {
      bot.once(Events.ShardReady, resolve);
    });
    server.gateway.invalidate(false);
    await back;
    expect(server.gateway.identifies()).toBe(2);
    expect(server.gateway.resumes()).toBe(0);
  });

  it("comes back when the server has refused it for a while", async () => {
    await client();
    server.gateway.refuse(true);
    server.gateway.cut();
    await eventually(() => server.gateway.connected() === 0);
    server.gateway.refuse(false);
    await eventually(() => server.gateway.connected() === 1);
    expect(server.gateway.resumes() + server.gateway.identifies()).toBe(2);
  });

  it("leaves a socket that no longer acks, and resumes", async () => {
    await server.close();
    server = await startDiscord({ heartbeatMs: 100 });
    await client();
    server.gateway.freeze(true);
    await new Promise((resolve) => setTimeout(resolve, 400));
    server.gateway.freeze(false);
    await eventually(() => server.gateway.resumes() === 1);
    expect(server.gateway.connected()).toBe(1);
  });

  it("is thrown out when its token is revoked", async () => {
    const bot = await client();
    const gone = new Promise<number>((resolve) => {
      bot.once(Events.ShardDisconnect, ({ code }) => resolve(code));
      bot.once(Events.Invalidated, () => resolve(4004));
    });
    server.revokeToken();
    expect(await gone).toBe(4004);
    await expect(bot.rest.get("/users/@me")).rejects.toMatchObject({ status: 401 });
  });
});

describe("what ends a socket", () => {
  const open = async (query = "?v=10&encoding=json") => {
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/${query}`);
    const ended = new Promise<number>((resolve) => {
      socket.once("close", resolve);
    });
    await new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    return { socket, ended };
  };
  const identify = (more: object) => ({
    op: 2,
    d: { token: server.token, intents: 1, properties: { os: "x" }, ...more },
  });

  it.each([
    ["an unknown opcode", () => [{ op: 99 }], 4001],
    ["no JSON", () => ["hello"], 4002],
    ["more than 4,096 bytes", () => [{ op: 1, d: "x".repeat(4_097) }], 4002],
    ["a presence before identifying", () => [{ op: 3, d: {} }], 4003],
    ["a wrong token", () => [identify({ token: "other" })], 4004],
    ["identifying twice", () => [identify({}), identify({})], 4005],
    ["resuming from the future", () => [], 4007],
    ["121 messages in a minute", () => Array.from({ length: 121 }, () => ({ op: 1, d: null })), 4008],
    ["another shard", () => [identify({ shard: [1, 2] })], 4010],
    ["intents that are none", () => [identify({ intents: 2 ** 30 })], 4013],
    ["the content of messages", () => [identify({ intents: 1 | (1 << 15) })], 4014],
  ] as const)("%s", async (what, messages, code) => {
    const { socket, ended } = await open();
    const send = (message: unknown) => socket.send(typeof message === "string" ? message : JSON.stringify(message));
    if (what === "resuming from the future") {
      const other = await open();
      const ready = new Promise<string>((resolve) => {
        other.socket.on("message", (data) => {
          const { t, d } = JSON.parse((data as Buffer).toString("utf8")) as {
            t: string | null;
            d: { session_id: string };
          };
          if (t === "READY") resolve(d.session_id);
        });
      });
      other.socket.send(JSON.stringify(identify({})));
      send({ op: 6, d: { token: server.token, session_id: await ready, seq: 99 } });
    }
    for (const message of messages()) send(message);
    expect(await ended).toBe(code);
    expect(server.violations).toMatchObject([{ kind: "gateway" }]);
  });

  it("another version of the gateway", async () => {
    const { ended } = await open("?v=9&encoding=json");
    expect(await ended).toBe(4012);
  });

  it("compression is refused before the socket opens", async () => {
    await expect(open("?v=10&encoding=json&compress=zlib-stream")).rejects.toThrow("400");
  });

  it("intents beyond GUILDS are let in and written down", async () => {
    const { socket } = await open();
    socket.send(JSON.stringify(identify({ intents: 1 | 512 })));
    await eventually(() => server.gateway.connected() === 1);
    expect(server.violations).toMatchObject([{ kind: "intents", detail: "513" }]);
  });
});
