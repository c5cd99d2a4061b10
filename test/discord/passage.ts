import type { IncomingMessage, ServerResponse } from "node:http";
import type { Faults } from "./faults.ts";
import type { Limiter } from "./rate-limit.ts";
import type { Ledger, RequestRecord, Violation } from "./record.ts";
import type { Answer, Route, Routes } from "./routes/route.ts";
import type { World } from "./world.ts";

export interface Api {
  readonly world: World;
  readonly routes: Routes;
  readonly faults: Faults;
  readonly limiter: Limiter;
  readonly ledger: Ledger;
  readonly revoke: () => void;
}

/** Stands for a body that is too large; no JSON starts like this. */
export const TOO_LARGE = "\0";

/** One request on its way through. */
export interface Passage {
  readonly api: Api;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly found: Found | null;
  readonly text: string;
  readonly record: RequestRecord;
}

export interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export interface Result {
  readonly answer: Answer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Route and top-level resource. */
export function bucketOf({ found, record }: Passage): string {
  const { channel, guild, token } = found?.params ?? {};
  return [record.method, found?.route.path ?? record.path, channel ?? guild ?? token ?? ""].join(" ");
}

export function violate(api: Pick<Api, "world" | "ledger">, kind: Violation["kind"], detail: string): void {
  api.ledger.violations.push({ at: api.world.now(), kind, detail });
}

/** Sends an answer as JSON, and writes down what it was. */
export function send(passage: Passage, { answer, headers }: Result): void {
  const code = (answer.body as { code?: unknown } | undefined)?.code;
  passage.record.code = answer.status >= 400 && typeof code === "number" ? code : null;
  if (answer.body === undefined) return write(passage, answer.status, headers, null);
  write(passage, answer.status, { ...headers, "Content-Type": "application/json" }, JSON.stringify(answer.body));
}

export function write(
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
