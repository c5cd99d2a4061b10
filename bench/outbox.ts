// What the outbox costs: deliveries a second of bookkeeping, and the time from due to the first byte with many channels.
//   node bench/outbox.ts [--lanes N] [--deliveries N] [--json FILE]
// The real dispatcher on a SQLite file that is synced at every commit; the platform answers after a set time and never refuses.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createDispatcher } from "../src/jobs/deliver.ts";
import type { Ports } from "../src/jobs/ports.ts";
import type { Platform } from "../src/core/platform.ts";
import { openStore } from "../src/store/open.ts";
import type { Store } from "../src/store/store.ts";

const { values: options } = parseArgs({
  options: {
    lanes: { type: "string", default: "1000" },
    deliveries: { type: "string", default: "5000" },
    json: { type: "string" },
  },
});

interface Run {
  readonly lanes: number;
  readonly deliveries: number;
  /** Until the platform's answer, milliseconds. */
  readonly latencyMs: number;
}

interface Row extends Run {
  readonly seconds: number;
  readonly perSecond: number;
  /** From due to the first byte of a lane's first delivery, milliseconds. */
  readonly firstByteMs: { readonly p50: number; readonly p99: number; readonly max: number };
}

async function measure(run: Run): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), "copydesk-outbox-"));
  const store = await openStore({ database: join(folder, "outbox.sqlite") });
  try {
    return await drained(store, run);
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}

async function drained(store: Store, run: Run): Promise<Row> {
  const first = new Map<string, number>();
  let due = 0;
  const platform = answering(run.latencyMs, (channel) => {
    if (!first.has(channel)) first.set(channel, performance.now() - due);
  });
  const dispatcher = createDispatcher(portsOf(store, platform));
  await owe(store, run);
  due = performance.now();
  await dispatcher.drain();
  const seconds = (performance.now() - due) / 1000;
  await dispatcher.close();
  const { sent } = await store.deliveries.counts();
  if (sent !== run.deliveries) throw new Error(`${sent} of ${run.deliveries} deliveries were sent`);
  const waits = [...first.values()].sort((a, b) => a - b);
  const at = (share: number): number => Math.round(waits[Math.ceil(share * waits.length) - 1] ?? 0);
  return {
    ...run,
    seconds: Math.round(seconds * 100) / 100,
    perSecond: Math.round(run.deliveries / seconds),
    firstByteMs: { p50: at(0.5), p99: at(0.99), max: at(1) },
  };
}

function answering(latencyMs: number, onFirstByte: (channel: string) => void): Platform {
  return {
    name: "console",
    settleMs: 90_000,
    repeatMs: 0,
    threads: true,
    render: (message) => [message],
    simpler: () => null,
    send: async ({ channel }, { key }, fence) => {
      if (!fence()) return { ok: false, failure: { kind: "unreachable", reason: "held back" } };
      onFirstByte(channel);
      if (latencyMs > 0) await new Promise((resolve) => void setTimeout(resolve, latencyMs));
      return { ok: true, messageId: key };
    },
    history: async () => ({ known: true, posts: new Map() }),
    close: async () => {},
  };
}

function portsOf(store: Store, platform: Platform): Ports {
  const log = { debug: () => {}, info: () => {}, warn: console.warn, error: console.error };
  return {
    store,
    channels: () => [],
    platforms: new Map([["console", platform]]),
    alerts: null,
    clock: { now: Date.now, monotonic: () => performance.now() },
    timers: {
      set: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    log,
    archive: () => null,
  };
}

/** A payload of the size of a digest. */
const PAYLOAD = { text: "x".repeat(3_000) };

async function owe(store: Store, { lanes, deliveries }: Run): Promise<void> {
  const owed = Array.from({ length: deliveries }, (_, index) => ({
    key: `k${index}`,
    to: { name: `c${index % lanes}`, platform: "console" as const, channel: `c${index % lanes}`, crosspost: false },
    editionId: null,
    storyId: null,
    part: 0,
    action: { kind: "post" as const },
    payload: PAYLOAD,
  }));
  await store.deliveries.add(owed, Date.now());
}

const lanes = Number(options.lanes);
const deliveries = Number(options.deliveries);
const rows: Row[] = [];
// The first one warms up.
for (const run of [
  { lanes: 10, deliveries: 200, latencyMs: 0 },
  { lanes: 10, deliveries, latencyMs: 0 },
  { lanes, deliveries: lanes, latencyMs: 0 },
  { lanes, deliveries: lanes, latencyMs: 100 },
]) {
  rows.push(await measure(run));
}
const shown = rows.slice(1);
console.table(shown.map(({ firstByteMs, ...row }) => ({ ...row, ...firstByteMs })));
if (options.json !== undefined) {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "?"}, Node ${process.version}`;
  await writeFile(options.json, `${JSON.stringify({ machine, rows: shown }, null, 2)}\n`);
}
