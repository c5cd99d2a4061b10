import type { ScheduledTask } from "node-cron";
import { parseCron } from "../core/cron.ts";
import type { Cron } from "../core/cron.ts";
import { catchUpWindow, latestSlotAtOrBefore, nextSlot } from "../core/slots.ts";
import type { Slot } from "../core/slots.ts";
import type { Subscription } from "../core/subscription.ts";
import type { EpochMs } from "../core/time.ts";
import { createClockWatch } from "./clock-watch.ts";
import { publishSlot } from "./publish.ts";
import type { Ports } from "./ports.ts";

/** The channels' schedules at work. */
export interface Schedule {
  /** Looks over the channels at once, for one that was made or ended. Never rejects for a channel's fault. */
  readonly refresh: () => Promise<void>;
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
 * Fires the channels' schedules until closed, also those of channels that come later. What is due already is filled
 * before it returns.
 *
 * node-cron fires each channel at its time. Once a minute all are looked over, for what it passes over by design: a
 * time that falls into the hour that clocks skip, a machine that slept, a slot that could not be filled at once.
 * @param onFilled told of every slot that was filled
 */
export async function startSchedule(ports: Ports, onFilled: () => void): Promise<Schedule> {
  const next = new Map<string, EpochMs>();
  const watch = createClockWatch(ports.clock);
  const tasks = new Map<string, Task>();
  let work: Promise<void> = Promise.resolve();
  let cancelLook = (): void => {};
  let closed = false;

  const fill = async (name: string): Promise<void> => {
    const channel = scheduledIn(ports).get(name);
    if (channel === undefined) return;
    if (!watch.trusts()) {
      next.delete(name);
      ports.log.info(
        `The clock jumped ahead; the edition of channel "${name}" waits until it is sure what time it is.`,
      );
      return;
    }
    try {
      const slot = await fillDueSlot(ports, channel);
      const cron = cronOf(channel);
      const after = cron && nextSlot(cron, channel.timezone, ports.clock.now());
      next.set(name, after?.at ?? Number.POSITIVE_INFINITY);
      if (slot === null) return;
      ports.log.debug(`Filled the slot ${slot.label} of channel "${name}".`);
      onFilled();
    } catch (error) {
      // Left out of `next`, so that the look once a minute tries again.
      next.delete(name);
      ports.log.error(`The edition of channel "${name}" could not be made; it is tried again in a minute.`, { error });
    }
  };
  const enqueue = (step: () => Promise<void>): Promise<void> => {
    const before = work;
    work = (async () => {
      await before;
      if (!closed) await step();
    })();
    return work;
  };
  const lookOver = async (): Promise<void> => {
    const changed = await keepTasks(tasks, scheduledIn(ports), (name) => void enqueue(() => fill(name)));
    for (const name of changed) next.delete(name);
    for (const name of tasks.keys()) if ((next.get(name) ?? 0) <= ports.clock.now()) await fill(name);
  };
  const plan = (): void => {
    if (closed) return;
    cancelLook = ports.timers.set(MINUTE_MS - (ports.clock.now() % MINUTE_MS), () => {
      void enqueue(lookOver).finally(plan);
    });
  };

  await enqueue(lookOver);
  plan();
  return {
    refresh: () => enqueue(lookOver),
    close: async () => {
      closed = true;
      cancelLook();
      for (const { task } of tasks.values()) await task.destroy();
      await work;
    },
  };
}

const MINUTE_MS = 60_000;

/** A schedule in the hands of node-cron. */
interface Task {
  readonly when: string;
  readonly task: ScheduledTask;
}

function scheduledIn(ports: Ports): ReadonlyMap<string, Subscription> {
  const channels = ports.channels().filter(({ schedule }) => schedule !== "ready");
  return new Map(channels.map((channel) => [channel.name, channel]));
}

/**
 * Brings the tasks in step with the channels: what is gone or has another schedule ends, what is new begins.
 * @returns names of the channels whose task ended
 */
async function keepTasks(
  tasks: Map<string, Task>,
  channels: ReadonlyMap<string, Subscription>,
  onTime: (name: string) => void,
): Promise<readonly string[]> {
  const ended: string[] = [];
  for (const [name, { when, task }] of tasks) {
    const channel = channels.get(name);
    if (channel !== undefined && whenOf(channel) === when) continue;
    tasks.delete(name);
    ended.push(name);
    await task.destroy();
  }
  for (const [name, channel] of channels) {
    if (tasks.has(name)) continue;
    // Loaded late: a desk whose channels all want each digest at once does without.
    const { schedule } = await import("node-cron");
    const task = schedule(channel.schedule, () => onTime(name), {
      suppressMissedWarning: true,
      noOverlap: true,
      name,
      timezone: channel.timezone,
    });
    tasks.set(name, { when: whenOf(channel), task });
  }
  return ended;
}

function whenOf({ schedule, timezone }: Subscription): string {
  return `${schedule} ${timezone}`;
}

function cronOf({ schedule }: Subscription): Cron | null {
  const read = parseCron(schedule);
  return read.ok ? read.cron : null;
}
