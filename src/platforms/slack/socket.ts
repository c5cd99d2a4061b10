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
  const end = createSignal();
  const first = createSignal();
  const alarm = createAlarm(() =>
    onAlert(OUT_OF_TOUCH, "If it lasts, see https://slack-status.com and this machine's network."),
  );

  function revoke(code: string): void {
    state = "revoked";
    alarm.clear();
    onAlert(
      `Slack does not let the app in any more (${code}): nobody can ask with /news.`,
      "Set SLACK_APP_TOKEN to a token xapp-… with the scope connections:write, and start Copydesk again.",
    );
  }

  /** @returns how long it lasted, in milliseconds */
  async function stay(dropped: Promise<void>): Promise<number> {
    const since = monotonic();
    state = "connected";
    alarm.clear();
    await Promise.race([dropped, end.given]);
    state = "connecting";
    return monotonic() - since;
  }

  async function keep(): Promise<void> {
    let failures = 0;
    while (!end.isGiven()) {
      const drop = nextDrop(client);
      const outcome = await connect(client);
      if (outcome !== "connected") drop.forget();
      first.give();
      // Closed while it was being made.
      if (end.isGiven()) return hangUp(client);
      if (outcome === "connected") {
        if (failures > 0) log.info("Slack: people can ask again.");
        failures = 0;
        // One of those that Slack ends every few hours: no reason to wait.
        if ((await stay(drop.happens)) > STEADY_MS) continue;
      } else {
        if (outcome.code !== null && isRevoked(outcome.code)) return revoke(outcome.code);
        if (failures === 0) log.warn(`Slack: people cannot ask for now (${outcome.code ?? outcome.reason}).`);
        failures += 1;
      }
      if (end.isGiven()) return;
      alarm.set();
      await within(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures), end.given);
    }
  }

  const ended = keep();
  return {
    state: () => state,
    first: first.given,
    close: async () => {
      alarm.clear();
      end.give();
      await hangUp(client);
      await within(GOODBYE_MS, ended);
    },
  };
}

const OUT_OF_TOUCH =
  "Slack: the connection on which people ask has been down for a minute. It is tried on and on, and posts go out all the same.";

/** Something that is given once. */
function createSignal(): {
  readonly given: Promise<void>;
  readonly give: () => void;
  readonly isGiven: () => boolean;
} {
  let isGiven = false;
  let resolve = (): void => {};
  const given = new Promise<void>((done) => {
    resolve = done;
  });
  const give = (): void => {
    isGiven = true;
    resolve();
  };
  return { given, give, isGiven: () => isGiven };
}

/** Sounds once, a minute after it was first set. */
function createAlarm(sound: () => void): { readonly set: () => void; readonly clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    set: () => {
      timer ??= setTimeout(sound, ALERT_MS);
    },
    clear: () => {
      clearTimeout(timer);
      timer = undefined;
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
