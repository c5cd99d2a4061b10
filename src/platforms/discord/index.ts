import type { Platform } from "../../core/platform.ts";
import type { Clock } from "../../core/time.ts";
import type { Log } from "../../log.ts";
import { openClient } from "./client.ts";
import type { Payload } from "./components.ts";
import { readHistory } from "./history.ts";
import { createPlaces } from "./places.ts";
import { renderDiscord, simplerDiscord } from "./render.ts";
import { sendOrder } from "./send.ts";
import { createTitles } from "./titles.ts";

export interface DiscordOptions {
  /** Of the bot. */
  readonly token: string;
  /** Another server in Discord's place; ends in "/api". */
  readonly apiUrl: string | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** A request has 15 seconds, and may land up to 90 seconds after it was given up. */
const SETTLE_MS = 105_000;
/**
 * A nonce is remembered for "the past few minutes" (Discord's reference of messages), two at least. A repeat may land up to
 * `SETTLE_MS` after it left, and must do so while the nonce is remembered.
 */
const REPEAT_MS = 120_000 - SETTLE_MS;

/** Discord as a platform, over its REST API alone: no gateway is needed to post. */
export function createDiscord({ token, apiUrl, clock, log }: DiscordOptions): Platform {
  const client = openClient({ token, apiUrl, clock });
  const places = createPlaces(client, clock.monotonic);
  const beside = new Set<Promise<void>>();
  const later = (work: Promise<void>): void => {
    const done = work.finally(() => beside.delete(done));
    beside.add(done);
  };
  const desk = { client, places, titles: createTitles(), log, later };
  return {
    name: "discord",
    settleMs: SETTLE_MS,
    repeatMs: REPEAT_MS,
    threads: true,
    render: renderDiscord,
    simpler: (payload) => simplerDiscord(payload as Payload),
    send: (to, order, fence) => sendOrder(desk, to, order, fence),
    history: (to, span) => readHistory(desk, to, span),
    close: async () => {
      await Promise.all(beside);
      client.close();
    },
  };
}
