import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Later } from "./gate.ts";

/** @returns the origin, once it listens on 127.0.0.1 */
export async function listen(http: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** Timers that end with the server. */
export function createTimers(own: Later | undefined): { readonly later: Later; readonly clear: () => void } {
  const running = new Set<() => void>();
  let closed = false;
  const standard: Later = (ms, run) => {
    // What was still under way at the end must not keep the process alive with a timer of its own.
    if (closed) return () => {};
    const timer = setTimeout(() => {
      running.delete(off);
      run();
    }, ms);
    const off = (): void => clearTimeout(timer);
    running.add(off);
    return off;
  };
  return {
    later: own ?? standard,
    clear: () => {
      closed = true;
      for (const off of running) off();
      running.clear();
    },
  };
}

/** The listening socket: it can be shut for a while, and forgets nobody when it closes. */
export function createDoor(http: Server): {
  readonly setOpen: (open: boolean) => void;
  readonly close: () => Promise<void>;
} {
  const sockets = new Set<Socket>();
  let open = true;
  http.on("connection", (socket: Socket) => {
    if (!open) return void socket.destroy();
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    setOpen: (wanted) => {
      open = wanted;
      if (!open) cutAll();
    },
    close: () => {
      const closed = new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
      cutAll();
      return closed;
    },
  };
}
