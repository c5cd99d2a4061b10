import type { Chat } from "./chat.ts";
import { LATEST_MS, troubleOf } from "./moments.ts";
import type { Moment, Roll } from "./moments.ts";
import { launch } from "./process.ts";
import type { DeskFolder, DeskProcess } from "./process.ts";
import { startRelay } from "./relay.ts";
import type { Passing, Relay, Treatment } from "./relay.ts";
import type { Hurry } from "./hurry.ts";

/** Where one desk runs, dies and runs again; its way to the platform has faults of its own. */
export interface Slot {
  readonly relay: Relay;
  /** The desk that runs, or ran last. */
  readonly desk: () => DeskProcess;
  readonly start: () => void;
  readonly setFaults: (on: boolean) => void;
  /** Requests that met a fault. */
  readonly troubles: () => number;
  /** Since the last start: channels in which something went wrong, and real milliseconds to each channel's first write. */
  readonly troubled: ReadonlySet<string>;
  readonly firstWrites: ReadonlyMap<string, number>;
  /** Real milliseconds from the last start to the first request. */
  readonly startMs: () => number;
  /** Kills what runs, and closes the way. */
  readonly close: () => Promise<void>;
}

export interface SlotOptions {
  readonly chat: Chat;
  readonly folder: DeskFolder;
  readonly hurry: Hurry;
  readonly roll: Roll;
  readonly environment: Readonly<Record<string, string>>;
  readonly trap: Trap;
  readonly logName: string;
}

/** Waits for a moment in any of the desks. */
export interface Trap {
  armed: Armed | null;
}

interface Armed {
  readonly moment: Moment;
  /** So many requests pass before it. */
  passes: number;
  readonly fire: (slot: Slot, kind: Moment["kind"]) => void;
}

const MOST_PASSED = 3;

/** Real milliseconds. */
const LIMIT_MS = 7_000;

/**
 * Kills the desk that comes to the moment first; when none does in a while, or for a moment of chance, the one in `chosen`.
 * @returns the slot of the dead, and when it died
 */
export async function killOne(
  trap: Trap,
  chosen: Slot,
  moment: Moment,
  roll: Roll,
): Promise<{ readonly slot: Slot; readonly kind: Moment["kind"] }> {
  const { promise, resolve } = Promise.withResolvers<{ readonly slot: Slot; readonly kind: Moment["kind"] }>();
  const fire = (slot: Slot, kind: Moment["kind"]): void => {
    trap.armed = null;
    slot.desk().signal("SIGKILL");
    resolve({ slot, kind });
  };
  trap.armed = { moment, passes: Math.floor(roll() * MOST_PASSED), fire };
  const timer = setTimeout(() => fire(chosen, "at random"), moment.kind === "at random" ? moment.ms : LIMIT_MS);
  const dead = await promise;
  clearTimeout(timer);
  const desk = dead.slot.desk();
  const code = await desk.ended;
  if (code !== null) throw new Error(`The desk ended by itself with exit code ${code}:\n${desk.log()}`);
  return dead;
}

export async function openSlot(options: SlotOptions): Promise<Slot> {
  const { chat, folder, hurry, roll, environment, trap, logName } = options;
  const troubled = new Set<string>();
  const firstWrites = new Map<string, number>();
  let desk: DeskProcess | null = null;
  let startedAt = 0;
  let startMs = 0;
  let faults = true;
  let troubles = 0;

  const treat = (passing: Passing): Treatment => {
    if (startMs === 0) startMs = performance.now() - startedAt;
    const { kind, channel } = chat.callOf(passing);
    if (kind === "other") return { kind: "pass" };
    if (kind === "write" && channel !== null && !firstWrites.has(channel)) {
      firstWrites.set(channel, performance.now() - startedAt);
    }
    const { armed } = trap;
    if (armed !== null && isMomentOf(armed.moment, kind) && isNow(armed)) return struck(armed, slot, hurry, roll);
    if (!faults) return { kind: "pass" };
    const trouble = troubleOf(roll, kind, hurry.speed, (seconds) => {
      // It meets the next post, whoever's that is.
      for (const one of chat.channels) troubled.add(one);
      troubles += 1;
      chat.makeWait(seconds);
    });
    if (trouble.kind !== "pass") {
      troubles += 1;
      if (channel !== null) troubled.add(channel);
    }
    return trouble;
  };
  const connected = (): void => {
    const { armed } = trap;
    if (armed?.moment.kind === "connected" && isNow(armed)) armed.fire(slot, "connected");
  };
  const relay = await startRelay(chat.url, { treat, connected });
  const slot: Slot = {
    relay,
    troubled,
    firstWrites,
    desk: () => {
      if (desk === null) throw new Error("the desk was not started");
      return desk;
    },
    start: () => {
      troubled.clear();
      firstWrites.clear();
      startedAt = performance.now();
      startMs = 0;
      desk = launch(folder, hurry, { ...environment, ...chat.environment(relay.url) }, logName);
    },
    setFaults: (on) => {
      faults = on;
    },
    troubles: () => troubles,
    startMs: () => startMs,
    close: async () => {
      desk?.signal("SIGCONT");
      desk?.signal("SIGKILL");
      await desk?.ended;
      await relay.close();
    },
  };
  return slot;
}

function isNow(armed: Armed): boolean {
  armed.passes -= 1;
  return armed.passes < 0;
}

function isMomentOf({ kind }: Moment, call: "write" | "read"): boolean {
  if (kind === "reading") return call === "read";
  return call === "write" && (kind === "asked" || kind === "posted" || kind === "answered");
}

function struck({ moment, fire }: Armed, slot: Slot, { speed }: Hurry, roll: Roll): Treatment {
  const { kind } = moment;
  switch (kind) {
    case "asked":
      fire(slot, kind);
      if (moment.fate === "late") return { kind: "late", ms: (roll() * LATEST_MS) / speed };
      return moment.fate === "lost" ? { kind: "cut" } : { kind: "pass" };
    case "posted":
      return { kind: "pass", onDone: () => fire(slot, kind) };
    case "answered":
      return { kind: "pass", onPassed: () => void setTimeout(() => fire(slot, kind), moment.ms) };
    case "reading":
      fire(slot, kind);
      return { kind: "pass" };
    case "at random":
    case "connected":
      return { kind: "pass" };
    default:
      return kind satisfies never;
  }
}
