import { join } from "node:path";
import type { Failure } from "../../core/delivery.ts";
import type { Platform, PostOutcome } from "../../core/platform.ts";
import type { Target } from "../../core/subscription.ts";
import type { Clock } from "../../core/time.ts";
import { openRecord } from "./record.ts";
import type { ConsoleRecord } from "./record.ts";
import { plainText, renderConsole } from "./render.ts";
import type { ConsolePayload } from "./render.ts";
import { layOut } from "./terminal.ts";
import type { Paper } from "./terminal.ts";

/** Where the console's posts are seen. */
export interface Screen extends Paper {
  /** Writes at once. Throws when nobody reads any more. */
  readonly write: (text: string) => void;
}

export interface ConsoleOptions {
  /** Records lie here as console-<channel>.jsonl. */
  readonly folder: string;
  readonly screen: Screen;
  readonly clock: Pick<Clock, "now">;
  /** Told once when the screen is gone; posts still reach the record. */
  readonly onScreenGone: (error: unknown) => void;
}

/**
 * The terminal as a channel. A post counts when it stands in the channel's record; the record answers `find`, so that
 * no digest stands in it twice, whatever dies.
 */
export function createConsole({ folder, screen, clock, onScreenGone }: ConsoleOptions): Platform {
  const records = new Map<string, Promise<ConsoleRecord>>();
  let screenIsThere = true;

  function recordOf({ channel }: Target): Promise<ConsoleRecord> {
    let record = records.get(channel);
    if (record === undefined) {
      record = openRecord(join(folder, `console-${channel}.jsonl`));
      records.set(channel, record);
      // A record that could not be opened is tried again with the next post.
      record.catch(() => records.delete(channel));
    }
    return record;
  }

  function show(payload: ConsolePayload): void {
    if (!screenIsThere) return;
    try {
      screen.write(`${layOut(payload, screen)}


`);
    } catch (error) {
      screenIsThere = false;
      onScreenGone(error);
    }
  }

  async function post(to: Target, key: string, payload: ConsolePayload): Promise<PostOutcome> {
    let record: ConsoleRecord;
    try {
      record = await recordOf(to);
      // The database may be older than the record, restored from a backup: what stands here was posted.
      if ((await record.keys()).has(key)) return { ok: true, messageId: messageIdOf(key) };
    } catch (error) {
      return {
        ok: false,
        failure: { kind: "unreachable", reason: `the console's record cannot be read: ${words(error)}` },
      };
    }
    try {
      const at = new Date(clock.now()).toISOString();
      await record.append({ key, at, channel: to.name, text: plainText(payload) });
    } catch (error) {
      // Opening it anew cuts a torn line away, and then a look can tell whether this one is whole.
      records.delete(to.channel);
      await record.close().catch(() => {});
      return {
        ok: false,
        failure: { kind: "unclear", reason: `the console's record cannot be written: ${words(error)}` },
      };
    }
    show(payload);
    return { ok: true, messageId: messageIdOf(key) };
  }

  return {
    name: "console",
    settleMs: 0,
    repeatMs: Number.POSITIVE_INFINITY,
    threads: false,
    render: renderConsole,
    simpler: () => null,
    send: async (to, order, fence) =>
      fence() ? post(to, order.key, order.payload as ConsolePayload) : { ok: false, failure: TOO_LATE },
    history: async (to) => {
      try {
        const record = await recordOf(to);
        const keys = await record.keys();
        return { known: true, posts: new Map([...keys].map((key) => [key, messageIdOf(key)])) };
      } catch (error) {
        return { known: false, reason: words(error), mend: "See that its file can be read and written." };
      }
    },
    close: async () => {
      const open = await Promise.allSettled(records.values());
      for (const record of open) if (record.status === "fulfilled") await record.value.close();
    },
  };
}

const TOO_LATE: Failure = { kind: "unreachable", reason: "its time to be sent had passed" };

function messageIdOf(key: string): string {
  return `console:${key}`;
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
