import type { OwedDelivery } from "../../src/core/delivery.ts";
import type { OwedPlan } from "./plan.ts";
import type { RunningProcess, Worker } from "./process.ts";
import type { ModelPayload } from "./server.ts";
import type { World } from "./world.ts";

/** Sees to it that everything planned is owed in the end, whatever dies meanwhile. */
export interface Author {
  /** Everything that is planned stands in the outbox. */
  readonly isDone: () => boolean;
}

/** Something to write: the key by which it is known, and what must be there before. */
interface Task {
  readonly key: string;
  readonly isReady: () => boolean;
  readonly write: (process: RunningProcess) => Promise<void>;
}

/** Between two tries, milliseconds. */
const AGAIN_MS = 4_000;
/** Where a backup is put back, what was written may be gone. */
const VANISHED_MS = 60_000;

export function startAuthor(world: World, workers: readonly Worker[]): Author {
  const { plan, timeline, random, database } = world;
  const byKey = database.prepare("select state from deliveries where key = ?");
  const state = (key: string): string | null => (byKey.get(key)?.["state"] as string | undefined) ?? null;
  const mayVanish = plan.troubles.some(({ kind }) => kind === "restore");

  function keep(task: Task): void {
    if (state(task.key) !== null) {
      if (mayVanish) timeline.after(VANISHED_MS, () => keep(task));
      return;
    }
    const processes = workers.map((worker) => worker.running()).filter((running) => running !== null);
    const awake = processes.filter(({ host, dispatcher }) => !host.isFrozen() && dispatcher !== null);
    if (task.isReady() && awake.length > 0) void attempt(random.pick(awake), task);
    timeline.after(AGAIN_MS, () => keep(task));
  }

  async function attempt(process: RunningProcess, task: Task): Promise<void> {
    try {
      await task.write(process);
      process.dispatcher?.wake();
    } catch (error) {
      // It is written again later.
      world.trace.add(timeline.now(), process.host.name, `cannot write: ${String(error)}`);
    }
  }

  for (const owed of plan.owed) {
    const [head = ""] = owed.keys;
    const deliveries = deliveriesOf(world, owed);
    const post: Task = {
      key: head,
      isReady: () => true,
      write: async ({ store, host }) =>
        store.transaction(async (inside) => inside.deliveries.add(deliveries, host.now())),
    };
    timeline.after(owed.atMs, () => keep(post));
    for (const { key, atMs } of owed.edits) {
      const edit: Task = {
        key,
        isReady: () => state(head) === "sent",
        write: async ({ store, host }) => store.deliveries.add([editOf(world, owed, key)], host.now()),
      };
      timeline.after(atMs, () => keep(edit));
    }
  }
  return {
    isDone: () =>
      plan.owed.every(({ keys: [head = ""], edits }) => {
        const stands = state(head);
        return stands !== null && (stands !== "sent" || edits.every(({ key }) => state(key) !== null));
      }),
  };
}

function deliveriesOf(world: World, owed: OwedPlan): readonly OwedDelivery[] {
  const [head = ""] = owed.keys;
  return owed.keys.map((key, part) => ({
    ...frame(world, owed),
    key,
    part,
    action: part === 0 ? { kind: "post" } : { kind: "reply", under: head },
    payload: { text: key, malformed: owed.malformed && part === 0 } satisfies ModelPayload,
  }));
}

function editOf(world: World, owed: OwedPlan, key: string): OwedDelivery {
  return {
    ...frame(world, owed),
    key,
    part: 0,
    action: { kind: "edit", of: owed.keys[0] ?? "" },
    payload: { text: key, malformed: false } satisfies ModelPayload,
  };
}

function frame(world: World, { lane }: OwedPlan): Pick<OwedDelivery, "to" | "editionId" | "storyId"> {
  const to = world.channels()[lane];
  if (to === undefined) throw new RangeError(`There is no lane ${lane}.`);
  const { name, platform, channel, crosspost } = to;
  return { to: { name, platform, channel, crosspost }, editionId: null, storyId: null };
}
