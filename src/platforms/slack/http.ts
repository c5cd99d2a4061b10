import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { HTTPReceiver } from "@slack/bolt";
import type { Clock } from "../../core/time.ts";
import { ENDPOINT } from "./manifest.ts";

export interface HttpOptions {
  readonly receiver: HTTPReceiver;
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly clock: Pick<Clock, "now">;
}

export interface HttpDoor {
  /** "http://127.0.0.1:8788/slack/events" */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** What Slack sends has a few kilobytes. */
export const BODY_LIMIT = 1_048_576;
/** For the head of a request, and for all of it. */
const REQUEST_MS = 5000;
/** docs.slack.dev, verifying requests: five minutes; Bolt refuses older ones, this those from the future. */
const STAMP_SECONDS = 300;

/**
 * The door for requests from Slack. Bolt checks the signature over the raw body; bounds on time and size are set here.
 * @throws Error with what to do when the address cannot be had
 */
export async function openDoor({ receiver, host, port, clock }: HttpOptions): Promise<HttpDoor> {
  const server = createServer(
    { headersTimeout: REQUEST_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: 500 },
    (request, response) => serve(receiver, clock, request, response),
  );
  await listen(server, host, port);
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  const shown = host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${shown}:${bound}${ENDPOINT}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function serve(
  receiver: HTTPReceiver,
  clock: Pick<Clock, "now">,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const stamp = Number(request.headers["x-slack-request-timestamp"]);
  if (stamp * 1000 > clock.now() + STAMP_SECONDS * 1000) return refuse(response, 401);
  try {
    receiver.requestListener(request, response);
  } catch {
    // Bolt throws for every other path and method.
    refuse(response, 404);
  }
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: "close" });
  response.end();
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const mend = "Choose another under slack.host and slack.port.";
      reject(new Error(`Slack's requests cannot be taken at ${host}:${port} (${error.code ?? "unknown"}). ${mend}`));
    });
    server.listen(port, host, resolve);
  });
}
