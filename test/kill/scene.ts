import { setTimeout as pause } from "node:timers/promises";
import { articlesFor } from "./articles.ts";
import type { Articles } from "./articles.ts";
import { startChat } from "./chat.ts";
import type { Chat, ChatName } from "./chat.ts";
import type { Hurry } from "./hurry.ts";
import { rollsOf } from "../rolls.ts";
import type { Roll } from "./moments.ts";
import { isOpen, liveReader, sqliteReader } from "./outbox.ts";
import type { Reader } from "./outbox.ts";
import { startPostgres } from "./postgres.ts";
import { makeFolder } from "./process.ts";
import type { DeskFolder } from "./process.ts";
import { openSlot } from "./slot.ts";
import type { Slot, Trap } from "./slot.ts";

export interface SceneOptions {
  readonly platform: ChatName;
  readonly database: "sqlite" | "postgres";
  /** Seconds of the desk's and the platform's clocks in a real one. */
  readonly speed: number;
  /** Several share one PostgreSQL database. */
  readonly desks: number;
  readonly seed: number;
  /** Whether requests meet faults; more can be switched off later. */
  readonly faults: boolean;
  /** Where the SQLite file and the log lie; default: with the rest. */
  readonly dataFolder?: string;
  /** Puts something between the desks and their database. @returns the address for the desks */
  readonly betweenDatabase?: (url: string) => Promise<string>;
}

/** A platform, an outbox, and desks between them that may be harmed. */
export interface Scene {
  readonly hurry: Hurry;
  readonly roll: Roll;
  readonly chat: Chat;
  readonly folder: DeskFolder;
  readonly articles: Articles;
  /** One or more. */
  readonly slots: readonly [Slot, ...Slot[]];
  readonly trap: Trap;
  /** For a moment when no desk is at work. */
  readonly reader: Reader;
  /** Of desks at work. */
  readonly live: Reader;
  /** Kills what runs, and takes everything away. */
  readonly close: () => Promise<void>;
}

/** Nothing runs in it yet but the platform and the database. */
export async function openScene(options: SceneOptions): Promise<Scene> {
  const hurry = { origin: Date.now(), speed: options.speed };
  const roll = rollsOf(options.seed);
  const chat = await startChat(options.platform, hurry);
  const folder = makeFolder(chat, options.dataFolder);
  const postgres = options.database === "postgres" ? await startPostgres(hurry) : null;
  const environment = postgres === null ? {} : await databaseFor(postgres.url, options.betweenDatabase);
  const trap: Trap = { armed: null };
  const open = async (name: string): Promise<Slot> => {
    const slot = await openSlot({ chat, folder, hurry, roll, environment, trap, logName: `${name}.log` });
    slot.setFaults(options.faults);
    return slot;
  };
  const slots: [Slot, ...Slot[]] = [await open("desk-1")];
  while (slots.length < options.desks) slots.push(await open(`desk-${slots.length + 1}`));
  const close = async (): Promise<void> => {
    for (const slot of slots) await slot.close();
    await postgres?.close();
    await chat.close();
    folder.remove();
  };
  return {
    hurry,
    roll,
    chat,
    folder,
    articles: articlesFor(folder.folder, 1),
    slots,
    trap,
    reader: postgres?.reader ?? sqliteReader(folder.database),
    live: postgres?.reader ?? liveReader(folder.database),
    close,
  };
}

async function databaseFor(
  url: string,
  between: SceneOptions["betweenDatabase"],
): Promise<Readonly<Record<string, string>>> {
  return { DATABASE_URL: between === undefined ? url : await between(url) };
}

/** Lease, settle time and a look, by the desk's clock; a start in real time. */
const CALM_DESK_MS = 240_000;
const CALM_MS = 8_000;

/** Leaves the desks alone until nothing is unclear. */
export async function calm({ live, hurry }: Scene): Promise<void> {
  const until = performance.now() + CALM_MS + CALM_DESK_MS / hurry.speed;
  for (;;) {
    await pause(500);
    const { rows } = await live.read();
    const unclear = rows.some((row) => isOpen(row) && (row.lost > 0 || row.state === "unknown"));
    if (!unclear || performance.now() > until) return;
  }
}

/** Real milliseconds, and those of the desk's clock that are added to them. */
const REST_MS = 120_000;
const REST_DESK_MS = 20 * 60_000;

/**
 * No faults any more: waits until everything that was written is read, posted and marked as sent, then asks the desks to stop.
 * @throws Error when that takes too long
 */
export async function comeToRest({ live, slots, chat, articles, hurry }: Scene): Promise<void> {
  for (const slot of slots) slot.setFaults(false);
  chat.clearFaults();
  articles.write();
  const until = performance.now() + REST_MS + REST_DESK_MS / hurry.speed;
  // An edition is due every minute.
  const quietMs = 70_000 / hurry.speed;
  let quietSince = performance.now();
  for (;;) {
    await pause(300);
    const { rows, documents, unpublished } = await live.read();
    const owed = rows.filter(isOpen).length;
    const underWay = slots.reduce((sum, { relay }) => sum + relay.underWay(), 0);
    const isQuiet = owed === 0 && underWay === 0 && unpublished === 0 && documents === articles.count();
    if (!isQuiet) quietSince = performance.now();
    if (performance.now() - quietSince > quietMs) break;
    if (performance.now() > until) {
      const logs = slots.map((slot) => slot.desk().log().slice(-4_000)).join("\n");
      throw new Error(
        `No rest: ${owed} rows owed, ${documents} of ${articles.count()} articles read, ${unpublished} stories unpublished.\n${logs}`,
      );
    }
  }
  for (const slot of slots) slot.desk().signal("SIGTERM");
  for (const slot of slots) await slot.desk().ended;
}
