import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { DeliveryRow } from "../../src/store/schema.ts";

/** A row of the outbox, read from the database itself. */
export type Row = Pick<
  DeliveryRow,
  | "key"
  | "lane"
  | "channel"
  | "action"
  | "about"
  | "payload"
  | "attempt"
  | "lost"
  | "aside"
  | "state"
  | "at"
  | "message_id"
  | "failure"
> & { readonly sequence: number };

/** What stands in a database at one moment. */
export interface Snapshot {
  /** By sequence. */
  readonly rows: readonly Row[];
  readonly documents: number;
  /** Stories whose digest the ready channel has not been given. */
  readonly unpublished: number;
  /** Lanes that were told to wait, and whole platforms ("slack:*"): until when. */
  readonly held: readonly { readonly lane: string; readonly not_before: number }[];
  /** What an integrity check found, when one was made. */
  readonly integrity: string | null;
}

/** Reads a database beside the desk that works on it. */
export interface Reader {
  readonly read: () => Promise<Snapshot>;
  readonly close: () => Promise<void>;
}

export const QUERIES = {
  rows: `select sequence, key, lane, channel, action, about, payload, attempt, lost, aside, state, at, message_id, failure
    from deliveries order by sequence`,
  documents: "select count(*) as count from documents",
  unpublished: `select count(*) as count from stories where version = 0 or id not in
    (select story_id from edition_stories join editions on editions.id = edition_id where channel = 'wire')`,
  held: "select lane, not_before from lanes where not_before > 0",
} as const;

export const NOTHING_YET: Snapshot = { rows: [], documents: 0, unpublished: 0, held: [], integrity: null };

export function isOpen({ state }: Row): boolean {
  return state === "pending" || state === "sending" || state === "unknown";
}

/**
 * Reads a copy: what a dead process left is found by the next desk exactly as it was left. Only for a moment when no
 * desk writes.
 */
export function sqliteReader(file: string): Reader {
  return {
    read: async () => {
      if (!existsSync(file)) return NOTHING_YET;
      const folder = mkdtempSync(join(tmpdir(), "copydesk-look-"));
      try {
        const copy = join(folder, "copy.sqlite");
        copyFileSync(file, copy);
        if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
        return readSqlite(new DatabaseSync(copy));
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    close: async () => {},
  };
}

/** Reads beside a desk at work, as `copydesk outbox` does. */
export function liveReader(file: string): Reader {
  return {
    read: async () =>
      existsSync(file) ? readSqlite(new DatabaseSync(file, { readOnly: true, timeout: 5_000 }), false) : NOTHING_YET,
    close: async () => {},
  };
}

function readSqlite(database: DatabaseSync, isChecked = true): Snapshot {
  try {
    const integrity = isChecked ? String(database.prepare("pragma integrity_check").get()?.["integrity_check"]) : null;
    const tables = database.prepare("select count(*) as count from sqlite_schema where name = 'outbox_requests'").get();
    // It died while it made its tables.
    if (tables?.["count"] === 0) return { ...NOTHING_YET, integrity };
    const count = (sql: string): number => Number(database.prepare(sql).get()?.["count"]);
    return {
      rows: database.prepare(QUERIES.rows).all() as unknown as readonly Row[],
      documents: count(QUERIES.documents),
      unpublished: count(QUERIES.unpublished),
      held: database.prepare(QUERIES.held).all() as unknown as Snapshot["held"],
      integrity,
    };
  } finally {
    database.close();
  }
}
