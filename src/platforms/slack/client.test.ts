import { createServer } from "node:http";
import type { RequestListener, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { Order } from "../../core/platform.ts";
import { createClient } from "./client.ts";
import { createSlack } from "./index.ts";

const NOW = Date.parse("2026-11-22T08:00:00Z");
const TOKEN = "xoxb-0123456789-secret";
const clock = { now: () => NOW };
const silent = (): void => {};
const log = { debug: silent, info: silent, warn: silent, error: silent };
const TARGET = { name: "News", platform: "slack", channel: "C1", crosspost: false } as const;
const POST: Order = {
  kind: "post",
  key: "0123456789abcdef",
  payload: { form: "text", text: "Tide", blocks: [], page: null },
};

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** @returns the address of a server that answers so */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  stops.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
}

function answering(status: number, body: string, headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (request, response) => {
    request.resume();
    request.on("end", () => {
      response.writeHead(status, { ...headers });
      response.end(body);
    });
  };
}

async function problemWith(listener: RequestListener): Promise<unknown> {
  const apiUrl = await serve(listener);
  const result = await createClient({ token: TOKEN, apiUrl, clock }).call("chat.postMessage", {
    channel: "C1",
    text: "Tide",
  });
  expect(JSON.stringify(result)).not.toContain(TOKEN);
  return result.ok ? "ok" : result.problem;
}

describe("A call", () => {
  it.each([
    ["7", 7000],
    ["1.5", 1500],
    ["3600", 3_600_000],
    ["0", 0],
    ["Sun, 22 Nov 2026 08:00:09 GMT", 9000],
    ["soon", 30_000],
  ])("that is told to come again after %s waits %d ms", async (after, retryAfterMs) => {
    const body = '{"ok":false,"error":"ratelimited"}';
    expect(await problemWith(answering(429, body, { "retry-after": after }))).toEqual({
      kind: "rate-limited",
      retryAfterMs,
    });
  });

  it("that is told to wait in words alone waits half a minute", async () => {
    const wait = { kind: "rate-limited", retryAfterMs: 30_000 };
    expect(await problemWith(answering(429, ""))).toEqual(wait);
    expect(await problemWith(answering(200, '{"ok":false,"error":"ratelimited"}'))).toEqual(wait);
  });

  it.each([
    ["nothing", 200, ""],
    ["half an answer", 200, '{"ok":tr'],
    ["a page", 200, "<html>gateway</html>"],
    ["a word", 200, '"ok"'],
    ["null", 200, "null"],
    ["a list", 200, "[]"],
    ["an object that says nothing", 200, "{}"],
    ["an error in words", 200, '{"ok":false,"error":"Something <b>broke</b>"}'],
    ["a page of a proxy that asks for a password", 407, "<html>who are you?</html>"],
    ["an error of the server", 500, ""],
    ["an error of the server that looks like an answer", 503, '{"ok":false,"error":"is_archived"}'],
  ])("that is answered with %s is unclear", async (_, status, body) => {
    expect(await problemWith(answering(status, body))).toMatchObject({ kind: "unclear" });
  });

  it.each([
    ["nothing", (): void => {}],
    ["the head of an answer", (response: ServerResponse): void => void response.write('{"ok":')],
  ])("that has got %s when its time is over is unclear", async (_, begin) => {
    const apiUrl = await serve((request, response) => {
      request.resume();
      begin(response);
    });
    const result = await createClient({ token: TOKEN, apiUrl, clock, requestMs: 50 }).call("chat.postMessage", {});
    expect(result).toMatchObject({ ok: false, problem: { kind: "unclear" } });
  });

  it("follows no redirect", async () => {
    const asked: unknown[] = [];
    const elsewhere = await serve((request, response) => {
      asked.push(request.url);
      response.end('{"ok":true,"ts":"1.0"}');
    });
    expect(await problemWith(answering(307, "", { location: `${elsewhere}/chat.postMessage` }))).toMatchObject({
      kind: "unclear",
    });
    expect(asked).toEqual([]);
  });

  it("takes a definite word whatever its status", async () => {
    expect(await problemWith(answering(401, '{"ok":false,"error":"invalid_auth"}'))).toMatchObject({
      code: "invalid_auth",
    });
  });

  it("learns how far Slack's clock is from ours", async () => {
    const client = createClient({
      token: TOKEN,
      apiUrl: await serve(answering(200, '{"ok":true}', { date: "Sun, 22 Nov 2026 08:03:00 GMT" })),
      clock,
    });
    expect(client.clockDistance()).toBeNull();
    await client.call("auth.test", {});
    expect(client.clockDistance()).toBe(180_000);
  });
});

describe("A server that knows one method", () => {
  it("is enough to post to", async () => {
    const seen: string[] = [];
    const apiUrl = await serve((request, response) => {
      seen.push(request.url ?? "");
      request.resume().on("end", () => response.end('{"ok":true,"ts":"1763798400.000100"}'));
    });
    const slack = createSlack({ botToken: TOKEN, apiUrl, clock, log });
    expect(await slack.send(TARGET, POST, () => true)).toEqual({ ok: true, messageId: "1763798400.000100" });
    expect(seen).toEqual(["/api/chat.postMessage"]);
  });

  it("that does not name the message leaves it unclear", async () => {
    const slack = createSlack({ botToken: TOKEN, apiUrl: await serve(answering(200, '{"ok":true}')), clock, log });
    expect(await slack.send(TARGET, POST, () => true)).toMatchObject({ ok: false, failure: { kind: "unclear" } });
  });

  it("has a history that nobody knows", async () => {
    const unknown = answering(200, '{"ok":false,"error":"unknown_method"}');
    const slack = createSlack({ botToken: TOKEN, apiUrl: await serve(unknown), clock, log });
    expect(await slack.history(TARGET, { since: NOW, under: null })).toMatchObject({ known: false });
  });
});

describe("A look at the history", () => {
  /** A channel with these messages, one a page, on a server whose clock goes `ahead` ms before ours. */
  function channel(messages: readonly Readonly<Record<string, unknown>>[], ahead: number): RequestListener {
    return (request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on("end", () => {
        const args = new URLSearchParams(body);
        const found = messages.filter(({ ts }) => Number(ts) > Number(args.get("oldest")));
        const at = Number(args.get("cursor") ?? 0);
        const next = at + 1 < found.length ? String(at + 1) : "";
        response.setHeader("date", new Date(NOW + ahead).toUTCString());
        response.end(
          JSON.stringify({
            ok: true,
            messages: found.slice(at, at + 1),
            has_more: next !== "",
            response_metadata: { next_cursor: next },
          }),
        );
      });
    };
  }

  const seconds = (ms: number): string => (ms / 1000).toFixed(6);
  const marked = (key: string, ts: string): Readonly<Record<string, unknown>> => ({
    ts,
    metadata: { event_type: "copydesk_delivery", event_payload: { key } },
  });

  it.each([
    ["an hour ahead of", 3_600_000],
    ["an hour behind", -3_600_000],
    ["with", 0],
  ])("finds what was posted on a clock that goes %s ours", async (_, ahead) => {
    const messages = ["k1", "k2", "k3"].map((key, at) => marked(key, seconds(NOW + ahead + at)));
    const apiUrl = await serve(channel([marked("old", seconds(NOW + ahead - 86_400_000)), ...messages], ahead));
    const slack = createSlack({ botToken: TOKEN, apiUrl, clock, log });
    const history = await slack.history(TARGET, { since: NOW - 1000, under: null });
    if (!history.known) throw new Error(history.reason);
    expect([...history.posts.keys()].filter((key) => key !== "old")).toEqual(["k1", "k2", "k3"]);
  });

  it("reads the marker from metadata, from the first block, and from neither of another app", async () => {
    const ts = (at: number): string => seconds(NOW + at);
    const messages = [
      marked("k1", ts(0)),
      { ts: ts(1), blocks: [{ type: "section", block_id: "copydesk.k2" }] },
      { ts: ts(2), metadata: '{"event_type":"copydesk_delivery","event_payload":{"key":"k3"}}' },
      { ts: ts(3), metadata: { event_type: "other", event_payload: { key: "k4" } }, blocks: [{ block_id: "k5" }] },
      { ts: ts(4), text: "copydesk.k6" },
    ];
    const slack = createSlack({ botToken: TOKEN, apiUrl: await serve(channel(messages, 0)), clock, log });
    const history = await slack.history(TARGET, { since: NOW, under: null });
    expect(history).toEqual({ known: true, posts: new Map(["k1", "k2", "k3"].map((key, at) => [key, ts(at)])) });
  });

  it("is no answer when more is there and no way to it", async () => {
    const apiUrl = await serve(answering(200, '{"ok":true,"messages":[],"has_more":true}'));
    const slack = createSlack({ botToken: TOKEN, apiUrl, clock, log });
    expect(await slack.history(TARGET, { since: NOW, under: null })).toMatchObject({ known: false });
  });
});
