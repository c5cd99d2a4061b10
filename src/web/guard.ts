import type { Context, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import { namesLoopback } from "./hosts.ts";

/** What the server tells the app of itself; nothing when the app is called without a socket. */
export interface Env {
  Bindings: {
    /** False when the archive is bound to more than this machine; then any Host is answered. */
    readonly loopback?: boolean;
    /** Host without its port, in lower case, under which people reach the archive through a proxy. */
    readonly publicHost?: string | null;
  };
}

/** On every answer. No script is shipped, so none may run. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; "),
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

export const securityHeaders: MiddlewareHandler<Env> = createMiddleware<Env>(async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.res.headers.set(name, value);
});

/**
 * Whether the request names a host that the archive answers to. On loopback a page from elsewhere could have its own
 * name resolve to 127.0.0.1 and read the archive through the reader's browser (DNS rebinding); its Host gives it away.
 */
export function knowsHost(context: Context<Env>): boolean {
  // `app.request` in tests hands over no bindings at all.
  const bindings = context.env as Env["Bindings"] | undefined;
  if (bindings?.loopback === false) return true;
  const host = context.req.header("host") ?? new URL(context.req.url).host;
  return namesLoopback(host) || host.toLowerCase().replace(/:\d+$/, "") === bindings?.publicHost;
}
