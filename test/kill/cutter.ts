import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** Cuts a connection in the middle of a commit: before the server hears of it, or before the client hears of its end. */
type Cut = "before" | "after";

/** Stands between desks and their PostgreSQL server. */
export interface Cutter {
  readonly port: number;
  /** Cuts the next commit of anybody. Ends when it was cut. @throws Error when none comes in half a minute */
  readonly cutNext: (cut: Cut) => Promise<void>;
  readonly close: () => Promise<void>;
}

const COMMIT_MS = 30_000;

export async function startCutter(port: number): Promise<Cutter> {
  const sockets = new Set<Socket>();
  let next: { readonly cut: Cut; readonly done: () => void } | null = null;
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    const both = [client, upstream];
    const destroy = (): void => {
      for (const socket of both) socket.destroy();
    };
    for (const socket of both) {
      sockets.add(socket);
      socket.on("error", destroy);
      socket.on("close", () => {
        sockets.delete(socket);
        destroy();
      });
    }
    let isMute = false;
    client.on("data", (bytes: Buffer) => {
      const armed = next;
      if (armed !== null && isCommit(bytes)) {
        next = null;
        armed.done();
        if (armed.cut === "before") return destroy();
        isMute = true;
      }
      upstream.write(bytes);
    });
    upstream.on("data", (bytes: Buffer) => {
      // The server has answered, so it has committed.
      if (isMute) destroy();
      else client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    cutNext: (cut) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("nobody committed anything")), COMMIT_MS);
        const done = (): void => {
          clearTimeout(timer);
          resolve();
        };
        next = { cut, done };
      }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A simple query: Q, its length, the words, a zero. */
function isCommit(bytes: Buffer): boolean {
  return /^Q[^]{4}commit\0/i.test(bytes.toString("latin1"));
}
