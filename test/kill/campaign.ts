import { createBooks } from "./books.ts";
import type { ChatName } from "./chat.ts";
import { momentOf } from "./moments.ts";
import type { Moment } from "./moments.ts";
import { isOpen } from "./outbox.ts";
import { calm, comeToRest, openScene } from "./scene.ts";
import type { Scene, SceneOptions } from "./scene.ts";
import { killOne } from "./slot.ts";
import { judge } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

export interface CampaignOptions extends Omit<SceneOptions, "faults"> {
  readonly kills: number;
  readonly tell: (line: string) => void;
}

export interface CampaignReport extends Verdict {
  readonly platform: ChatName;
  readonly database: CampaignOptions["database"];
  readonly desks: number;
  readonly speed: number;
  readonly kills: number;
  readonly killsAt: Readonly<Partial<Record<Moment["kind"], number>>>;
  /** Requests that met a fault beside the kills. */
  readonly troubles: number;
  readonly articles: number;
  readonly seconds: number;
  /** Worst real seconds from a start to the first post of a channel that owed something nobody had tried. */
  readonly resumeUnsentS: number;
  readonly resumesMeasured: number;
  /** Worst seconds from a start until what was unclear was cleared up: real ones to the first request, then the desk's. */
  readonly resumeUnclearS: number;
  readonly doubtsMeasured: number;
}

/** What is left to chance happens within this after a start, real milliseconds. */
const LONGEST_MS = 3_000;
/** Every so many kills the desks are left alone until nothing is unclear. */
const CALM_EVERY = 10;
const FIRST_ARTICLES = 6;
const NEVER_LANDS: Moment = { kind: "asked", fate: "lost" };

/** Kills desks over and over while articles come in, lets the last ones come to rest, and judges what stands where. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const began = performance.now();
  const scene = await openScene({ ...options, faults: true });
  try {
    const report = await play(scene, options);
    return { ...report, seconds: Math.round((performance.now() - began) / 1000) };
  } finally {
    await scene.close();
  }
}

async function play(scene: Scene, options: CampaignOptions): Promise<Omit<CampaignReport, "seconds">> {
  const { hurry, chat, slots, articles, reader, roll, trap } = scene;
  const books = createBooks(chat, hurry);
  const killsAt: Partial<Record<Moment["kind"], number>> = {};
  for (let first = 0; first < FIRST_ARTICLES; first += 1) articles.write();
  for (const slot of slots) slot.start();
  books.started(slots.length === 1 ? slots[0] : null);
  for (let kill = 1; kill <= options.kills; kill += 1) {
    articles.write();
    // Without haste an unclear row takes two minutes, and a kill a second would never let one end.
    if (kill % (options.speed === 1 ? 1 : CALM_EVERY) === 0 || (await isCloseToGivingUp(scene))) await calm(scene);
    const chosen = slots[Math.floor(roll() * slots.length)] ?? slots[0];
    // Without haste there are few: those whose outcome only the settle time can tell.
    const moment = options.speed === 1 ? NEVER_LANDS : momentOf(roll, LONGEST_MS);
    const { slot, kind } = await killOne(trap, chosen, moment, roll);
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
  const { platform, database, desks, speed, kills } = options;
  const { faults, ...verdict } = judge(chat, end);
  return {
    platform,
    database,
    desks,
    speed,
    kills,
    killsAt,
    troubles: slots.reduce((sum, slot) => sum + slot.troubles(), 0),
    articles: articles.count(),
    ...verdict,
    resumeUnsentS: worstSeconds(books.resumedMs()),
    resumesMeasured: books.resumedMs().length,
    resumeUnclearS: worstSeconds(books.clearedMs()),
    doubtsMeasured: books.clearedMs().length,
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
