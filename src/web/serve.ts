import { createServer } from "node:http";
import type { Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { isLoopback, SECURITY_HEADERS } from "./guard.ts";
import type { Env } from "./guard.ts";

/** Milliseconds that open requests get to end when the archive closes. */
const GRACE = 1000;
/** Milliseconds to send a whole request: all of ours are a few lines. */
const REQUEST_TIMEOUT = 10_000;

/** The operator's configuration names a place where the archive cannot be served. */
export class ArchiveAddressError extends Error {
  override readonly name = "ArchiveAddressError";
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const say = (text: string): Error => new ArchiveAddressError(text, { cause: error });
  switch (error.code ?? "") {
    case "EADDRINUSE":
      return say(
        `Port ${port} on ${host} is in use by another program. Stop that program, or set web.port to a free port.`,
      );
    case "EACCES":
      return say(`This user may not open port ${port}. Set web.port to a port of 1024 or more.`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return say(
        `This machine has no address ${host}. Set web.host to 127.0.0.1, or to 0.0.0.0 for all its addresses.`,
      );
    default:
      return error;
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(explain(error, host, port)));
    server.listen({ host, port }, resolve);
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE);
    server.close((error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}

/**
 * Serves the archive. Bound to a loopback address it answers only requests that name this machine.
 * @param at `port` 0 takes a free one
 * @throws ArchiveAddressError when the address or port cannot be had
 */
export async function serveArchive(
  app: Hono<Env>,
  at: { readonly host: string; readonly port: number },
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const loopback = isLoopback(at.host);
  const listener = getRequestListener((request) => app.fetch(request, { loopback }), {
    overrideGlobalObjects: false,
    // Only for requests that are no requests, such as an impossible Host: the app answers its own errors.
    errorHandler: () => new Response("Bad request\n", { status: 400, headers: { ...SECURITY_HEADERS } }),
  });
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT }, (request, response) => {
    void listener(request, response);
  });
  await listen(server, at.host, at.port);
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : at.port;
  const host = at.host.includes(":") ? `[${at.host}]` : at.host;
  return { url: `http://${host}:${port}`, close: () => stop(server) };
}
