import type { StoryDigest } from "../core/digest.ts";
import { laneOf } from "../core/delivery.ts";
import type { Delivery } from "../core/delivery.ts";
import { messageOfMerge } from "../core/message.ts";
import { changeKeyOf, changesOf, target } from "./compose.ts";
import type { Ports } from "./ports.ts";

/**
 * Posts of stories that became a part of this one say so and lead to it, on platforms where a message can be changed.
 * @returns how many messages change
 */
export async function pointPosts(ports: Ports, digest: StoryDigest): Promise<number> {
  const { store } = ports;
  let changes = 0;
  for (const [from, into] of await store.rulings.merged()) {
    if (into !== digest.storyId) continue;
    const posts = (await store.deliveries.ofStory(from)).filter(isPost);
    const groups = Map.groupBy(posts, ({ to, editionId }) => `${laneOf(to)} ${String(editionId)}`);
    for (const [group, rows] of groups) changes += await pointOne(ports, from, digest, group, rows);
  }
  return changes;
}

function isPost({ action, status: { state } }: Delivery): boolean {
  return action.kind !== "edit" && state !== "dead" && state !== "cancelled";
}

/** The first message of a story leads to the other one; what followed it in parts says that it moved. */
async function pointOne(
  ports: Ports,
  from: string,
  digest: StoryDigest,
  group: string,
  rows: readonly Delivery[],
): Promise<number> {
  const { store, clock, archive } = ports;
  const [head] = rows;
  const platform = head === undefined ? undefined : ports.platforms.get(head.to.platform);
  if (head === undefined || platform?.threads !== true) return 0;
  const story = await store.stories.get(from);
  const link = archive === null ? null : `${archive}/stories/${digest.storyId}`;
  const message = messageOfMerge(story?.headline ?? null, { story: digest, reason: null, added: 0, link });
  const additions = await changesOf(store, platform, rows, platform.render(message));
  await store.deliveries.add(
    additions.map(({ storyId, action, payload }, part) => ({
      key: changeKeyOf(`${group} ${from} merged`, digest.version, part),
      to: target(head.to),
      editionId: null,
      storyId,
      part,
      action,
      payload,
    })),
    clock.now(),
  );
  return additions.length;
}
