import { Agent as HttpAgent, request as httpRequest } from "node:http";
import type { ClientRequest, IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

/** Connection, request and whole answer together. */
const REQUEST_MS = 15_000;
/** Answers are smaller: 100 full messages of Discord's come to about a megabyte, 999 of Slack's to about ten. */
const MAX_ANSWER = 64 * 1024 * 1024;

export interface HttpCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Asked when the connection stands, right before the first byte leaves. */
  readonly fence?: () => boolean;
  /** Over a connection that is kept for the next one: quicker, but the other side may cut it just as it is used. */
  readonly kept: boolean;
}

export type HttpResult =
  | {
      readonly state: "answered";
      readonly status: number;
      readonly headers: IncomingMessage["headers"];
      readonly text: string;
    }
  /** Nothing of the request left this machine. */
  | { readonly state: "unsent"; readonly reason: string }
  /** It left, and nobody knows what became of it. */
  | { readonly state: "unanswered"; readonly reason: string };

/** Ways to the server. */
export interface Wire {
  readonly call: (call: HttpCall) => Promise<HttpResult>;
  readonly close: () => void;
}

interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/**
 * One try, no redirect followed. The request is written only once its connection stands, so that a refused connection,
 * an unknown host or a failed handshake are known to have sent nothing.
 */
export function openWire(timeoutMs = REQUEST_MS): Wire {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  return {
    call: (call) => exchange(call, agents, timeoutMs),
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function exchange(call: HttpCall, agents: Agents, timeoutMs: number): Promise<HttpResult> {
  return new Promise((resolve) => {
    const request = prepared(call, agents);
    if (request === null) {
      resolve({ state: "unsent", reason: "the address or the token has a character that none may have" });
      return;
    }
    let written = false;
    const timer = setTimeout(
      () => request.destroy(new Error(`no answer within ${timeoutMs / 1000} seconds`)),
      timeoutMs,
    );
    const end = (result: HttpResult): void => {
      clearTimeout(timer);
      resolve(result);
    };
    const fail = (error: Error): void => end({ state: written ? "unanswered" : "unsent", reason: inWords(error) });
    const write = (): void => {
      if (call.fence?.() === false) {
        request.destroy(new Error("its time had run out before it was sent"));
        return;
      }
      written = true;
      request.end(call.body);
    };
    request.on("error", fail);
    request.on("socket", (socket) => {
      const ready = call.url.startsWith("https:") ? "secureConnect" : "connect";
      if (socket.connecting) socket.once(ready, write);
      else write();
    });
    request.on("response", (response) => {
      read(response).then(
        (text) => end({ state: "answered", status: response.statusCode ?? 0, headers: response.headers, text }),
        fail,
      );
    });
  });
}

/** Null: Node.js will not write such an address or header. Its error could tell the token. */
function prepared({ url, method, headers, body, kept }: HttpCall, agents: Agents): ClientRequest | null {
  const secure = url.startsWith("https:");
  const all = body === undefined ? headers : { ...headers, "Content-Length": String(Buffer.byteLength(body)) };
  try {
    if (secure) return httpsRequest(url, { method, headers: all, agent: kept ? agents.https : false });
    return httpRequest(url, { method, headers: all, agent: kept ? agents.http : false });
  } catch {
    return null;
  }
}

async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER) throw new Error("the answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "the name of the server could not be looked up",
  EAI_AGAIN: "the name of the server could not be looked up",
  ECONNRESET: "the connection was cut",
};

function inWords(error: Error & { readonly code?: string }): string {
  const { code = "" } = error;
  return WORDS[code] ?? (error.message || code || "the connection failed");
}
