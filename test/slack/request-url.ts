import { createHmac } from "node:crypto";
import { violate } from "./state.ts";
import type { SlackState } from "./state.ts";
import type { Ack, Envelope, Send } from "./transport.ts";

/** docs.slack.dev/authentication/verifying-requests-from-slack: `v0=` HMAC-SHA256 over `v0:timestamp:body`, in hex. */
export function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

/** How an app is reached over HTTP. */
export function createRequestUrl(state: SlackState, url: string, ackMs: number): Send {
  return async (envelope) => {
    const startedAt = performance.now();
    const after = (): number => performance.now() - startedAt;
    try {
      const response = await post(state, url, envelope, ackMs);
      const text = await response.text();
      if (response.status !== 200) {
        const detail = `status ${response.status}`;
        return { ok: false, reason: "http_error", detail, afterMs: after() };
      }
      return { ok: true, body: readAnswer(state, envelope, response, text), afterMs: after() };
    } catch (error) {
      return failure(state, envelope, error, ackMs, after());
    }
  };
}

function post(state: SlackState, url: string, envelope: Envelope, ackMs: number): Promise<Response> {
  const { type, body } = encode(envelope);
  const timestamp = String(Math.trunc(state.now() / 1000));
  const { retry } = envelope;
  return fetch(url, {
    method: "POST",
    body,
    redirect: "error",
    signal: AbortSignal.timeout(ackMs),
    headers: {
      "content-type": type,
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": sign(state.app.signingSecret, timestamp, body),
      ...(retry && { "x-slack-retry-num": String(retry.attempt), "x-slack-retry-reason": retry.reason }),
    },
  });
}

function encode({ type, payload }: Envelope): { readonly type: string; readonly body: string } {
  const form = "application/x-www-form-urlencoded";
  switch (type) {
    case "events_api":
      return { type: "application/json", body: JSON.stringify(payload) };
    case "interactive":
      return { type: form, body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() };
    case "slash_commands":
      return { type: form, body: new URLSearchParams(payload as Record<string, string>).toString() };
    default:
      return type satisfies never;
  }
}

function readAnswer(state: SlackState, envelope: Envelope, response: Response, text: string): unknown {
  if (text === "") return null;
  if (!envelope.acceptsPayload) {
    violate(state, "bad_ack", `${envelope.type} takes no body with its acknowledgement`);
    return null;
  }
  if (!(response.headers.get("content-type") ?? "").startsWith("application/json")) return { text };
  try {
    return JSON.parse(text);
  } catch {
    violate(state, "bad_ack", `${envelope.type} was answered with broken JSON`);
    return null;
  }
}

function failure(state: SlackState, { type }: Envelope, error: unknown, ackMs: number, afterMs: number): Ack {
  if (error instanceof Error && error.name === "TimeoutError") {
    violate(state, "no_ack", `${type} was not acknowledged within ${ackMs} ms`);
    return { ok: false, reason: "operation_timeout", detail: `no answer within ${ackMs} ms`, afterMs };
  }
  return { ok: false, reason: "connection_failed", detail: String(error), afterMs };
}
