import type { OwedDelivery } from "../../src/core/delivery.ts";
import type { OwedPlan } from "./plan.ts";
import { startHost } from "./host.ts";
import type { Worker } from "./process.ts";
import type { ModelPayload } from "./server.ts";
import { keepTrying } from "./tasks.ts";
import { subscriptionOf } from "./world.ts";
import type { World } from "./world.ts";

/** Sees to it that everything planned is owed in the end. */
export interface Author {
  /** Everything that is planned stands in the outbox. */
  readonly isDone: () => boolean;
}

export function startAuthor(world: World, workers: readonly Worker[]): Author {
  const { plan, timeline, database } = world;
  const byKey = database.prepare("select state from deliveries where key = ?");
  const state = (key: string): string | null => (byKey.get(key)?.["state"] as string | undefined) ?? null;
  for (const owed of plan.owed) {
    const [head = ""] = owed.keys;
    const deliveries = deliveriesOf(world, owed);
    timeline.after(owed.atMs, () => {
      keepTrying(world, workers, {
        isDone: () => state(head) !== null,
        isReady: () => true,
        write: async ({ store, host }) =>
          store.transaction(async (inside) => inside.deliveries.add(deliveries, host.now())),
      });
    });
    for (const { key, atMs } of owed.edits) {
      timeline.after(atMs, () => {
        keepTrying(world, workers, {
          isDone: () => state(key) !== null,
          isReady: () => state(head) === "sent",
          write: async ({ store, host }) => store.deliveries.add([editOf(world, owed, key)], host.now()),
        });
      });
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

/** Writes everything that is owed at once, with nothing that could go wrong. */
export async function writeAll(world: World): Promise<void> {
  const { database, plan, timeline } = world;
  const writer = startHost("author", { name: "author", skew: 0 }, timeline, database.release);
  const store = database.open(writer, plan.workers === 1);
  for (const owed of plan.owed) await store.deliveries.add(deliveriesOf(world, owed), timeline.now());
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

function frame({ plan }: World, { lane }: OwedPlan): Pick<OwedDelivery, "to" | "editionId" | "storyId"> {
  const { name, platform, channel, crosspost } = subscriptionOf(plan, lane);
  return { to: { name, platform, channel, crosspost }, editionId: null, storyId: null };
}
