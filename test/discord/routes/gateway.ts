import { bot, ok, open } from "./route.ts";
import type { Routes } from "./route.ts";

/** The address of the gateway is that of the request. */
export const gatewayRoutes: Routes = [
  bot("GET", "/gateway/bot", ({ host, world }) =>
    ok({
      url: `ws://${host}`,
      shards: 1,
      session_start_limit: {
        total: 1_000,
        remaining: 1_000,
        reset_after: world.now() % 86_400_000,
        max_concurrency: 1,
      },
    }),
  ),
  open("GET", "/gateway", ({ host }) => ok({ url: `ws://${host}` })),
];
