import { setTimeout as pause } from "node:timers/promises";
import { articlesFor } from "./articles.ts";
import type { Articles } from "./articles.ts";
import { createBooks } from "./books.ts";
import { startChat } from "./chat.ts";
import type { Chat, ChatName } from "./chat.ts";
import type { Hurry } from "./hurry.ts";
import { momentOf, rollsOf } from "./moments.ts";
import type { Moment, Roll } from "./moments.ts";
import { isOpen, liveReader, sqliteReader } from "./outbox.ts";
import type { Reader } from "./outbox.ts";
import { startPostgres } from "./postgres.ts";
import { makeFolder } from "./process.ts";
import type { DeskFolder } from "./process.ts";
import { killOne, openSlot } from "./slot.ts";
import type { Slot, Trap } from "./slot.ts";
import { judge } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

export type Database = "sqlite" | "postgres";

export interface CampaignOptions {
  readonly platform: ChatName;
  readonly database: Database;
  readonly kills: number;
  /** Seconds of the desk's and the platform's clocks in a real one. */
  readonly speed: number;
  /** Several share one PostgreSQL database. */
  readonly desks: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

export interface CampaignReport extends Verdict {
  readonly platform: ChatName;
  readonly database: Database;
  readonly desks: number;
  readonly speed: number;
  readonly kills: number;
  readonly killsAt: Readonly<Partial<Record<Moment["kind"], number>>>;
  readonly articles: number;
  readonly seconds: number;
  /** Worst real seconds from a start to the first post of a channel that owed something nobody had tried. */
  readonly resumeUnsentS: number;
  readonly resumesMeasured: number;
  /** Worst seconds by the desk's clock from a start until what was unclear was cleared up. */
  readonly resumeUnclearS: number;
  readonly doubtsMeasured: number;
}

/** What is left to chance happens within this after a start, real milliseconds. */
const LONGEST_MS = 3_000;
/** Every so many kills the desk is left alone until nothing is unclear. */
const CALM_EVERY = 10;
/** Lease, settle time and a look, by the desk's clock; a start in real time. */
const CALM_DESK_MS = 240_000;
const CALM_MS = 8_000;
const REST_MS = 240_000;

/** All that a run works with. */
interface Scene {
  readonly options: CampaignOptions;
  readonly hurry: Hurry;
  readonly roll: Roll;
  readonly chat: Chat;
  readonly folder: DeskFolder;
  readonly articles: Articles;
  readonly slots: readonly Slot[];
  readonly trap: Trap;
  /** Of the moment after a death, and of a desk at work. */
  readonly reader: Reader;
  readonly live: Reader;
}

/** Kills desks over and over while articles come in, lets the last ones come to rest, and judges what stands where. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const began = performance.now();
  const hurry = { origin: Date.now(), speed: options.speed };
  const roll = rollsOf(options.seed);
  const chat = await startChat(options.platform, hurry);
  const folder = makeFolder(chat);
  const postgres = options.database === "postgres" ? await startPostgres(hurry) : null;
  const environment: Readonly<Record<string, string>> = postgres === null ? {} : { DATABASE_URL: postgres.url };
  const slots: Slot[] = [];
  const trap: Trap = { armed: null };
  try {
    for (let desk = 0; desk < options.desks; desk += 1) {
      slots.push(await openSlot({ chat, folder, hurry, roll, environment, trap, logName: `desk-${desk}.log` }));
    }
    const reader = postgres?.reader ?? sqliteReader(folder.database);
    const live = postgres?.reader ?? liveReader(folder.database);
    const articles = articlesFor(folder.folder, 1);
    const scene = { options, hurry, roll, chat, folder, articles, slots, trap, reader, live };
    return { ...(await play(scene)), seconds: Math.round((performance.now() - began) / 1000) };
  } finally {
    await tearDown(slots);
    await postgres?.close();
    await chat.close();
    folder.remove();
  }
}

async function tearDown(slots: readonly Slot[]): Promise<void> {
  for (const slot of slots) {
    slot.desk().signal("SIGKILL");
    await slot.desk().ended;
    await slot.relay.close();
  }
}

async function play(scene: Scene): Promise<CampaignReport> {
  const { options, hurry, chat, slots, articles, reader } = scene;
  const books = createBooks(chat, hurry);
  const killsAt: Partial<Record<Moment["kind"], number>> = {};
  for (let first = 0; first < 6; first += 1) articles.write();
  for (const slot of slots) slot.start();
  books.started(slots.length === 1 ? (slots[0] ?? null) : null);
  for (let kill = 1; kill <= options.kills; kill += 1) {
    articles.write();
    const chosen = slots[Math.floor(scene.roll() * slots.length)] ?? slots[0];
    if (chosen === undefined) break;
    if (kill % CALM_EVERY === 0 || (await isCloseToGivingUp(scene))) await calm(scene);
    const { slot, kind } = await killOne(scene.trap, chosen, momentOf(scene.roll, LONGEST_MS), scene.roll);
    killsAt[kind] = (killsAt[kind] ?? 0) + 1;
    const left = await reader.read();
    books.killed(left);
    slot.start();
    books.started(slots.length === 1 ? slot : null);
    const open = left.rows.filter(isOpen).length;
    options.tell(`${kill} ${kind}: ${left.rows.length - open} done, ${open} owed, ${books.faults().length} faults`);
  }
  await comeToRest(scene);
  const end = await reader.read();
  books.killed(end);
  const { faults, ...verdict } = judge(chat, end);
  return {
    platform: options.platform,
    database: options.database,
    desks: options.desks,
    speed: options.speed,
    kills: options.kills,
    killsAt,
    articles: articles.count(),
    ...verdict,
    resumeUnsentS: worstSeconds(books.resumedMs()),
    resumesMeasured: books.resumedMs().length,
    resumeUnclearS: worstSeconds(books.clearedMs()),
    doubtsMeasured: books.clearedMs().length,
    seconds: 0,
    faults: [...faults, ...books.faults()],
  };
}

function worstSeconds(ms: readonly number[]): number {
  return Math.round(Math.max(0, ...ms) / 100) / 10;
}

/** A row that is killed a third time in the middle is given up, as it should be; that is not what is tried here. */
async function isCloseToGivingUp({ live }: Scene): Promise<boolean> {
  const { rows } = await live.read();
  return rows.some((row) => isOpen(row) && row.lost + (row.state === "sending" ? 1 : 0) >= 2);
}

/** Leaves the desks alone until nothing is unclear. */
async function calm({ live, hurry }: Scene): Promise<void> {
  const until = performance.now() + CALM_MS + CALM_DESK_MS / hurry.speed;
  for (;;) {
    await pause(500);
    const { rows } = await live.read();
    const unclear = rows.some((row) => isOpen(row) && (row.lost > 0 || row.state === "unknown"));
    if (!unclear || performance.now() > until) return;
  }
}

/** No faults any more: everything that was written is read, posted and marked as sent; then the desks are asked to stop. */
async function comeToRest({ options, live, slots, chat, articles, hurry }: Scene): Promise<void> {
  for (const slot of slots) slot.setFaults(false);
  chat.clearFaults();
  articles.write();
  const until = performance.now() + REST_MS;
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
      options.tell(`no rest: ${owed} owed, ${documents} of ${articles.count()} read, ${unpublished} unpublished`);
      break;
    }
  }
  for (const slot of slots) slot.desk().signal("SIGTERM");
  for (const slot of slots) await slot.desk().ended;
}
