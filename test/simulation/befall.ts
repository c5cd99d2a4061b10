import type { Backup } from "./connection.ts";
import type { Plan } from "./plan.ts";
import type { Worker } from "./process.ts";
import type { Trouble } from "./trouble.ts";
import { laneName } from "./world.ts";
import type { World } from "./world.ts";

const MINUTE_MS = 60_000;
/** For so long the product fills a daily slot that it missed. */
const CATCH_UP_MS = 6 * 60 * MINUTE_MS;

/** Puts what befalls machines and the platform on the timeline. */
export function plantTroubles(world: World, workers: readonly Worker[]): void {
  for (const trouble of world.plan.troubles) plant(world, workers, trouble);
}

function plant(world: World, workers: readonly Worker[], trouble: Trouble): void {
  const { timeline, trace, server, plan } = world;
  const tell = (what: string): void => trace.add(timeline.now(), "world", what);
  const spell = (forMs: number, set: (on: boolean) => void, what: string): void => {
    timeline.after(trouble.atMs, () => {
      tell(`${what} begins`);
      set(true);
      timeline.after(Math.min(forMs, untilWell(plan, trouble)), () => {
        tell(`${what} ends`);
        set(false);
      });
    });
  };
  switch (trouble.kind) {
    case "freeze":
      timeline.after(trouble.atMs, () => {
        tell(`freezes w${trouble.machine} for ${trouble.forMs}`);
        workers[trouble.machine]?.running()?.host.freeze(Math.min(trouble.forMs, untilWell(plan, trouble)));
      });
      break;
    case "clock":
      timeline.after(trouble.atMs, () => {
        stepClock(world, workers[trouble.machine], trouble.byMs);
        // Where a schedule hangs on it, somebody sets it right soon.
        if (plan.desk === null) return;
        const backMs = Math.min(world.random.between(1, 9) * MINUTE_MS, untilWell(plan, trouble));
        timeline.after(backMs, () => stepClock(world, workers[trouble.machine], -trouble.byMs));
      });
      break;
    case "kill":
      timeline.after(trouble.atMs, () => workers[trouble.machine]?.kill());
      break;
    case "restart":
      timeline.after(trouble.atMs, () => workers[trouble.machine]?.restart());
      break;
    case "restore":
      plantRestore(world, workers, trouble);
      break;
    case "unreadable": {
      const channel = server.channel(laneName(trouble.lane));
      spell(trouble.forMs, (on) => void (channel.readable = !on), `unreadable ${channel.id}`);
      break;
    }
    case "archived": {
      const channel = server.channel(laneName(trouble.lane));
      spell(trouble.forMs, (on) => void (channel.archived = on), `archived ${channel.id}`);
      break;
    }
    case "revoked":
      spell(trouble.forMs, (on) => void (server.revoked = on), "revoked");
      break;
    case "deleted":
      timeline.after(trouble.atMs, () => {
        const message = server.messages.findLast(
          ({ channel, deleted }) => channel === laneName(trouble.lane) && !deleted,
        );
        if (message === undefined) return;
        tell(`deletes ${message.id}`);
        message.deleted = true;
        world.watch.excuse(message.key);
      });
      break;
    case "reload":
      timeline.after(trouble.atMs, () => {
        tell(`takes lane ${trouble.lane} out of the configuration`);
        world.reload(trouble.lane);
        // The first lane is the one with a schedule.
        if (trouble.lane === 0) world.slots.excuse();
        for (const worker of workers) worker.running()?.dispatcher?.wake();
      });
      break;
  }
}

function stepClock({ timeline, trace, watch }: World, worker: Worker | undefined, byMs: number): void {
  if (worker === undefined) return;
  trace.add(timeline.now(), "world", `steps the clock of ${worker.machine.name} by ${byMs}`);
  worker.machine.skew += byMs;
  watch.onClockStep();
}

function untilWell({ faultsEndMs }: Plan, { atMs }: Trouble): number {
  return Math.max(1, faultsEndMs - atMs);
}

function plantRestore(
  { timeline, trace, database, watch, slots }: World,
  workers: readonly Worker[],
  trouble: Extract<Trouble, { kind: "restore" }>,
): void {
  let backup: Backup | null = null;
  timeline.after(trouble.backMs, () => {
    trace.add(timeline.now(), "world", "takes a backup");
    backup = database.backup();
  });
  timeline.after(trouble.atMs, () => {
    trace.add(timeline.now(), "world", "puts the backup back");
    for (const worker of workers) worker.hold(true);
    if (backup !== null) database.restore(backup);
    watch.onRestore();
    // Slots of that time are filled again only while they are worth it.
    if (trouble.atMs - trouble.backMs > CATCH_UP_MS) slots.excuse();
    timeline.after(trouble.downMs, () => {
      for (const worker of workers) worker.hold(false);
    });
  });
}
