import type { Json } from "./json.ts";
import type { DiscordServer } from "./server.ts";

export interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

/** One request as a bot makes it; `path` below /api/v10. */
export async function rest(server: DiscordServer, method: string, path: string, body?: unknown): Promise<Reply> {
  const response = await fetch(`${server.apiUrl}/v10${path}`, {
    method,
    headers: {
      Authorization: `Bot ${server.token}`,
      "User-Agent": "DiscordBot (https://example.org, 1.0)",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as Json), headers: response.headers };
}

/** The list in an answer that is one. */
export function listOf({ body }: Reply): readonly Json[] {
  return body as unknown as readonly Json[];
}
