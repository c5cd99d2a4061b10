import type { Chat } from "./chat.ts";
import { hurriedNow } from "./hurry.ts";
import type { Hurry } from "./hurry.ts";
import { isOpen } from "./outbox.ts";
import type { Row, Snapshot } from "./outbox.ts";
import type { Slot } from "./slot.ts";

/** What is known of a run while it runs. */
export interface Books {
  /** A desk is dead; what it left is compared with what was acknowledged and what stands in the channels. */
  readonly killed: (left: Snapshot) => void;
  /** The desk runs again. @param slot null: where several share the outbox and the others go on */
  readonly started: (slot: Slot | null) => void;
  readonly faults: () => readonly string[];
  /** Real milliseconds from the start of a process to its first post of what nobody had tried. */
  readonly resumedMs: () => readonly number[];
  /** Milliseconds from the start to the end of a doubt: real ones to the first request, then by the desk's clock. */
  readonly clearedMs: () => readonly number[];
}

export function createBooks(chat: Chat, hurry: Hurry): Books {
  const acknowledged = new Map<string, string>();
  const faults: string[] = [];
  const resumed: number[] = [];
  const cleared: number[] = [];
  let last: Snapshot | null = null;
  let slot: Slot | null = null;
  let startedAt = 0;

  const keepWord = ({ rows, integrity }: Snapshot): void => {
    if (integrity !== null && integrity !== "ok") faults.push(`the database is damaged: ${integrity}`);
    const standing = new Set(chat.standing().map(({ id }) => id));
    const known = new Map(rows.map((row) => [row.key, row]));
    for (const [key, id] of acknowledged) {
      const row = known.get(key);
      if (row?.state !== "sent" || row.message_id !== id) faults.push(`${key} was sent, and the database forgot it`);
    }
    for (const { key, state, action, message_id: id } of rows) {
      if (state !== "sent" || id === null) continue;
      if (!acknowledged.has(key) && action !== "edit" && !standing.has(id)) faults.push(`${key} does not stand there`);
      acknowledged.set(key, id);
    }
  };
  const measure = (left: Snapshot): void => {
    if (last === null) return;
    const now = new Map(left.rows.map((row) => [row.key, row]));
    for (const { key, channel, state, action } of last.rows) {
      if ((state !== "sending" && state !== "unknown") || action === "edit") continue;
      const row = now.get(key);
      // What starting costs is not hurried.
      const hurriedMs = (slot?.startMs() ?? 0) * (hurry.speed - 1);
      if (row?.state === "sent" && slot?.troubled.has(channel) !== true) cleared.push(row.at - startedAt - hurriedMs);
    }
    for (const channel of slot === null ? [] : untouched(last, startedAt)) {
      const first = slot?.firstWrites.get(channel);
      if (first !== undefined && slot?.troubled.has(channel) === false) resumed.push(first);
    }
  };

  return {
    killed: (left) => {
      keepWord(left);
      measure(left);
      last = left;
    },
    started: (at) => {
      slot = at;
      startedAt = hurriedNow(hurry);
    },
    faults: () => faults,
    resumedMs: () => resumed,
    clearedMs: () => cleared,
  };
}

/** Channels whose next row nobody has tried to send, and that wait for nothing. */
function untouched({ rows, held }: Snapshot, now: number): readonly string[] {
  const heads = new Map<string, Row>();
  for (const row of rows) if (isOpen(row) && !heads.has(row.lane)) heads.set(row.lane, row);
  const waits = new Set(held.filter(({ not_before: until }) => until > now).map(({ lane }) => lane));
  return [...heads.values()]
    .filter(({ lane, state, attempt }) => state === "pending" && attempt === 0 && !waits.has(lane))
    .filter(({ lane }) => !waits.has(`${lane.split(":")[0]}:*`))
    .map(({ channel }) => channel);
}
