import type { IncomingMessage, ServerResponse } from "node:http";
import { apply } from "./apply.ts";
import { TOO_LARGE, send, violate } from "./passage.ts";
import type { Api, Found } from "./passage.ts";
import type { RequestRecord } from "./record.ts";
import type { Routes } from "./routes/route.ts";
import { strike } from "./strike.ts";

const PREFIX = "/api/v10";
/** Bytes of one request. */
const MAX_BODY = 25 * 1024 * 1024;

/** Answers one request below /api. */
export async function serveApi(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://discord");
  const method = request.method ?? "GET";
  const path = url.pathname.startsWith(`${PREFIX}/`) ? url.pathname.slice(PREFIX.length) : url.pathname;
  const text = await bodyText(request);
  const found = url.pathname.startsWith(`${PREFIX}/`) ? match(api.routes, method, path) : null;
  const fault = api.faults.strike(method, path);
  const record: RequestRecord = {
    at: api.world.now(),
    method,
    path,
    query: url.search,
    route: found?.route.path ?? null,
    body: parsed(text),
    fault: fault?.kind ?? null,
    status: null,
    code: null,
  };
  api.ledger.requests.push(record);
  watchManners(api, request);
  const passage = { api, request, response, found, text, record };
  if (fault) await strike(passage, fault);
  else send(passage, apply(passage));
}

async function bodyText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= MAX_BODY) chunks.push(chunk as Buffer);
  }
  return size > MAX_BODY ? TOO_LARGE : Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function match(routes: Routes, method: string, path: string): Found | null {
  const asked = path.split("/");
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = paramsOf(route.path.split("/"), asked);
    if (params) return { route, params };
  }
  return null;
}

function paramsOf(template: readonly string[], asked: readonly string[]): Readonly<Record<string, string>> | null {
  if (template.length !== asked.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const given = unescaped(asked[index] ?? "");
    if (part.startsWith(":")) params[part.slice(1)] = given;
    else if (part !== given) return null;
  }
  return params;
}

/** What is no valid escape stays as it is, and fits no id. */
function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Discord asks for "DiscordBot ($url, $version)" and may block what has none. */
function watchManners(api: Api, request: IncomingMessage): void {
  const agent = request.headers["user-agent"] ?? "";
  if (!/^DiscordBot \(.+, .+\)/u.test(agent)) violate(api, "user-agent", agent === "" ? "none" : agent);
}
