import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import { createServer as createSocketServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openWire } from "./wire.ts";
import type { HttpCall, HttpResult } from "./wire.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const sockets = new Set<{ destroy: () => void }>();
  server.on("connection", (socket) => sockets.add(socket));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function call(url: string, over: Partial<HttpCall> = {}): Promise<HttpResult> {
  const wire = openWire(200);
  closing.push(wire.close);
  return wire.call({ method: "POST", url, headers: {}, body: "{}", kept: false, ...over });
}

const answering = (listener: RequestListener): Promise<number> => listening(createServer(listener));

describe("nothing has left when", () => {
  it("the connection is refused", async () => {
    const port = await answering(() => {});
    closing.pop()?.();
    expect(await call(`http://127.0.0.1:${port}/`)).toEqual({ state: "unsent", reason: "the connection was refused" });
  });

  it("the name of the server is unknown", async () => {
    expect(await call("http://nowhere.invalid/")).toMatchObject({ state: "unsent" });
  });

  it.each(["not an address", "ftp://127.0.0.1/"])("the address is %s", async (url) => {
    expect(await call(url)).toMatchObject({ state: "unsent" });
  });

  it("the token has a line end, and it is not told", async () => {
    const result = await call("http://127.0.0.1:1/", { headers: { Authorization: "Bot secret\n" } });
    expect(result).toMatchObject({ state: "unsent" });
    expect(JSON.stringify(result)).not.toContain("secret");
  });

  it("the handshake is never finished", async () => {
    const port = await listening(createSocketServer());
    expect(await call(`https://127.0.0.1:${port}/`)).toEqual({
      state: "unsent",
      reason: "no answer within 0.2 seconds",
    });
  });

  it("the fence says no, however well the server is", async () => {
    let heard = 0;
    const port = await answering((_, response) => {
      heard += 1;
      response.end("{}");
    });
    expect(await call(`http://127.0.0.1:${port}/`, { fence: () => false })).toMatchObject({ state: "unsent" });
    expect(heard).toBe(0);
  });
});

describe("nobody knows what became of it when", () => {
  it("the server says nothing", async () => {
    const port = await answering(() => {});
    expect(await call(`http://127.0.0.1:${port}/`)).toMatchObject({ state: "unanswered" });
  });

  it("the answer stops in the middle", async () => {
    const port = await answering((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
    });
    expect(await call(`http://127.0.0.1:${port}/`)).toMatchObject({ state: "unanswered" });
  });

  it("the connection is cut", async () => {
    const port = await answering((request) => request.destroy());
    expect(await call(`http://127.0.0.1:${port}/`)).toEqual({ state: "unanswered", reason: "the connection was cut" });
  });
});

it("asks the fence once, when the connection stands, and gives the answer back", async () => {
  let asked = 0;
  const port = await answering((request, response) => {
    request.resume().on("end", () => response.writeHead(201, { date: "Sun, 22 Nov 2026 08:00:00 GMT" }).end("é"));
  });
  const fence = (): boolean => {
    asked += 1;
    return true;
  };
  const result = await call(`http://127.0.0.1:${port}/`, { fence });
  expect(result).toMatchObject({ state: "answered", status: 201, text: "é" });
  expect(asked).toBe(1);
});
