import type { IncomingMessage, ServerResponse } from "node:http";
import type { Args } from "./args.ts";
import { isRecord } from "./blocks/checks.ts";
import { Refusal } from "./refusal.ts";

const MAX_BODY = 2_000_000;

/** @throws Refusal request_too_large */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Refusal("request_too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** The arguments of a call, from a form, from JSON or from the address of a GET. @throws Refusal */
export function parseArgs(request: IncomingMessage, body: string): Args {
  const query = Object.fromEntries(new URL(request.url ?? "/", "http://localhost").searchParams);
  const kind = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (request.method === "GET" || body === "") return query;
  if (kind === "application/x-www-form-urlencoded") {
    return { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
  }
  if (kind !== "application/json") throw new Refusal("invalid_post_type");
  const value = parseJson(body);
  if (!isRecord(value)) throw new Refusal("json_not_object");
  return value;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal("invalid_json");
  }
}

/** What goes back over the wire. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends JSON, or a string as it is. The Date header follows the server's own clock, as a platform's does. */
export function sendReply(response: ServerResponse, reply: Reply, now: number): void {
  const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
  const type = typeof reply.body === "string" ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
  response.writeHead(reply.status, {
    "content-type": type,
    date: new Date(now).toUTCString(),
    ...reply.headers,
  });
  response.end(text);
}
