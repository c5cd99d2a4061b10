import type { SocketModeReceiver } from "@slack/bolt";
import type { Log } from "../../log.ts";
import { isRevoked } from "./failures.ts";
import { within } from "./patience.ts";

type SocketClient = SocketModeReceiver["client"];

/** A connection that is made anew whenever it is lost. */
export interface KeptSocket {
  readonly state: () => "connected" | "connecting" | "revoked";
  /** Ends when the first connection stands, or could not be made. */
  readonly first: Promise<void>;
  readonly close: () => Promise<void>;
}

export interface SocketOptions {
  readonly client: SocketClient;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  readonly log: Log;
  readonly onAlert: (text: string, mend: string) => void;
}

/** Between two tries, in milliseconds: short at first, for Slack takes every connection down every few hours. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** A connection on which Slack does not say hello is none. */
const HELLO_MS = 20_000;
/** A connection that lasted so long was a good one. */
const STEADY_MS = 10_000;
/** Out of touch for so long, somebody should know. */
const ALERT_MS = 60_000;

/**
 * Keeps a socket connected. The SDK's own reconnecting is off: after some errors it gives up with a rejection that
 * nobody can catch, and it tries on with a token that was revoked.
 */
export function keepSocket({ client, monotonic, log, onAlert }: SocketOptions): KeptSocket {
  let state: ReturnType<KeptSocket["state"]> = "connecting";
  let closed = false;
  const isClosed = (): boolean => closed;
  let wake = (): void => {};
  let stop = (): void => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let alarm: NodeJS.Timeout | undefined;
  let tell = (): void => {};
  const first = new Promise<void>((resolve) => {
    tell = resolve;
  });

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  function expectReturn(): void {
    alarm ??= setTimeout(() => {
      onAlert(
        "Slack: the connection on which people ask has been down for a minute. Posts go out all the same.",
        "It is tried on and on. If it lasts, see https://slack-status.com and this machine's network.",
      );
    }, ALERT_MS);
  }

  function revoke(code: string): void {
    state = "revoked";
    onAlert(
      `Slack does not let the app in any more (${code}): nobody can ask with /news.`,
      "Set SLACK_APP_TOKEN to a token xapp-… with the scope connections:write, and start Copydesk again.",
    );
  }

  async function keep(): Promise<void> {
    let failures = 0;
    while (!isClosed()) {
      const drop = nextDrop(client);
      const outcome = await connect(client);
      if (outcome !== "connected") drop.forget();
      // Closed while it was being made.
      if (isClosed()) return hangUp(client);
      if (outcome === "connected") {
        if (failures > 0) log.info("Slack: people can ask again.");
        failures = 0;
        state = "connected";
        clearTimeout(alarm);
        alarm = undefined;
        tell();
        const since = monotonic();
        await Promise.race([drop.happens, stopped]);
        if (isClosed()) return;
        log.debug("Slack: the connection on which people ask ended and is made anew.");
        state = "connecting";
        // One of those that Slack ends every few hours: no reason to wait.
        if (monotonic() - since > STEADY_MS) continue;
      } else if (outcome.code !== null && isRevoked(outcome.code)) {
        clearTimeout(alarm);
        revoke(outcome.code);
        tell();
        return;
      } else {
        if (failures === 0) log.warn(`Slack: people cannot ask for now (${outcome.code ?? outcome.reason}).`);
        failures += 1;
        tell();
      }
      expectReturn();
      await pause(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures));
    }
  }

  const ended = keep();
  return {
    state: () => state,
    first,
    close: async () => {
      closed = true;
      clearTimeout(alarm);
      stop();
      wake();
      await hangUp(client);
      await within(GOODBYE_MS, ended);
    },
  };
}

type Outcome = "connected" | { readonly code: string | null; readonly reason: string };

async function connect(client: SocketClient): Promise<Outcome> {
  const started = client.start().then(
    (): Outcome => "connected",
    (error: unknown): Outcome => ({ code: codeOf(error), reason: "the connection could not be made" }),
  );
  const outcome = await within(HELLO_MS, started);
  if (outcome !== null) return outcome;
  await hangUp(client);
  return { code: null, reason: "Slack did not say hello" };
}

/** Slack's own code, when it gave one. */
function codeOf(error: unknown): string | null {
  const { data } = (error ?? {}) as { readonly data?: { readonly error?: unknown } };
  const code = data?.error;
  return typeof code === "string" && /^[a-z_]{2,60}$/.test(code) ? code : null;
}

function nextDrop(client: SocketClient): { readonly happens: Promise<void>; readonly forget: () => void } {
  let dropped = (): void => {};
  const happens = new Promise<void>((resolve) => {
    dropped = resolve;
    client.once(DROPPED, dropped);
  });
  return { happens, forget: () => void client.removeListener(DROPPED, dropped) };
}

/** Of the SDK: the connection is gone, and it does not reconnect by itself. */
const DROPPED = "disconnected";

/** How long a goodbye may take; a dead peer never answers it. */
const GOODBYE_MS = 2000;

async function hangUp(client: SocketClient): Promise<void> {
  await within(GOODBYE_MS, client.disconnect());
}
