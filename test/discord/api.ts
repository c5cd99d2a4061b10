import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError, invalidForm, notFound, unauthorized } from "./errors.ts";
import type { Fault, Faults } from "./faults.ts";
import { refusalBody, refusalHeaders } from "./rate-limit.ts";
import type { Limiter, Refusal } from "./rate-limit.ts";
import type { Ledger, RequestRecord, Violation } from "./record.ts";
import type { Answer, Route, Routes } from "./routes/route.ts";
import type { World } from "./world.ts";

const PREFIX = "/api/v10";
/** Bytes of one request. */
const MAX_BODY = 25 * 1024 * 1024;
const OLD_EDITS_WAIT_MS = 60_000;

export interface Api {
  readonly world: World;
  readonly routes: Routes;
  readonly faults: Faults;
  readonly limiter: Limiter;
  readonly ledger: Ledger;
  readonly revoke: () => void;
}

/** One request on its way through. */
interface Passage {
  readonly api: Api;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly found: Found | null;
  readonly text: string;
  readonly record: RequestRecord;
}

interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Result {
  readonly answer: Answer;
  readonly headers: Readonly<Record<string, string>>;
}

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

/** No JSON starts like this. */
const TOO_LARGE = "\0";

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
    const given = decodeURIComponent(asked[index] ?? "");
    if (part.startsWith(":")) params[part.slice(1)] = given;
    else if (part !== given) return null;
  }
  return params;
}

/** Does what was asked; nothing that goes wrong leaves here as an exception. */
function apply(passage: Passage): Result {
  const { api, found } = passage;
  const bucket = bucketOf(passage);
  try {
    if (!found) throw pathError(passage);
    authorize(passage, found.route);
    const refusal = api.limiter.take(bucket, found.route.auth === "bot");
    if (refusal) return refused(passage, refusal);
    const answer = found.route.handle({
      world: api.world,
      params: found.params,
      query: new URLSearchParams(passage.record.query),
      host: passage.request.headers.host ?? "127.0.0.1",
      body: jsonBody(passage),
    });
    return { answer, headers: api.limiter.headers(bucket) };
  } catch (error) {
    const known = error instanceof ApiError ? error : ownFailure(api, error);
    note(passage, known);
    // The one error of a route that is a 429: too many edits of old messages.
    const wait = known.status === 429 ? refusalHeaders({ scope: "user", waitMs: OLD_EDITS_WAIT_MS }) : {};
    return { answer: { status: known.status, body: known.body }, headers: { ...api.limiter.headers(bucket), ...wait } };
  }
}

function pathError({ request }: Passage): ApiError {
  const url = request.url ?? "";
  if (/^\/api(?:\/|$)/u.test(url) && !url.startsWith(`${PREFIX}/`)) {
    return new ApiError(400, 50041, "Invalid API version provided.");
  }
  return notFound();
}

function ownFailure(api: Api, error: unknown): ApiError {
  violate(api, "server", error instanceof Error ? (error.stack ?? error.message) : String(error));
  return new ApiError(500, 0, "500: Internal Server Error");
}

function authorize({ api, request }: Passage, route: Route): void {
  if (route.auth === "none") return;
  if (api.world.token === null || request.headers.authorization !== `Bot ${api.world.token}`) throw unauthorized();
}

function jsonBody({ request, text }: Passage): unknown {
  if (text === "") return undefined;
  if (text === TOO_LARGE) throw new ApiError(413, 40005, "Request entity too large");
  if (!/^application\/json\b/iu.test(request.headers["content-type"] ?? "")) {
    const message = "Expected \"Content-Type\" header to be one of {'application/json'}.";
    throw invalidForm([{ path: [], code: "CONTENT_TYPE_INVALID", message }]);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ApiError(400, 50109, "The request body contains invalid JSON.");
  }
}

/** Route and top-level resource. */
function bucketOf({ found, record }: Passage): string {
  const { channel, guild, token } = found?.params ?? {};
  return [record.method, found?.route.path ?? record.path, channel ?? guild ?? token ?? ""].join(" ");
}

function refused(passage: Passage, refusal: Refusal): Result {
  if (refusal.impatient) violate(passage.api, "during-retry-after", `${passage.record.method} ${passage.record.path}`);
  return limited(passage, refusal);
}

function limited(passage: Passage, refusal: Pick<Refusal, "scope" | "waitMs">): Result {
  if (refusal.scope !== "shared")
    violate(passage.api, "invalid-request", `429 ${passage.record.method} ${passage.record.path}`);
  const headers = { ...passage.api.limiter.headers(bucketOf(passage)), ...refusalHeaders(refusal) };
  return { answer: { status: 429, body: refusalBody(refusal) }, headers };
}

function note({ api, record }: Passage, error: ApiError): void {
  if ([401, 403, 429].includes(error.status)) {
    violate(api, "invalid-request", `${error.status} ${record.method} ${record.path}`);
  }
  if (!record.path.startsWith("/interactions/")) return;
  if (error.body["code"] === 10062) violate(api, "late-callback", record.path);
  if (error.body["code"] === 40060) violate(api, "second-callback", record.path);
}

export function violate(api: Pick<Api, "world" | "ledger">, kind: Violation["kind"], detail: string): void {
  api.ledger.violations.push({ at: api.world.now(), kind, detail });
}

/** Discord asks for "DiscordBot ($url, $version)" and may block what has none. */
function watchManners(api: Api, request: IncomingMessage): void {
  const agent = request.headers["user-agent"] ?? "";
  if (!/^DiscordBot \(.+, .+\)/u.test(agent)) violate(api, "user-agent", agent === "" ? "none" : agent);
}

async function strike(passage: Passage, fault: Fault): Promise<void> {
  const { api, response } = passage;
  switch (fault.kind) {
    case "rate-limited": {
      const refusal = { scope: fault.scope ?? "user", waitMs: fault.retryAfter * 1_000 };
      api.limiter.block(bucketOf(passage), refusal.scope, refusal.waitMs);
      return send(passage, limited(passage, refusal));
    }
    case "status":
      if (fault.applied === true) apply(passage);
      return send(passage, failed(passage, fault.status, fault.code ?? 0, fault.message));
    case "lost":
      apply(passage);
      response.socket?.destroy();
      return;
    case "cut":
      response.socket?.destroy();
      return;
    case "slow": {
      const result = apply(passage);
      await new Promise((resolve) => setTimeout(resolve, fault.ms).unref());
      return send(passage, result);
    }
    case "truncated": {
      const { answer, headers } = apply(passage);
      const text = JSON.stringify(answer.body ?? null);
      return write(
        passage,
        answer.status,
        { ...headers, "Content-Type": "application/json" },
        text.slice(0, text.length / 2),
      );
    }
    case "html":
      if (fault.applied === true) apply(passage);
      return write(passage, fault.status ?? 502, { "Content-Type": "text/html" }, "<html><h1>Bad gateway</h1></html>");
    case "late":
      api.faults.hold(() => {
        const result = apply(passage);
        if (fault.caller === "silent") send(passage, result);
      }, fault.ms);
      if (fault.caller !== "silent") response.socket?.destroy();
      return;
    case "revoked":
      api.revoke();
      return send(passage, apply(passage));
  }
}

function failed(passage: Passage, status: number, code: number, message = `${status}: failed`): Result {
  const error = new ApiError(status, code, message);
  note(passage, error);
  return { answer: { status, body: error.body }, headers: passage.api.limiter.headers(bucketOf(passage)) };
}

function send(passage: Passage, { answer, headers }: Result): void {
  const code = (answer.body as { code?: unknown } | undefined)?.code;
  passage.record.code = answer.status >= 400 && typeof code === "number" ? code : null;
  if (answer.body === undefined) return write(passage, answer.status, headers, null);
  write(passage, answer.status, { ...headers, "Content-Type": "application/json" }, JSON.stringify(answer.body));
}

function write(
  { api, response, record }: Passage,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string | null,
): void {
  record.status = status;
  if (response.destroyed) return;
  // The platform's own clock, which is the one that its ids tell.
  response.writeHead(status, { ...headers, Date: new Date(api.world.now()).toUTCString() });
  response.end(text ?? undefined);
}
