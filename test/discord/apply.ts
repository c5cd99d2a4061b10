import { ApiError, invalidForm, notFound, unauthorized } from "./errors.ts";
import type { FormIssue } from "./errors.ts";
import { TOO_LARGE, bucketOf, violate } from "./passage.ts";
import type { Api, Passage, Result } from "./passage.ts";
import { refusalBody, refusalHeaders } from "./rate-limit.ts";
import type { Refusal } from "./rate-limit.ts";
import type { Route } from "./routes/route.ts";

const OLD_EDITS_WAIT_MS = 60_000;

/** Does what was asked; nothing that goes wrong leaves here as an exception. */
export function apply(passage: Passage): Result {
  const { api, found } = passage;
  const bucket = bucketOf(passage);
  try {
    if (!found) throw pathError(passage);
    authorize(passage, found.route);
    checkIds(found.params);
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
  if (request.url?.startsWith("/api/v10/") !== true) {
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

/** Ids in the address are snowflakes, but for the words that stand in for one, and tokens. */
function checkIds(params: Readonly<Record<string, string>>): void {
  const issues: FormIssue[] = [];
  for (const [name, value] of Object.entries(params)) {
    if (name === "token" || value === "@original" || /^\d{1,20}$/u.test(value)) continue;
    issues.push({ path: [`${name}_id`], code: "NUMBER_TYPE_COERCE", message: `Value "${value}" is not snowflake.` });
  }
  if (issues.length > 0) throw invalidForm(issues);
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

function refused(passage: Passage, refusal: Refusal): Result {
  if (refusal.impatient) violate(passage.api, "during-retry-after", `${passage.record.method} ${passage.record.path}`);
  return limited(passage, refusal);
}

/** A 429, counted against the bot unless the resource is shared. */
export function limited(passage: Passage, refusal: Pick<Refusal, "scope" | "waitMs">): Result {
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

/** An answer that has nothing to do with what was asked. */
export function failed(passage: Passage, status: number, code: number, message = `${status}: failed`): Result {
  const error = new ApiError(status, code, message);
  note(passage, error);
  return { answer: { status, body: error.body }, headers: passage.api.limiter.headers(bucketOf(passage)) };
}
