import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Hono } from "hono";
import type { Env } from "./guard.ts";
import { isLoopback, localAddress } from "./hosts.ts";

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

/** Where the archive listens, and how people find it. */
export interface ArchivePlace {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Address before which a proxy stands; null when there is none. */
  readonly address?: string | null;
}

/** The archive at its door. */
export interface ServedArchive {
  /** Its address on this machine, without a slash at the end. */
  readonly url: string;
  /** Loads the pages, unless a reader came first. @throws what `makeApp` throws */
  readonly load: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * Takes the archive's port at once, and makes its pages when `load` or the first reader asks: loading them takes longer than
 * the first digest should wait. Bound to a loopback address it answers only requests that name this machine or the proxy.
 * @throws ArchiveAddressError when the address or port cannot be had
 */
export async function serveArchive(makeApp: () => Promise<Hono<Env>>, at: ArchivePlace): Promise<ServedArchive> {
  // By an import statement, node:http would load a client of web sockets with it that nobody here uses.
  const { createServer } = process.getBuiltinModule("node:http");
  const publicHost = at.address === undefined || at.address === null ? null : new URL(at.address).hostname;
  let made: Promise<Listener> | null = null;
  const listener = (): Promise<Listener> => (made ??= makeListener(makeApp, isLoopback(at.host), publicHost));
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT }, (request, response) => {
    listener().then(
      (answer) => answer(request, response),
      () => response.writeHead(500).end("The archive's pages could not be loaded; the log says why.\n"),
    );
  });
  await listen(server, at.host, at.port);
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : at.port;
  const load = async (): Promise<void> => void (await listener());
  return { url: localAddress(at.host, port), load, close: () => stop(server) };
}

async function makeListener(
  makeApp: () => Promise<Hono<Env>>,
  loopback: boolean,
  publicHost: string | null,
): Promise<Listener> {
  const [{ getRequestListener }, { SECURITY_HEADERS }, app] = await Promise.all([
    import("@hono/node-server"),
    import("./guard.ts"),
    makeApp(),
  ]);
  return getRequestListener((request) => app.fetch(request, { loopback, publicHost }), {
    overrideGlobalObjects: false,
    // Only for requests that are no requests, such as an impossible Host: the app answers its own errors.
    errorHandler: () => new Response("Bad request\n", { status: 400, headers: { ...SECURITY_HEADERS } }),
  });
}
