/** A name that only this machine has: what a browser sends when its user opened the archive, and no other page can choose. */
const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** Whether the Host of a request names this machine. */
export function namesLoopback(host: string): boolean {
  return LOOPBACK_NAME.test(host);
}

/** Whether a program bound to this address can be reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return namesLoopback(inAddress(host));
}

/**
 * The address under which the archive is reached from this machine: "http://127.0.0.1:8787". A host that stands for all
 * addresses is none that a browser can open, so it becomes localhost.
 */
export function localAddress(host: string, port: number): string {
  const parsed = URL.parse(`http://${inAddress(host)}`)?.hostname;
  return `http://${parsed === "0.0.0.0" || parsed === "[::]" ? "localhost" : inAddress(host)}:${port}`;
}

function inAddress(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}
