/** Virtual time: nothing happens but what stands on it, in its order. */
export interface Timeline {
  /** True time, milliseconds since the epoch; no clock of a host shows it. */
  readonly now: () => number;
  /** Runs `event` after `ms`, 0 or more; events of one instant run in the order in which they were set. */
  readonly after: (ms: number, event: () => void) => Cancel;
  /**
   * Runs events until none is left, `until` is reached or `done` says so. Between two events all promises settle.
   * @param done asked after each event
   */
  readonly run: (until: number, done: () => boolean) => Promise<void>;
  /** Events that stand on it. */
  readonly size: () => number;
}

type Cancel = () => void;

interface Entry {
  readonly at: number;
  readonly order: number;
  event: (() => void) | null;
}

export function createTimeline(start: number): Timeline {
  const heap: Entry[] = [];
  let now = start;
  let order = 0;
  let size = 0;
  return {
    now: () => now,
    size: () => size,
    after: (ms, event) => {
      const entry: Entry = { at: now + Math.max(0, ms), order: (order += 1), event };
      push(heap, entry);
      size += 1;
      return () => {
        if (entry.event !== null) size -= 1;
        entry.event = null;
      };
    },
    run: async (until, done) => {
      await settled();
      while (!done()) {
        const first = pop(heap);
        if (first === undefined) return;
        if (first.at > until) {
          push(heap, first);
          now = until;
          return;
        }
        const { event } = first;
        if (event === null) continue;
        first.event = null;
        size -= 1;
        now = first.at;
        event();
        await settled();
      }
    },
  };
}

/** Resolves when every promise that waits for no event has had its turn: Node runs ticks when its microtasks are through. */
export async function settled(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.nextTick(resolve);
  });
}

function before(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || before(above, entry)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): Entry | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    const isLeft = left !== undefined && (right === undefined || before(left, right));
    const child = isLeft ? left : right;
    if (child === undefined || before(last, child)) break;
    heap[at] = child;
    at = isLeft ? 2 * at + 1 : 2 * at + 2;
  }
  heap[at] = last;
  return first;
}
