import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import { openStore } from "../store/open.ts";
import { createArchive } from "./archive.ts";
import { DESK } from "./newsroom.fixture.ts";
import { isLoopback, localAddress } from "./hosts.ts";
import { ArchiveAddressError, serveArchive } from "./serve.ts";
import type { ServedArchive } from "./serve.ts";

const open: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const resource of open.splice(0).reverse()) await resource.close();
});

async function serve(host: string, port = 0, address: string | null = null): Promise<ServedArchive> {
  const store = await openStore({ database: ":memory:" });
  open.push(store);
  const served = await serveArchive(async () => createArchive({ store, desk: DESK }), { host, port, address });
  open.push(served);
  return served;
}

interface Answer {
  readonly status: number | undefined;
  readonly policy: string | string[] | undefined;
}

/** Asks with a Host of our choice, which fetch does not allow. */
function askAs(host: string, url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, policy: response.headers["content-security-policy"] });
    })
      .on("error", reject)
      .end();
  });
}

test("the archive is served where it says", async () => {
  const { url } = await serve("127.0.0.1");
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true });
});

test.each([
  ["127.0.0.1", "rebound.example", 421],
  ["127.0.0.1", "localhost", 200],
  ["0.0.0.0", "news.example", 200],
])("bound to %s it answers a request for %s with %i", async (bound, host, status) => {
  const { url } = await serve(bound);
  const answer = await askAs(host, url);
  expect(answer.status).toBe(status);
  expect(answer.policy).toContain("default-src 'none'");
});

test.each([
  ["news.example", 200],
  ["News.Example:443", 200],
  ["news.example.elsewhere", 421],
  ["127.0.0.1", 200],
])("with a proxy before it at news.example it answers a request for %s with %i", async (host, status) => {
  const { url } = await serve("127.0.0.1", 0, "https://news.example");
  expect((await askAs(host, url)).status).toBe(status);
});

test.each([
  ["127.0.0.1", "http://127.0.0.1:8787"],
  ["localhost", "http://localhost:8787"],
  ["::1", "http://[::1]:8787"],
  ["192.168.1.4", "http://192.168.1.4:8787"],
  ["0.0.0.0", "http://localhost:8787"],
  ["0", "http://localhost:8787"],
  ["::", "http://localhost:8787"],
  ["0:0:0:0:0:0:0:0", "http://localhost:8787"],
])("bound to %s it is found at %s", (host, address) => {
  expect(localAddress(host, 8787)).toBe(address);
});

test("this machine alone reaches a loopback address", () => {
  expect(["127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "10.0.0.1"].filter(isLoopback)).toEqual([
    "127.0.0.1",
    "::1",
    "localhost",
  ]);
});

test("pages are made once, for the first reader; a fault in that is an answer", async () => {
  let made = 0;
  const served = await serveArchive(
    async () => {
      made += 1;
      throw new Error("no pages");
    },
    { host: "127.0.0.1", port: 0 },
  );
  open.push(served);
  expect(made).toBe(0);
  expect((await fetch(served.url)).status).toBe(500);
  await expect(served.load()).rejects.toThrow("no pages");
  expect(made).toBe(1);
});

test("an impossible host is refused with the same headers", async () => {
  const { url } = await serve("127.0.0.1");
  const answer = await askAs("a b/c@d", url);
  expect(answer.status).toBe(400);
  expect(answer.policy).toContain("default-src 'none'");
});

test("a port in use is told with the field to change", async () => {
  const { url } = await serve("127.0.0.1");
  const port = Number(new URL(url).port);
  const refused = serve("127.0.0.1", port);
  await expect(refused).rejects.toThrow(ArchiveAddressError);
  await expect(refused).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program. Stop that program, or set web.port to a free port.`,
  );
});

test("an address that is not this machine's is told with the field to change", async () => {
  await expect(serve("192.0.2.1")).rejects.toThrow(/This machine has no address 192\.0\.2\.1\. Set web\.host/);
});

test("after it is closed it answers no more, though a browser kept its connection", async () => {
  const { url, close } = await serve("127.0.0.1");
  await fetch(url);
  await close();
  open.pop();
  await expect(fetch(url)).rejects.toThrow("fetch failed");
});
