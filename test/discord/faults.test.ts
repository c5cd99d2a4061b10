import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "./faults.ts";
import { rest } from "./rest.fixture.ts";
import { startDiscord } from "./server.ts";
import type { DiscordServer } from "./server.ts";

let clock = Date.UTC(2026, 10, 22, 8);
let server: DiscordServer;
let news = "";

beforeEach(async () => {
  clock = Date.UTC(2026, 10, 22, 8);
  server = await startDiscord({ now: () => clock });
  news = `/channels/${server.channel("daily-news").id}/messages`;
});
afterEach(() => server.close());

const post = () => rest(server, "POST", news, { content: "c" });
const strike = (fault: Fault) => server.fault({ fault, method: "POST", path: news });
const posted = () => server.messages("daily-news").length;

describe("a fault strikes its route once", () => {
  it.each([
    ["503 before anything happened", { kind: "status", status: 503 }, 503, 0],
    ["500 although it was posted", { kind: "status", status: 500, applied: true }, 500, 1],
    ["403 of a bot that lost its rights", { kind: "status", status: 403, code: 50_013 }, 403, 0],
    ["404 of a channel that went away", { kind: "status", status: 404, code: 10_003 }, 404, 0],
  ] as const)("%s", async (_, fault, status, count) => {
    const handle = strike(fault);
    const reply = await post();
    expect(reply).toMatchObject({ status, body: { code: "code" in fault ? fault.code : 0 } });
    expect(posted()).toBe(count);
    expect((await post()).status).toBe(200);
    expect(handle.hits()).toBe(1);
  });

  it.each([
    ["an answer lost after the post", { kind: "lost" }, "fetch failed", 1],
    ["a socket cut before it", { kind: "cut" }, "fetch failed", 0],
    ["half of the JSON", { kind: "truncated" }, "JSON", 1],
    ["a proxy's page, nothing posted", { kind: "html" }, "JSON", 0],
    ["a proxy's page, though posted", { kind: "html", status: 200, applied: true }, "JSON", 1],
  ] as const)("%s", async (_, fault, why, count) => {
    strike(fault);
    await expect(post()).rejects.toThrow(why);
    expect(posted()).toBe(count);
  });

  it("a slow answer comes after the post", async () => {
    strike({ kind: "slow", ms: 50 });
    const reply = post();
    await expect.poll(posted).toBe(1);
    expect((await reply).status).toBe(200);
  });

  it("a late request lands when it is let to", async () => {
    strike({ kind: "late" });
    await expect(post()).rejects.toThrow("fetch failed");
    expect(posted()).toBe(0);
    server.land();
    server.land();
    expect(posted()).toBe(1);
  });

  it("a late request lands after its time, with the caller still waiting", async () => {
    strike({ kind: "late", ms: 20, caller: "silent" });
    expect((await post()).status).toBe(200);
    expect(posted()).toBe(1);
  });

  it("a revoked token is refused from then on", async () => {
    strike({ kind: "revoked" });
    expect((await post()).status).toBe(401);
    expect((await rest(server, "GET", "/users/@me")).status).toBe(401);
    expect(server.violations.map(({ kind }) => kind)).toEqual(["invalid-request", "invalid-request"]);
  });

  it("as often as it was told to, until it is cleared", async () => {
    const handle = server.fault({ fault: { kind: "status", status: 502 }, path: /\/messages$/u, times: 3 });
    expect([(await post()).status, (await post()).status]).toEqual([502, 502]);
    handle.clear();
    expect((await post()).status).toBe(200);
  });
});

describe("429", () => {
  it("says how long, and refuses whoever does not wait", async () => {
    strike({ kind: "rate-limited", retryAfter: 1.25 });
    const first = await post();
    expect(first).toMatchObject({ status: 429, body: { retry_after: 1.25, global: false } });
    expect(first.headers.get("retry-after")).toBe("2");
    expect(first.headers.get("x-ratelimit-scope")).toBe("user");
    clock += 1_249;
    expect(await post()).toMatchObject({ status: 429, body: { retry_after: 0.001 } });
    expect(server.violations.map(({ kind }) => kind)).toEqual([
      "invalid-request",
      "during-retry-after",
      "invalid-request",
    ]);
    clock += 1;
    expect((await post()).status).toBe(200);
  });

  it("of the whole bot closes every route, except to answers of interactions", async () => {
    strike({ kind: "rate-limited", retryAfter: 5, scope: "global" });
    expect((await post()).headers.get("x-ratelimit-global")).toBe("true");
    expect(await rest(server, "GET", "/users/@me")).toMatchObject({ status: 429, body: { global: true } });
    expect((await rest(server, "POST", "/interactions/1/x/callback", { type: 5 })).status).toBe(404);
  });

  it("of a shared resource is nobody's fault", async () => {
    strike({ kind: "rate-limited", retryAfter: 1, scope: "shared" });
    expect((await post()).headers.get("x-ratelimit-scope")).toBe("shared");
    expect(server.violations).toEqual([]);
  });

  it("comes by itself when limits are switched on: each route and channel, and all together", async () => {
    await server.close();
    server = await startDiscord({ now: () => clock, rateLimits: { perRoute: 5, windowMs: 5_000, global: 7 } });
    news = `/channels/${server.channel("daily-news").id}/messages`;
    const tea = `/channels/${server.channel("tea-break").id}/messages`;
    for (let n = 4; n >= 0; n -= 1) {
      const { headers } = await post();
      expect(headers.get("x-ratelimit-remaining")).toBe(String(n));
      expect(headers.get("x-ratelimit-limit")).toBe("5");
    }
    expect(await post()).toMatchObject({ status: 429, body: { retry_after: 5, global: false } });
    const other = () => rest(server, "POST", tea, { content: "c" });
    expect([(await other()).status, (await other()).status]).toEqual([200, 200]);
    expect(await other()).toMatchObject({ status: 429, body: { global: true } });
    clock += 5_000;
    expect((await post()).status).toBe(200);
  });
});

describe("what is written down", () => {
  it("every request with its route, body, fault and outcome", async () => {
    strike({ kind: "lost" });
    await post().catch(() => {});
    await rest(server, "GET", "/channels/1");
    const route = "/channels/:channel/messages";
    expect(server.requests).toMatchObject([
      { method: "POST", path: news, route, body: { content: "c" }, fault: "lost", status: null },
      { method: "GET", path: "/channels/1", route: "/channels/:channel", fault: null, status: 404, code: 10_003 },
    ]);
  });

  it("a client without a name", async () => {
    await fetch(`${server.apiUrl}/v10/gateway`);
    expect(server.violations).toMatchObject([{ kind: "user-agent" }]);
  });
});

describe("requests that are none", () => {
  const raw = (path: string, init: { method?: string; headers?: Record<string, string>; body?: string }) =>
    fetch(`${server.apiUrl}${path}`, {
      ...init,
      headers: { Authorization: `Bot ${server.token}`, "User-Agent": "DiscordBot (x, 1)", ...init.headers },
    });

  it.each([
    ["an unknown path", "/v10/weather", {}, 404, 0],
    ["a broken escape in the address", "/v10/channels/%E0", {}, 400, 50_035],
    ["an old version", "/v9/users/@me", {}, 400, 50_041],
    [
      "broken JSON",
      "POST",
      { method: "POST", headers: { "Content-Type": "application/json" }, body: "{" },
      400,
      50_109,
    ],
    [
      "another content type",
      "POST",
      { method: "POST", headers: { "Content-Type": "text/plain" }, body: "{}" },
      400,
      50_035,
    ],
  ] as const)("%s", async (_, path, init, status, code) => {
    const reply = await raw(path === "POST" ? `/v10${news}` : path, init);
    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ code });
  });
});
