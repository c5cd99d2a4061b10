import { parseCron } from "../core/cron.ts";
import type { Cron } from "../core/cron.ts";
import { catchUpWindow, latestSlotAtOrBefore, nextSlot } from "../core/slots.ts";
import type { Slot } from "../core/slots.ts";
import type { Subscription } from "../core/subscription.ts";
import type { EpochMs } from "../core/time.ts";
import { publishSlot } from "./publish.ts";
import type { Ports } from "./ports.ts";

/** The channels' schedules at work. */
export interface Schedule {
  /** Fires no more; ends when a slot that is being filled is done. */
  readonly close: () => Promise<void>;
}

/** The channel's next slot as local time in its zone, null for one without a schedule. */
export function nextSlotOf(channel: Subscription, now: EpochMs): string | null {
  const cron = cronOf(channel);
  return cron === null ? null : (nextSlot(cron, channel.timezone, now)?.label ?? null);
}

/**
 * Fills the newest slot that is due in a channel, when that has not been done and is not too late (see `catchUpWindow`).
 * Older slots stay empty: their news is in this one.
 * @returns the slot that was filled, or null
 */
export async function fillDueSlot(ports: Ports, channel: Subscription): Promise<Slot | null> {
  const cron = cronOf(channel);
  const now = ports.clock.now();
  const slot = cron === null ? null : latestSlotAtOrBefore(cron, channel.timezone, now);
  if (cron === null || slot === null) return null;
  if (now - slot.at > catchUpWindow(cron, channel.timezone, slot)) {
    const last = await ports.store.editions.lastScheduled(channel.name);
    if (last !== null && last.slot < slot.label) {
      ports.log.info(`Channel "${channel.name}" missed its edition of ${slot.label}; the next one holds its news.`);
    }
    return null;
  }
  const before = latestSlotAtOrBefore(cron, channel.timezone, slot.at - 1);
  return (await publishSlot(ports, channel, slot, before?.at ?? slot.at)) ? slot : null;
}

/**
 * Fires the channels' schedules until closed. What is due already is filled before it returns.
 *
 * node-cron fires each channel at its time. Once a minute all are looked over, for what it passes over by design: a
 * time that falls into the hour that clocks skip, a machine that slept, a slot that could not be filled at once.
 * @param onFilled told of every slot that was filled
 */
export async function startSchedule(ports: Ports, onFilled: () => void): Promise<Schedule> {
  const channels = ports.channels().filter(({ schedule }) => schedule !== "ready");
  if (channels.length === 0) return { close: async () => {} };
  const next = new Map<string, EpochMs>();
  let work: Promise<void> = Promise.resolve();

  const fill = async (channel: Subscription): Promise<void> => {
    try {
      const slot = await fillDueSlot(ports, channel);
      const cron = cronOf(channel);
      next.set(
        channel.name,
        (cron && nextSlot(cron, channel.timezone, ports.clock.now())?.at) ?? Number.POSITIVE_INFINITY,
      );
      if (slot === null) return;
      ports.log.debug(`Filled the slot ${slot.label} of channel "${channel.name}".`);
      onFilled();
    } catch (error) {
      // Left out of `next`, so that the look once a minute tries again.
      next.delete(channel.name);
      ports.log.error(`The edition of channel "${channel.name}" could not be made; it is tried again in a minute.`, {
        error,
      });
    }
  };
  const enqueue = (due: readonly Subscription[]): Promise<void> => {
    const before = work;
    work = (async () => {
      await before;
      for (const channel of due) await fill(channel);
    })();
    return work;
  };

  await enqueue(channels);
  const cron = await import("node-cron");
  const quiet = { suppressMissedWarning: true, noOverlap: true };
  const tasks = channels.map((channel) =>
    cron.schedule(channel.schedule, () => enqueue([channel]), {
      ...quiet,
      name: channel.name,
      timezone: channel.timezone,
    }),
  );
  const look = (): Promise<void> => enqueue(channels.filter(({ name }) => (next.get(name) ?? 0) <= ports.clock.now()));
  tasks.push(cron.schedule("* * * * *", look, { ...quiet, name: "look over all channels" }));
  return {
    close: async () => {
      for (const task of tasks) await task.destroy();
      await work;
    },
  };
}

function cronOf({ schedule }: Subscription): Cron | null {
  const read = parseCron(schedule);
  return read.ok ? read.cron : null;
}
