import type { Json } from "../json.ts";
import type { World } from "../world.ts";

export interface Call {
  readonly world: World;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Under which the caller reached this server. */
  readonly host: string;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  /** Undefined: no body. */
  readonly body?: unknown;
}

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** "/channels/:channel/messages", below /api/v10. */
  readonly path: string;
  /** "none": the address itself holds a token, as for interactions; also exempt from the global limit. */
  readonly auth: "bot" | "none";
  readonly handle: (call: Call) => Answer;
}

/** Routes of one noun. */
export type Routes = readonly Route[];

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export const NO_CONTENT: Answer = { status: 204 };

export function bodyOf(call: Call): Json {
  return (call.body ?? {}) as Json;
}

type Handle = Route["handle"];

export function bot(method: Route["method"], path: string, handle: Handle): Route {
  return { method, path, auth: "bot", handle };
}

export function open(method: Route["method"], path: string, handle: Handle): Route {
  return { method, path, auth: "none", handle };
}
