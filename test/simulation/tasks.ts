import type { RunningProcess, Worker } from "./process.ts";
import type { World } from "./world.ts";

/** Something that one of the processes has to write, whatever dies meanwhile. */
export interface Task {
  readonly isDone: () => boolean;
  readonly isReady: () => boolean;
  readonly write: (process: RunningProcess) => Promise<void>;
}

/** Between two tries, milliseconds. */
const AGAIN_MS = 4_000;
/** Where a backup is put back, what was written may be gone. */
const VANISHED_MS = 60_000;

/** Tries until it is done: with one process, or with another when that one dies. */
export function keepTrying(world: World, workers: readonly Worker[], task: Task): void {
  const { timeline, random, plan, trace } = world;
  const again = (ms: number): void => void timeline.after(ms, () => keepTrying(world, workers, task));
  if (task.isDone()) {
    if (plan.troubles.some(({ kind }) => kind === "restore")) again(VANISHED_MS);
    return;
  }
  const processes = workers.map((worker) => worker.running()).filter((running) => running !== null);
  const awake = processes.filter(({ host, dispatcher }) => !host.isFrozen() && dispatcher !== null);
  if (task.isReady() && awake.length > 0) void attempt(random.pick(awake));
  again(AGAIN_MS);

  async function attempt(process: RunningProcess): Promise<void> {
    try {
      await task.write(process);
      process.dispatcher?.wake();
    } catch (error) {
      trace.add(timeline.now(), process.host.name, `cannot write: ${String(error)}`);
    }
  }
}
