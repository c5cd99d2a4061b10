import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Message } from "../core/message.ts";
import type { History, Order, Platform, PostOutcome } from "../core/platform.ts";
import { SUBSCRIPTION_DEFAULTS } from "../core/subscription.ts";
import type { Subscription } from "../core/subscription.ts";
import { DEFAULT_LIMITS } from "../intake/intake.ts";
import type { Log } from "../log.ts";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { createDispatcher } from "./deliver.ts";
import type { Ports } from "./ports.ts";
import { createRounds } from "./rounds.ts";
import type { RoundReport } from "./rounds.ts";
import { createStoryDesk } from "./stories.ts";

/** A whole desk for tests: a real store and real folders, a channel that keeps what it is told, a clock set by hand. */
export interface Newsroom {
  readonly store: Store;
  readonly ports: Ports;
  readonly inbox: string;
  /** What was said in each channel, edits too. */
  readonly posted: Posted[];
  readonly logged: string[];
  /** What the platform answers instead of taking a post; one entry is used up by each post. */
  readonly faults: (PostOutcome | "landed-unclear")[];
  /** What the platform answers to a look, while it is set. */
  readonly look: { answer: History | null };
  readonly write: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
  /** Takes in, writes, posts: the same process goes on. */
  readonly round: () => Promise<RoundReport>;
  /** Files whose articles cannot be saved, whatever is tried. */
  readonly poison: Set<string>;
  /** The next transaction but `count` fails, as if the process were killed before it. */
  readonly dieAfter: (count: number) => void;
  /** As if the process had died and a new one had started on the same store. */
  readonly restart: () => void;
  readonly advance: (ms: number) => void;
  readonly close: () => Promise<void>;
}

interface Posted {
  readonly channel: string;
  readonly kind: Order["kind"];
  /** Of an edit: that of the message it changes. */
  readonly key: string;
  readonly summary: string;
  readonly message: Message;
  /** Id of the message above it. */
  readonly under: string | null;
}

const NOON = Date.parse("2026-11-22T12:00:00Z");
export const HOUR = 3_600_000;

export const READY: Subscription = {
  name: "wire",
  platform: "console",
  channel: "wire",
  ...SUBSCRIPTION_DEFAULTS,
};

/**
 * @param open gives the store, which closes with the room
 * @param threads whether the platform has them
 */
export async function openNewsroom(
  channels: readonly Subscription[] = [READY],
  open: () => Promise<Store> = () => openStore({ database: ":memory:" }),
  threads = false,
): Promise<Newsroom> {
  const folder = mkdtempSync(join(tmpdir(), "copydesk-jobs-"));
  const inbox = join(folder, "inbox");
  mkdirSync(inbox);
  const opened = await open();
  const poison = new Set<string>();
  let lives = Number.POSITIVE_INFINITY;
  const store: Store = {
    ...opened,
    transaction: async (work) => {
      if (lives === 0) throw new Error("killed");
      lives -= 1;
      return opened.transaction((inside) => work(poisoned(inside, poison)));
    },
  };
  const posted: Posted[] = [];
  const logged: string[] = [];
  const faults: Newsroom["faults"] = [];
  const look: Newsroom["look"] = { answer: null };
  let now = NOON;
  const clock = { now: () => now, monotonic: () => now };
  const platform = recordingPlatform(posted, faults, look, threads);
  const log = recordingLog(logged);
  const ports: Ports = {
    store,
    channels: () => channels,
    platforms: new Map([["console", platform]]),
    alerts: null,
    clock,
    timers: { set: realTimer },
    random: () => 0.5,
    log,
    archive: () => null,
  };
  const start = (): (() => Promise<RoundReport>) =>
    createRounds(ports, {
      folders: [inbox],
      limits: DEFAULT_LIMITS,
      stories: createStoryDesk(ports, 14 * 24 * HOUR),
      signal: new AbortController().signal,
      onPosts: async () => {},
    });
  let rounds = start();
  let written = 0;
  return {
    store,
    ports,
    inbox,
    posted,
    logged,
    faults,
    look,
    poison,
    write: (path, text) => {
      const file = join(inbox, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      // Each file has a time of its own, long enough ago to count as complete.
      written += 1;
      const time = (NOON - 10 * HOUR) / 1000 + written;
      utimesSync(file, time, time);
    },
    remove: (path) => rmSync(join(inbox, path), { recursive: true, force: true }),
    round: async () => {
      const report = await rounds();
      const dispatcher = createDispatcher(ports);
      await dispatcher.drain();
      await dispatcher.close();
      return report;
    },
    dieAfter: (count) => {
      lives = count;
    },
    restart: () => {
      lives = Number.POSITIVE_INFINITY;
      rounds = start();
    },
    advance: (ms) => {
      now += ms;
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function realTimer(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

function poisoned(store: Store, poison: ReadonlySet<string>): Store {
  const save: Store["articles"]["save"] = (articles) => {
    const bad = articles.find(({ file }) => poison.has(file));
    if (bad !== undefined) throw new RangeError(`nobody foresaw ${bad.file}`);
    return store.articles.save(articles);
  };
  return { ...store, articles: { ...store.articles, save } };
}

function recordingPlatform(
  posted: Posted[],
  faults: Newsroom["faults"],
  look: Newsroom["look"],
  threads: boolean,
): Platform {
  return {
    name: "console",
    settleMs: 1_000,
    repeatMs: 0,
    threads,
    render: (message) => [message],
    simpler: () => null,
    send: async (to, order) => {
      const fault = faults.shift();
      if (fault !== undefined && fault !== "landed-unclear") return fault;
      const { kind, key } = order;
      const message = order.payload as Message;
      const under = order.kind === "post" ? null : order.under;
      posted.push({ channel: to.name, kind, key, summary: message.summary, message, under });
      if (fault === "landed-unclear") return { ok: false, failure: { kind: "unclear", reason: "the answer was lost" } };
      return { ok: true, messageId: `m-${key}` };
    },
    history: async (to, { under }) => {
      if (look.answer !== null) return look.answer;
      const ours = posted.filter((one) => one.channel === to.name && one.kind !== "edit" && one.under === under);
      return { known: true, posts: new Map(ours.map(({ key }) => [key, `m-${key}`])) };
    },
    close: async () => {},
  };
}

function recordingLog(logged: string[]): Log {
  const keep =
    (level: string) =>
    (sentence: string): void =>
      void logged.push(`${level}: ${sentence}`);
  return { debug: () => {}, info: keep("info"), warn: keep("warn"), error: keep("error") };
}

/** Reports of invented events. Those of one event share its names, numbers and words. */
export const TEXTS = {
  bridge: `Tarn bridge closed after crack is found

VELLMAR, 21 November 2026 — The council of Vellmar closed the Tarn bridge to all traffic on Saturday after divers found a crack in its third pier.

“Nobody crosses it until we know how deep the crack goes,” said Ada Munk, the city engineer. The bridge carries 14,000 vehicles a day.

Repairs could cost 6 million crowns and last until spring, the council said. Ferries will run every 20 minutes from Monday.`,
  bridgeAgain: `Ferries replace Vellmar's cracked Tarn bridge

Commuters in Vellmar will cross the river by ferry from Monday because the Tarn bridge has been closed, the council announced after divers found a crack in the third pier.

Ada Munk, the city engineer, said the pier had last been inspected in 2019. Some 14,000 vehicles use the Tarn bridge every day.

Shopkeepers on the east bank fear for their trade. “December is half our year,” said Oskar Prell, who sells toys beside the bridge in Vellmar.`,
  cup: `Eastholm win Federation Cup tie on penalties

Eastholm Athletic beat Carrick Rovers on penalties on Friday evening and reached the last sixteen of the Federation Cup for the first time since 1988.

Goalkeeper Bram Okerlund saved two kicks and the teenager Corrie Lamb scored the last one. The match had ended 2-2 after extra time.

“I have never been so proud of a group that was so tired,” said Gideon Farlowe, the head coach of Eastholm. They will meet Port Aldous in January.`,
  comet: `Observatory on Mount Sorrel sights a new comet

Astronomers at the Mount Sorrel observatory have found a comet that nobody had catalogued before, the observatory said on Thursday.

The comet, named Hadley-Sorrel, was 310 million kilometres from the sun when Ines Hadley saw it on photographs taken on Tuesday. It may become visible to the naked eye in March.

“We looked at the plates four times before we believed it,” Hadley said. Two telescopes in the south have since confirmed the sighting.`,
} as const;
