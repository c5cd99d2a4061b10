import { createServer, request as send } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request of the desk's, whole. */
export interface Passing {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What becomes of a request. Times are real milliseconds. */
export type Treatment =
  /** `onDone`: the platform did it, and no answer has gone back. `onPassed`: the answer has. */
  | { readonly kind: "pass"; readonly delayMs?: number; readonly onDone?: () => void; readonly onPassed?: () => void }
  /** It never arrives. */
  | { readonly kind: "cut" }
  /** It arrives; the answer does not. */
  | { readonly kind: "lost" }
  /** The connection is cut, and it arrives after that. */
  | { readonly kind: "late"; readonly ms: number }
  | { readonly kind: "status"; readonly status: number; readonly applied: boolean }
  /** Half of the answer arrives as if it were all. */
  | { readonly kind: "half" };

export interface Relay {
  /** "http://127.0.0.1:1234" */
  readonly url: string;
  /** Requests that have not arrived at the platform yet. */
  readonly underWay: () => number;
  readonly close: () => Promise<void>;
}

export interface RelayHooks {
  /** Somebody has connected, and has said nothing yet. */
  readonly connected: () => void;
  readonly treat: (passing: Passing) => Treatment;
}

/** Stands between one desk and the platform, and does to its requests what networks do. */
export async function startRelay(to: string, hooks: RelayHooks): Promise<Relay> {
  let underWay = 0;
  const arrive = async (passing: Passing): Promise<Answer> => {
    underWay += 1;
    try {
      return await ask(to, passing);
    } finally {
      underWay -= 1;
    }
  };
  const server = createServer((request, response) => {
    relayed(request, response, hooks, arrive, (change) => (underWay += change)).catch(() => response.destroy());
  });
  server.on("connection", hooks.connected);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    underWay: () => underWay,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

async function relayed(
  request: IncomingMessage,
  response: ServerResponse,
  { treat }: RelayHooks,
  arrive: (passing: Passing) => Promise<Answer>,
  waits: (change: 1 | -1) => void,
): Promise<void> {
  const { method = "GET", url: path = "/", headers } = request;
  const passing = { method, path, headers, body: await bytesOf(request) };
  const treatment = treat(passing);
  switch (treatment.kind) {
    case "cut":
      response.destroy();
      return;
    case "lost":
      await arrive(passing);
      response.destroy();
      return;
    case "late":
      response.destroy();
      waits(1);
      await pause(treatment.ms);
      waits(-1);
      await arrive(passing);
      return;
    case "status":
      if (treatment.applied) await arrive(passing);
      response.writeHead(treatment.status, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");
      return;
    case "half": {
      const { status, headers, body } = await arrive(passing);
      const half = body.subarray(0, body.length / 2);
      response.writeHead(status, { ...headers, "content-length": half.length }).end(half);
      return;
    }
    case "pass": {
      const { status, headers, body } = await arrive(passing);
      treatment.onDone?.();
      if (treatment.delayMs !== undefined) await pause(treatment.delayMs);
      response.writeHead(status, headers).end(body, treatment.onPassed);
    }
  }
}

function ask(to: string, { method, path, headers, body }: Passing): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { host: _, connection: __, ...kept } = headers;
    const request = send(`${to}${path}`, { method, headers: kept, agent: false }, (response) => {
      bytesOf(response).then(
        (answer) => resolve({ status: response.statusCode ?? 0, headers: endToEnd(response.headers), body: answer }),
        reject,
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Without what speaks of the connection alone. */
function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection: _, "keep-alive": __, "transfer-encoding": ___, ...kept } = headers;
  return kept;
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
